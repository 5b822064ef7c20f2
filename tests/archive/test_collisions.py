"""What of the living is in the way of a restore from an archive."""

import pytest

from support import COLORS, dump, fails, manage, one, rows


@pytest.fixture
def kept(db):
    db.executescript(COLORS)
    manage(db, "color", storage="archive")
    return db


def test_over_a_live_key(kept):
    kept.execute("DELETE FROM color WHERE id = 1")
    kept.execute("INSERT INTO color VALUES (1, 'pink', '#f88')")
    before = dump(kept)
    version = one(kept, "SELECT softdelete_id FROM color_deleted")
    for sql in ("SELECT restore('color', 1)", "SELECT softdelete_restore()", "SELECT restore_with_parents('color', 1)",
                f"SELECT restore_version('color', {version})"):
        message = fails(kept, sql)
        assert "color: cannot restore" in message and "color.id" in message
        assert 'UPDATE "color_deleted" SET ..., or delete the row' in message
        assert dump(kept) == before
    kept.execute("UPDATE color_deleted SET id = 9")
    assert one(kept, "SELECT restore('color', 9)") == 1


UNIQUE = {
    "a constraint": "CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT UNIQUE)",
    "an index of some rows": "CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT); CREATE UNIQUE INDEX i ON t(n) WHERE id > 0",
    "an expression": "CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT); CREATE UNIQUE INDEX i ON t(lower(n))",
    "without rowid": "CREATE TABLE t(id TEXT PRIMARY KEY, n TEXT UNIQUE) WITHOUT ROWID",
}


@pytest.mark.parametrize("shape", UNIQUE)
def test_over_a_live_value(db, shape):
    db.executescript(UNIQUE[shape])
    manage(db, "t", storage="archive")
    db.executescript("INSERT INTO t VALUES (1, 'x'); DELETE FROM t; INSERT INTO t VALUES (2, 'x');")
    before = dump(db)
    message = fails(db, "SELECT restore('t', 1)")
    assert message.startswith("restore: t: cannot restore: UNIQUE") and "delete the row that has these values" in message
    assert dump(db) == before


def test_two_deleted_rows_with_one_value(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT UNIQUE)")
    manage(db, "t", storage="archive")
    for key in (1, 2):
        db.execute("INSERT INTO t VALUES (?, 'x')", [key])
        db.execute("DELETE FROM t")
    before = dump(db)
    assert "t: cannot restore: UNIQUE constraint failed: t.n" in fails(db, "SELECT softdelete_restore('t')")
    assert dump(db) == before


@pytest.mark.parametrize("change, named", [
    ("ADD COLUMN size INT NOT NULL DEFAULT (1 + 1)", "NOT NULL constraint failed: color.size"),
    ("ADD COLUMN size INT CHECK (size IS NOT NULL) DEFAULT (1 + 1)", "CHECK constraint failed"),
])
def test_a_row_that_a_new_constraint_refuses(kept, change, named):
    kept.execute("DELETE FROM color WHERE id = 1")
    kept.execute("DELETE FROM softdelete")
    kept.executescript("CREATE TABLE n AS SELECT * FROM color; DELETE FROM color;")
    kept.execute("ALTER TABLE color " + change)
    kept.executescript("INSERT INTO color(id, name, hex) SELECT * FROM n; DROP TABLE n;")
    manage(kept, "color", storage="archive")
    before = dump(kept)
    message = fails(kept, "SELECT restore('color', 1)")
    assert message.startswith("restore: color: cannot restore: " + named)
    assert message.endswith('change the deleted row first, with UPDATE "color_deleted" SET ...')
    assert dump(kept) == before
    kept.execute("UPDATE color_deleted SET size = 5")
    assert one(kept, "SELECT restore('color', 1)") == 1


@pytest.mark.parametrize("update", ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"])
def test_the_script_restores_over_no_live_row(db, update):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT COLLATE NOCASE UNIQUE, m TEXT)")
    manage(db, "t", storage="archive")
    db.executescript("INSERT INTO t VALUES (1, 'x', 'a'); DELETE FROM t; INSERT INTO t VALUES (2, 'X', 'b');")
    db.executescript(one(db, "SELECT softdelete_script('t', 'restore')"))
    before = dump(db)
    message = fails(db, f"{update} t_deleted SET is_deleted = 0")
    assert "a live row has the same n" in message and "delete the live row" in message
    assert dump(db) == before
    db.execute(f"{update} t_deleted SET is_deleted = 0, n = 'y'")
    assert rows(db, "SELECT id, n FROM t ORDER BY id") == [(1, "y"), (2, "X")]


@pytest.mark.parametrize("action", ["REPLACE", "IGNORE", "ROLLBACK", "FAIL"])
@pytest.mark.parametrize("columns", ["id INTEGER PRIMARY KEY ON CONFLICT {}, n TEXT UNIQUE",
                                     "id INTEGER PRIMARY KEY, n TEXT UNIQUE ON CONFLICT {}"])
def test_where_a_constraint_says_otherwise(db, action, columns):
    db.execute(f"CREATE TABLE t({columns.format(action)})")
    manage(db, "t", storage="archive")
    db.execute("INSERT INTO t VALUES (1, 'x')")
    db.execute("DELETE FROM t")
    db.execute("INSERT INTO t VALUES (1, 'x')")
    before = dump(db)
    assert "t" in fails(db, "SELECT restore('t', 1)")
    assert dump(db) == before


def test_a_rowid_that_another_row_has_by_now(db):
    """Where no key declares it, a row comes back under another."""
    db.executescript("CREATE TABLE t(n); INSERT INTO t VALUES ('a'), ('b'), ('c');")
    manage(db, "t", storage="archive")
    db.executescript("DELETE FROM t WHERE n <> 'a'; INSERT INTO t VALUES ('d');")
    assert one(db, "SELECT restore('t', 2)") == 1
    assert one(db, "SELECT softdelete_restore('t')") == 1
    assert sorted(rows(db, "SELECT n FROM t")) == [("a",), ("b",), ("c",), ("d",)]


def test_two_deleted_rows_of_one_rowid_come_back(db):
    db.executescript("PRAGMA foreign_keys = ON; CREATE TABLE p(id INTEGER PRIMARY KEY);"
                     "CREATE TABLE c(n, p REFERENCES p ON DELETE CASCADE);"
                     "INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES ('a', 1);")
    for table in "pc":
        manage(db, table, storage="archive")
    db.executescript("DELETE FROM p WHERE id = 1; INSERT INTO c VALUES ('b', 2); DELETE FROM p;")
    assert one(db, "SELECT softdelete_restore()") == 4
    assert sorted(rows(db, "SELECT * FROM c")) == [("a", 1), ("b", 2)]
