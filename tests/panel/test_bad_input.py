"""Bad input: an error that names the culprit and the remedy, and nothing changed."""

import sqlite3

import pytest

from support import COLORS, connect, dump, fails, manage, one, rows

# Beside the managed table `color`: everything that is no table to manage, and what is in the way.
WORLD = COLORS + """
INSERT INTO softdelete(table_name) VALUES ('color');
DELETE FROM color WHERE id = 2;
CREATE TABLE plain(id INTEGER PRIMARY KEY, x TEXT);
INSERT INTO plain VALUES (1, 'x');
CREATE VIEW some_view AS SELECT * FROM plain;
CREATE VIRTUAL TABLE words USING fts5(word);
CREATE TABLE automatic(id INTEGER PRIMARY KEY AUTOINCREMENT);
CREATE TABLE by_view(x); CREATE VIEW by_view_active AS SELECT 1;
CREATE TABLE by_view2(x); CREATE VIEW by_view2_deleted AS SELECT 1;
CREATE TABLE by_table(x); CREATE TABLE by_table_active(x);
CREATE TABLE by_index(x); CREATE INDEX by_index_softdelete_trash ON by_index(x);
CREATE TABLE by_index_name(x); CREATE INDEX by_index_name_active ON by_index_name(x);
CREATE TABLE by_trigger(x);
CREATE TRIGGER by_trigger_softdelete_delete AFTER INSERT ON plain BEGIN SELECT 1; END;
CREATE TABLE flag_null(id INTEGER PRIMARY KEY, is_deleted); INSERT INTO flag_null VALUES (1, NULL);
CREATE TABLE flag_other(id INTEGER PRIMARY KEY, is_deleted); INSERT INTO flag_other VALUES (1, 'N');
CREATE TABLE no_way(rowid, oid, _rowid_);
"""


def enable(table, **settings):
    columns = ", ".join(["table_name", *settings])
    return f"INSERT INTO softdelete({columns}) VALUES ({', '.join([table, *settings.values()])})"


