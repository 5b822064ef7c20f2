import sqlite3
import sys

from sqlite_utils import Database

LIBRARY = sys.argv[1]


def open_database(extension):
    connection = sqlite3.connect("app.db")
    connection.execute("PRAGMA foreign_keys = ON")
    if extension:
        connection.enable_load_extension(True)
        connection.load_extension(LIBRARY)
        connection.enable_load_extension(False)
    return Database(connection)


def value(db, sql, *parameters):
    (row,) = db.query(sql, parameters)
    (found,) = row.values()
    return found


def names(db, view):
    return ",".join(row["name"] for row in db[view].rows_where(order_by="id")) or "-"


def show(db, title):
    live, trash = (f"{names(db, f'color_{state}')} / {names(db, f'paint_{state}')}" for state in ("active", "deleted"))
    print(f"{title}: live {live}; trash {trash}; rows {db['color'].count} / {db['paint'].count}")


def change(db, sql, *parameters):
    with db.conn:
        db.execute(sql, parameters)


db = open_database(True)
print("sqlite", value(db, "SELECT sqlite_version()"))
db.executescript("""
    CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT);
""")
db["color"].insert_all({"name": name} for name in ("red", "green", "blue"))
db["paint"].insert_all({"color_id": color, "name": name}
                       for color, name in ((1, "rose"), (1, "cherry"), (2, "olive"), (3, "navy")))
change(db, "INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')")
show(db, "enabled")

db["color"].delete_where("name = ?", ["red"])
show(db, "deleted")
print("restore", value(db, "SELECT restore('color', ?)", 1))
show(db, "restored")
db["color"].delete(1)
print("purge", value(db, "SELECT purge('color', ?)", 1))
show(db, "purged")

change(db, "UPDATE softdelete SET suspended = 1")
db["paint"].delete_where("name = ?", ["olive"])
change(db, "UPDATE softdelete SET suspended = 0")
show(db, "resumed")
db.conn.close()

db = open_database(False)
print("functions", value(db, "SELECT count(*) FROM pragma_function_list WHERE name = 'restore'"))
db["color"].delete_where("name = ?", ["blue"])
show(db, "plain delete")
change(db, "UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", "blue")
show(db, "plain restore")
db.conn.close()

db = open_database(True)
change(db, "DELETE FROM softdelete WHERE table_name = ?", "paint")
print("managed", ",".join(row["table_name"] for row in db.query("SELECT table_name FROM softdelete")))
change(db, "DELETE FROM paint")
print("paints", db["paint"].count)
try:
    change(db, "INSERT INTO softdelete(table_name) VALUES ('nowhere')")
except sqlite3.Error as error:
    print(f"error {type(error).__name__}: {error}")
