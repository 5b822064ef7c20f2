"""Every hostile name, as the name of the table, its key, its columns, and of the flag, the time and the views.

Quoting is per template and not per event: a few stories reach all that enabling makes of a table. What other
shapes of table do at each event stands in test_shapes.py.
"""

from contextlib import closing

import pytest

from shapes import ALL_NAMED, NAMED, NAMES
from support import TIME, connect, dump, ident, manage, rows


@pytest.fixture(params=NAMED + ALL_NAMED, ids=lambda each: each.name)
def shape(request):
    return request.param


@pytest.fixture
def db(shape):
    connection = shape.connect()
    yield connection
    connection.close()


def content(db, shape):
    """All but flag, time and via, as it was written."""
    columns = [row[1] for row in rows(db, f"PRAGMA table_info({ident(shape.table)})")][:3]
    return rows(db, f"SELECT {', '.join(map(ident, columns))} FROM {ident(shape.table)} ORDER BY {ident(shape.mark)}")


def times(db, shape):
    return [time for (time,) in rows(
        db, f"SELECT {ident(shape.time)} FROM {ident(shape.table)} ORDER BY {ident(shape.mark)}")]


def test_delete_and_restore_by_statements(db, shape):
    table, active, deleted = map(ident, (shape.table, shape.active, shape.deleted))
    db.execute(f"DELETE FROM {table} {shape.where(1)}")
    db.execute(f"DELETE FROM {active} {shape.where(2)}")
    db.execute(f"UPDATE {table} SET {shape.set_deleted} {shape.where(3)}")
    db.execute(f"UPDATE {active} SET {shape.set_deleted} {shape.where(4)}")
    assert (shape.live(db), shape.trash(db)) == ([5], [1, 2, 3, 4])
    assert [bool(time and TIME.fullmatch(time)) for time in times(db, shape)] == [True, True, True, True, False]
    db.execute(f"UPDATE {table} SET {shape.set_live} {shape.where(1)}")
    db.execute(f"UPDATE {deleted} SET {shape.set_live} {shape.where(3)}")
    assert (shape.live(db), shape.trash(db)) == ([1, 3, 5], [2, 4])
    assert [time is None for time in times(db, shape)] == [True, False, True, False, True]
    assert content(db, shape) == list(shape.values)
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]


def test_functions(db, shape):
    key = shape.key_of(db, 2)
    assert [shape.call(db, "soft_delete", key=key) for _ in range(2)] == [1, 0]
    assert (shape.live(db), shape.trash(db)) == ([1, 3, 4, 5], [2])
    assert [shape.call(db, "restore", key=key) for _ in range(2)] == [1, 0]
    assert (shape.live(db), shape.trash(db)) == ([1, 2, 3, 4, 5], [])
    assert shape.call(db, "purge", key=key) == 0
    shape.call(db, "soft_delete", key=key)
    assert [shape.call(db, "purge", key=key) for _ in range(2)] == [1, 0]
    assert content(db, shape) == [row for row in shape.values if row[-1] != 2]


def test_other_writes_through_the_views(db, shape):
    table, active, deleted, mark = map(ident, (shape.table, shape.active, shape.deleted, shape.mark))
    db.execute(f"DELETE FROM {table} WHERE {mark} IN (2, 4)")
    before = times(db, shape)
    db.execute(f"UPDATE {active} SET {mark} = {mark} + 10")
    db.execute(f"UPDATE {deleted} SET {mark} = {mark} + 20")
    assert (shape.live(db), shape.trash(db)) == ([11, 13, 15], [22, 24])
    assert times(db, shape) == [None, None, None, before[1], before[3]]
    db.execute(f"DELETE FROM {deleted} {shape.where(22)}")
    assert shape.marks(db, shape.table) == [11, 13, 15, 24]
    columns = ", ".join(map(ident, (*shape.key, shape.mark)))
    db.execute(f"INSERT INTO {active}({columns}) VALUES (?, ?, ?)", shape.values[1])
    assert (shape.live(db), shape.trash(db)) == ([2, 11, 13, 15], [24])
    for view in (active, deleted):
        shown = [each[0] for each in db.execute(f"SELECT * FROM {view}").description]
        assert shown == [row[1] for row in rows(db, f"PRAGMA table_xinfo({table})")]


def test_enabling_again_and_disabling(db, shape):
    db.execute(f"DELETE FROM {ident(shape.table)} {shape.where(2)}")
    assert rows(db, "SELECT table_name, live_rows, deleted_rows, status FROM softdelete") == [(shape.table, 4, 1, "ok")]
    before = dump(db)
    db.execute("INSERT INTO softdelete(table_name) VALUES (?)", (shape.table,))
    assert dump(db) == before
    db.execute("DELETE FROM softdelete WHERE table_name = ?", (shape.table,))
    assert content(db, shape) == list(shape.values)
    assert {name for kind, name in rows(db, "SELECT type, name FROM sqlite_schema") if kind in ("trigger", "view")} == set()
    db.execute(f"DELETE FROM {ident(shape.table)}")
    assert shape.marks(db, shape.table) == []


@pytest.mark.parametrize("name", NAMES)
def test_flag_that_exists_and_key_that_may_be_null(name):
    """What such a table needs besides: a flag for rows that come without one, and rows named by their rowid."""
    table, key, flag, active, deleted = (ident(name + end) for end in ("", " key", " flag", "_active", "_deleted"))
    with closing(connect(script=f"CREATE TABLE {table}({key} TEXT PRIMARY KEY, {flag} INT, mark INT)")) as db:
        manage(db, name, flag_column=name + " flag")
        db.executemany(f"INSERT INTO {table}({key}, mark) VALUES (?, ?)", [(None, 1), (None, 2), ("x", 3)])
        assert rows(db, f"SELECT mark, typeof({flag}) FROM {active}") == [(1, "integer"), (2, "integer"), (3, "integer")]
        db.execute(f"DELETE FROM {table} WHERE mark < 3")
        db.execute(f"DELETE FROM {deleted} WHERE mark = 1")
        assert rows(db, f"SELECT mark FROM {table}") == [(2,), (3,)]
        assert rows(db, f"SELECT mark FROM {deleted}") == [(2,)]
