import sys

import apsw

LIBRARY = sys.argv[1]


def open_database(extension):
    db = apsw.Connection("app.db")
    db.execute("PRAGMA foreign_keys = ON")
    if extension:
        db.enableloadextension(True)
        db.loadextension(LIBRARY)
        db.enableloadextension(False)
    return db


def value(db, sql, *parameters):
    return db.execute(sql, parameters).fetchone()[0]


def names(db, view):
    return ",".join(name for name, in db.execute(f"SELECT name FROM {view} ORDER BY id")) or "-"


def show(db, title):
    live, trash = (f"{names(db, f'color_{state}')} / {names(db, f'paint_{state}')}" for state in ("active", "deleted"))
    colors, paints = (value(db, f"SELECT count(*) FROM {table}") for table in ("color", "paint"))
    print(f"{title}: live {live}; trash {trash}; rows {colors} / {paints}")


# APSW keeps statements in a cache. A `with` block is a savepoint.
db = open_database(True)
print("sqlite", value(db, "SELECT sqlite_version()"))
db.execute("""
    CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT);
""")
with db:
    db.executemany("INSERT INTO color(name) VALUES (?)", [("red",), ("green",), ("blue",)])
    db.executemany("INSERT INTO paint(color_id, name) VALUES (?, ?)",
                   [(1, "rose"), (1, "cherry"), (2, "olive"), (3, "navy")])
    db.execute("INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')")
show(db, "enabled")

with db:
    db.execute("DELETE FROM color WHERE name = ?", ("red",))
show(db, "deleted")
with db:
    print("restore", value(db, "SELECT restore('color', ?)", 1))
show(db, "restored")
with db:
    db.execute("DELETE FROM color WHERE name = ?", ("red",))
    print("purge", value(db, "SELECT purge('color', ?)", 1))
show(db, "purged")

db.execute("UPDATE softdelete SET suspended = 1")
db.execute("DELETE FROM paint WHERE name = ?", ("olive",))
db.execute("UPDATE softdelete SET suspended = 0")
show(db, "resumed")
db.close()

db = open_database(False)
print("functions", value(db, "SELECT count(*) FROM pragma_function_list WHERE name = 'restore'"))
with db:
    db.execute("DELETE FROM color WHERE name = ?", ("blue",))
show(db, "plain delete")
with db:
    db.execute("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", ("blue",))
show(db, "plain restore")
db.close()

db = open_database(True)
db.execute("DELETE FROM softdelete WHERE table_name = ?", ("paint",))
print("managed", ",".join(name for name, in db.execute("SELECT table_name FROM softdelete")))
with db:
    db.execute("DELETE FROM paint")
print("paints", value(db, "SELECT count(*) FROM paint"))
try:
    db.execute("INSERT INTO softdelete(table_name) VALUES ('nowhere')")
except apsw.Error as error:
    print(f"error {type(error).__name__}: {str(error).removeprefix('SQLError: ')}")
db.close()
