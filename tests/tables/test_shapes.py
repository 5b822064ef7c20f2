"""Every shape of table, with every spelling of every event; test_names.py has the hostile names."""

import pytest

from shapes import SHAPES
from support import REGISTRY, TIME, dump, ident, rows


@pytest.fixture(params=SHAPES, ids=lambda each: each.name)
def shape(request):
    return request.param


@pytest.fixture
def db(shape):
    connection = shape.connect()
    yield connection
    connection.close()


@pytest.fixture
def trashed(shape, db):
    """Rows 2 and 4 are in the trash."""
    db.execute(f"DELETE FROM {ident(shape.table)} WHERE {ident(shape.mark)} IN (2, 4)")
    assert (shape.live(db), shape.trash(db)) == ([1, 3, 5], [2, 4])
    return db


def time_of(db, shape, mark):
    ((time,),) = rows(db, f"SELECT {ident(shape.time)} FROM {ident(shape.table)} {shape.where(mark)}")
    return time


def same_row(db, shape, mark):
    """All other columns, to see that nothing else changes."""
    own = {shape.flag, shape.time, "deleted_via"}
    columns = [row[1] for row in rows(db, f"PRAGMA table_xinfo({ident(shape.table)})") if row[1] not in own]
    return rows(db, f"SELECT {', '.join(map(ident, columns))} FROM {ident(shape.table)} {shape.where(mark)}")


def test_enabling_keeps_rows_and_status_is_ok(db, shape):
    assert shape.live(db) == [1, 2, 3, 4, 5]
    assert shape.trash(db) == []
    assert rows(db, "SELECT table_name, live_rows, deleted_rows, status FROM softdelete") == [
        (shape.table, 5, 0, "ok")]


def test_delete(db, shape):
    before = same_row(db, shape, 2)
    db.execute(f"DELETE FROM {ident(shape.table)} {shape.where(2)}")
    assert (shape.live(db), shape.trash(db)) == ([1, 3, 4, 5], [2])
    assert same_row(db, shape, 2) == before
    assert TIME.fullmatch(time_of(db, shape, 2))


def test_delete_of_all_rows(db, shape):
    db.execute(f"DELETE FROM {ident(shape.table)}")
    assert (shape.live(db), shape.trash(db)) == ([], [1, 2, 3, 4, 5])


def test_delete_through_the_view(db, shape):
    db.execute(f"DELETE FROM {ident(shape.active)} {shape.where(2)}")
    assert (shape.live(db), shape.trash(db)) == ([1, 3, 4, 5], [2])
    assert TIME.fullmatch(time_of(db, shape, 2))


def test_delete_by_flag(db, shape):
    db.execute(f"UPDATE {ident(shape.table)} SET {shape.set_deleted} {shape.where(2)}")
    assert (shape.live(db), shape.trash(db)) == ([1, 3, 4, 5], [2])
    assert TIME.fullmatch(time_of(db, shape, 2))


def test_delete_by_flag_through_the_view(db, shape):
    db.execute(f"UPDATE {ident(shape.active)} SET {shape.set_deleted} {shape.where(2)}")
    assert (shape.live(db), shape.trash(db)) == ([1, 3, 4, 5], [2])


def test_functions(db, shape):
    mark = 5 if shape.null_keys else 2
    assert shape.call(db, "soft_delete", mark) == 1
    assert shape.trash(db) == [mark]
    assert shape.call(db, "soft_delete", mark) == 0
    assert shape.call(db, "restore", mark) == 1
    assert shape.trash(db) == []
    assert shape.call(db, "restore", mark) == 0
    assert shape.call(db, "purge", mark) == 0
    key = shape.key_of(db, mark)
    shape.call(db, "soft_delete", mark)
    assert shape.call(db, "purge", key=key) == 1
    assert shape.live(db) == [each for each in (1, 2, 3, 4, 5) if each != mark]
    assert [shape.call(db, each, key=key) for each in ("soft_delete", "restore", "purge")] == [0, 0, 0]


def test_delete_leaves_the_trash_alone(trashed, shape):
    before = [time_of(trashed, shape, mark) for mark in (2, 4)]
    trashed.execute(f"DELETE FROM {ident(shape.table)}")
    assert [time_of(trashed, shape, mark) for mark in (2, 4)] == before
    assert shape.trash(trashed) == [1, 2, 3, 4, 5]


