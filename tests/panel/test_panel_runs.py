"""Each run of a statement on the control panel does its own work, however the program prepares it."""

import sqlite3

import pytest

from support import fails, load_extension, one, rows

TABLES = "".join(f"CREATE TABLE t{number}(id INTEGER PRIMARY KEY, e TEXT UNIQUE);" for number in range(3))
NAMES = ["t0", "t1", "t2"]


@pytest.fixture(params=[0, 100], ids=["prepared anew", "kept"])
def db(request):
    """Statements that Python prepares at each call, which often get the address of the last one, or keeps."""
    db = sqlite3.connect(":memory:", isolation_level=None, cached_statements=request.param)
    load_extension(db).executescript(TABLES)
    yield db
    db.close()


def panel(db, column="suspended"):
    return [tuple(row) for row in rows(db, f"SELECT table_name, {column} FROM softdelete ORDER BY 1")]


@pytest.mark.parametrize("setting", ["reuse_keys"])
def test_statement_whose_condition_its_own_work_meets(db, setting):
    enable = (f"INSERT INTO softdelete(table_name, {setting}) SELECT name, 1 FROM sqlite_schema WHERE name = ?"
              " AND NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ? || '_active')")
    for _ in range(2):
        db.executemany(enable, [(name, name) for name in NAMES])
    assert panel(db, setting) == [(name, 1) for name in NAMES]
    for name in NAMES:
        db.execute("DELETE FROM softdelete WHERE table_name = ?", (name,))
    assert panel(db) == []


def test_same_statement_with_other_values(db):
    db.executemany("INSERT INTO softdelete(table_name) VALUES (?)", [(name,) for name in NAMES])
    suspend = "UPDATE softdelete SET suspended = ? WHERE table_name IN (?, ?)"
    for values, expected in [((1, "t0", "t1"), "110"), ((0, "t0", "t0"), "010"), ((1, "t2", "t2"), "011"),
                             ((0, "t0", "t1"), "001"), ((0, "t2", "t2"), "000"), ((1, "t1", "t1"), "010")]:
        db.execute(suspend, values)
        assert "".join(str(flag) for _, flag in panel(db)) == expected


def test_statements_of_a_transaction_that_was_taken_back(db):
    db.executemany("INSERT INTO softdelete(table_name) VALUES (?)", [(name,) for name in NAMES])
    suspend = "UPDATE softdelete SET suspended = 1 WHERE table_name IN (?, ?)"
    db.execute("BEGIN")
    for _ in range(3):
        db.execute(suspend, ("t0", "t1"))
    db.execute("ROLLBACK")
    db.execute(suspend, ("t0", "t0"))
    assert panel(db) == [("t0", 1), ("t1", 0), ("t2", 0)]


def test_toggling_again_and_again(db):
    db.executemany("INSERT INTO softdelete(table_name) VALUES (?)", [(name,) for name in NAMES])
    for number in range(1, 8):
        db.executescript("UPDATE softdelete SET suspended = 1 - suspended WHERE table_name = 't0'")
        assert panel(db)[0] == ("t0", number % 2)


def test_run_that_fails_leaves_nothing_for_the_next(db):
    db.executemany("INSERT INTO softdelete(table_name) VALUES (?)", [(name,) for name in NAMES])
    db.execute("UPDATE softdelete SET suspended = 1 WHERE table_name = 't2'")
    db.execute("DROP TABLE t2")
    resume = "UPDATE softdelete SET suspended = ? WHERE table_name IN (?, ?)"
    for _ in range(3):
        with pytest.raises(sqlite3.Error, match="gone"):
            db.execute(resume, (1, "t0", "t2"))
        db.execute(resume, (1, "t1", "t1"))
        assert panel(db)[:2] == [("t0", 0), ("t1", 1)]
        db.execute(resume, (0, "t1", "t1"))


def test_statement_whose_trigger_writes_the_panel_runs_once(db):
    """SQLite 3.35 allows that; later versions refuse it."""
    db.executescript("CREATE TABLE log(id INTEGER PRIMARY KEY, n); CREATE TEMP TRIGGER tr AFTER INSERT ON log"
                     " BEGIN INSERT INTO softdelete(table_name) VALUES (NEW.n); END")
    if sqlite3.sqlite_version_info >= (3, 36):
        assert 'unsafe use of virtual table "softdelete"' in fails(db, "INSERT INTO log(n) VALUES ('t0')")
    else:
        db.execute("INSERT INTO log(n) VALUES ('t0')")
        assert panel(db) == [("t0", 0)]
    assert one(db, "SELECT count(*) FROM log") == len(panel(db))
