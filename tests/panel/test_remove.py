"""softdelete_remove(): the table as it was, or a refusal."""

import pytest

from support import dump, fails, live_indexes, manage, objects, one, rows, status

UNIQUE = ('CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT, UNIQUE ("code")); CREATE INDEX by_code ON t(code);'
          "INSERT INTO t VALUES (1, 'a'), (2, 'b');")


@pytest.fixture
def t(db):
    db.executescript(UNIQUE)
    manage(db, "t")
    return db


@pytest.mark.parametrize("begin", ["", "BEGIN", "SAVEPOINT s"])
@pytest.mark.parametrize("settings", [{}, {"flag_column": "deleted_at"}, {"time_column": 'a "time"', "active_view": "v"}])
def test_remove_leaves_no_trace(db, begin, settings):
    db.executescript(UNIQUE + "CREATE TABLE child(id INTEGER PRIMARY KEY, t REFERENCES t ON DELETE CASCADE)")
    before = dump(db)
    if begin:
        db.execute(begin)
    manage(db, "t", **settings)
    manage(db, "child")
    live_indexes(db, 1)
    live_indexes(db, 0)
    assert one(db, "SELECT softdelete_remove('t')") == 1
    assert rows(db, "SELECT table_name, status FROM softdelete") == [("child", "ok")]
    assert one(db, "SELECT softdelete_remove('child')") == 1
    assert dump(db) == before


def test_remove_keeps_the_columns_that_were_there(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, deleted_at TEXT, is_deleted INTEGER NOT NULL DEFAULT 0)")
    before = dump(db)
    manage(db, "t")
    assert one(db, "SELECT softdelete_remove('t')") == 1
    assert dump(db) == before


def test_remove_is_refused_while_there_is_trash(t):
    t.execute("DELETE FROM t WHERE id = 1")
    before = dump(t)
    assert "deleted rows" in fails(t, "SELECT softdelete_remove('t')")
    assert dump(t) == before
    t.execute("SELECT softdelete_purge('t', '0 days')").fetchall()
    assert one(t, "SELECT softdelete_remove('t')") == 1


def test_remove_is_refused_with_live_indexes(t):
    live_indexes(t, 1)
    before = dump(t)
    assert "softdelete_live_indexes('t', 0)" in fails(t, "SELECT softdelete_remove('t')")
    assert dump(t) == before


def test_remove_is_refused_where_a_view_of_the_users_shows_the_flag(t):
    t.execute("CREATE VIEW mine AS SELECT is_deleted FROM t")
    before = dump(t)
    message = fails(t, "SELECT softdelete_remove('t')")
    assert "is_deleted" in message and "mine" in message
    assert dump(t) == before and status(t, "t") == "ok"


def test_remove_of_a_suspended_table(t):
    t.execute("UPDATE softdelete SET suspended = 1")
    assert one(t, "SELECT softdelete_remove('t')") == 1
    assert [name for _, name, _, sql in objects(t) if sql] == ["by_code", "t"]


def test_an_added_column_that_is_gone(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    before = objects(db)
    manage(db, "t")
    db.execute("UPDATE softdelete SET suspended = 1")
    db.execute("ALTER TABLE t DROP COLUMN deleted_via")
    assert one(db, "SELECT softdelete_remove('t')") == 1
    assert objects(db) == before