# What is refused: the statement, and what its message must hold (| separates alternatives).
CASES = {
    "unknown table": (enable("'nowhere'"), ["nowhere"]),
    "empty name": (enable("''"), ["table_name|no such table|empty"]),
    "NULL name": (enable("NULL"), ["table_name", "NULL|name"]),
    "number for a name": (enable("5"), ["table_name", "text|name"]),
    "fraction for a name": (enable("1.5"), ["table_name", "text|name"]),
    "blob for a name": (enable("x'706c61696e'"), ["table_name", "text|name"]),
    "no name at all": ("INSERT INTO softdelete(retention) VALUES ('3 days')", ["table_name"]),
    "default values": ("INSERT INTO softdelete DEFAULT VALUES", ["table_name"]),
    "unknown schema": (enable("'plain'", schema_name="'nowhere'"), ["nowhere"]),
    "number for a schema": (enable("'plain'", schema_name="5"), ["schema_name"]),
    "view": (enable("'some_view'"), ["some_view", "view", "table"]),
    "view of a managed table": (enable("'color_active'"), ["color_active", "view"]),
    "virtual table": (enable("'words'"), ["words", "virtual", "ordinary"]),
    "shadow table": (enable("'words_content'"), ["words_content", "shadow", "ordinary"]),
    "sqlite_schema": (enable("'sqlite_schema'"), ["sqlite_schema"]),
    "sqlite_master": (enable("'sqlite_master'"), ["sqlite_master"]),
    "sqlite_sequence": (enable("'sqlite_sequence'"), ["sqlite_sequence", "SQLite"]),
    "control panel": (enable("'softdelete'"), ["softdelete"]),
    "table-valued pragma": (enable("'pragma_table_info'"), ["pragma_table_info"]),
    "active view taken by a view": (enable("'by_view'"), ["by_view_active", "active_view"]),
    "deleted view taken by a view": (enable("'by_view2'"), ["by_view2_deleted", "deleted_view"]),
    "active view taken by a table": (enable("'by_table'"), ["by_table_active", "active_view"]),
    "active view taken by an index": (enable("'by_index_name'"), ["by_index_name_active", "active_view"]),
    "trash index taken": (enable("'by_index'"), ["by_index_softdelete_trash", "index", "rename|drop|other name"]),
    "trigger taken": (enable("'by_trigger'"), ["by_trigger_softdelete_delete", "trigger", "rename|drop|other name"]),
    "view named as the table": (enable("'plain'", active_view="'plain'"), ["plain", "active_view"]),
    "view named as another table": (enable("'plain'", active_view="'color'"), ["color", "active_view"]),
    "view named as SQLite's own": (enable("'plain'", deleted_view="'sqlite_x'"), ["sqlite_x"]),
    "both views of one name": (enable("'plain'", active_view="'v'", deleted_view="'V'"), ["active_view", "deleted_view"]),
    "view of another managed table": (enable("'plain'", active_view="'color_active'"), ["color_active"]),
    "empty view name": (enable("'plain'", active_view="''"), ["active_view"]),
    "number for a view": (enable("'plain'", active_view="5"), ["active_view"]),
    "blob for a flag": (enable("'plain'", flag_column="x'61'"), ["flag_column"]),
    "empty flag": (enable("'plain'", flag_column="''"), ["flag_column"]),
    "number for a time": (enable("'plain'", time_column="7"), ["time_column"]),
    "key column as flag": (enable("'plain'", flag_column="'id'"), ["id", "key", "flag_column"]),
    "via as flag": (enable("'plain'", flag_column="'deleted_via'"), ["deleted_via"]),
    "other values as flag": (enable("'plain'", flag_column="'x'"), ["plain", "x", "flag_column"]),
    "flag with NULL": (enable("'flag_null'"), ["flag_null", "is_deleted", "NULL", "flag_column"]),
    "flag with other values": (enable("'flag_other'"), ["flag_other", "is_deleted", "'N'", "flag_column"]),
    "fraction for a live value": (enable("'plain'", live_value="0.5"), ["live_value", "whole number", "text"]),
    "blob for a deleted value": (enable("'plain'", deleted_value="x'31'"), ["deleted_value", "whole number", "text"]),
    "one value for both": (enable("'plain'", live_value="1"), ["live_value", "deleted_value", "different"]),
    "value of a deleted time": (enable("'plain'", flag_column="'t'", time_column="'t'", deleted_value="1"),
                                ["deleted_value", "the time is the flag"]),
    "odd value of a live time": (enable("'plain'", flag_column="'t'", time_column="'t'", live_value="2"),
                                 ["live_value", "NULL or 0"]),
    "script to restore what a flag keeps": ("SELECT softdelete_script('color', 'restore')",
                                            ["color_deleted", "SET is_deleted = 0"]),
    "table without any way to name a row": (enable("'no_way'"), ["no_way", "key"]),
    "computed live_rows": (enable("'plain'", live_rows="1"), ["live_rows", "computed"]),
    "computed deleted_rows": (enable("'plain'", deleted_rows="1"), ["deleted_rows", "computed"]),
    "computed oldest": (enable("'plain'", oldest_deleted_at="'2020'"), ["oldest_deleted_at", "computed"]),
    "computed status": (enable("'plain'", status="'ok'"), ["status", "computed"]),
    "update of live_rows": ("UPDATE softdelete SET live_rows = 0", ["live_rows", "computed"]),
    "update of status": ("UPDATE softdelete SET status = 'ok'", ["status", "computed"]),
    "update of a computed column to NULL": ("UPDATE softdelete SET oldest_deleted_at = NULL", ["oldest_deleted_at"]),
    "update of table_name": ("UPDATE softdelete SET table_name = 'plain'", ["table_name"]),
    "update of schema_name": ("UPDATE softdelete SET schema_name = 'temp'", ["schema_name"]),
    "update of flag_column": ("UPDATE softdelete SET flag_column = 'gone'", ["flag_column", "enabling|disable"]),
    "update of time_column": ("UPDATE softdelete SET time_column = 'gone'", ["time_column", "enabling|disable"]),
    "update of active_view": ("UPDATE softdelete SET active_view = 'v'", ["active_view", "enabling|disable"]),
    "update of deleted_view": ("UPDATE softdelete SET deleted_view = 'v'", ["deleted_view", "enabling|disable"]),
    "enabling again with another flag": (enable("'color'", flag_column="'gone'"), ["flag_column", "is_deleted"]),
    "enabling again with another view": (enable("'color'", active_view="'v'"), ["active_view", "color_active"]),
    "children": (enable("'plain'", children="'sometimes'"), ["children", "sometimes", "declared", "cascade", "keep"]),
    "children NULL": ("UPDATE softdelete SET children = NULL", ["children"]),
    "children number": ("UPDATE softdelete SET children = 1", ["children"]),
    "suspended": ("UPDATE softdelete SET suspended = 2", ["suspended", "0", "1"]),
    "suspended text": ("UPDATE softdelete SET suspended = 'yes'", ["suspended", "0", "1"]),
    "suspended NULL": ("UPDATE softdelete SET suspended = NULL", ["suspended"]),
    "reuse_keys": ("UPDATE softdelete SET reuse_keys = -1", ["reuse_keys", "0", "1"]),
    "live_indexes": ("UPDATE softdelete SET live_indexes = 7", ["live_indexes", "0", "1"]),
    "retention": ("UPDATE softdelete SET retention = 'soon'", ["retention", "soon", "days"]),
    "negative retention": ("UPDATE softdelete SET retention = '-3 days'", ["retention", "-3 days"]),
    "retention without a unit": ("UPDATE softdelete SET retention = '3'", ["retention", "days"]),
    "retention in odd units": ("UPDATE softdelete SET retention = '3 fortnights'", ["retention", "3 fortnights", "days"]),
    "retention number": ("UPDATE softdelete SET retention = 3", ["retention", "days"]),
    "retention blob": ("UPDATE softdelete SET retention = x'33206461797300'", ["retention"]),
    "retention of part of a month": ("UPDATE softdelete SET retention = '1.5 months'", ["retention", "1.5 months"]),
    "retention with a point alone": ("UPDATE softdelete SET retention = '1. days'", ["retention", "1. days"]),
    "retention of ten decimals": ("UPDATE softdelete SET retention = '1.0123456789 days'", ["retention", "days"]),
    "restore of nothing": ("SELECT restore()", ["restore", "table", "key"]),
    "purge of nothing": ("SELECT purge()", ["purge", "table", "key"]),
    "no key": ("SELECT soft_delete('color')", ["soft_delete", "color", "id"]),
    "too many keys": ("SELECT restore('color', 1, 2)", ["restore", "color", "id"]),
    "NULL key": ("SELECT purge('color', NULL)", ["purge", "id", "NULL"]),
    "NULL table": ("SELECT soft_delete(NULL, 1)", ["soft_delete", "table"]),
    "number for a table": ("SELECT soft_delete(1, 1)", ["soft_delete", "table"]),
    "blob for a table": ("SELECT restore(x'63', 1)", ["restore", "table"]),
    "unknown table of a function": ("SELECT soft_delete('nowhere', 1)", ["soft_delete", "nowhere"]),
    "unmanaged table of a function": ("SELECT purge('plain', 1)", ["purge", "plain", "INSERT INTO softdelete"]),
    "duplicate of a trashed key": ("INSERT INTO color(id, name) VALUES (2, 'x')", ["color", "trash", "restore|purge|reuse"]),
}


