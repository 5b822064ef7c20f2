"""A view of the living, for those who ask for one."""

import pytest

from support import connect, manage, one, rows

TABLES = {
    "integer": "CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT DEFAULT 'none')",
    "no key": "CREATE TABLE color(id INT, name TEXT DEFAULT 'none')",
    "without rowid": "CREATE TABLE color(id INT PRIMARY KEY, name TEXT DEFAULT 'none') WITHOUT ROWID",
}


@pytest.fixture(params=TABLES)
def color(request):
    db = connect(script=TABLES[request.param])
    manage(db, "color", storage="archive", active_view="living")
    db.execute("INSERT INTO color VALUES (1, 'red'), (2, 'green')")
    yield db
    db.close()


def test_it_shows_the_table(color):
    color.execute("DELETE FROM color WHERE id = 1")
    assert rows(color, "SELECT * FROM living") == [(2, "green", 0, None, None)]


@pytest.mark.parametrize("sql", ["DELETE FROM living WHERE id = 1", "UPDATE living SET is_deleted = 1 WHERE id = 1"])
def test_deleting_through_it(color, sql):
    color.execute(sql)
    assert rows(color, "SELECT id FROM color") == [(2,)]
    assert rows(color, "SELECT id, name, is_deleted FROM color_deleted") == [(1, "red", 1)]


def test_writing_through_it(color):
    color.execute("INSERT INTO living(id) VALUES (3)")
    color.execute("UPDATE living SET name = 'black' WHERE id = 2")
    assert rows(color, "SELECT * FROM color ORDER BY id") == [(1, "red"), (2, "black"), (3, "none")]


def test_there_is_none_unless_it_is_asked_for():
    db = connect(script=TABLES["integer"])
    manage(db, "color", storage="archive")
    assert rows(db, "SELECT name FROM sqlite_schema WHERE type = 'view'") == [("color_deleted",)]
    assert not one(db, "SELECT active_view FROM softdelete")
    db.close()


@pytest.mark.parametrize("table", ["old", "new", "New"])
def test_a_table_named_like_the_row_of_a_trigger(db, table):
    db.execute(f'CREATE TABLE "{table}"(id TEXT PRIMARY KEY COLLATE NOCASE, n DEFAULT 7)')
    manage(db, table, storage="archive", active_view="v")
    db.executescript("INSERT INTO v(id) VALUES ('a'), ('b'), ('c'); UPDATE v SET n = 8 WHERE id = 'a';"
                     "DELETE FROM v WHERE id = 'b'; UPDATE v SET is_deleted = 1 WHERE id = 'c';")
    assert rows(db, f'SELECT * FROM "{table}"') == [("a", 8)]
    assert rows(db, f'SELECT id, n FROM "{table}_deleted"') == [("b", 7), ("c", 7)]


def test_a_generated_column_follows_what_is_written(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a, b AS (a + 1))")
    manage(db, "t", storage="archive", active_view="t_live")
    db.execute("INSERT INTO t_live(id, a) VALUES (1, 2)")
    db.execute("UPDATE t_live SET a = 5")
    assert rows(db, "SELECT * FROM t") == [(1, 5, 6)]


def test_a_table_without_a_name_for_its_rowid(db):
    db.execute("CREATE TABLE t(rowid, oid, _rowid_)")
    manage(db, "t", storage="archive", active_view="t_live")
    db.execute("INSERT INTO t_live(rowid, oid, _rowid_) VALUES (1, 2, 3), (4, 5, NULL)")
    db.execute("UPDATE t_live SET oid = 7 WHERE rowid = 4")
    db.execute("DELETE FROM t_live WHERE rowid = 1")
    assert rows(db, "SELECT * FROM t") == [(4, 7, None)]
    assert one(db, "SELECT softdelete_restore()") == 1
    assert sorted(rows(db, "SELECT * FROM t")) == [(1, 2, 3), (4, 7, None)]
