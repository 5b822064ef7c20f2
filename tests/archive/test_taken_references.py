"""References that a deletion took from rows, which were deleted or came back meanwhile."""

import pytest

from support import connect, manage, one, rows


def kept(*script, tables):
    db = connect(script="PRAGMA foreign_keys = ON;" + "".join(script))
    for table in tables:
        manage(db, table, storage="archive")
    return db


@pytest.mark.parametrize("key", [4, 5])
def test_the_parent_is_not_what_set_default_named(key):
    """Where the default leads to no row, the one whose deletion took the reference is the parent."""
    db = kept("CREATE TABLE t(id INTEGER PRIMARY KEY, t DEFAULT 1 REFERENCES t ON DELETE SET DEFAULT);"
              "INSERT INTO t VALUES (1, NULL), (4, 5), (5, 4);", tables="t")
    db.execute("DELETE FROM t WHERE id = 1")
    db.execute("DELETE FROM t")
    assert one(db, "SELECT restore_with_parents('t', ?)", key) == 1
    assert rows(db, "SELECT * FROM t") == [(4, 5), (5, 4)]
    assert rows(db, "SELECT id FROM t_deleted") == [(1,)]
    db.close()


@pytest.mark.parametrize("since", ["", "DELETE FROM p WHERE id = 1;"])
def test_the_parent_is_what_set_default_named_where_it_was_live(since):
    db = kept("CREATE TABLE p(id INTEGER PRIMARY KEY);"
              "CREATE TABLE c(id INTEGER PRIMARY KEY, p DEFAULT 1 REFERENCES p ON DELETE SET DEFAULT);"
              "INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (7, 2);", tables="pc")
    db.executescript("DELETE FROM p WHERE id = 2; DELETE FROM c;" + since)
    assert one(db, "SELECT restore_with_parents('c', 7)") == 1
    assert rows(db, "SELECT * FROM c") == [(7, 1)]
    assert rows(db, "SELECT id FROM p_deleted") == [(2,)]
    assert one(db, "SELECT restore('p', 2)") == 1
    assert rows(db, "SELECT * FROM c") == [(7, 2)]
    db.close()


@pytest.mark.parametrize("script", [False, True])
def test_a_row_that_comes_back_under_another_rowid_keeps_its_claim(script):
    db = kept("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(n, p REFERENCES p ON DELETE SET NULL);"
              "INSERT INTO p VALUES (1); INSERT INTO c VALUES ('a', 1);", tables="pc")
    db.executescript("DELETE FROM p; DELETE FROM c; INSERT INTO c VALUES ('b', NULL);")
    if script:
        db.execute(one(db, "SELECT softdelete_script('c', 'restore')"))
        db.execute("UPDATE c_deleted SET is_deleted = 0")
    else:
        assert one(db, "SELECT restore('c', 1)") == 1
    assert one(db, "SELECT restore('p', 1)") == 1
    assert sorted(rows(db, "SELECT * FROM c")) == [("a", 1), ("b", None)]
    db.close()


def test_rows_whose_key_is_null_are_not_confused():
    """SQLite allows NULL in such a key, and then it tells no row from another."""
    db = kept("CREATE TABLE p(id INTEGER PRIMARY KEY);"
              "CREATE TABLE c(id TEXT, part TEXT, n, p REFERENCES p ON DELETE SET NULL, PRIMARY KEY(id, part));"
              "INSERT INTO p VALUES (1), (2);"
              "INSERT INTO c VALUES ('k', NULL, 1, 1), ('k', NULL, 2, NULL), ('k', NULL, 3, 2), ('k', 'l', 4, 1);", tables="pc")
    db.execute("DELETE FROM p WHERE id = 1")
    assert one(db, "SELECT restore('p', 1)") == 1
    assert rows(db, "SELECT n, p FROM c ORDER BY n") == [(1, None), (2, None), (3, 2), (4, 1)]
    db.close()


def test_the_parent_is_the_default_where_that_went_later():
    """SET DEFAULT left the reference as it was, when the row of the default was deleted."""
    db = kept("CREATE TABLE t(id INTEGER PRIMARY KEY, t DEFAULT 1 REFERENCES t ON DELETE SET DEFAULT);"
              "INSERT INTO t VALUES (1, 6), (3, 3), (6, 3);", tables="t")
    db.execute("DELETE FROM t WHERE id = 3")
    db.execute("DELETE FROM t")
    assert one(db, "SELECT restore_with_parents('t', 1)") == 1
    assert rows(db, "SELECT * FROM t") == [(1, 6), (6, 1)]
    assert one(db, "SELECT restore('t', 3)") == 1
    assert rows(db, "SELECT * FROM t") == [(1, 6), (3, 3), (6, 3)]
    db.close()


def test_a_column_of_two_references(db):
    db.executescript("""
        PRAGMA foreign_keys = ON; CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE q(a, b, PRIMARY KEY (a, b));
        CREATE TABLE c(id INTEGER PRIMARY KEY, a REFERENCES p ON DELETE SET NULL, b,
                       FOREIGN KEY (a, b) REFERENCES q ON DELETE SET NULL)""")
    for table in ("p", "q", "c"):
        manage(db, table, storage="archive")
    db.executescript("INSERT INTO p VALUES (1); INSERT INTO q VALUES (1, 2); INSERT INTO c VALUES (1, 1, 2), (2, 1, 2)")
    before = rows(db, "SELECT * FROM c")
    for parent in ("q", "p"):
        db.execute(f"DELETE FROM {parent}")
        assert rows(db, "SELECT * FROM c") != before
        assert one(db, f"SELECT softdelete_restore('{parent}')") == 1
        assert rows(db, "SELECT * FROM c") == before
