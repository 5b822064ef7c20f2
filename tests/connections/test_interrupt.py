"""sqlite3_interrupt(), as Ctrl-C in a shell, while a function is at work: all or nothing, and no open transaction."""

import itertools
import sqlite3

import pytest

from support import connect, dump, rows

TABLES = """
CREATE TABLE palette(id INTEGER PRIMARY KEY);
CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT UNIQUE, palette_id REFERENCES palette ON DELETE CASCADE);
INSERT INTO palette VALUES (1), (2);
INSERT INTO color VALUES (1, 'red', 1), (2, 'green', 1), (3, 'blue', 2);
INSERT INTO softdelete(table_name, storage) VALUES ('palette', '{storage}'), ('color', '{storage}');
CREATE TABLE witness(x);
"""
TRASH = "DELETE FROM palette WHERE id = 1"

CALLS = [
    ("flag", "SELECT softdelete_live_indexes('color', 1)"),
    ("flag", "SELECT softdelete_remove('color')"),
    ("flag", "SELECT softdelete_restore()"),
    ("archive", "SELECT softdelete_remove('color')"),
    ("archive", "SELECT restore('palette', 1)"),
    ("archive", "SELECT softdelete_purge('palette', '0 days')"),
]


def interrupted_at(db, sql, nth):
    """Whether there is an nth step, at which the call was interrupted."""
    steps = itertools.count(1)

    def step():
        if next(steps) == nth:
            db.interrupt()
        return 0

    db.set_progress_handler(step, 1)
    try:
        db.execute(sql).fetchall()
    except sqlite3.OperationalError:  # "interrupted", but within ALTER TABLE SQLite words it otherwise
        return True
    finally:
        db.set_progress_handler(None, 1)
    return False


def copy_of(template):
    """With the same times of deletion."""
    db = connect(script="PRAGMA foreign_keys = ON")
    template.backup(db)
    return db


@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize("storage, sql", CALLS)
def test_an_interrupted_call_is_done_or_taken_back(storage, sql, within):
    template = connect(script="PRAGMA foreign_keys = ON;" + TABLES.format(storage=storage))
    if "remove" not in sql:
        template.execute(TRASH)
    done = copy_of(template)
    done.execute(sql).fetchall()
    after = dump(done)
    done.close()
    for nth in itertools.count(1, 97):
        db = copy_of(template)
        before = dump(db)
        if within:
            db.execute("BEGIN")
            db.execute("INSERT INTO witness VALUES (1)")
        interrupted = interrupted_at(db, sql, nth)
        if interrupted:
            if within and db.in_transaction:  # SQLite itself may have rolled everything back
                assert rows(db, "SELECT * FROM witness") == [(1,)]
                db.execute("DELETE FROM witness")
            assert within or not db.in_transaction
            if dump(db) == before:
                assert rows(db, sql)
            else:  # interrupted behind the call
                assert dump(db) == after
        db.close()
        if not interrupted:
            assert nth > 1
            break
    template.close()
