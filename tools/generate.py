"""Writes docs/generated: what enabling soft delete makes of a few small schemas, for people to read.

    SOFTDELETE_LIBRARY=build/release/softdelete python3 tools/generate.py [FOLDER]

`./dev generate` builds and runs this. A test compares the files with what the library makes.
"""

import os
import sqlite3
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

SCHEMAS = {
    "one": ("One table.", """\
CREATE TABLE color(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  hex TEXT
);
"""),
    "family": ("A parent, its child and its grandchild. Each table's triggers name direct neighbours alone.", """\
CREATE TABLE collection(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE palette(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE
);
CREATE TABLE swatch(
  id INTEGER PRIMARY KEY,
  hex TEXT NOT NULL,
  palette_id INTEGER NOT NULL REFERENCES palette ON DELETE CASCADE
);
"""),
    "archive": ("A parent, a child that goes with it and one that lets go of it, with storage = 'archive'.", """\
CREATE TABLE palette(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE swatch(
  id INTEGER PRIMARY KEY,
  hex TEXT NOT NULL,
  palette_id INTEGER NOT NULL REFERENCES palette ON DELETE CASCADE
);
CREATE TABLE room(
  id INTEGER PRIMARY KEY,
  palette_id INTEGER REFERENCES palette ON DELETE SET NULL
);
"""),
    "time_only": ("A table that knows only a deleted_at, which is NULL in live rows. It is taken over as it is.", """\
CREATE TABLE user(
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  deleted_at TEXT
);
"""),
}


def connect(library):
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.enable_load_extension(True)
    db.load_extension(library)
    db.enable_load_extension(False)
    return db


def column(db, sql, *parameters):
    return [value for (value,) in db.execute(sql, parameters)]


def statements(db, sql, *parameters):
    return "".join(f"{each};\n" for each in column(db, sql, *parameters))


def generated(library, name, title, schema):
    """The text of one file: SQL that does what enabling does, where the tables are as in its heading."""
    db = connect(library)
    db.executescript(schema)
    tables = column(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
    storage = "archive" if name == "archive" else "flag"
    added = {}
    for table in tables if storage == "flag" else []:
        script = db.execute("SELECT softdelete_script(?)", (table,)).fetchone()[0]
        added[table] = "".join(line for line in script.splitlines(True) if line.startswith("ALTER TABLE"))
    for table in tables:
        db.execute("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)", (table, storage))
    text = f"-- {title}\n-- Written by ./dev generate: what enabling makes of\n--\n"
    text += "".join(f"--     {line}\n" for line in schema.splitlines())
    text += "\n-- The settings, and what running triggers note for a moment.\n\n"
    text += statements(db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index')"
                           " AND tbl_name GLOB 'softdelete_*' ORDER BY rowid")
    if storage == "archive":
        text += "INSERT INTO softdelete_operation VALUES (1, 0);\n"
    names = column(db, "SELECT name FROM pragma_table_info('softdelete_registry')")
    values = " || ', ' || ".join(f"quote({name})" for name in names)
    text += statements(db, "SELECT 'INSERT INTO softdelete_registry VALUES (' || " + values + " || ')'"
                           " FROM softdelete_registry ORDER BY id")
    for table in tables:
        text += f"\n-- {table}\n\n{added.get(table, '')}"
        text += "\n".join(f"{sql};\n" for sql in column(
            db, "SELECT sql FROM sqlite_schema WHERE (type IN ('index', 'view', 'trigger') OR tbl_name <> ?1)"
                " AND sql IS NOT NULL AND (tbl_name IN (?1, ?1 || '_active', ?1 || '_deleted')"
                " OR tbl_name GLOB ?1 || '_softdelete_*') ORDER BY rowid", table))
    db.close()
    return text


def main():
    library = os.environ.get("SOFTDELETE_LIBRARY", str(ROOT / "build/release/softdelete"))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/generated"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (title, schema) in SCHEMAS.items():
        (folder / f"{name}.sql").write_text(generated(library, name, title, schema))


if __name__ == "__main__":
    main()
