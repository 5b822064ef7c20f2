"""A deleted row keeps its key and its unique values: no spelling of a write takes or overwrites them."""

import pytest

from support import connect, dump, fails, manage, one, rows

INDEXES = {
    "constraint": ("code TEXT UNIQUE", ""),
    "table constraint": ("code TEXT, UNIQUE(code)", ""),
    "index": ("code TEXT", "CREATE UNIQUE INDEX u ON t(code)"),
    "index that collates": ("code TEXT", "CREATE UNIQUE INDEX u ON t(code COLLATE NOCASE)"),
    "column that collates": ("code TEXT COLLATE NOCASE UNIQUE", ""),
    "expression": ("code TEXT", "CREATE UNIQUE INDEX u ON t(lower(code))"),
    "partial": ("code TEXT", "CREATE UNIQUE INDEX u ON t(code) WHERE code IS NOT NULL"),
    "two columns": ("code TEXT, other INT DEFAULT 1", "CREATE UNIQUE INDEX u ON t(other, code)"),
    "generated column": ("code TEXT, low TEXT AS (lower(code)) UNIQUE", ""),
    "affinity": ("code INT UNIQUE", ""),
}
WRITES = [
    "INSERT INTO t(id, code) VALUES (9, {})", "INSERT OR IGNORE INTO t(id, code) VALUES (9, {})",
    "INSERT OR REPLACE INTO t(id, code) VALUES (9, {})", "INSERT OR FAIL INTO t(id, code) VALUES (9, {})",
    "INSERT INTO t(id, code) VALUES (9, {}) ON CONFLICT DO NOTHING", "INSERT INTO t_active(id, code) VALUES (9, {})",
    "INSERT OR REPLACE INTO t_active(id, code) VALUES (9, {})", "INSERT OR IGNORE INTO t_active(id, code) VALUES (9, {})",
    "UPDATE t SET code = {} WHERE id = 2", "UPDATE OR REPLACE t SET code = {} WHERE id = 2",
    "UPDATE t_active SET code = {} WHERE id = 2", "UPDATE OR REPLACE t_active SET code = {} WHERE id = 2",
]


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("index", INDEXES)
def test_unique_value_in_the_trash_stays(db, index, write, recursive):
    columns, create = INDEXES[index]
    db.executescript(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {columns}); {create};"
                     "INSERT INTO t(id, code) VALUES (1, '5e0'), (2, '7')")
    if index != "affinity":
        db.execute("UPDATE t SET code = 'a' WHERE id = 1")
    manage(db, "t")
    db.execute(f"PRAGMA recursive_triggers = {recursive}")
    db.execute("DELETE FROM t WHERE id = 1")
    before = dump(db)
    same = {"affinity": "'5'", "index that collates": "'A'", "column that collates": "'A'", "expression": "'A'",
            "generated column": "'A'"}.get(index, "'a'")
    named = {"expression": "lower(code)", "two columns": "other, code", "generated column": "low"}.get(index, "code")
    assert f"t: a deleted row in the trash has the same {named};" in fails(db, write.format(same))
    assert dump(db) == before


KEYS = {
    "integer": ("id INTEGER PRIMARY KEY", "2", "'2'"), "text as number": ("id TEXT PRIMARY KEY", "'5'", "5"),
    "number as text": ("id INT PRIMARY KEY", "5", "'5.0'"), "real": ("id REAL PRIMARY KEY", "2", "2.0"),
    "nocase": ("id TEXT PRIMARY KEY COLLATE NOCASE", "'a'", "'A'"),
    "rtrim": ("id TEXT COLLATE RTRIM PRIMARY KEY", "'a'", "'a  '"),
    "key that collates": ("id TEXT, PRIMARY KEY(id COLLATE NOCASE)", "'a'", "'A'"),
}
KEY_WRITES = [
    "INSERT INTO t(id) VALUES ({})", "INSERT OR IGNORE INTO t(id) VALUES ({})", "INSERT OR REPLACE INTO t(id) VALUES ({})",
    "INSERT INTO t(id) VALUES ({}) ON CONFLICT DO NOTHING", "INSERT OR REPLACE INTO t_active(id) VALUES ({})",
    "INSERT INTO t_active(id) VALUES ({})", "UPDATE OR REPLACE t SET id = {} WHERE is_deleted = 0",
    "UPDATE OR REPLACE t_active SET id = {}", "UPDATE t_active SET id = {}",
]


