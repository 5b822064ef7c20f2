"""What must be the same after live indexes were on and off: all but where a UNIQUE constraint stands in CREATE TABLE."""

import re

from support import dump, ident, objects, rows


def keys(db, schema, table):
    """The table's keys and indexes, but for the names that SQLite gives by the order of the constraints."""
    found = []
    for _, name, *about in rows(db, f"PRAGMA {ident(schema)}.index_list({ident(table)})"):
        shown = "" if name.startswith("sqlite_autoindex_") else name
        found.append((shown, about, rows(db, f"PRAGMA {ident(schema)}.index_xinfo({ident(name)})")))
    return sorted(found, key=repr)


def looks(db, schema="main"):
    """All schema objects, tables by what SQLite makes of them."""
    found = []
    for kind, name, table, sql in objects(db, schema):
        if kind == "table":
            assert "softdelete live" not in sql
            pragmas = [rows(db, f"PRAGMA {ident(schema)}.{pragma}({ident(name)})")
                       for pragma in ("table_xinfo", "foreign_key_list")]
            found.append((kind, name, pragmas, keys(db, schema, name)))
        elif "_softdelete_" in name and kind == "trigger":
            # These go through the keys in the order of their names.
            found.append((kind, name, table, sorted(re.split(r"[\s(),]+", sql))))
        elif not name.startswith("sqlite_autoindex_"):
            found.append((kind, name, table, sql))
    return found


def whole(db):
    """The same of every database of a connection, with all rows and rowids, but what ANALYZE found."""
    found = []
    for entry in dump(db):
        if len(entry) == 2:
            found.append((entry[0], looks(db, entry[0])))
        elif entry[1] != "sqlite_stat1":
            found.append(entry)
    return found
