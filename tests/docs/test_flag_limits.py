"""What README.md lists as limits of flag storage, so far as tests/deleting/test_limits.py does not show it."""

import pytest

from support import connect, fails, manage, one, rows


@pytest.fixture
def color():
    db = connect(script="CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT); INSERT INTO color VALUES (1, 'red'), (2, 'blue')")
    manage(db, "color")
    db.execute("DELETE FROM color WHERE id = 1")
    yield db
    db.close()


def test_the_table_itself_is_everything(color):
    color.execute("UPDATE color SET name = 'pink'")
    color.execute("UPDATE color_active SET name = 'black'")
    assert rows(color, "SELECT id, name FROM color ORDER BY id") == [(1, "pink"), (2, "black")]


def test_insert_lists_its_columns(color):
    assert "5 columns" in fails(color, "INSERT INTO color VALUES (3, 'green')")
    color.execute("INSERT INTO color(id, name) VALUES (3, 'green')")


def test_drop_column_is_refused_until_the_table_is_suspended(color):
    assert "color_active" in fails(color, "ALTER TABLE color DROP COLUMN name")
    color.execute("UPDATE softdelete SET suspended = 1")
    color.execute("ALTER TABLE color DROP COLUMN name")
    color.execute("UPDATE softdelete SET suspended = 0")
    assert rows(color, "SELECT id FROM color_active") == [(2,)]


def test_a_time_that_is_the_flag_can_be_set_anew():
    db = connect(script="CREATE TABLE color(id INTEGER PRIMARY KEY, deleted_at TEXT); INSERT INTO color VALUES (1, NULL)")
    manage(db, "color")
    db.execute("DELETE FROM color")
    db.execute("UPDATE color SET deleted_at = '2020-01-01 00:00:00.000'")
    assert one(db, "SELECT deleted_at FROM color_deleted") == "2020-01-01 00:00:00.000"
    db.close()
