"""Databases of format 1, which version 0.1 made: they work as they are, and after they were brought up to date.

Most tests run in three states: as the old version left the database, enabled again, and repaired.
"""

import re
import sqlite3

import pytest

from formats.databases import FIRST, STATES, content, create, own_objects, settings, table, tables, upgrade
from support import connect, dump, fails, ident, objects, one, rows, status

OUTDATED = [name for name in FIRST if name != "suspended"]
WORKING = [(name, state) for name in FIRST for state in STATES if (name, state) != ("suspended", "as it is")]

DELETES = ["DELETE FROM {table} WHERE {this}", "DELETE FROM {active} WHERE {this}", "soft_delete",
           "UPDATE {table} SET {set_deleted} WHERE {this}", "UPDATE {active} SET {set_deleted} WHERE {this}"]
RESTORES = ["UPDATE {deleted} SET {set_live} WHERE {this}", "restore", "UPDATE {table} SET {set_live} WHERE {this}"]
PURGES = ["DELETE FROM {deleted} WHERE {this}", "purge"]


@pytest.fixture
def opened(path):
    """Opens a database of format 1 in a state."""
    connections = []

    def open_in(name, state="as it is"):
        db = connect(create(path, name))
        db.execute("PRAGMA foreign_keys = ON")
        connections.append(db)
        upgrade(db, state)
        return db
    yield open_in
    for db in connections:
        db.close()


def do(db, each, spelling, key, values):
    """One event in one of its spellings; a function says that it did something."""
    if " " not in spelling:
        assert each.call(db, spelling, key) >= 1
        return
    db.execute(spelling.format(table=ident(each.name), active=ident(each.active), deleted=ident(each.deleted),
                               this=each.this, set_deleted=each.set_deleted, set_live=each.set_live), values)


def is_split(db, each):
    """The views show the live and the deleted rows, and all of them."""
    for view, condition in ((each.active, f"NOT ({each.is_deleted})"), (each.deleted, each.is_deleted)):
        expected = sorted(repr(values) for _, values in each.read(db, condition=condition))
        assert sorted(repr(values) for _, values in each.read(db, view)) == expected


@pytest.mark.parametrize("name", FIRST)
def test_it_opens_and_says_that_it_is_outdated(path, name):
    before = dump(connect(create(path, name), load=False))
    db = connect(f"file:{path}?mode=ro", uri=True)
    expected = "suspended" if name == "suspended" else "outdated"
    assert {each for each, in rows(db, "SELECT status FROM softdelete")} == {expected}
    assert dump(db) == before


@pytest.mark.parametrize("name, state", WORKING)
def test_views_the_panel_and_the_trash_show_its_rows(opened, name, state):
    db = opened(name, state)
    for each in tables(db):
        is_split(db, each)
        live, deleted = len(each.read(db, each.active)), len(each.read(db, each.deleted))
        assert live and rows(db, "SELECT live_rows, deleted_rows FROM softdelete WHERE table_name = ?",
                             each.name) == [(live, deleted)]
        assert one(db, "SELECT count(*) FROM softdelete_trash WHERE table_name = ?", each.name) == deleted


@pytest.mark.parametrize("name, state", WORKING)
def test_rows_go_and_come_back(opened, name, state):
    db = opened(name, state)
    before = content(db)
    for each in tables(db):
        done = 0
        for number, (key, values) in enumerate(each.read(db, condition=f"NOT ({each.is_deleted})")):
            for turn, spelling in enumerate(DELETES):
                try:
                    do(db, each, spelling, key, values)
                except sqlite3.IntegrityError:  # a foreign key says no
                    assert content(db) == before
                    continue
                assert each.holds(db, each.name, values) and each.holds(db, each.deleted, values)
                assert not each.holds(db, each.active, values)
                do(db, each, RESTORES[(number + turn) % len(RESTORES)], key, values)
                assert content(db) == before, (each.name, spelling)
                done += 1
        assert done, each.name


