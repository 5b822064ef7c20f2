"""Pragmas, encodings and limits that change how SQLite behaves, and tables at SQLite's limits."""

import sqlite3

import pytest

from support import connect, dump, fails, ident, load_extension, manage, one, rows

# Set before the first table is made, or for the connection.
SURROUNDINGS = [
    "encoding = 'UTF-16le'", "encoding = 'UTF-16be'", "auto_vacuum = FULL", "auto_vacuum = INCREMENTAL",
    "page_size = 512", "page_size = 65536", "case_sensitive_like = ON", "count_changes = ON", "full_column_names = ON",
    "empty_result_callbacks = ON", "reverse_unordered_selects = ON", "legacy_alter_table = ON", "legacy_file_format = ON",
    "writable_schema = ON", "secure_delete = ON", "cell_size_check = ON", "locking_mode = EXCLUSIVE",
    "journal_mode = MEMORY", "journal_mode = OFF", "temp_store = FILE", "cache_size = 1", "automatic_index = OFF",
    "read_uncommitted = ON", "defer_foreign_keys = ON", "threads = 2",
]
NAME = "it's \"é中🎨\" %s"


@pytest.mark.parametrize("pragma", SURROUNDINGS)
def test_whole_story(path, pragma):
    db = connect(path, load=False)
    db.execute(f"PRAGMA {pragma}").fetchall()
    load_extension(db)
    table, active, deleted = (ident(NAME + end) for end in ("", "_active", "_deleted"))
    db.execute(f"CREATE TABLE {table}({ident('key ' + NAME)} TEXT PRIMARY KEY, note TEXT DEFAULT 'ñ')")
    db.execute(f"INSERT INTO {table}({ident('key ' + NAME)}) VALUES ('ä'), ('b'), ('c')")
    manage(db, NAME)
    assert one(db, "SELECT status FROM softdelete") == "ok"
    db.execute(f"DELETE FROM {table} WHERE note = 'ñ' AND {ident('key ' + NAME)} = 'b'")
    assert one(db, "SELECT soft_delete(?, 'ä')", NAME) == 1
    db.execute(f"INSERT INTO {active}({ident('key ' + NAME)}) VALUES ('d')")
    db.execute(f"UPDATE {active} SET note = 'x' WHERE {ident('key ' + NAME)} = 'c'")
    assert rows(db, f"SELECT * FROM (SELECT {ident('key ' + NAME)}, note FROM {active}) ORDER BY 1") == [
        ("c", "x"), ("d", "ñ")]
    assert one(db, "SELECT restore(?, 'ä')", NAME) == 1
    db.execute(f"DELETE FROM {deleted}")
    assert one(db, f"SELECT count(*) FROM {table}") == 3
    for suspended in (1, 0):
        db.execute("UPDATE softdelete SET suspended = ?", (suspended,))
    db.execute(f"DROP VIEW {active}")
    manage(db, NAME)
    assert rows(db, "SELECT live_rows, deleted_rows, status FROM softdelete") == [(3, 0, "ok")]
    db.execute("DELETE FROM softdelete")
    assert rows(db, "SELECT * FROM softdelete") == []
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    db.close()


def test_virtual_table_is_known_where_like_heeds_case(db):
    db.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    db.execute("PRAGMA case_sensitive_like = ON")
    assert "virtual" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('words')")


def test_names_are_found_where_like_heeds_case(db):
    db.execute("CREATE TABLE Color(id INTEGER PRIMARY KEY, IS_DELETED INT NOT NULL DEFAULT 0)")
    db.execute("PRAGMA case_sensitive_like = ON")
    manage(db, "cOLOR")
    assert rows(db, "SELECT table_name, status FROM softdelete") == [("Color", "ok")]


def test_functions_of_the_application_in_place_of_sqlites(db):
    for name, count in (("lower", 1), ("upper", 1), ("substr", 3), ("quote", 1), ("length", 1), ("like", 2), ("printf", -1)):
        db.create_function(name, count, lambda *_: "nonsense", deterministic=True)
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    db.execute("INSERT INTO t VALUES (1)")
    manage(db, "t")
    assert one(db, "SELECT soft_delete('t', 1)") == 1
    assert one(db, "SELECT status FROM softdelete") == "ok"


