"""Databases of format 1: foreign keys, uniqueness among the living and keys that are used again, in every state."""

import sqlite3

import pytest

from formats.databases import STATES, create, upgrade
from support import connect, fails, one, rows, status

EVERY_STATE = pytest.mark.parametrize("state", STATES)


@pytest.fixture
def opened(path):
    def open_in(name, state):
        db = connect(create(path, name))
        db.execute("PRAGMA foreign_keys = ON")
        upgrade(db, state)
        return db
    return open_in


def keys(db, source, column="id"):
    return [key for key, in rows(db, f"SELECT {column} FROM {source} ORDER BY 1")]


def family(db):
    """What every action of a foreign key does, from the state that the file holds."""
    # CASCADE: what was taken along comes back, what was deleted by itself does not.
    assert one(db, "SELECT restore('author', 2)") == 1
    assert keys(db, "book_deleted") == [21] and keys(db, "page_deleted") == [201, 210]
    db.execute("DELETE FROM author WHERE id = 2")
    assert rows(db, "SELECT id, deleted_via FROM page_deleted ORDER BY id") == [
        (200, "book"), (201, None), (210, "book")]
    message = fails(db, "SELECT restore('book', 20)")
    assert "book" in message and "author" in message
    # A table that refers to itself.
    assert one(db, "SELECT restore('node', 6)") == 1
    assert keys(db, "node_active") == [1, 2, 5, 6, 7, 8]
    db.execute("DELETE FROM node WHERE id = 1")
    assert keys(db, "node_active") == [6, 7, 8]
    assert one(db, "SELECT restore('node', 1)") == 1
    assert keys(db, "node_deleted") == [3, 4]
    # RESTRICT
    message = fails(db, "DELETE FROM shop WHERE id = 1")
    assert "sale" in message and keys(db, "shop_active") == [1, 3]
    assert "shop" in fails(db, "SELECT restore('sale', 3)")
    assert (one(db, "SELECT restore('shop', 2)"), one(db, "SELECT restore('sale', 3)")) == (1, 1)
    # SET NULL: the reference stays.
    db.execute("DELETE FROM book WHERE id = 30")
    assert rows(db, "SELECT book_id, is_deleted FROM sale WHERE id = 3") == [(30, 0)]
    assert one(db, "SELECT restore('book', 30)") == 1
    # children = 'cascade'
    db.execute("DELETE FROM club WHERE id = 1")
    assert keys(db, "member_active") == []
    assert (one(db, "SELECT restore('club', 1)"), one(db, "SELECT restore('club', 2)")) == (1, 1)
    assert keys(db, "member_active") == [1, 2, 3, 4]
    # children = 'keep'
    db.execute("DELETE FROM hall WHERE id = 1")
    assert keys(db, "visit_active") == [1, 2]
    assert one(db, "SELECT restore('hall', 1)") == 1
    # A live row can't refer to a deleted parent; a table that is not managed counts as live.
    assert "author" in fails(db, "INSERT INTO book(id, author_id) VALUES (99, 2)")
    assert "author" in fails(db, "UPDATE book SET author_id = 2 WHERE id = 10")
    assert "note" in fails(db, "DELETE FROM author WHERE id = 1")
    # A purge takes the deleted rows below along, and nothing else.
    assert one(db, "SELECT purge('author', 2)") >= 1
    assert keys(db, "book") == [10, 11, 30, 40] and keys(db, "page") == [100, 101, 110, 300, 400]
    assert not rows(db, "PRAGMA foreign_key_check")


@EVERY_STATE
@pytest.mark.parametrize("recursive", [0, 1])
def test_foreign_keys(opened, state, recursive):
    db = opened("foreign_keys", state)
    db.execute(f"PRAGMA recursive_triggers = {recursive}")
    family(db)


@pytest.mark.parametrize("table", ["author", "book", "page", "node", "sale", "shop", "club", "hall"])
@pytest.mark.parametrize("how", ["INSERT INTO softdelete(table_name) VALUES ('{}')", "SELECT softdelete_repair('{}')"])
def test_one_table_of_a_family_is_up_to_date(opened, table, how):
    db = opened("foreign_keys", "as it is")
    kept = dump_rows(db)
    db.execute(how.format(table)).fetchall()
    assert dump_rows(db) == kept and status(db, table) == "ok"
    assert {each for each, in rows(db, "SELECT status FROM softdelete")} <= {"ok", "outdated"}
    family(db)


def dump_rows(db):
    return {table: rows(db, f"SELECT * FROM {table} ORDER BY id") for table in
            ("author", "book", "page", "node", "sale", "shop", "club", "member", "hall", "visit", "note")}


@EVERY_STATE
def test_a_parent_of_a_time_only_table(opened, state):
    db = opened("time_only", state)
    assert one(db, "SELECT restore('user', 3)") == 1
    assert keys(db, "post_active") == [1, 4, 5]
    db.execute("UPDATE user SET deleted_at = '2026-05-06 07:08:09.123' WHERE id = 1")
    assert rows(db, "SELECT id, removed_on, deleted_via FROM post WHERE id = 1") == [
        (1, "2026-05-06 07:08:09.123", "user")]
    assert rows(db, "SELECT deleted_at FROM user WHERE id = 2") == [("2026-01-31 12:00:00",)]


