"""Tables that refer to each other, kept by archive."""

import pytest

from support import connect, dump, fails, load_extension, manage, one, rows

# Each row of a goes with its b, that with its c, and that with its a.
RING = """
PRAGMA foreign_keys = ON;
CREATE TABLE a(id INTEGER PRIMARY KEY, b REFERENCES b ON DELETE CASCADE);
CREATE TABLE b(id INTEGER PRIMARY KEY, c REFERENCES c ON DELETE CASCADE);
CREATE TABLE c(id INTEGER PRIMARY KEY, a REFERENCES a ON DELETE CASCADE);
CREATE TABLE leaf(id INTEGER PRIMARY KEY, c REFERENCES c ON DELETE CASCADE, a REFERENCES a ON DELETE SET NULL);
INSERT INTO a VALUES (1, NULL), (11, NULL);
INSERT INTO c VALUES (3, 1), (13, 11);
INSERT INTO b VALUES (2, 3), (12, 13);
UPDATE a SET b = id + 1;
INSERT INTO leaf VALUES (4, 3, 1), (14, 13, 11);
"""
TABLES = ("a", "b", "c", "leaf")


def live(db):
    return [rows(db, f"SELECT * FROM {table} ORDER BY id") for table in TABLES]


def trash(db):
    return rows(db, "SELECT table_name, key FROM softdelete_trash ORDER BY table_name, key")


@pytest.fixture(params=["ON", "OFF"])
def ring(request, db):
    db.executescript(f"PRAGMA recursive_triggers = {request.param};" + RING)
    for table in TABLES:
        manage(db, table, storage="archive")
    return db


@pytest.mark.parametrize("sql", ["SELECT restore('b', 2)", "SELECT restore_version('b', softdelete_id) FROM b_deleted",
                                 "SELECT restore_with_parents('b', 2)", "SELECT softdelete_restore('b') > 0",
                                 "SELECT softdelete_restore('b', '1 hours') > 0", "SELECT softdelete_restore() > 0"])
@pytest.mark.parametrize("inside", [False, True])
def test_a_row_of_a_ring_comes_back(ring, sql, inside):
    before = live(ring)
    for _ in range(2):
        if inside:
            ring.execute("BEGIN")
        ring.execute("DELETE FROM b WHERE id = 2")
        assert len(trash(ring)) == 4
        assert one(ring, sql) == 1
        if inside:
            ring.execute("COMMIT")
        assert live(ring) == before and trash(ring) == []


def test_each_row_of_a_query_comes_back(ring):
    before = live(ring)
    ring.execute("DELETE FROM a")
    assert rows(ring, "SELECT restore('a', id) FROM a_deleted") == [(1,), (1,)]
    assert live(ring) == before and trash(ring) == []


def test_update_restores_a_ring(ring, tmp_path):
    ring.execute("DELETE FROM a WHERE id = 1")
    before = live(ring)
    ring.execute(one(ring, "SELECT softdelete_script('a', 'restore')"))
    ring.execute("UPDATE a_deleted SET is_deleted = 0")
    assert len(live(ring)[0]) == len(before[0]) + 1 and trash(ring) == []


def test_what_went_with_another_row_of_the_ring_waits_for_it(ring):
    ring.execute("DELETE FROM a WHERE id = 1")
    before = dump(ring)
    assert "restore_with_parents" in fails(ring, "SELECT restore('c', 3)")
    assert dump(ring) == before


def test_with_parents_around_the_ring(ring):
    before = live(ring)
    ring.execute("DELETE FROM a WHERE id = 1")
    assert one(ring, "SELECT restore_with_parents('leaf', 4)") == 1
    assert live(ring) == before and trash(ring) == []


@pytest.mark.parametrize("sql", ["SELECT purge('a', 1)", "DELETE FROM a_deleted WHERE id = 1", "SELECT purge('c', 3)",
                                 "SELECT softdelete_purge('a', '0 seconds', 1)"])
def test_purging_goes_around_the_ring(ring, sql):
    ring.execute("DELETE FROM a")
    rows(ring, sql)
    assert trash(ring) == [("a", "[11]"), ("b", "[12]"), ("c", "[13]"), ("leaf", "[14]")]
    assert one(ring, "SELECT restore('a', 11)") == 1


def test_purging_all_of_the_ring(ring):
    ring.execute("DELETE FROM a")
    rows(ring, "SELECT softdelete_purge('b', '0 seconds')")
    assert trash(ring) == []
    assert not any(rows(ring, f"SELECT * FROM {table}_softdelete_archive") for table in TABLES)
    assert rows(ring, "SELECT * FROM leaf_softdelete_links") == []


def test_a_key_around_the_ring_is_followed(ring):
    ring.execute("DELETE FROM a WHERE id = 1")
    for table, new in (("a", 21), ("b", 22), ("c", 23)):
        ring.execute(f"UPDATE {table}_deleted SET id = {new}")
    assert one(ring, "SELECT restore('a', 21)") == 1
    assert [rows(ring, f"SELECT * FROM {table} WHERE id IN (4, 21, 22, 23)") for table in TABLES] == [
        [(21, 22)], [(22, 23)], [(23, 21)], [(4, 23, 21)]]
    assert trash(ring) == []


def test_another_connection_changes_the_ring(tmp_path):
    """The statements that a connection keeps are made anew."""
    first = connect(tmp_path / "db", script=RING)
    for table in TABLES:
        manage(first, table, storage="archive")
    first.execute("DELETE FROM a WHERE id = 1")
    assert one(first, "SELECT restore('a', 1)") == 1
    second = load_extension(connect(tmp_path / "db", load=False))
    second.execute("UPDATE softdelete SET suspended = 1 WHERE table_name = 'a'")
    assert "suspended" in fails(first, "SELECT restore('a', 1)")
    second.execute("UPDATE softdelete SET suspended = 0")
    second.execute("DELETE FROM softdelete WHERE table_name = 'a'")
    assert "a" in fails(first, "SELECT restore('a', 1)")
