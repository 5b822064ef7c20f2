"""INSERT INTO color_active: a column that is left out gets its default."""

import re

import pytest

from support import fails, manage, one, rows, shell

DEFAULTS = {
    "none": ("TEXT", None),
    "number": ("INT DEFAULT 7", 7),
    "signed": ("INT DEFAULT -7", -7),
    "line comment at its end": ("INT DEFAULT (7 -- why\n)", 7),
    "plus sign": ("REAL DEFAULT +1.5e3", 1500.0),
    "text": ("TEXT DEFAULT 'it''s'", "it's"),
    "double-quoted": ('TEXT DEFAULT "quoted"', "quoted"),
    "double-quoted that is a column": ('TEXT DEFAULT "id"', "id"),
    "bare word": ("TEXT DEFAULT word", "word"),
    "blob": ("BLOB DEFAULT x'00ff'", b"\x00\xff"),
    "null": ("TEXT DEFAULT NULL", None),
    "true": ("BOOLEAN DEFAULT TRUE", 1),
    "expression": ("INT DEFAULT (1 + 2 * 3)", 7),
    "function": ("TEXT DEFAULT (upper('abc') || ')')", "ABC)"),
    "nested parentheses": ("TEXT DEFAULT (coalesce(NULL, (('x')), ','))", "x"),
    "case": ("INT DEFAULT (CASE WHEN 1 THEN 2 ELSE 3 END)", 2),
    "comment inside": ("INT DEFAULT (1 /* ) */ + 1)", 2),
    "not null": ("TEXT NOT NULL DEFAULT 'd'", "d"),
    "empty text": ("TEXT DEFAULT ''", ""),
    "big number": ("INT DEFAULT 9223372036854775807", 9223372036854775807),
    "hexadecimal": ("INT DEFAULT 0x10", 16),
    "keyword text": ("TEXT DEFAULT 'CURRENT_TIMESTAMP'", "CURRENT_TIMESTAMP"),
    "default after another constraint": ("TEXT CHECK(1) DEFAULT 'x' COLLATE NOCASE", "x"),
}


@pytest.mark.parametrize("default", DEFAULTS.values(), ids=DEFAULTS)
def test_default(db, default):
    definition, expected = default
    db.execute(f"CREATE TABLE t(id INTEGER PRIMARY KEY, a {definition}, z TEXT)")
    db.execute("INSERT INTO t(id) VALUES (1)")
    manage(db, "t")
    db.execute("INSERT INTO t_active(id) VALUES (2)")
    assert one(db, "SELECT a FROM t WHERE id = 1") == expected
    assert one(db, "SELECT a FROM t WHERE id = 2") == expected
    assert one(db, "SELECT typeof(a) FROM t WHERE id = 1") == one(db, "SELECT typeof(a) FROM t WHERE id = 2")


@pytest.mark.parametrize(("definition", "pattern"), [
    ("CURRENT_TIMESTAMP", r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"), ("CURRENT_DATE", r"\d{4}-\d\d-\d\d"),
    ("current_time", r"\d\d:\d\d:\d\d"), ("(datetime('now'))", r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"),
    ("(lower(hex(randomblob(16))))", r"[0-9a-f]{32}")])
def test_default_that_is_computed(db, definition, pattern):
    db.execute(f"CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT DEFAULT {definition})")
    manage(db, "t")
    db.execute("INSERT INTO t_active(id) VALUES (1)")
    assert re.fullmatch(pattern, one(db, "SELECT a FROM t"))


def test_random_default_is_computed_for_every_row(db):
    db.execute("CREATE TABLE t(id TEXT PRIMARY KEY DEFAULT (hex(randomblob(16))), x)")
    manage(db, "t")
    db.execute("INSERT INTO t_active(x) VALUES (1), (2), (3)")
    assert one(db, "SELECT count(DISTINCT id) FROM t_active") == 3


def test_given_values_win_over_defaults(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a INT DEFAULT 7)")
    manage(db, "t")
    db.execute("INSERT INTO t_active(id, a) VALUES (1, 0), (2, ''), (3, x'')")
    assert rows(db, "SELECT a FROM t") == [(0,), ("",), (b"",)]


def test_default_values(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a INT DEFAULT 7)")
    manage(db, "t")
    db.execute("INSERT INTO t_active DEFAULT VALUES")
    assert rows(db, "SELECT id, a, is_deleted FROM t") == [(1, 7, 0)]


@pytest.mark.parametrize("key", ["INTEGER PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT"])
def test_key_is_numbered(db, key):
    db.execute(f"CREATE TABLE t(id {key}, a)")
    manage(db, "t")
    db.execute("INSERT INTO t_active(a) VALUES ('x'), ('y')")
    db.execute("DELETE FROM t_active")
    db.execute("INSERT INTO t_active(a) VALUES ('z')")
    assert rows(db, "SELECT id FROM t_active") == [(3,)]


def test_autoincrement_never_reuses_a_purged_key(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a)")
    manage(db, "t")
    db.execute("INSERT INTO t_active(a) VALUES ('x'), ('y')")
    db.execute("DELETE FROM t_active")
    db.execute("DELETE FROM t_deleted")
    db.execute("INSERT INTO t_active(a) VALUES ('z')")
    assert rows(db, "SELECT id FROM t") == [(3,)]


def test_generated_columns_compute_themselves(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a INT, b AS (a * 2), c AS (a * 3) STORED)")
    manage(db, "t")
    db.execute("INSERT INTO t_active(a) VALUES (5)")
    db.execute("UPDATE t_active SET a = 6")
    assert rows(db, "SELECT a, b, c FROM t_active") == [(6, 12, 18)]


def test_insert_select_and_order(color):
    color.execute("INSERT INTO color_active(id, name, hex) SELECT id + 10, upper(name), NULL FROM color_active")
    assert rows(color, "SELECT id, name FROM color_active WHERE id > 10 ORDER BY id") == [
        (11, "RED"), (12, "GREEN"), (13, "BLUE")]


def test_new_row_is_live_with_no_time(color):
    color.execute("INSERT INTO color_active(name) VALUES ('white')")
    assert rows(color, "SELECT is_deleted, deleted_at, deleted_via FROM color WHERE name = 'white'") == [
        (0, None, None)]


def test_checks_and_triggers_of_the_table_fire(color):
    color.executescript("CREATE TABLE log(name); CREATE TRIGGER note AFTER INSERT ON color"
                        " BEGIN INSERT INTO log VALUES (NEW.name); END;")
    color.execute("INSERT INTO color_active(name) VALUES ('white')")
    assert rows(color, "SELECT name FROM log") == [("white",)]


def test_too_many_values(color):
    assert "color_active" in fails(color, "INSERT INTO color_active VALUES (1, 2, 3, 4, 5, 6, 7)")


def test_double_quoted_default_where_the_host_forbids_it(path):
    # Such a default was legal when the table was made; the generated trigger must not repeat it as it is.
    shell("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT DEFAULT \"quoted\");", path, load=False)
    output = shell(".dbconfig dqs_ddl off\n.dbconfig dqs_dml off\n"
                   "INSERT INTO softdelete(table_name) VALUES ('t');\nINSERT INTO t_active(id) VALUES (1);\n"
                   "SELECT a, status FROM t, softdelete;", path)
    assert output.splitlines()[-1] == "quoted|ok"