def test_text_factory_and_row_factory(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    manage(db, "t")
    db.row_factory, db.text_factory = sqlite3.Row, bytes
    assert db.execute("SELECT * FROM softdelete").fetchone()["table_name"] == b"t"


@pytest.mark.parametrize("count", [900, 1990])
@pytest.mark.parametrize("definition", ["{}", "id TEXT PRIMARY KEY, {}"])
def test_table_with_more_columns_than_sqlite_compares(db, definition, count):
    """Without a key that tells rows apart they are found by all their columns."""
    db.execute(f"CREATE TABLE t({definition.format(', '.join(f'c{n}' for n in range(count)))})")
    db.execute("INSERT INTO t(c0) VALUES (1), (2)")
    manage(db, "t")
    db.execute("UPDATE t_active SET c1 = 'x' WHERE c0 = 1")
    db.execute("DELETE FROM t_active WHERE c0 = 1")
    db.execute("UPDATE t_deleted SET c1 = 'y'")
    assert rows(db, "SELECT c0, c1 FROM t_deleted") == [(1, "y")]
    db.execute("DELETE FROM t_deleted")
    assert rows(db, "SELECT c0, c1 FROM t") == [(2, None)]


@pytest.mark.parametrize("definition", ["id INTEGER PRIMARY KEY, {}", "{}"])
@pytest.mark.parametrize("count", [1990, 1994, 1996])
def test_trash_of_a_table_as_wide_as_sqlite_allows(db, definition, count):
    db.execute("CREATE TABLE narrow(id INTEGER PRIMARY KEY)")
    db.execute(f"CREATE TABLE wide({definition.format(', '.join(f'c{n}' for n in range(count)))})")
    db.execute("INSERT INTO narrow VALUES (7)")
    db.execute("INSERT INTO wide(c0) VALUES (1), (2), (3)")
    db.execute("INSERT INTO softdelete(table_name) VALUES ('narrow'), ('wide')")
    db.execute("DELETE FROM narrow")
    db.execute("DELETE FROM wide WHERE c0 > 1")
    assert rows(db, "SELECT key, json_extract(row, '$.c0'), json_extract(row, '$.is_deleted') FROM softdelete_trash"
                    " WHERE table_name = 'wide' ORDER BY 1") == [("[2]", 2, 1), ("[3]", 3, 1)]
    assert one(db, f"SELECT json_extract(row, '$.c{count - 1}') FROM softdelete_trash WHERE key = '[2]'") is None
    assert one(db, "SELECT count(*) FROM softdelete_trash") == 3
    assert one(db, "SELECT count(row) FROM softdelete_trash WHERE table_name = 'wide' OR table_name = 'narrow'") == 3


def test_table_with_very_many_columns(db):
    columns = ", ".join(f"c{n}" for n in range(1500))
    db.execute(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {columns})")
    db.execute("INSERT INTO t(c0) VALUES (1), (2)")
    manage(db, "t")
    db.execute("DELETE FROM t WHERE c0 = 1")
    db.execute("UPDATE t_active SET c1499 = 'x'")
    db.execute("UPDATE t_deleted SET is_deleted = 0")
    db.execute("DELETE FROM t_active WHERE c0 = 2")
    db.execute("DELETE FROM t_deleted")
    assert rows(db, "SELECT c0, c1499 FROM t") == [(1, None)]


def test_table_that_has_no_room_for_a_column(db):
    db.execute(f"CREATE TABLE t({', '.join(f'c{n}' for n in range(2000))})")
    before = dump(db)
    assert "column" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('t')")
    assert dump(db) == before


def test_key_of_very_many_columns(db):
    names = ", ".join(f"k{n}" for n in range(100))
    db.execute(f"CREATE TABLE t({names}, PRIMARY KEY({names})) WITHOUT ROWID")
    for last in (1, 2):
        db.execute(f"INSERT INTO t VALUES ({', '.join('0' for _ in range(99))}, {last})")
    manage(db, "t")
    assert one(db, f"SELECT soft_delete('t', {', '.join('0' for _ in range(99))}, 2)") == 1
    db.execute("DELETE FROM t_active WHERE k99 = 1")
    db.execute("DELETE FROM t_deleted WHERE k99 = 2")
    assert rows(db, "SELECT k99 FROM t_deleted") == [(1,)]


@pytest.mark.parametrize("key", ["a\x00b", "a\x00", "\x00", "🎨" * 1000, "é"])
def test_odd_texts_as_keys(db, key):
    db.execute("CREATE TABLE t(id TEXT PRIMARY KEY)")
    db.executemany("INSERT INTO t VALUES (?)", [(key,), ("a",), ("",)])
    manage(db, "t")
    assert one(db, "SELECT soft_delete('t', ?)", key) == 1
    assert rows(db, "SELECT id FROM t_deleted") == [(key,)]
    assert one(db, "SELECT restore('t', ?)", key) == 1
    db.execute("DELETE FROM t_active WHERE id = ?", (key,))
    assert one(db, "SELECT purge('t', ?)", key) == 1


@pytest.mark.parametrize("key", [2**63 - 1, -2**63, 0, -1])
def test_extreme_integer_keys(db, key):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, x)")
    db.executemany("INSERT INTO t VALUES (?, 1)", [(key,), (5,)])
    manage(db, "t")
    assert one(db, "SELECT soft_delete('t', ?)", key) == 1
    db.execute("UPDATE t_deleted SET x = 2")
    assert one(db, "SELECT restore('t', ?)", key) == 1
    assert rows(db, "SELECT x FROM t WHERE id = ?", key) == [(2,)]


@pytest.mark.parametrize(("name", "words"), [
    ("CAST(x'ff' AS TEXT)", None), ("CAST(x'f09f' AS TEXT)", None), ("char(0)", "NUL"), ("'a' || char(0) || 'b'", "NUL"),
    ("'t' || char(0)", "NUL"), ("zeroblob(1000000)", "must be a text, not a blob")])
def test_names_that_are_no_proper_text(db, name, words):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    manage(db, "t")
    before = dump(db)
    for sql in (f"INSERT INTO softdelete(table_name) VALUES ({name})", f"SELECT soft_delete({name}, 1)",
                f"INSERT INTO softdelete(schema_name, table_name) VALUES ({name}, 't')"):
        # A message that repeats a name of broken UTF-8 is no text that Python can read.
        with pytest.raises(sqlite3.Error if words else UnicodeDecodeError, match=words):
            db.execute(sql).fetchall()
        assert dump(db) == before
