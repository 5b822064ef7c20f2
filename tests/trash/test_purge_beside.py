"""softdelete_purge beside other writers, in transactions, and called from other statements."""

import sqlite3
import threading

import pytest

from support import connect, dump, fails, manage, one, rows

FILL = """
PRAGMA journal_mode = WAL;
CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT);
WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO color SELECT i, 'n' || i FROM n;
"""


@pytest.fixture
def wal(path, style):
    """A file in WAL mode with 4000 of 5000 rows in the trash."""
    db = connect(path, script=FILL)
    manage(db, "color", **style)
    db.execute("DELETE FROM color WHERE id <= 4000")
    db.execute("UPDATE color SET deleted_at = strftime('%Y-%m-%d %H:%M:%f', '2020-01-01', id || ' seconds')"
               " WHERE id <= 4000")
    db.close()
    return path


def test_batches_interleaved_with_another_writer(wal):
    purger, writer = connect(wal), connect(wal, load=False)
    purged = written = 0
    while count := one(purger, "SELECT softdelete_purge('color', '30 days', 500)"):
        purged += count
        written += 1
        writer.execute("INSERT INTO color(name) VALUES ('new')")
        writer.execute("DELETE FROM color WHERE id = ?", (4000 + written,))
    assert (purged, written) == (4000, 8)
    assert one(writer, "SELECT count(*) FROM color_active") == 1000
    assert rows(writer, "SELECT id FROM color_deleted ORDER BY id") == [(4000 + n,) for n in range(1, 9)]
    assert one(purger, "SELECT status FROM softdelete") == "ok"
    assert one(purger, "PRAGMA integrity_check") == "ok"


def test_a_writer_with_a_prepared_statement_is_never_disturbed(wal):
    """Deletes of another thread, from one prepared statement, are intercepted between all batches."""
    done = threading.Event()
    deleted, errors = [], []

    def write():
        writer = sqlite3.connect(wal, isolation_level=None, timeout=20)
        for number in range(4001, 4601):
            try:
                writer.execute("DELETE FROM color WHERE id = ?", (number,))
                deleted.append(number)
            except sqlite3.Error as error:
                errors.append(error)
            if done.is_set() and number > 4100:
                break
        writer.close()

    thread = threading.Thread(target=write)
    purger = connect(wal, timeout=20)
    thread.start()
    purged = 0
    while count := one(purger, "SELECT softdelete_purge('color', '30 days', 50)"):
        purged += count
    done.set()
    thread.join()
    assert errors == []
    assert purged == 4000
    assert one(purger, "SELECT count(*) FROM color") == 1000
    assert [row[0] for row in rows(purger, "SELECT id FROM color_deleted ORDER BY id")] == deleted


def test_a_reader_keeps_its_snapshot(wal):
    purger, reader = connect(wal), connect(wal)
    reader.execute("BEGIN")
    assert one(reader, "SELECT count(*) FROM color_deleted") == 4000
    assert one(purger, "SELECT softdelete_purge('color', '30 days', 1000)") == 1000
    assert one(reader, "SELECT count(*) FROM color_deleted") == 4000
    assert one(reader, "SELECT status FROM softdelete") == "ok"
    reader.execute("COMMIT")
    assert one(reader, "SELECT count(*) FROM color_deleted") == 3000


def test_two_purgers(wal):
    first, second = connect(wal), connect(wal)
    counts = []
    while True:
        pair = [one(db, "SELECT softdelete_purge('color', '30 days', 700)") for db in (first, second)]
        counts += pair
        if pair == [0, 0]:
            break
    assert sum(counts) == 4000


def test_in_autocommit_mode_each_call_is_committed(wal):
    purger, other = connect(wal), connect(wal, load=False)
    for left in (3000, 2000, 1000):
        one(purger, "SELECT softdelete_purge('color', '30 days', 1000)")
        assert not purger.in_transaction
        assert one(other, "SELECT count(*) FROM color_deleted") == left


def run(db, script):
    for statement in script.split(";"):  # executescript() would commit first.
        db.execute(statement)


