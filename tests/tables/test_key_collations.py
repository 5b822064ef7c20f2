"""Keys that compare otherwise than their columns: each row is itself, whatever the column takes for equal."""

import pytest

from support import connect, fails, manage, one, rows

TABLES = {
    "without rowid": "CREATE TABLE k(name TEXT COLLATE NOCASE, v INT, PRIMARY KEY(name COLLATE BINARY)) WITHOUT ROWID",
    "with rowid": "CREATE TABLE k(name TEXT NOT NULL COLLATE NOCASE, v INT, PRIMARY KEY(name COLLATE BINARY))",
    "two columns": "CREATE TABLE k(name TEXT COLLATE NOCASE, v INT, PRIMARY KEY(name COLLATE BINARY, v)) WITHOUT ROWID",
}


@pytest.fixture(params=TABLES)
def k(request, db):
    db.execute(TABLES[request.param])
    db.execute("INSERT INTO k VALUES ('a', 1), ('A', 1), ('b', 1)")
    manage(db, "k")
    return db


@pytest.fixture
def more(k):
    """What follows the first column of the key in a call."""
    return ", 1" if len(rows(k, "SELECT 1 FROM pragma_table_info('k') WHERE pk")) == 2 else ""


def names(db, view="k_active"):
    return sorted(name for name, in rows(db, f"SELECT name FROM {view}"))


@pytest.mark.parametrize("statement", [
    "DELETE FROM k WHERE name = 'a' COLLATE BINARY", "DELETE FROM k_active WHERE name = 'a' COLLATE BINARY",
    "UPDATE k_active SET is_deleted = 1 WHERE name = 'a' COLLATE BINARY", "SELECT soft_delete('k', 'a'{})"])
def test_one_row_is_deleted(k, more, statement):
    k.execute(statement.format(more)).fetchall()
    assert names(k) == ["A", "b"] and names(k, "k_deleted") == ["a"]


def test_one_row_is_restored_and_purged(k, more):
    k.execute("DELETE FROM k")
    assert one(k, f"SELECT restore('k', 'a'{more})") == 1
    assert names(k) == ["a"]
    assert one(k, f"SELECT purge('k', 'a'{more})") == 0
    assert one(k, f"SELECT purge('k', 'A'{more})") == 1
    assert names(k, "k") == ["a", "b"]


def test_one_row_is_updated_through_the_view(k):
    k.execute("UPDATE k_active SET name = 'c' WHERE name = 'a' COLLATE BINARY")
    assert names(k) == ["A", "b", "c"]


@pytest.mark.parametrize("limit", ["", ", 1"])
def test_purge_by_age_never_takes_a_live_row(k, limit):
    k.execute("UPDATE k SET is_deleted = 1 WHERE name = 'a' COLLATE BINARY")
    assert one(k, f"SELECT softdelete_purge('k', '0 days'{limit})") == 1
    assert names(k, "k") == ["A", "b"]


UNIQUE = {"constraint": "CREATE TABLE t(id INTEGER PRIMARY KEY, k TEXT COLLATE NOCASE, UNIQUE(k COLLATE BINARY))",
          "index": "CREATE TABLE t(id INTEGER PRIMARY KEY, k TEXT COLLATE NOCASE);"
                   "CREATE UNIQUE INDEX u ON t(k COLLATE BINARY)"}


@pytest.mark.parametrize("unique", UNIQUE)
@pytest.mark.parametrize("verb", ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"])
@pytest.mark.parametrize("target", ["t", "t_active"])
def test_value_that_differs_in_case_alone_is_in_the_trash(unique, verb, target):
    db = connect(script=UNIQUE[unique])
    db.execute("INSERT INTO t VALUES (1, 'b'), (2, 'B')")
    manage(db, "t")
    db.execute("DELETE FROM t WHERE id = 2")
    before = rows(db, "SELECT * FROM t")
    assert "trash" in fails(db, f"{verb} {target} SET k = 'B' WHERE id = 1")
    assert rows(db, "SELECT * FROM t") == before
    db.close()