@pytest.mark.parametrize("options", ["", "WITHOUT ROWID"])
@pytest.mark.parametrize("write", KEY_WRITES)
@pytest.mark.parametrize("key", KEYS)
def test_key_in_the_trash_stays(db, key, write, options):
    columns, trashed, same = KEYS[key]
    db.executescript(f"CREATE TABLE t({columns}) {options}; INSERT INTO t(id) VALUES ({trashed}), (77)")
    manage(db, "t")
    db.execute("DELETE FROM t WHERE id <> 77")
    before = dump(db)
    assert "t: a deleted row in the trash has the same id;" in fails(db, write.format(same))
    assert dump(db) == before


@pytest.mark.parametrize("write", [
    "INSERT OR REPLACE INTO t(rowid, id) VALUES (1, 'z')", "UPDATE OR REPLACE t SET rowid = 1 WHERE id = 'b'",
    "INSERT INTO t(rowid, id) VALUES (1, 'z')"])
@pytest.mark.parametrize("definition", ["id TEXT PRIMARY KEY", "id TEXT"])
def test_rowid_of_a_deleted_row_is_not_taken(db, write, definition):
    db.executescript(f"CREATE TABLE t({definition}); INSERT INTO t(rowid, id) VALUES (1, 'a'), (2, 'b')")
    manage(db, "t")
    db.execute("DELETE FROM t WHERE id = 'a'")
    before = dump(db)
    assert "t: a deleted row in the trash has the same rowid;" in fails(db, write)
    assert dump(db) == before


def test_index_of_the_user_over_the_living_alone_lets_values_come_back(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT, is_deleted INT NOT NULL DEFAULT 0);"
                     "CREATE UNIQUE INDEX u ON t(code) WHERE is_deleted = 0; INSERT INTO t VALUES (1, 'a', 0)")
    manage(db, "t")
    db.execute("DELETE FROM t")
    db.execute("INSERT INTO t(id, code) VALUES (2, 'a')")
    db.execute("DELETE FROM t WHERE id = 2")
    db.execute("INSERT INTO t_active(code) VALUES ('a')")
    assert rows(db, "SELECT id, is_deleted FROM t ORDER BY id") == [(1, 1), (2, 1), (3, 0)]
    before = dump(db)
    for restoring in ("SELECT restore('t', 1)", "UPDATE t SET is_deleted = 0", "UPDATE t_deleted SET is_deleted = 0"):
        assert "code" in fails(db, restoring)
        assert dump(db) == before


def test_unique_with_the_time_as_many_frameworks_have_it(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, email TEXT, deleted_at TEXT, UNIQUE(email, deleted_at));"
                     "INSERT INTO t VALUES (1, 'a', '2020-01-01 00:00:00'), (2, 'a', '2021-01-01 00:00:00'), (3, 'a', NULL)")
    manage(db, "t", flag_column="deleted_at")
    db.execute("DELETE FROM t")
    assert one(db, "SELECT count(*) FROM t_deleted") == 3
    db.execute("UPDATE t_deleted SET deleted_at = NULL WHERE id = 3")
    db.execute("INSERT INTO t(email) VALUES ('b')")
    db.execute("DELETE FROM t_deleted")
    assert rows(db, "SELECT id FROM t ORDER BY id") == [(3,), (4,)]


@pytest.mark.parametrize("write", ["INSERT OR REPLACE INTO t(id, code) VALUES ({}, NULL)",
                                   "INSERT OR REPLACE INTO t_active(id, code) VALUES ({}, NULL)",
                                   "UPDATE OR REPLACE t SET code = NULL WHERE id = 2"])
@pytest.mark.parametrize("columns", ["id INTEGER PRIMARY KEY, code TEXT NOT NULL DEFAULT 'x' UNIQUE",
                                     "id INT, code TEXT PRIMARY KEY NOT NULL DEFAULT 'x'",
                                     "id INT, code TEXT PRIMARY KEY NOT NULL DEFAULT ('X') COLLATE NOCASE"])
def test_default_that_takes_the_place_of_a_null(db, columns, write):
    db.executescript(f"CREATE TABLE t({columns}); INSERT INTO t(id, code) VALUES (1, 'x'), (2, 'b')")
    manage(db, "t")
    db.execute("DELETE FROM t WHERE id = 1")
    before = dump(db)
    assert "trash" in fails(db, write.format(9))
    assert dump(db) == before


def test_nulls_are_no_duplicates(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT UNIQUE); INSERT INTO t VALUES (1, NULL)")
    manage(db, "t")
    db.execute("DELETE FROM t")
    db.execute("INSERT INTO t(id, code) VALUES (2, NULL)")
    db.execute("INSERT INTO t_active(code) VALUES (NULL)")
    assert one(db, "SELECT count(*) FROM t_active") == 2


