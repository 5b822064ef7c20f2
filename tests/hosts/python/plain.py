# Without enable_load_extension, as in Pythons that were built without it.
import sqlite3
import sys

db = sqlite3.connect("app.db", isolation_level=None)


def names(view):
    return ",".join(name for name, in db.execute(f"SELECT name FROM {view} ORDER BY id")) or "-"


def show(title):
    print(f"{title}: live {names('color_active')}; trash {names('color_deleted')}")


try:
    db.execute("SELECT load_extension(?)", (sys.argv[1],))
except sqlite3.Error as error:
    print(f"refused {type(error).__name__}: {error}")

db.execute("DELETE FROM color WHERE name = ?", ("green",))
show("deleted")
db.execute("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", ("green",))
show("restored")
db.execute("DELETE FROM color WHERE name = ?", ("green",))
db.execute("DELETE FROM color_deleted WHERE name = ?", ("green",))
show("purged")