@pytest.fixture
def world(db):
    db.executescript(WORLD)
    return db


def check(message, words):
    for word in words:
        assert any(each in message for each in word.split("|")), message


every_case = pytest.mark.parametrize(("sql", "words"), CASES.values(), ids=CASES)


@every_case
def test_in_autocommit_mode(world, sql, words):
    before = dump(world)
    check(fails(world, sql), words)
    assert dump(world) == before
    assert not world.in_transaction


@every_case
@pytest.mark.parametrize("begin", ["BEGIN", "SAVEPOINT s"])
def test_inside_a_transaction(world, begin, sql, words):
    world.execute(begin)
    world.execute("INSERT INTO plain VALUES (2, 'y')")
    before = dump(world)
    check(fails(world, sql), words)
    assert world.in_transaction
    assert dump(world) == before
    world.execute("INSERT INTO plain VALUES (3, 'z')")
    world.execute("COMMIT" if begin == "BEGIN" else "RELEASE s")
    assert one(world, "SELECT count(*) FROM plain") == 3
    assert rows(world, "SELECT table_name, live_rows, deleted_rows, status FROM softdelete") == [("color", 2, 1, "ok")]


def test_every_message_begins_with_its_speaker(world):
    for name, (sql, _) in CASES.items():
        speaker = fails(world, sql).split(":")[0]
        assert speaker in ("softdelete", "soft_delete", "softdelete_script", "restore", "purge", "color"), name


READ_ONLY = {
    "enable": enable("'plain'"), "disable": "DELETE FROM softdelete", "suspend": "UPDATE softdelete SET suspended = 1",
    "set": "UPDATE softdelete SET retention = '3 days'", "soft_delete": "SELECT soft_delete('color', 1)",
    "restore": "SELECT restore('color', 2)", "purge": "SELECT purge('color', 2)", "delete": "DELETE FROM color",
    "delete through the view": "DELETE FROM color_active",
}


@pytest.mark.parametrize("sql", READ_ONLY.values(), ids=READ_ONLY)
@pytest.mark.parametrize("begin", ["", "BEGIN"])
def test_read_only_database(path, sql, begin):
    db = connect(path, script=WORLD)
    before = dump(db)
    db.close()
    db = connect(f"file:{path}?mode=ro", uri=True)
    if begin:
        db.execute(begin)
    with pytest.raises(sqlite3.OperationalError, match="read.?only") as error:
        db.execute(sql).fetchall()
    assert error.value.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY
    assert dump(db) == before


def test_full_database(path):
    db = connect(path, script=COLORS)
    before = dump(db)
    db.execute(f"PRAGMA max_page_count = {one(db, 'PRAGMA page_count')}")
    message = fails(db, enable("'color'"))
    assert "full" in message
    assert dump(db) == before
    db.execute("PRAGMA max_page_count = 1000000")
    manage(db, "color")
