"""The schema is never left half-made, and statements over many tables are all or nothing."""

import pytest

from support import REGISTRY, COLORS, connect, dump, fails, manage, objects, one, rows, status

def many_tables(db, count):
    for n in range(count):
        db.execute(f"CREATE TABLE t{n}(id INTEGER PRIMARY KEY)")
    db.execute("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT ?)"
               " INSERT INTO softdelete(table_name) SELECT 't' || i FROM n", (count,))
    assert rows(db, "SELECT count(*), min(status), max(status) FROM softdelete") == [(count, "ok", "ok")]


@pytest.mark.parametrize("begin", ["", "BEGIN", "SAVEPOINT s"])
@pytest.mark.parametrize(("statement", "expected"), [
    ("UPDATE softdelete SET suspended = 1", {("suspended",)}),
    ("UPDATE softdelete SET reuse_keys = 1", {("ok",)}),
    ("DELETE FROM softdelete", set())])
def test_many_tables_at_once(db, begin, statement, expected):
    many_tables(db, 10)
    if begin:
        db.execute(begin)
    db.execute(statement)
    assert set(rows(db, "SELECT status FROM softdelete")) == expected
    if begin:
        db.execute("ROLLBACK")
        assert set(rows(db, "SELECT status FROM softdelete")) == {("ok",)}


def test_disabling_many_tables(db):
    many_tables(db, 55)
    db.execute("DELETE FROM softdelete")
    assert {kind for kind, name, _, sql in objects(db) if sql} == {"table", "index"}


def test_enabling_many_is_undone_by_the_last_failure(db):
    for n in range(10):
        db.execute(f"CREATE TABLE t{n}(id INTEGER PRIMARY KEY)")
    before = dump(db)
    fails(db, "INSERT INTO softdelete(table_name) SELECT name FROM (SELECT name FROM sqlite_schema"
              " WHERE name LIKE 't%' UNION ALL SELECT 'nowhere')")
    assert dump(db) == before


@pytest.mark.parametrize("begin", ["", "BEGIN", "SAVEPOINT s"])
def test_repair_of_one_is_undone_by_the_failure_of_another(color, begin):
    color.execute("DROP VIEW color_active")
    if begin:
        color.execute(begin)
    before = dump(color)
    fails(color, "INSERT INTO softdelete(table_name) VALUES ('color'), ('nowhere')")
    assert dump(color) == before
    assert color.in_transaction == bool(begin)


@pytest.mark.parametrize(("begin", "end"), [
    ("BEGIN", "ROLLBACK"), ("SAVEPOINT s", "ROLLBACK TO s"), ("BEGIN; SAVEPOINT s", "ROLLBACK TO s"),
    ("BEGIN IMMEDIATE", "ROLLBACK"), ("BEGIN EXCLUSIVE", "ROLLBACK")])
@pytest.mark.parametrize("statement", [
    "INSERT INTO softdelete(table_name) VALUES ('plain')", "DELETE FROM softdelete",
    "UPDATE softdelete SET suspended = 1", "UPDATE softdelete SET retention = '3 days', reuse_keys = 1",
    "DROP VIEW color_active; INSERT INTO softdelete(table_name) VALUES ('color')"])
def test_rollback_restores_the_schema(color, begin, end, statement):
    color.execute("CREATE TABLE plain(x)")
    before = dump(color)
    for each in (begin + ";" + statement).split(";"):
        color.execute(each)
    color.execute(end)
    assert dump(color) == before
    assert rows(color, "SELECT table_name, status FROM softdelete") == [("color", "ok")]
    assert one(color, "SELECT soft_delete('color', 1)") == 1


def test_enable_use_disable_in_one_transaction(db):
    db.executescript(COLORS)
    db.execute("BEGIN")
    manage(db, "color")
    db.execute("DELETE FROM color WHERE id = 1")
    one(db, "SELECT soft_delete('color', 2)")
    one(db, "SELECT purge('color', 2)")
    db.execute("DELETE FROM softdelete")
    db.execute("COMMIT")
    assert rows(db, "SELECT id, is_deleted FROM color") == [(1, 1), (3, 0)]


def test_commit_makes_it_last(path):
    db = connect(path, script=COLORS)
    db.execute("BEGIN")
    manage(db, "color")
    db.execute("COMMIT")
    db.close()
    assert status(connect(path), "color") == "ok"


def test_autocommit_stays_autocommit(color):
    assert not color.in_transaction
    one(color, "SELECT soft_delete('color', 1)")
    color.execute("UPDATE softdelete SET suspended = 1")
    color.execute("UPDATE softdelete SET suspended = 0")
    color.execute("DELETE FROM softdelete")
    assert not color.in_transaction


@pytest.mark.parametrize("statement", ["INSERT INTO softdelete(table_name) VALUES ('plain')",
                                       "UPDATE softdelete SET suspended = 1", "DELETE FROM softdelete"])
def test_while_another_statement_is_reading(color, statement):
    color.execute("CREATE TABLE plain(x)")
    reader = color.execute("SELECT id FROM color")
    assert reader.fetchone() == (1,)
    color.execute(statement)
    assert reader.fetchall() == [(2,), (3,)]
    assert {state for (state,) in rows(color, "SELECT status FROM softdelete")} <= {"ok", "suspended"}
