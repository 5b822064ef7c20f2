"""A connection closes whatever was used before: sqlite3_close() finds no statement left open."""

import threading

import pytest

from raw import OK, Raw
from support import COLORS, connect, one, rows

@pytest.mark.parametrize("sql", [
    "", "SELECT * FROM softdelete", "SELECT softdelete_debug()", "SELECT soft_delete('color', 1)",
    "SELECT restore('color', 1)", "SELECT purge('color', 1)",
    "SELECT soft_delete('color', 1), restore('color', 1), purge('color', 1)", "DELETE FROM color",
    "INSERT INTO softdelete(table_name) VALUES ('color')", "DELETE FROM softdelete",
    "UPDATE softdelete SET suspended = 1", "SELECT soft_delete('color', 1); DELETE FROM softdelete",
    "BEGIN; SELECT soft_delete('color', 1)", "BEGIN; DELETE FROM softdelete"])
def test_sqlite3_close(sql):
    raw = Raw()
    raw(COLORS + "INSERT INTO softdelete(table_name) VALUES ('color')")
    raw(sql)
    assert raw.close() == OK


@pytest.mark.parametrize("sql", ["SELECT soft_delete('nowhere', 1)", "SELECT soft_delete('color', NULL)",
                                 "INSERT INTO softdelete(table_name) VALUES ('nowhere')"])
def test_sqlite3_close_after_an_error(sql):
    raw = Raw()
    raw(COLORS + "INSERT INTO softdelete(table_name) VALUES ('color'); SELECT soft_delete('color', 2)")
    raw(sql, expected=1)
    assert raw.close() == OK


@pytest.mark.parametrize("between", ["", "SELECT * FROM softdelete", "SELECT soft_delete('color', 1)", "BEGIN; DELETE FROM color"])
def test_sqlite3_close_after_loading_twice(color_file, between):
    raw = Raw(color_file)
    raw(between)
    raw.load()
    raw("SELECT restore('color', 1); SELECT * FROM softdelete")
    raw.load()
    assert raw.close() == OK


def test_sqlite3_close_leaves_the_file_to_others(color_file):
    raw = Raw(color_file)
    raw("SELECT soft_delete('color', 1)")
    assert raw.close() == OK
    db = connect(color_file)
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    db.execute("DELETE FROM color_deleted")
    db.close()


def test_detach_after_use(color_file):
    db = connect()
    db.execute("ATTACH ? AS aux", (str(color_file),))
    rows(db, "SELECT soft_delete('color', 1), restore('color', 1)")
    rows(db, "SELECT * FROM softdelete")
    db.execute("DETACH aux")


def test_vacuum_after_use(color_file):
    # VACUUM is refused while a statement is open.
    db = connect(color_file)
    rows(db, "SELECT soft_delete('color', 1), restore('color', 1), purge('color', 1)")
    rows(db, "SELECT * FROM softdelete")
    db.execute("VACUUM")


def test_drop_table_after_use(color):
    # A statement left open would lock the table.
    rows(color, "SELECT soft_delete('color', 1), restore('color', 1), purge('color', 1)")
    color.executescript("DELETE FROM softdelete; DROP TABLE color")


def test_journal_mode_after_use(color_file):
    db = connect(color_file)
    rows(db, "SELECT soft_delete('color', 1)")
    assert one(db, "PRAGMA journal_mode = WAL") == "wal"
    assert one(db, "PRAGMA journal_mode = DELETE") == "delete"


def test_close_and_reopen(color_file):
    for key in (1, 2, 3):
        db = connect(color_file)
        assert one(db, "SELECT soft_delete('color', ?)", key) == 1
        db.close()
    assert one(connect(color_file), "SELECT deleted_rows FROM softdelete") == 3


def test_closed_in_another_thread(color_file):
    def work():
        db = connect(color_file)
        one(db, "SELECT soft_delete('color', 1)")
        db.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert one(connect(color_file), "SELECT deleted_rows FROM softdelete") == 1
