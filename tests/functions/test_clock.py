"""softdelete_script(table, 'clock'): the time of a deletion comes from a table that the caller writes."""

import pytest

from support import connect, fails, manage, objects, one, rows, scripts, status

SCHEMA = """
CREATE TABLE palette(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE swatch(id INTEGER PRIMARY KEY, palette_id REFERENCES palette ON DELETE CASCADE);
"""
ROWS = """
INSERT INTO palette(id, name) VALUES (1, 'Sunset'), (2, 'Ocean');
INSERT INTO swatch(id, palette_id) VALUES (1, 1), (2, 1), (3, 2);
"""
TIME = "2030-01-02 03:04:05.678"
SET = f"INSERT INTO softdelete_clock(id, now) VALUES (1, '{TIME}')"
EMPTY = "softdelete_clock is empty: write the time of the deletion there before it, in the same transaction"


@pytest.fixture(params=["flag", "archive"])
def plain(request):
    """A database that the scripts set up, and a connection without the extension."""
    db = connect(load=False, script=SCHEMA + "PRAGMA foreign_keys = ON;")
    for text in scripts(SCHEMA, ["palette", "swatch"], request.param, "clock"):
        db.executescript(text)
    db.executescript(ROWS)
    return db


def test_the_time_is_that_of_the_clock(plain):
    plain.execute(SET)
    plain.execute("DELETE FROM palette WHERE id = 1")
    assert rows(plain, "SELECT id, deleted_at FROM palette_deleted") == [(1, TIME)]
    assert rows(plain, "SELECT id, deleted_at, deleted_via FROM swatch_deleted ORDER BY id") == [
        (1, TIME, "palette"), (2, TIME, "palette")]


def test_an_empty_clock_refuses_a_deletion(plain):
    assert fails(plain, "DELETE FROM palette WHERE id = 1") == EMPTY
    assert fails(plain, "DELETE FROM swatch WHERE id = 3") == EMPTY
    assert rows(plain, "SELECT id FROM palette") == [(1,), (2,)]
    assert rows(plain, "SELECT id FROM swatch") == [(1,), (2,), (3,)]
    assert rows(plain, "SELECT * FROM palette_deleted") == []


def test_the_clock_takes_any_time_of_sqlite_but_now(plain):
    for now in ("2030-01-02T03:04:05.678Z", 2462503.62784349):
        plain.execute("REPLACE INTO softdelete_clock VALUES (1, ?)", (now,))
        assert abs(one(plain, "SELECT julianday(now) FROM softdelete_clock") - 2462503.62784349) < 1e-6
    for now in ("now", "soon", None, b"x"):
        fails(plain, "REPLACE INTO softdelete_clock VALUES (1, ?)", now)
    fails(plain, "INSERT INTO softdelete_clock VALUES (2, '2030-01-01')")


def test_the_extension_knows_the_clock(plain, tmp_path):
    """status is ok where the scripts were run, and repairing and enabling go on using it."""
    path = tmp_path / "copy.sqlite"
    plain.execute("VACUUM INTO ?", (str(path),))
    db = connect(path, script="PRAGMA foreign_keys = ON")
    assert {status(db, "palette"), status(db, "swatch")} == {"ok"}
    before = objects(db)
    manage(db, "palette")
    manage(db, "swatch")
    assert rows(db, "SELECT softdelete_repair()") == [(0,)]
    assert objects(db) == before
    assert EMPTY in fails(db, "SELECT soft_delete('palette', 1)")
    db.execute(SET)
    assert rows(db, "SELECT soft_delete('palette', 1)") == [(1,)]
    assert rows(db, "SELECT table_name, deleted_at FROM softdelete_trash ORDER BY 1") == [
        ("palette", TIME), ("swatch", TIME), ("swatch", TIME)]
    assert rows(db, "SELECT restore('palette', 1)") == [(1,)]
    assert one(db, "SELECT softdelete_script('palette')") == one(db, "SELECT softdelete_script('palette', 'clock')")


@pytest.mark.parametrize("time_format, value", [
    ("iso", "2030-01-02T03:04:05.678Z"), ("unix", 1893553445), ("unix_ms", 1893553445678),
    ("unix_us", 1893553445678000), ("unix_ns", 1893553445678000000)])
def test_forms_of_the_time(time_format, value):
    db = connect(load=False, script="CREATE TABLE t(id INTEGER PRIMARY KEY, gone);")
    settings = {"flag_column": "gone", "time_column": "gone", "time_format": time_format}
    copy = connect(script="CREATE TABLE t(id INTEGER PRIMARY KEY, gone)")
    manage(copy, "t", **settings)
    db.execute("ALTER TABLE t ADD COLUMN deleted_via TEXT")
    db.executescript(one(copy, "SELECT softdelete_script('t', 'clock')"))
    db.execute("INSERT INTO t(id) VALUES (1), (2)")
    db.execute(SET)
    db.execute("DELETE FROM t WHERE id = 1")
    assert rows(db, "SELECT id, gone FROM t") == [(1, value), (2, None)]


def test_removing_leaves_no_trace(plain, tmp_path):
    path = tmp_path / "copy.sqlite"
    plain.execute("VACUUM INTO ?", (str(path),))
    db = connect(path)
    for table in ("swatch", "palette"):
        rows(db, "SELECT softdelete_remove(?)", table)
    assert [name for _, name, _, _ in objects(db)] == ["palette", "swatch"]


def test_other_arguments_are_refused(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    assert fails(db, "SELECT softdelete_script('t', 'cloc')") == (
        "softdelete_script: 'restore' or 'clock' is expected as the second argument")