def test_restore_by_flag(trashed, shape):
    before = same_row(trashed, shape, 2)
    trashed.execute(f"UPDATE {ident(shape.table)} SET {shape.set_live} {shape.where(2)}")
    assert (shape.live(trashed), shape.trash(trashed)) == ([1, 2, 3, 5], [4])
    assert same_row(trashed, shape, 2) == before
    assert time_of(trashed, shape, 2) is None


def test_restore_through_the_view(trashed, shape):
    trashed.execute(f"UPDATE {ident(shape.deleted)} SET {shape.set_live} {shape.where(2)}")
    assert (shape.live(trashed), shape.trash(trashed)) == ([1, 2, 3, 5], [4])
    assert time_of(trashed, shape, 2) is None


def test_purge_through_the_view(trashed, shape):
    trashed.execute(f"DELETE FROM {ident(shape.deleted)} {shape.where(2)}")
    assert (shape.live(trashed), shape.trash(trashed)) == ([1, 3, 5], [4])
    assert shape.marks(trashed, shape.table) == [1, 3, 4, 5]


def test_purge_of_the_whole_trash(trashed, shape):
    trashed.execute(f"DELETE FROM {ident(shape.deleted)}")
    assert shape.marks(trashed, shape.table) == [1, 3, 5]


def test_update_through_the_active_view(trashed, shape):
    trashed.execute(f"UPDATE {ident(shape.active)} SET {ident(shape.mark)} = {ident(shape.mark)} + 10")
    assert (shape.live(trashed), shape.trash(trashed)) == ([11, 13, 15], [2, 4])


def test_update_through_the_deleted_view(trashed, shape):
    times = [time_of(trashed, shape, mark) for mark in (2, 4)]
    trashed.execute(f"UPDATE {ident(shape.deleted)} SET {ident(shape.mark)} = {ident(shape.mark)} + 10")
    assert (shape.live(trashed), shape.trash(trashed)) == ([1, 3, 5], [12, 14])
    assert [time_of(trashed, shape, mark) for mark in (12, 14)] == times


def test_insert_through_the_view(db, shape):
    if shape.null_keys:
        pytest.skip("the copied row has no key of its own")
    db.execute(f"DELETE FROM {ident(shape.table)} {shape.where(5)}")
    db.execute(f"DELETE FROM {ident(shape.deleted)}")
    columns = shape.columns or ""
    db.execute(f"INSERT INTO {ident(shape.active)}{columns or own_columns(db, shape)} VALUES"
               f" ({', '.join('?' * len(shape.values[4]))})", shape.values[4])
    assert shape.live(db) == [1, 2, 3, 4, 5]
    assert time_of(db, shape, 5) is None


def own_columns(db, shape):
    names = [row[1] for row in rows(db, f"PRAGMA table_info({ident(shape.table)})")]
    return f"({', '.join(map(ident, names[:len(shape.values[0])]))})"


def test_views_show_all_columns(db, shape):
    expected = [row[1] for row in rows(db, f"PRAGMA table_xinfo({ident(shape.table)})")]
    for view in (shape.active, shape.deleted):
        cursor = db.execute(f"SELECT * FROM {ident(view)}")
        assert [each[0] for each in cursor.description] == expected


def test_repair_changes_nothing(trashed, shape):
    before = dump(trashed)
    trashed.execute("INSERT INTO softdelete(table_name) VALUES (?)", (shape.table,))
    assert dump(trashed) == before


def test_disable_keeps_columns_and_rows(trashed, shape):
    before = rows(trashed, f"SELECT * FROM {ident(shape.table)}")
    trashed.execute("DELETE FROM softdelete WHERE table_name = ?", (shape.table,))
    assert rows(trashed, f"SELECT * FROM {ident(shape.table)}") == before
    left = {name for (name,) in rows(trashed, "SELECT name FROM sqlite_schema WHERE sql IS NOT NULL")}
    assert left - {*REGISTRY, "t_softdelete_trash", shape.table, "t_mark", "t_code", "sqlite_sequence"} == set()
    trashed.execute(f"DELETE FROM {ident(shape.table)}")
    assert shape.marks(trashed, shape.table) == []


def test_integrity(trashed):
    assert rows(trashed, "PRAGMA integrity_check") == [("ok",)]
