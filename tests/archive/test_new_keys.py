"""A deleted row whose key is taken gets another one first; what went with it comes back with it."""

import pytest

from support import connect, fails, manage, one, rows


@pytest.fixture
def colors():
    db = connect(script="""
        PRAGMA foreign_keys = ON;
        CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE shade(id INTEGER PRIMARY KEY, color INT REFERENCES color ON DELETE CASCADE);
        CREATE TABLE note(id INTEGER PRIMARY KEY, color INT REFERENCES color ON DELETE SET NULL);
        INSERT INTO color VALUES (1, 'red'); INSERT INTO shade VALUES (1, 1), (2, 1); INSERT INTO note VALUES (1, 1);
    """)
    for table in ("color", "shade", "note"):
        manage(db, table, storage="archive")
    db.execute("DELETE FROM color")
    db.execute("INSERT INTO color VALUES (1, 'another')")
    yield db
    db.close()


def test_children_follow_the_new_key(colors):
    assert "color.id" in fails(colors, "SELECT restore('color', 1)")
    colors.execute("UPDATE color_deleted SET id = 7 WHERE id = 1")
    assert one(colors, "SELECT restore('color', 7)") == 1
    assert rows(colors, "SELECT * FROM color") == [(1, "another"), (7, "red")]
    assert rows(colors, "SELECT * FROM shade") == [(1, 7), (2, 7)]
    assert rows(colors, "SELECT * FROM note") == [(1, 7)]
    assert rows(colors, "SELECT * FROM softdelete_trash") == []


def test_in_one_statement_with_the_temp_trigger(colors):
    colors.execute(one(colors, "SELECT softdelete_script('color', 'restore')"))
    colors.execute("UPDATE color_deleted SET id = 7, is_deleted = 0 WHERE id = 1")
    assert rows(colors, "SELECT * FROM shade") == [(1, 7), (2, 7)]
    assert rows(colors, "SELECT * FROM note") == [(1, 7)]


def test_other_changes_leave_the_children_alone(colors):
    colors.execute("UPDATE color_deleted SET name = 'blue' WHERE id = 1")
    assert rows(colors, "SELECT color FROM shade_deleted") == [(1,), (1,)]
    assert rows(colors, "SELECT name FROM color_deleted") == [("blue",)]
