"""Several connections: locks, prepared statements, and caches that went stale."""

import sqlite3
import threading

import pytest

from support import COLORS, connect, dump, fails, manage, one, rows


@pytest.fixture(params=["DELETE", "WAL"])
def two(request, color_file):
    """Two connections to one file, in both journal modes; neither waits for the other."""
    first, second = connect(color_file, timeout=0), connect(color_file, timeout=0)
    first.execute(f"PRAGMA journal_mode = {request.param}")
    yield first, second
    first.close()
    second.close()


WRITES = [
    "INSERT INTO softdelete(table_name) VALUES ('plain')", "DELETE FROM softdelete", "DELETE FROM color",
    "UPDATE softdelete SET suspended = 1", "UPDATE softdelete SET retention = '3 days'",
    "SELECT soft_delete('color', 1)", "SELECT restore('color', 2)", "SELECT purge('color', 2)"]


@pytest.mark.parametrize("sql", WRITES)
def test_locked_database_is_busy_and_then_free(two, sql):
    first, second = two
    first.execute("CREATE TABLE plain(x)")
    first.execute("DELETE FROM color WHERE id = 2")
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked") as error:
        second.execute(sql).fetchall()
    assert error.value.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    assert not second.in_transaction
    before = dump(first)
    first.execute("COMMIT")
    assert dump(second) == before
    second.execute(sql).fetchall()
    assert dump(second) != before


@pytest.mark.parametrize("sql", WRITES)
def test_locked_database_inside_a_transaction(two, sql):
    first, second = two
    first.execute("CREATE TABLE plain(x)")
    first.execute("DELETE FROM color WHERE id = 2")
    first.execute("BEGIN IMMEDIATE")
    second.execute("BEGIN")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        second.execute(sql).fetchall()
    assert second.in_transaction
    first.execute("ROLLBACK")
    second.execute(sql).fetchall()
    second.execute("COMMIT")


def test_reading_goes_on_beside_a_writer(color_file):
    first, second = connect(color_file), connect(color_file, timeout=0)
    first.execute("BEGIN IMMEDIATE")
    first.execute("DELETE FROM color")
    assert rows(second, "SELECT live_rows, status FROM softdelete") == [(3, "ok")]
    assert len(rows(second, "SELECT * FROM color_active")) == 3
    first.execute("ROLLBACK")


def test_busy_timeout_is_waited_for(color_file):
    first, second = connect(color_file), connect(color_file, timeout=10)
    first.close()
    holding = threading.Event()

    def hold():
        other = connect(color_file, load=False)
        other.execute("BEGIN IMMEDIATE")
        holding.set()
        threading.Event().wait(0.2)
        other.execute("COMMIT")
        other.close()

    holder = threading.Thread(target=hold)
    holder.start()
    holding.wait()
    assert one(second, "SELECT soft_delete('color', 1)") == 1
    holder.join()


def test_prepared_statements_of_others_survive_enabling(path):
    connect(path, script=COLORS).close()
    first, second = connect(path), connect(path, load=False)
    delete, count = "DELETE FROM color WHERE id = ?", "SELECT count(*) FROM color"
    second.execute(delete, (99,))
    assert one(second, count) == 3
    manage(first, "color")
    second.execute(delete, (1,))
    assert one(second, count) == 3
    first.execute("DELETE FROM softdelete")
    second.execute(delete, (2,))
    assert one(second, count) == 2


def test_others_see_the_settings_at_once(color_file):
    first, second = connect(color_file), connect(color_file)
    assert one(second, "SELECT status FROM softdelete") == "ok"
    first.execute("UPDATE softdelete SET suspended = 1, retention = '3 days'")
    assert rows(second, "SELECT status, retention FROM softdelete") == [("suspended", "3 days")]
    first.execute("DELETE FROM softdelete")
    assert rows(second, "SELECT * FROM softdelete") == []


@pytest.fixture
def stale(color_file):
    """A connection that has used all functions, and another one that will change what they knew."""
    user, other = connect(color_file), connect(color_file)
    assert rows(user, "SELECT soft_delete('color', 1), restore('color', 1), purge('color', 1)") == [(1, 1, 0)]
    yield user, other
    user.close()
    other.close()


def test_functions_after_disabling_elsewhere(stale):
    user, other = stale
    other.execute("DELETE FROM softdelete")
    for function in ("soft_delete", "restore", "purge"):
        assert "color" in fails(user, f"SELECT {function}('color', 1)")
    assert one(user, "SELECT count(*) FROM color WHERE is_deleted") == 0


