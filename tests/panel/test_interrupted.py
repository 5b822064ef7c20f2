"""What fails half-way changes nothing: every single step is forbidden once, by an authorizer."""

import sqlite3

import pytest

from raw import OK, Raw
from support import COLORS, connect, dump, manage, rows

OTHER = "CREATE TABLE other(a TEXT, b INT, PRIMARY KEY(a, b)) WITHOUT ROWID; INSERT INTO other VALUES ('x', 1);"

# What is there before, and the statement that is interrupted.
OPERATIONS = {
    "enable": ("", "INSERT INTO softdelete(table_name) VALUES ('color')"),
    "enable two": ("", "INSERT INTO softdelete(table_name) VALUES ('color'), ('other')"),
    "repair": ("enable; DROP VIEW color_active; DROP INDEX color_softdelete_trash",
               "INSERT INTO softdelete(table_name) VALUES ('color')"),
    "suspend": ("enable", "UPDATE softdelete SET suspended = 1"),
    "resume": ("enable; UPDATE softdelete SET suspended = 1", "UPDATE softdelete SET suspended = 0"),
    "set": ("enable", "UPDATE softdelete SET reuse_keys = 1, retention = '3 days'"),
    "disable": ("enable", "DELETE FROM softdelete WHERE table_name = 'color'"),
    "disable two": ("enable", "DELETE FROM softdelete"),
}
CHANGES = {value for name, value in vars(sqlite3).items()
           if name.startswith(("SQLITE_CREATE_", "SQLITE_DROP_", "SQLITE_ALTER_TABLE"))
           or name in ("SQLITE_INSERT", "SQLITE_UPDATE", "SQLITE_DELETE")}


def prepared(before, path=":memory:"):
    db = connect(path, script=COLORS + OTHER)
    for step in filter(None, before.split("; ")):
        if step == "enable":
            manage(db, "color")
            manage(db, "other")
        else:
            db.execute(step)
    return db


class Forbid:
    """Denies the nth change that a statement asks for."""

    def __init__(self, nth):
        self.left = nth

    def __call__(self, action, name, *_):
        # The statement's own permission comes before anything happens.
        if action in CHANGES and name != "softdelete":
            self.left -= 1
            if self.left == 0:
                return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK


def interrupted(db, statement, nth):
    """Runs the statement with its nth change forbidden; whether it got to that."""
    forbid = Forbid(nth)
    db.set_authorizer(forbid)
    try:
        db.execute(statement)
    except sqlite3.Error:
        return True
    finally:
        db.set_authorizer(None)
    assert forbid.left > 0, "a forbidden change went unnoticed"
    return False


@pytest.mark.parametrize("begin", ["", "BEGIN", "SAVEPOINT s"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_step(operation, begin):
    before, statement = OPERATIONS[operation]
    db = prepared(before)
    if begin:
        db.execute(begin)
        db.execute("INSERT INTO color(id, name) VALUES (9, 'white')")
    expected = dump(db), rows(db, "SELECT table_name, status FROM softdelete")
    step = 1
    while interrupted(db, statement, step):
        assert (dump(db), rows(db, "SELECT table_name, status FROM softdelete")) == expected, step
        assert db.in_transaction == bool(begin)
        step += 1
    assert step > 1
    assert dump(db) != expected[0]


@pytest.mark.parametrize("sql", ["SELECT soft_delete('color', 1)", "SELECT purge('color', 2)",
                                 "SELECT restore('color', 2)"])
def test_functions(sql):
    step = 1
    while True:
        db = prepared("enable; DELETE FROM color WHERE id = 2")
        expected = dump(db)
        forbid = Forbid(step)
        db.set_authorizer(forbid)
        try:
            db.execute(sql).fetchall()
        except sqlite3.Error:
            db.set_authorizer(None)
            assert dump(db) == expected
            step += 1
        else:
            break
    assert step > 1


@pytest.mark.parametrize("begin", ["", "BEGIN"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_legacy_interface_of_sqlite(path, operation, begin):
    # sqlite3_prepare(), without _v2, never prepares a statement again. It may refuse, but whole.
    before, statement = OPERATIONS[operation]
    prepared(before, path).close()
    raw = Raw(path)
    if begin:
        raw(begin)
    done = raw.legacy(statement) == OK
    raw("SELECT * FROM softdelete; SELECT * FROM softdelete")
    if begin:
        raw("COMMIT")
    assert raw.close() == OK
    expected = prepared(before)
    if done:
        expected.execute(statement)
    assert dump(connect(path)) == dump(expected)
