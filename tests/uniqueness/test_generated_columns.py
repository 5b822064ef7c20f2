"""Unique generated columns that SQLite cannot compute, or only by an expression that grows without end."""

import sqlite3

from support import connect, fails, manage, objects, one, rows, status

LOOP = "CREATE TABLE t(id INTEGER PRIMARY KEY, x, b AS (a || x) UNIQUE, a AS (b || x))"
DEEP = "softdelete: generated columns of t are computed from one another too deeply, or in a loop"
SELF = "CREATE TABLE t(id INTEGER PRIMARY KEY, x, b AS (b || x), UNIQUE(x, b))"


def doubled(times):
    """What column n is computed from holds the text of column n - 1 twice."""
    columns = ", ".join(f"c{n} AS (c{n - 1} || c{n - 1})" for n in range(1, times + 1))
    return connect(script="CREATE TABLE t(id INTEGER PRIMARY KEY, c0 TEXT NOT NULL DEFAULT 'x',"
                          f" {columns}, UNIQUE(c{times}))")


def test_columns_computed_from_one_another():
    for script in LOOP, SELF:
        try:
            db = connect(script=script)
        except sqlite3.OperationalError as error:  # newer versions of SQLite say it themselves
            assert "generated column loop" in str(error)
            continue
        before = objects(db)
        assert fails(db, "INSERT INTO softdelete(table_name) VALUES ('t')") == DEEP
        assert objects(db) == before


def test_a_long_chain_of_columns():
    columns = ", ".join(f"c{n} AS (c{n - 1})" for n in range(1, 1900))
    db = connect(script=f"CREATE TABLE t(id INTEGER PRIMARY KEY, c0, {columns}, UNIQUE(c1899))")
    assert fails(db, "INSERT INTO softdelete(table_name) VALUES ('t')") == DEEP


def test_a_loop_that_someone_wrote_into_the_file():
    db = connect(script=LOOP.replace("a ||", "id ||") + "; CREATE TABLE other(id INTEGER PRIMARY KEY)")
    manage(db, "t")
    manage(db, "other")
    db.executescript("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'id ||', 'a ||');"
                     "PRAGMA writable_schema = RESET")
    assert (status(db, "t"), status(db, "other")) == ("damaged", "ok")
    assert fails(db, "SELECT softdelete_repair()") == DEEP
    assert one(db, "SELECT softdelete_remove('t')") == 1


def test_columns_that_double_one_another():
    db = doubled(6)
    manage(db, "t")
    db.execute("INSERT INTO t(c0) VALUES ('a')")
    db.execute("DELETE FROM t")
    assert "has the same c6" in fails(db, "INSERT INTO t(c0) VALUES ('a')")
    db.execute("INSERT OR REPLACE INTO t(c0) VALUES ('b'), (NULL)")
    assert rows(db, "SELECT c0 FROM t_active ORDER BY 1") == [("b",), ("x",)]


def test_columns_that_double_one_another_too_often():
    db = doubled(16)
    before = objects(db)
    assert fails(db, "INSERT INTO softdelete(table_name) VALUES ('t')") == (
        "softdelete: what generated columns of t are computed from is too long when put together")
    assert objects(db) == before
