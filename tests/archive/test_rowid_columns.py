"""Archives that hold the rowid beside the columns, as that of a table without a key does; and columns with names like it."""

import pytest

from archive.columns import advice, repair, resume, suspend
from support import fails, manage, one, rows


@pytest.mark.parametrize("column", ["softdelete_rowid", "softdelete_link", "softdelete_operation"])
def test_names_of_ours_where_there_is_no_key(db, column):
    db.executescript("PRAGMA foreign_keys = ON; CREATE TABLE p(id INTEGER PRIMARY KEY);"
                     "CREATE TABLE c(p REFERENCES p ON DELETE SET NULL, n);"
                     "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 'x'), (NULL, 'y'), (NULL, 'z');")
    for table in "pc":
        manage(db, table, storage="archive")
    db.executescript("DELETE FROM c WHERE n = 'z'; DELETE FROM p;")
    db.execute(f"ALTER TABLE c ADD COLUMN {column}")
    db.execute(f"UPDATE c SET {column} = 7")
    assert repair(db) and rows(db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    assert one(db, "SELECT restore('p', 1)") == 1
    assert one(db, "SELECT softdelete_restore('c')") == 1
    assert rows(db, "SELECT rowid, * FROM c") == [(1, 1, "x", 7), (2, None, "y", 7), (3, None, "z", None)]


def test_a_column_that_is_called_like_the_rowid_of_ours(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, softdelete_rowid); INSERT INTO t VALUES (1, 'x');")
    manage(db, "t", storage="archive")
    db.execute("DELETE FROM t")
    suspend(db)
    db.execute("ALTER TABLE t RENAME COLUMN softdelete_rowid TO y")
    db.execute(advice(fails(db, "UPDATE softdelete SET suspended = 0"))[0])
    resume(db)
    assert rows(db, "SELECT id, y FROM t_deleted") == [(1, "x")]


def test_a_table_that_lost_its_key(db):
    db.execute("CREATE TABLE t(id TEXT PRIMARY KEY, a)")
    manage(db, "t", storage="archive")
    db.executescript("INSERT INTO t VALUES ('x', 1), ('y', 2); DELETE FROM t WHERE id = 'x';"
                     "CREATE TABLE new(id TEXT, a); INSERT INTO new SELECT * FROM t; DROP TABLE t; ALTER TABLE new RENAME TO t")
    assert one(db, "SELECT softdelete_repair()") == 1
    db.execute("DELETE FROM t")
    assert one(db, "SELECT softdelete_restore()") == 2
    assert sorted(rows(db, "SELECT * FROM t")) == [("x", 1), ("y", 2)]
    before = sorted(rows(db, "SELECT rowid, * FROM t"))
    for column in ("b", "softdelete_rowid"):
        db.execute("DELETE FROM t")
        db.execute(f"ALTER TABLE t ADD COLUMN {column}")
        assert one(db, "SELECT softdelete_repair()") == 1
        assert one(db, "SELECT softdelete_restore()") == 2
        before = [(*row, None) for row in before]
        assert sorted(rows(db, "SELECT rowid, * FROM t")) == before


@pytest.mark.parametrize("column", ["_ INTEGER PRIMARY KEY", "__ INTEGER PRIMARY KEY", "_"])
def test_a_column_that_is_called_by_underscores(db, column):
    db.execute(f"CREATE TABLE t({column}, a)")
    manage(db, "t", storage="archive")
    db.executescript("INSERT INTO t VALUES (7, 2); DELETE FROM t; ALTER TABLE t ADD COLUMN b")
    assert one(db, "SELECT softdelete_repair()") == 1
    assert one(db, "SELECT softdelete_restore()") == 1
    assert rows(db, "SELECT * FROM t") == [(7, 2, None)]


@pytest.mark.parametrize("beside", ["", ", softdelete_rowid"])
def test_a_table_that_lost_its_key_is_suspended(db, beside):
    db.execute(f"CREATE TABLE t(id TEXT PRIMARY KEY, a{beside})")
    manage(db, "t", storage="archive")
    db.executescript("INSERT INTO t(id, a) VALUES ('x', 1), ('y', 2); DELETE FROM t WHERE id = 'x';"
                     f"CREATE TABLE new(id TEXT, a{beside}); INSERT INTO new SELECT * FROM t; DROP TABLE t;"
                     "ALTER TABLE new RENAME TO t; SELECT softdelete_repair(); DELETE FROM t")
    suspend(db)
    resume(db)
    assert one(db, "SELECT softdelete_restore()") == 2
    assert sorted(rows(db, "SELECT id, a FROM t")) == [("x", 1), ("y", 2)]


def test_columns_that_take_all_names_of_the_rowid(db):
    db.execute("CREATE TABLE t(_)")
    manage(db, "t", storage="archive")
    db.executescript("INSERT INTO t VALUES (1), (2); DELETE FROM t WHERE _ = 1")
    for name in ("rowid", "oid", "_rowid_", "b"):
        db.execute(f"ALTER TABLE t ADD COLUMN {name}")
        assert one(db, "SELECT softdelete_repair()") == 1
    db.execute("DELETE FROM t")
    assert one(db, "SELECT softdelete_restore()") == 2
    assert sorted(rows(db, "SELECT * FROM t")) == [(1, None, None, None, None), (2, None, None, None, None)]