def test_functions_after_suspending_elsewhere(stale):
    user, other = stale
    other.execute("UPDATE softdelete SET suspended = 1")
    assert "suspended" in fails(user, "SELECT soft_delete('color', 1)")
    other.execute("UPDATE softdelete SET suspended = 0")
    assert one(user, "SELECT soft_delete('color', 1)") == 1


def test_functions_after_enabling_again_elsewhere_with_other_names(stale):
    user, other = stale
    other.execute("DELETE FROM softdelete")
    other.execute("DROP INDEX color_softdelete_trash")
    manage(other, "color", flag_column="gone", time_column="gone_at")
    assert one(user, "SELECT soft_delete('color', 1)") == 1
    assert rows(user, "SELECT is_deleted, gone, gone_at IS NOT NULL FROM color WHERE id = 1") == [(0, 1, 1)]


def test_functions_after_a_rebuild_elsewhere_with_another_key(stale):
    user, other = stale
    other.executescript("""
        DELETE FROM softdelete;
        DROP TABLE color;
        CREATE TABLE color(a TEXT, b INT, PRIMARY KEY(a, b)) WITHOUT ROWID;
        INSERT INTO color VALUES ('x', 1), ('x', 2);
        INSERT INTO softdelete(table_name) VALUES ('color');
    """)
    assert "a" in fails(user, "SELECT soft_delete('color', 1)")
    assert one(user, "SELECT soft_delete('color', 'x', 1)") == 1
    assert rows(user, "SELECT a, b FROM color_deleted") == [("x", 1)]


def test_functions_after_a_key_column_was_renamed_elsewhere(stale):
    user, other = stale
    other.execute("ALTER TABLE color RENAME COLUMN id TO number")
    # SQLite has renamed the column in our triggers too: deleting goes on, and the views keep the old name.
    assert one(user, "SELECT soft_delete('color', 1)") == 1
    assert one(user, "SELECT status FROM softdelete") == "damaged"
    manage(other, "color")
    assert one(user, "SELECT status FROM softdelete") == "ok"
    assert one(user, "SELECT restore('color', 1)") == 1


def test_functions_after_the_table_was_renamed_elsewhere(stale):
    user, other = stale
    other.execute("ALTER TABLE color RENAME TO colour")
    assert "color" in fails(user, "SELECT soft_delete('color', 1)")
    manage(other, "colour")
    assert one(user, "SELECT soft_delete('colour', 1)") == 1


def test_functions_after_the_table_was_dropped_elsewhere(stale):
    user, other = stale
    other.executescript("DELETE FROM softdelete; DROP TABLE color")
    assert "color" in fails(user, "SELECT soft_delete('color', 1)")


def test_stale_caches_within_one_connection(color):
    for _ in range(3):
        assert one(color, "SELECT soft_delete('color', 1)") == 1
        color.execute("DELETE FROM softdelete")
        assert "color" in fails(color, "SELECT restore('color', 1)")
        manage(color, "color")
        assert one(color, "SELECT restore('color', 1)") == 1


def test_rolled_back_enabling_is_forgotten(db):
    db.executescript(COLORS)
    db.execute("BEGIN")
    manage(db, "color")
    assert one(db, "SELECT soft_delete('color', 1)") == 1
    db.execute("ROLLBACK")
    assert "color" in fails(db, "SELECT soft_delete('color', 1)")
    assert one(db, "SELECT count(*) FROM color") == 3


def test_rolled_back_disabling_is_forgotten(color):
    one(color, "SELECT soft_delete('color', 1)")
    color.execute("SAVEPOINT s")
    color.execute("DELETE FROM softdelete")
    fails(color, "SELECT restore('color', 1)")
    color.execute("ROLLBACK TO s")
    assert one(color, "SELECT restore('color', 1)") == 1


def test_shared_cache_connections(color_file):
    uri = f"file:{color_file}?cache=shared"
    first, second = connect(uri, uri=True), connect(uri, uri=True)
    assert one(first, "SELECT soft_delete('color', 1)") == 1
    assert one(second, "SELECT restore('color', 1)") == 1
    second.execute("DELETE FROM softdelete")
    assert "color" in fails(first, "SELECT soft_delete('color', 1)")


def test_threads_with_connections_of_their_own(color_file):
    db = connect(color_file)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n LIMIT 200)"
               " INSERT INTO color(id, name) SELECT i, i FROM n")
    results = []

    def work(start):
        mine = connect(color_file, timeout=30)
        results.append(sum(one(mine, "SELECT soft_delete('color', ?)", key) for key in range(100 + start, 300, 4)))
        mine.close()

    threads = [threading.Thread(target=work, args=(start,)) for start in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert results == [50] * 4
    assert one(db, "SELECT count(*) FROM color_deleted") == 200
