import asyncio
import sqlite3
import sys

import aiosqlite

LIBRARY = sys.argv[1]


async def open_database(extension):
    db = await aiosqlite.connect("app.db")
    await db.execute("PRAGMA foreign_keys = ON")
    if extension:
        await db.enable_load_extension(True)
        await db.load_extension(LIBRARY)
        await db.enable_load_extension(False)
    return db


async def value(db, sql, *parameters):
    async with db.execute(sql, parameters) as cursor:
        return (await cursor.fetchone())[0]


async def joined(db, sql):
    async with db.execute(sql) as cursor:
        return ",".join([name async for name, in cursor]) or "-"


async def names(db, state):
    return " / ".join([await joined(db, f"SELECT name FROM {table}_{state} ORDER BY id")
                       for table in ("color", "paint")])


async def show(db, title):
    colors, paints = [await value(db, f"SELECT count(*) FROM {table}") for table in ("color", "paint")]
    print(f"{title}: live {await names(db, 'active')}; trash {await names(db, 'deleted')}; rows {colors} / {paints}")


async def change(db, sql, *parameters):
    await db.execute(sql, parameters)
    await db.commit()


async def begin():
    db = await open_database(True)
    print("sqlite", await value(db, "SELECT sqlite_version()"))
    await db.executescript("""
        CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT);
    """)
    await db.executemany("INSERT INTO color(name) VALUES (?)", [("red",), ("green",), ("blue",)])
    await db.executemany("INSERT INTO paint(color_id, name) VALUES (?, ?)",
                         [(1, "rose"), (1, "cherry"), (2, "olive"), (3, "navy")])
    await change(db, "INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')")
    await show(db, "enabled")

    await change(db, "DELETE FROM color WHERE name = ?", "red")
    await show(db, "deleted")
    print("restore", await value(db, "SELECT restore('color', ?)", 1))
    await show(db, "restored")
    await change(db, "DELETE FROM color WHERE name = ?", "red")
    print("purge", await value(db, "SELECT purge('color', ?)", 1))
    await show(db, "purged")

    await change(db, "UPDATE softdelete SET suspended = 1")
    await change(db, "DELETE FROM paint WHERE name = ?", "olive")
    await change(db, "UPDATE softdelete SET suspended = 0")
    await show(db, "resumed")
    await db.close()


async def without_extension():
    db = await open_database(False)
    print("functions", await value(db, "SELECT count(*) FROM pragma_function_list WHERE name = 'restore'"))
    await change(db, "DELETE FROM color WHERE name = ?", "blue")
    await show(db, "plain delete")
    await change(db, "UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", "blue")
    await show(db, "plain restore")
    await db.close()


async def end():
    db = await open_database(True)
    await change(db, "DELETE FROM softdelete WHERE table_name = ?", "paint")
    print("managed", await joined(db, "SELECT table_name FROM softdelete"))
    await change(db, "DELETE FROM paint")
    print("paints", await value(db, "SELECT count(*) FROM paint"))
    try:
        await change(db, "INSERT INTO softdelete(table_name) VALUES ('nowhere')")
    except sqlite3.Error as error:
        print(f"error {type(error).__name__}: {error}")
    await db.close()


async def story():
    await begin()
    await without_extension()
    await end()


asyncio.run(story())