def test_unique_index_made_later_is_guarded_after_a_repair(path):
    db = connect(path, script="CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT); INSERT INTO t VALUES (1, 'a')")
    manage(db, "t")
    db.execute("DELETE FROM t")
    db.execute("CREATE UNIQUE INDEX u ON t(code)")
    manage(db, "t")
    before = dump(db)
    assert "trash has the same code;" in fails(db, "INSERT OR REPLACE INTO t(id, code) VALUES (2, 'a')")
    assert dump(db) == before
    db.close()


DEAD = "dead TEXT AS (CASE WHEN is_deleted = {} THEN name END), UNIQUE(dead) ON CONFLICT REPLACE"
STATES = {
    "generated, among the dead": (DEAD.format(1), "", ["DELETE FROM t WHERE id = 2", "DELETE FROM t"]),
    "generated, among the living": (DEAD.format(0), "", ["SELECT restore('t', 1)", "UPDATE OR REPLACE t SET is_deleted = 0"]),
    "expression": ("UNIQUE(id)", "CREATE UNIQUE INDEX u ON t(name, coalesce(deleted_at, ''))",
                   ["UPDATE OR REPLACE t SET is_deleted = 0 WHERE id = 1",
                    "UPDATE OR REPLACE t SET is_deleted = 1, deleted_at = (SELECT deleted_at FROM t WHERE id = 1) WHERE id = 2"]),
}


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("state", STATES)
def test_key_that_depends_on_the_state_replaces_no_row(db, state, recursive):
    columns, index, writes = STATES[state]
    db.executescript(f"CREATE TABLE t(id INTEGER PRIMARY KEY, name, is_deleted INT NOT NULL DEFAULT 0, deleted_at TEXT, {columns});"
                     f"{index}; INSERT INTO t(id, name) VALUES (1, 'a')")
    manage(db, "t")
    db.execute(f"PRAGMA recursive_triggers = {recursive}")
    db.execute("DELETE FROM t WHERE id = 1")
    db.execute("INSERT INTO t(id, name) VALUES (2, 'a')")
    before = dump(db)
    for write in writes:
        assert "row has the same" in fails(db, write)
        assert dump(db) == before


DEFAULTS = {
    "column": ("a TEXT NOT NULL DEFAULT 'x' UNIQUE", "", "a"),
    "expression": ("a TEXT NOT NULL DEFAULT 'x'", "CREATE UNIQUE INDEX u ON t(upper(a))", "upper(a)"),
    "condition": ("a TEXT NOT NULL DEFAULT 'x', b INT DEFAULT 1", "CREATE UNIQUE INDEX u ON t(b) WHERE a = 'x'", "b"),
    "generated column": ("a TEXT NOT NULL DEFAULT 'x', u TEXT AS (upper(a)) UNIQUE", "", "u"),
    "stored column": ("a TEXT NOT NULL DEFAULT 'x', u TEXT GENERATED ALWAYS AS (upper(a)) STORED UNIQUE", "", "u"),
    "generated from generated": ("a TEXT NOT NULL DEFAULT 'x', \"the u\" AS (upper(a)), v AS (\"the u\" || 1)",
                                 "CREATE UNIQUE INDEX u ON t(lower(v))", "lower(v)"),
}


@pytest.mark.parametrize("write", [
    "INSERT OR REPLACE INTO t(id, a) VALUES (9, NULL)", "UPDATE OR REPLACE t SET a = NULL WHERE id = 2",
    "REPLACE INTO t(a) VALUES (NULL)"])
@pytest.mark.parametrize("key", DEFAULTS)
def test_null_that_becomes_a_default_takes_no_value_in_the_trash(db, key, write):
    """OR REPLACE writes the default, and a BEFORE trigger still sees the NULL."""
    columns, create, named = DEFAULTS[key]
    db.executescript(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {columns}); {create}; INSERT INTO t(id, a) VALUES (1, 'x'), (2, 'y')")
    manage(db, "t")
    db.execute("DELETE FROM t WHERE id = 1")
    before = dump(db)
    assert f"t: a deleted row in the trash has the same {named};" in fails(db, write)
    assert dump(db) == before


def test_a_unique_via(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, is_deleted INT NOT NULL DEFAULT 0, deleted_at TEXT, deleted_via TEXT UNIQUE)")
    manage(db, "t")
    db.execute("INSERT INTO t(id) VALUES (1), (2)")
    db.execute("DELETE FROM t")
    assert rows(db, "SELECT id FROM t_active") == []
    assert one(db, "SELECT restore('t', 1)") == 1
    assert rows(db, "SELECT id FROM t_active") == [(1,)]