@pytest.mark.parametrize("name, state", WORKING)
def test_what_was_deleted_then_comes_back(opened, name, state):
    db = opened(name, state)
    for each in tables(db):
        for number, (key, values) in enumerate(each.read(db, condition=each.is_deleted + " AND deleted_via IS NULL")):
            db.execute("BEGIN")
            try:
                do(db, each, RESTORES[number % len(RESTORES)], key, values)
            except sqlite3.IntegrityError as error:
                # Another row has its unique value, its parent is deleted.
                assert re.search("a live row has the same|is deleted", str(error))
            else:
                assert each.holds(db, each.active, values) and not each.holds(db, each.deleted, values)
                assert rows(db, f"SELECT {ident(each.time)} IS NULL, deleted_via IS NULL FROM {ident(each.name)}"
                                f" WHERE {each.this}", *values) == [(1, 1)]
            db.execute("ROLLBACK")


@pytest.mark.parametrize("name, state", WORKING)
def test_rows_are_purged(opened, name, state):
    db = opened(name, state)
    before = content(db)
    for each in tables(db):
        live = each.read(db, each.active)
        for key, values in each.read(db, condition=each.is_deleted):
            for spelling in PURGES:
                db.execute("BEGIN")
                do(db, each, spelling, key, values)
                assert not each.holds(db, each.name, values)
                assert each.read(db, each.active) == live
                db.execute("ROLLBACK")
        for key, _ in each.read(db, condition=f"NOT ({each.is_deleted})"):
            assert each.call(db, "purge", key) == 0
    assert content(db) == before


@pytest.mark.parametrize("name, state", WORKING)
def test_the_trash_is_purged_by_age(opened, name, state):
    db = opened(name, state)
    live = {each.name: each.read(db, each.active) for each in tables(db)}
    assert one(db, "SELECT softdelete_purge()") >= 0
    for each in tables(db):
        aged = one(db, f"SELECT count(*) FROM {ident(each.deleted)} WHERE {ident(each.time)} IS NOT NULL")
        assert one(db, "SELECT softdelete_purge(?, '0 days')", each.name) >= aged
        # A row without a time never expires.
        assert each.read(db, each.deleted, f"{ident(each.time)} IS NOT NULL") == []
    assert {each.name: each.read(db, each.active) for each in tables(db)} == live


@pytest.mark.parametrize("name, state", WORKING)
def test_settings_change(opened, name, state):
    db = opened(name, state)
    before = content(db)
    for each in tables(db):
        db.execute("UPDATE softdelete SET retention = '7 days' WHERE table_name = ?", [each.name])
        assert one(db, "SELECT retention FROM softdelete WHERE table_name = ?", each.name) == "7 days"
    assert content(db) == before


@pytest.mark.parametrize("state", STATES[1:])
@pytest.mark.parametrize("name", FIRST)
def test_it_is_brought_up_to_date(path, opened, name, state):
    db = opened(name)
    kept, known, own = content(db), settings(db), own_objects(db)
    upgrade(db, state)
    assert {each for each, in rows(db, "SELECT status FROM softdelete")} == {"ok"}
    assert content(db) == kept
    assert [row[:8] + row[9:] for row in settings(db)] == [row[:8] + row[9:] for row in known]  # but `suspended`
    assert own_objects(db) == own
    assert rows(db, "PRAGMA integrity_check") == [("ok",)] and not rows(db, "PRAGMA foreign_key_check")
    ((current,),) = rows(db, "SELECT DISTINCT format FROM softdelete_registry")
    assert current > 1
    upgrade(db, state)  # nothing is left to do
    made = objects(db)
    upgrade(db, state)
    assert objects(db) == made
    # What a write to the panel may not drop is left to a repair.
    assert state == "enabled again" or one(db, "SELECT softdelete_repair()") == 0
    db.close()
    assert {each for each, in rows(connect(path), "SELECT status FROM softdelete")} == {"ok"}


