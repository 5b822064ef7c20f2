"""Enabling archive storage: tables of every shape, what is refused, and what the panel shows."""

import sqlite3

import pytest

from support import COLORS, connect, dump, fails, ident, manage, one, rows, status

SHAPES = {
    "integer": "CREATE TABLE {t}(id INTEGER PRIMARY KEY, name TEXT)",
    "text": "CREATE TABLE {t}(id TEXT PRIMARY KEY, name TEXT)",
    "composite": "CREATE TABLE {t}(id INT, name TEXT, n, PRIMARY KEY (name, id))",
    "collate": "CREATE TABLE {t}(id TEXT COLLATE NOCASE PRIMARY KEY, name TEXT)",
    "without rowid": "CREATE TABLE {t}(id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID",
    "no key": "CREATE TABLE {t}(id, name)",
    "generated": "CREATE TABLE {t}(id INTEGER PRIMARY KEY, name TEXT, g AS (name || '!'), s AS (id + 1) STORED)",
    "names of ours": "CREATE TABLE {t}(id INTEGER PRIMARY KEY, name, is_deleted, deleted_at, deleted_via, softdelete_id,"
                     " softdelete_state, rowid)",
    "quoted columns": 'CREATE TABLE {t}(id INTEGER PRIMARY KEY, name, "a ""b"" c", "it\'s", "old", "new")',
}
if sqlite3.sqlite_version_info >= (3, 37):
    SHAPES["strict"] = "CREATE TABLE {t}(id INTEGER PRIMARY KEY, name ANY) STRICT"


def try_out(db, table, schema="main"):
    """Deletes all rows and brings them back."""
    name = f"{schema}.{ident(table)}"
    db.execute(f"INSERT INTO {name}(id, name) VALUES (1, '01'), (2, 'b')")
    before = rows(db, f"SELECT * FROM {name}")
    db.execute(f"DELETE FROM {name}")
    assert rows(db, f"SELECT * FROM {name}") == []
    trash = f"{schema}.{ident(table + '_deleted')}"
    assert [row[:len(before[0])] for row in rows(db, f"SELECT * FROM {trash}")] == before
    assert one(db, "SELECT softdelete_restore(?)", f"{schema}.{table}") == 2
    assert rows(db, f"SELECT * FROM {name}") == before
    assert rows(db, f"SELECT * FROM {trash}") == []
    assert status(db, table) == "ok"


