# sqlite3 keeps statements by their text: what is executed again was prepared before.
import sqlite3
import sys

db = sqlite3.connect("app.db", isolation_level=None)
db.enable_load_extension(True)
db.load_extension(sys.argv[1])


def delete(name):
    db.execute("DELETE FROM color WHERE name = ?", (name,))


def suspend(value):
    db.execute("UPDATE softdelete SET suspended = ?", (value,))


def restore(key):
    db.execute("SELECT restore('color', ?)", (key,)).fetchall()


def show(title):
    rows = db.execute("SELECT name || '=' || is_deleted FROM color ORDER BY id").fetchall()
    rows += db.execute("SELECT status FROM softdelete").fetchall()
    print(f"{title}:", *(text for text, in rows))


def refused(title, function, argument):
    try:
        function(argument)
    except sqlite3.Error as error:
        print(f"refused {title}: {error}")


delete("red")
show("deleted")
suspend(1)
delete("green")
show("suspended")
refused("restore", restore, 1)
suspend(0)
restore(1)
show("resumed")
cursor = db.execute("SELECT name FROM color ORDER BY id")
cursor.fetchone()
suspend(1)
cursor.close()
show("finished")