@pytest.mark.parametrize("begin, undo", [
    ("BEGIN", "ROLLBACK"), ("BEGIN IMMEDIATE", "ROLLBACK"), ("BEGIN EXCLUSIVE", "ROLLBACK"),
    ("SAVEPOINT s", "ROLLBACK TO s; RELEASE s"), ("BEGIN; SAVEPOINT s", "ROLLBACK TO s; RELEASE s; COMMIT")])
def test_inside_a_transaction(wal, begin, undo):
    db = connect(wal)
    before = dump(db)
    run(db, begin)
    assert one(db, "SELECT softdelete_purge('color', '30 days', 10)") == 10
    assert one(db, "SELECT softdelete_purge('color', '30 days', 10)") == 10
    assert db.in_transaction
    assert one(db, "SELECT count(*) FROM color_deleted") == 3980
    db.execute("DELETE FROM color WHERE id = 5000")
    assert one(db, "SELECT count(*) FROM color WHERE id = 5000") == 1
    run(db, undo)
    assert dump(db) == before


def test_committed_with_its_transaction(wal):
    db, other = connect(wal), connect(wal)
    db.execute("BEGIN")
    assert one(db, "SELECT softdelete_purge('color', '30 days')") == 4000
    assert one(other, "SELECT count(*) FROM color") == 5000
    db.execute("COMMIT")
    assert one(other, "SELECT count(*) FROM color") == 1000


@pytest.mark.parametrize("statement", [
    "INSERT INTO log SELECT softdelete_purge('color', '3 days', 2)",
    "INSERT INTO log VALUES (softdelete_purge('color', '3 days'))", "UPDATE log SET purged = softdelete_purge('color', '5 days')"])
def test_called_from_a_statement_that_writes(aged, statement):
    aged.executescript("CREATE TABLE log(purged); INSERT INTO log VALUES (0)")
    before = dump(aged)
    assert "call it in a SELECT of its own" in fails(aged, statement)
    assert dump(aged) == before
    assert one(aged, "SELECT 'done' WHERE softdelete_purge('color', '2 days') > 0") == "done"


def test_several_calls_in_one_statement(db):
    for table in ("a", "b"):
        db.execute(f"CREATE TABLE {table}(id INTEGER PRIMARY KEY)")
        db.execute(f"INSERT INTO {table} VALUES (1), (2), (3)")
        manage(db, table)
        db.execute(f"DELETE FROM {table}")
    assert rows(db, "SELECT softdelete_purge('a', '0 days'), softdelete_purge('b', '0 days', 2)") == [(3, 2)]
    assert rows(db, "SELECT table_name, softdelete_purge(table_name, '0 days') FROM softdelete ORDER BY 1") == [
        ("a", 0), ("b", 1)]


def test_while_another_statement_reads_the_table(aged):
    """It works, and no trigger is lost."""
    cursor = aged.execute("SELECT id FROM color ORDER BY id")
    cursor.fetchone()
    assert one(aged, "SELECT softdelete_purge('color', '3 days', 2)") == 2
    cursor.close()
    assert one(aged, "SELECT status FROM softdelete") == "ok"
    aged.execute("DELETE FROM color")
    assert one(aged, "SELECT count(*) FROM color") >= 8


def test_direct_only(aged):
    aged.execute("CREATE VIEW v AS SELECT softdelete_purge('color', '0 days') AS n")
    assert "unsafe" in fails(aged, "SELECT n FROM v")
    aged.execute("CREATE TABLE log(id)")
    aged.execute("CREATE TRIGGER mine AFTER INSERT ON log BEGIN SELECT softdelete_purge('color', '0 days'); END")
    assert "unsafe" in fails(aged, "INSERT INTO log VALUES (1)")
    assert one(aged, "SELECT count(*) FROM color") == 10


@pytest.mark.parametrize("pragma", [
    "foreign_keys = ON", "foreign_keys = OFF", "recursive_triggers = ON", "trusted_schema = OFF",
    "legacy_alter_table = ON", "secure_delete = ON", "reverse_unordered_selects = ON", "count_changes = ON"])
def test_hosts_settings_change_nothing(aged, pragma):
    aged.execute(f"PRAGMA {pragma}")
    assert one(aged, "SELECT softdelete_purge('color', '3 days', 2)") == 2
    assert one(aged, "SELECT softdelete_purge('color', '3 days')") == 4
    assert one(aged, "SELECT count(*) FROM color") == 4