@pytest.mark.parametrize("table", ["color", "old", "new", 'a "b" it\'s'])
@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(db, shape, table):
    create = SHAPES[shape].format(t=ident(table))
    db.execute(create)
    manage(db, table, storage="archive")
    assert one(db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", table) == create
    try_out(db, table)


@pytest.mark.parametrize("schema", ["temp", "other"])
def test_other_databases(db, schema):
    db.execute("ATTACH ':memory:' AS other")
    db.execute(f"CREATE TABLE {schema}.color(id INTEGER PRIMARY KEY, name)")
    manage(db, "color", schema_name=schema, storage="archive")
    try_out(db, "color", schema)


def test_rolled_back_with_the_transaction(db):
    db.executescript(COLORS)
    before = dump(db)
    db.execute("BEGIN")
    manage(db, "color", storage="archive")
    db.execute("DELETE FROM color")
    db.execute("ROLLBACK")
    assert dump(db) == before


BAD = [
    ({"storage": "attic"}, "attic"),
    ({"storage": ""}, "storage"),
    ({"storage": "archive", "children": "keep"}, "children"),
    ({"storage": "archive", "children": "cascade"}, "children"),
    ({"storage": "archive", "reuse_keys": 1}, "reuse_keys"),
    ({"storage": "archive", "deleted_value": 2}, "deleted_value"),
    ({"storage": "archive", "time_format": "unix"}, "time_format"),
    ({"storage": "archive", "flag_column": "name"}, "name"),
    ({"storage": "archive", "deleted_view": "color"}, "color"),
]


@pytest.mark.parametrize("settings, named", BAD)
def test_bad_settings(db, settings, named):
    db.executescript(COLORS)
    before = dump(db)
    with pytest.raises(sqlite3.Error, match=named):
        manage(db, "color", **settings)
    assert dump(db) == before


def test_what_holds_anyway_may_be_given(db):
    db.executescript(COLORS)
    manage(db, "color", storage="archive", children="declared", time_format="text", flag_column="gone", time_column="since")
    db.execute("DELETE FROM color WHERE id = 1")
    assert rows(db, "SELECT id, gone, since IS NULL FROM color_deleted") == [(1, 1, 0)]


@pytest.mark.parametrize("setting", ["storage = 'flag'", "children = 'keep'", "live_indexes = 1", "reuse_keys = 1"])
def test_bad_changes(db, setting):
    db.executescript(COLORS)
    manage(db, "color", storage="archive")
    before = dump(db)
    assert setting.split()[0] in fails(db, f"UPDATE softdelete SET {setting}")
    assert dump(db) == before


@pytest.mark.parametrize("first, second", [("flag", "archive"), ("archive", "flag")])
@pytest.mark.parametrize("order", [["p", "c"], ["c", "p"]])
def test_tables_that_are_tied_have_one_storage(db, first, second, order):
    db.executescript("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p);")
    manage(db, order[0], storage=first)
    before = dump(db)
    with pytest.raises(sqlite3.Error, match=f"to {order[0]}, whose storage is '{first}'"):
        manage(db, order[1], storage=second)
    assert dump(db) == before


@pytest.mark.parametrize("taker", ["TABLE color_softdelete_archive(x)", "VIEW color_softdelete_archive AS SELECT 1"])
def test_the_name_of_the_archive_is_taken(db, taker):
    db.executescript(COLORS + f"CREATE {taker};")
    before = dump(db)
    with pytest.raises(sqlite3.Error, match="color_softdelete_archive"):
        manage(db, "color", storage="archive")
    assert dump(db) == before


def test_all_tables_at_once(db):
    db.executescript("CREATE TABLE p(id INTEGER PRIMARY KEY);"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE SET NULL);")
    for _ in range(2):  # again, where all is there from the start
        db.execute("INSERT INTO softdelete(table_name, storage)"
                   " SELECT name, 'archive' FROM sqlite_schema WHERE type = 'table'")
        assert rows(db, "SELECT table_name, status FROM softdelete ORDER BY 1") == [("c", "ok"), ("p", "ok")]


def test_what_the_panel_shows(db):
    db.executescript(COLORS)
    manage(db, "color", storage="archive")
    query = "SELECT storage, active_view, deleted_view, live_rows, deleted_rows, oldest_deleted_at FROM softdelete"
    assert rows(db, query) == [("archive", "", "color_deleted", 3, 0, None)]
    db.execute("DELETE FROM color WHERE id < 3")
    oldest = one(db, "SELECT min(deleted_at) FROM color_deleted")
    assert len(oldest) == 23
    assert rows(db, query) == [("archive", "", "color_deleted", 1, 2, oldest)]


def test_an_active_view_where_one_is_asked_for(db):
    db.executescript(COLORS)
    manage(db, "color", storage="archive", active_view="colors")
    assert rows(db, "SELECT * FROM colors WHERE id = 1") == [(1, "red", "#f00", 0, None, None)]
    assert status(db, "color") == "ok"


def test_only_its_own_triggers_name_a_table(db):
    db.executescript("CREATE TABLE parent_table(id INTEGER PRIMARY KEY, p REFERENCES parent_table ON DELETE CASCADE);"
                     "CREATE TABLE child_table(id INTEGER PRIMARY KEY, p REFERENCES parent_table ON DELETE SET NULL);"
                     "CREATE TABLE other_table(p REFERENCES child_table ON DELETE CASCADE);")
    for table in ("parent_table", "child_table"):
        manage(db, table, storage="archive")
    for table in ("parent_table", "child_table"):
        for name, where, sql in rows(db, "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type IN ('view', 'trigger')"):
            assert where == table or f'"{table}"' not in sql, name