@EVERY_STATE
def test_uniqueness_holds_among_the_living(opened, state):
    db = opened("live_indexes", state)
    for sql in ("INSERT INTO member(id, email) VALUES (9, 'A@X')",
                "INSERT INTO member(id, first, last) VALUES (9, 'Ada', 'Lo')",
                "INSERT INTO member(id, last, city) VALUES (9, 'LO', 'Rome')",
                "UPDATE member SET email = 'a@x' WHERE id = 5",
                "INSERT INTO badge(code, label) VALUES ('q', 'one')",
                "INSERT INTO badge(code, shelf, label) VALUES ('q', 2, 'three')"):
        assert "UNIQUE" in fails(db, sql)
    for sql in ("SELECT restore('member', 2)", "UPDATE member SET is_deleted = 0 WHERE id = 2"):
        assert "a live row has the same" in fails(db, sql)
    db.execute("INSERT INTO member(id, email, first, last, city) VALUES (9, 'c@x', 'Cyd', 'No', 'Bern')")
    db.execute("DELETE FROM badge WHERE code = 'x'")
    db.execute("INSERT INTO badge(code, label, shelf) VALUES ('q', 'one', 1)")
    # A key that a foreign key refers to is unique over all rows, and so is a primary key.
    assert "trash" in fails(db, "INSERT INTO team(id, name) VALUES (9, 'blue')")
    assert "trash" in fails(db, "INSERT INTO member(id) VALUES (2)")
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]


@EVERY_STATE
def test_live_indexes_are_turned_back(opened, state):
    db = opened("live_indexes", state)
    before = rows(db, "SELECT * FROM member"), rows(db, "SELECT * FROM badge")
    # Member 2 is deleted and member 5 lives, with one e-mail address.
    assert "member" in fails(db, "SELECT softdelete_live_indexes('member', 0)")
    assert (rows(db, "SELECT * FROM member"), rows(db, "SELECT * FROM badge")) == before
    assert one(db, "SELECT live_indexes FROM softdelete WHERE table_name = 'member'") == 1
    for sql in ("SELECT purge('member', 2)", "SELECT purge('badge', 'z')"):
        assert one(db, sql) == 1
    kept = rows(db, "SELECT * FROM member"), rows(db, "SELECT * FROM badge")
    for table in ("team", "member", "badge"):
        rows(db, "SELECT softdelete_live_indexes(?, 0)", table)
    assert (rows(db, "SELECT * FROM member"), rows(db, "SELECT * FROM badge")) == kept
    assert rows(db, "SELECT DISTINCT live_indexes FROM softdelete") == [(0,)]
    uniques = {"team": 1, "member": 3, "badge": 3}  # UNIQUE or primary key, as before it was turned on
    for table, count in uniques.items():
        indexes = rows(db, f"PRAGMA index_list({table})")
        assert sum(unique and not partial for _, _, unique, _, partial in indexes) == count, indexes
    assert rows(db, "PRAGMA integrity_check") == [("ok",)] and not rows(db, "PRAGMA foreign_key_check")
    db.execute("DELETE FROM member WHERE id = 1")
    assert "trash" in fails(db, "INSERT INTO member(id, email) VALUES (9, 'A@X')")
    rows(db, "SELECT softdelete_live_indexes('member', 1)")
    db.execute("INSERT INTO member(id, email) VALUES (9, 'A@X')")
    assert status(db, "member") == "ok"


@EVERY_STATE
def test_keys_are_used_again(opened, state):
    db = opened("reuse_keys", state)
    # (1, 2) was deleted by itself; the new row takes its place.
    db.execute("UPDATE tag SET is_deleted = 0 WHERE id = 2")
    db.execute("INSERT INTO post_tag(post_id, tag_id, rank) VALUES (1, 2, 60)")
    assert rows(db, "SELECT rank, is_deleted FROM post_tag WHERE post_id = 1 AND tag_id = 2") == [(60, 0)]
    db.execute("DELETE FROM tag WHERE id = 2")
    db.execute("INSERT INTO tag(id, name) VALUES (2, 'fresh')")  # what depended on the old one is purged with it
    assert rows(db, "SELECT name, is_deleted FROM tag WHERE id = 2") == [("fresh", 0)]
    assert rows(db, "SELECT * FROM post_tag WHERE tag_id = 2") == []
    assert "trash" in fails(db, "INSERT INTO post(id, title) VALUES (2, 'no')")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO post_tag(post_id, tag_id) VALUES (1, 1)")


@EVERY_STATE
def test_a_key_without_regard_to_case(opened, state):
    db = opened("keys", state)
    assert one(db, "SELECT soft_delete('grid', 'A', 1)") == 1
    assert keys(db, "cell_active") == [3]
    assert one(db, "SELECT restore('grid', 'a', 1)") == 1
    assert keys(db, "cell_active") == [1, 3]
    assert one(db, "SELECT restore('log', 2)") == 1
    assert keys(db, "log_active", "line") == ["slept", "started", "stopped", "worked"]
    assert one(db, "SELECT restore('word', 'moon')") == 1 and one(db, "SELECT restore('pair', 2, 1)") == 1