@pytest.mark.parametrize("state", STATES[1:])
@pytest.mark.parametrize("name", FIRST)
def test_nothing_is_left_of_how_format_1_did_it(opened, name, state):
    db = opened(name, state)
    for kind, each, _, sql in objects(db):
        assert "9999-12-31 23:59:59.99" not in (sql or ""), each
        if kind == "view" and "softdelete" not in each and each != "color_names":
            assert re.match(r'CREATE VIEW "([^"]|"")+" AS SELECT [^\n]*$', sql), sql
        # Dropping an index is not for a write to the panel: there the old head may stay.
        if kind == "index" and sql and state == "repaired":
            assert re.match(r'CREATE (UNIQUE )?INDEX (\w+|"([^"]|"")+") ON ', sql), sql


@pytest.mark.parametrize("state", STATES[1:])
@pytest.mark.parametrize("name", FIRST)
def test_deletes_are_intercepted_without_the_extension(path, opened, name, state):
    opened(name, state).close()
    described = tables(connect(path))
    db = connect(path, load=False)
    for each in described:
        db.execute("BEGIN")
        before = len(each.read(db, each.name))
        done = 0
        for _, values in each.read(db, each.active):
            try:
                db.execute(f"DELETE FROM {ident(each.name)} WHERE {each.this}", values)
                done += 1
            except sqlite3.IntegrityError:
                pass
        assert done and len(each.read(db, each.name)) == before
        is_split(db, each)
        db.execute("ROLLBACK")


@pytest.mark.parametrize("state", STATES[1:])
def test_an_upgrade_rolls_back(opened, state):
    db = opened("foreign_keys")
    before = dump(db)
    db.execute("BEGIN")
    upgrade(db, state)
    assert status(db, "author") == "ok"
    db.execute("ROLLBACK")
    assert dump(db) == before and status(db, "author") == "outdated"


@pytest.mark.parametrize("name", OUTDATED)
def test_it_is_disabled(opened, name):
    db = opened(name)
    rows_before = content(db)
    db.execute("DELETE FROM softdelete WHERE live_indexes = 0")
    assert content(db) == rows_before
    assert rows(db, "SELECT DISTINCT live_indexes FROM softdelete") in ([], [(1,)])
    if name == "live_indexes":
        assert "softdelete_live_indexes" in fails(db, "DELETE FROM softdelete WHERE table_name = 'member'")
    else:
        assert not [each for each in objects(db) if each[0] == "trigger" and "softdelete" in each[1]]


def test_a_suspended_one_is_as_it_was(opened):
    db = opened("suspended")
    for call in ("soft_delete('shelf', 1)", "restore('shelf', 2)", "purge('shelf', 2)", "softdelete_purge('shelf')"):
        assert "suspended" in fails(db, f"SELECT {call}")
    db.execute("DELETE FROM box WHERE id = 1")  # a real one
    assert rows(db, "SELECT id, is_deleted, deleted_via FROM box") == [(2, 1, None), (3, 1, "shelf"), (4, 0, None)]
    rows(db, "SELECT softdelete_repair()")
    assert status(db, "shelf") == "suspended"
    db.execute("UPDATE softdelete SET suspended = 0")
    assert (status(db, "shelf"), status(db, "box")) == ("ok", "ok")
    assert one(db, "SELECT restore('shelf', 2)") == 1
    assert rows(db, "SELECT id FROM box_active") == [(3,), (4,)]
    assert table(db, "box").call(db, "restore", [2]) == 1


def test_one_without_its_trigger_is_damaged(path):
    db = connect(create(path, OUTDATED[0]))
    for name, in rows(db, "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%softdelete_delete'"):
        db.execute(f"DROP TRIGGER {ident(name)}")
    assert {each for each, in rows(db, "SELECT status FROM softdelete")} == {"damaged"}
