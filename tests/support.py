"""What tests share: connections with the extension, dumps to compare, the sqlite3 shell.

Tests import from here: `from support import connect, dump`.
"""

import os
import re
import sqlite3
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# The library's path without its suffix, as SQLite takes it.
LIBRARY = os.environ.setdefault("SOFTDELETE_LIBRARY", str(ROOT / "build/release/softdelete"))

TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}")

# What the first table that is enabled brings along.
REGISTRY = {"softdelete_registry", "softdelete_registry_name", "softdelete_context", "softdelete_context_row"}

COLORS = """
CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL, hex TEXT);
INSERT INTO color VALUES (1, 'red', '#f00'), (2, 'green', '#0f0'), (3, 'blue', '#00f');
"""


def load_extension(db):
    db.enable_load_extension(True)
    db.load_extension(LIBRARY)
    db.enable_load_extension(False)
    return db


def connect(path=":memory:", load=True, script="", timeout=5.0, uri=False):
    """A connection in autocommit mode, as SQLite means it: BEGIN and COMMIT are ours."""
    db = sqlite3.connect(str(path), isolation_level=None, timeout=timeout, uri=uri)
    if load:
        load_extension(db)
    if script:
        db.executescript(script)
    return db


def ident(name):
    return '"' + name.replace('"', '""') + '"'


def text(value):
    return "'" + value.replace("'", "''") + "'"


def rows(db, sql, *parameters):
    return db.execute(sql, parameters).fetchall()


def one(db, sql, *parameters):
    """The one value that a query gives."""
    (row,) = rows(db, sql, *parameters)
    (value,) = row
    return value


def manage(db, table, **settings):
    """Enables soft delete for a table."""
    live = settings.pop("live_indexes", 0)
    settings = {"table_name": table, **settings}
    db.execute(
        f"INSERT INTO softdelete({', '.join(settings)}) VALUES ({', '.join('?' * len(settings))})",
        list(settings.values()),
    )
    if live:
        live_indexes(db, 1, f"{settings['schema_name']}.{table}" if "schema_name" in settings else table)


def scripts(schema, tables, storage="flag", *kind):
    """What softdelete_script() prints for these tables of a new database, in the order in which it is to be run."""
    db = connect(script=schema)
    if storage == "archive":
        for table in tables:
            manage(db, table, storage=storage)
    texts = []
    for table in tables:
        texts.append(one(db, f"SELECT softdelete_script({', '.join('?' * (1 + len(kind)))})", table, *kind))
        if storage == "flag":
            db.executescript(texts[-1])
    db.close()
    return texts


def live_indexes(db, value, *tables):
    """Has the indexes of these tables, or of all that are managed, cover live rows only (1) or all rows (0)."""
    for table in tables or [f"{schema}.{name}" for schema, name in
                            rows(db, "SELECT schema_name, table_name FROM softdelete")]:
        rows(db, "SELECT softdelete_live_indexes(?, ?)", table, value)


def status(db, table):
    return one(db, "SELECT status FROM softdelete WHERE table_name = ?", table)


def objects(db, schema="main"):
    """All schema objects as (type, name, table, SQL)."""
    return rows(db, f"SELECT type, name, tbl_name, sql FROM {ident(schema)}.sqlite_schema"
                    " ORDER BY type, name")


def dump(db):
    """Everything in every database of a connection: schema, rows and rowids."""
    everything = []
    for _, schema, _ in rows(db, "PRAGMA database_list"):
        if objects(db, schema):
            everything.append((schema, objects(db, schema)))
        for kind, name, _, sql in objects(db, schema):
            if kind != "table" or (sql or "").upper().startswith("CREATE VIRTUAL"):
                continue
            table = f"{ident(schema)}.{ident(name)}"
            columns = {row[1].lower() for row in rows(db, f"PRAGMA {ident(schema)}.table_xinfo({ident(name)})")}
            free = [alias for alias in ("rowid", "oid", "_rowid_") if alias not in columns]
            try:
                content = rows(db, f"SELECT {', '.join(free[:1] + ['*'])} FROM {table}")
            except sqlite3.OperationalError:  # WITHOUT ROWID
                content = rows(db, f"SELECT * FROM {table}")
            everything.append((schema, name, sorted(map(repr, content))))
    return everything


def fails(db, sql, *parameters):
    """The message of a statement that must be refused."""
    try:
        db.execute(sql, parameters).fetchall()
    except sqlite3.Error as error:
        return str(error)
    raise AssertionError(f"not refused: {sql} {parameters}")


def readable(path):
    """Whether SQLite takes a forged schema; newer versions find some of these malformed themselves."""
    db = connect(path, load=False)
    try:
        return bool(rows(db, "SELECT * FROM sqlite_schema"))
    except sqlite3.DatabaseError as error:
        assert sqlite3.sqlite_version_info >= (3, 41) and "malformed" in str(error)
        return False
    finally:
        db.close()


def shell(script, database=":memory:", load=True, check=True, cwd=None):
    """Runs a script in a new sqlite3 shell; gives what it prints, errors included."""
    commands = ["-cmd", f".load {LIBRARY}"] if load else []
    # The shell has the SQLite that it was made with, whichever the tests are given.
    environment = {name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"}
    done = subprocess.run(
        ["sqlite3", "-batch", "-init", os.devnull, *commands, str(database)],
        input=script, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=cwd, env=environment,
    )
    if check:
        assert done.returncode == 0, done.stdout
    return done.stdout
