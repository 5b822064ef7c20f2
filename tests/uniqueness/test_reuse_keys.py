"""reuse_keys = 1: a new row takes the place of a deleted one, and nothing goes where no new row comes."""

from random import Random

import pytest
from hypothesis import given, note

from support import connect, fails, manage, one, rows
from uniqueness.cases import SEEDS, budget
from uniqueness.twins import refusal

TABLE = """
CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT UNIQUE, n INT NOT NULL DEFAULT 1, CHECK (n < 5));
INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 1);
"""
LIVE = pytest.mark.parametrize("live_indexes", [0, 1])


def table(db, live_indexes):
    db.executescript(TABLE)
    manage(db, "t", reuse_keys=1, live_indexes=live_indexes)
    db.execute("DELETE FROM t WHERE id = 1")


IN_THE_WAY = {"a live row has its code": "(1, 'b', 1)", "NULL": "(1, 'c', NULL)", "CHECK": "(1, 'c', 9)"}
IGNORING = ["INSERT OR IGNORE INTO t(id, code, n) VALUES {}", "INSERT OR IGNORE INTO t_active(id, code, n) VALUES {}"]
REFUSED = ["INSERT INTO t(id, code, n) VALUES {}", "INSERT OR FAIL INTO t(id, code, n) VALUES {}",
           "INSERT INTO t_active(id, code, n) VALUES {}"]


def cases(statements):
    """Through the view a NULL is the default."""
    return pytest.mark.parametrize("sql, way", [
        (sql, way) for sql in statements for way in IN_THE_WAY if "t_active" not in sql or way != "NULL"])


@LIVE
@cases(IGNORING)
def test_row_that_is_ignored_takes_no_place(db, sql, way, live_indexes):
    table(db, live_indexes)
    before = rows(db, "SELECT * FROM t")
    db.execute(sql.format(IN_THE_WAY[way]))
    assert rows(db, "SELECT * FROM t") == before


@LIVE
@cases(REFUSED)
def test_row_that_is_refused_takes_no_place(db, sql, way, live_indexes):
    table(db, live_indexes)
    before = rows(db, "SELECT * FROM t")
    assert "constraint failed" in fails(db, sql.format(IN_THE_WAY[way]))
    assert rows(db, "SELECT * FROM t") == before


@LIVE
def test_upsert_of_a_live_row_takes_no_place(db, live_indexes):
    table(db, live_indexes)
    target = "(code) WHERE is_deleted = 0" if live_indexes else "(code)"
    db.execute(f"INSERT INTO t(id, code) VALUES (1, 'b') ON CONFLICT {target} DO NOTHING")
    db.execute(f"INSERT INTO t(id, code) VALUES (1, 'b') ON CONFLICT {target} DO UPDATE SET n = 4")
    assert rows(db, "SELECT id, code, n, is_deleted FROM t") == [(1, "a", 1, 1), (2, "b", 4, 0)]


@LIVE
def test_replaced_live_row_goes_with_the_deleted_one(db, live_indexes):
    table(db, live_indexes)
    db.execute("INSERT OR REPLACE INTO t(id, code) VALUES (1, 'b')")
    assert rows(db, "SELECT id, code, is_deleted FROM t") == [(1, "b", 0)]


@pytest.mark.parametrize("column, values", [
    ("code TEXT NOT NULL DEFAULT 'a' UNIQUE, n INT", "NULL, 1"), ("code TEXT UNIQUE, n INT NOT NULL DEFAULT 1", "'a', NULL")])
def test_null_that_becomes_a_default_leaves_no_children_in_the_trash(db, column, values):
    """Whether there will be a new row depends on the conflict clause: nothing is overwritten, and nothing purged."""
    db.executescript(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {column}); INSERT INTO t VALUES (1, 'a', 1);"
                     "CREATE TABLE c(code REFERENCES t(code) ON DELETE CASCADE); INSERT INTO c VALUES ('a')")
    db.execute("INSERT INTO softdelete(table_name, reuse_keys) VALUES ('t', 1), ('c', 0)")
    db.execute("DELETE FROM t")
    before = rows(db, "SELECT * FROM t, c")
    for verb in ("INSERT OR REPLACE", "INSERT", "INSERT OR IGNORE"):
        assert "trash" in fails(db, f"{verb} INTO t(code, n) VALUES ({values})")
        assert rows(db, "SELECT * FROM t, c") == before
    db.execute("INSERT OR REPLACE INTO t(code, n) VALUES ('a', 2)")
    assert rows(db, "SELECT code, n FROM t") == [("a", 2)] and rows(db, "SELECT * FROM c") == []


@pytest.mark.parametrize("create", ["t(id INTEGER PRIMARY KEY, name)", "t(name)"])
@pytest.mark.parametrize("target", ["t", "t_active"])
def test_row_minus_one_stays_where_sqlite_chooses_the_key(db, create, target):
    """In a BEFORE trigger SQLite shows a key that it is still to choose as -1."""
    db.execute(f"CREATE TABLE {create}")
    db.execute("INSERT INTO t(rowid, name) VALUES (-1, 'old'), (7, 'seven')")
    manage(db, "t", reuse_keys=1)
    db.execute("DELETE FROM t WHERE rowid = -1")
    db.execute(f"INSERT INTO {target}(name) VALUES ('new')")
    assert rows(db, "SELECT rowid, name FROM t WHERE is_deleted = 0") == [(7, "seven"), (8, "new")]
    assert rows(db, "SELECT name FROM t_deleted") == [("old",)]


# CHECKs as people write them: strings in double quotes, the table's own name, words that are types and functions too.
CHECKS = ["CHECK (n < 5)", "CHECK (t.n < 5)", 'CHECK ("t"."n" <> "nine" AND [n] < 5)', "CHECK (CAST(n AS n) < 5)",
          "CHECK (abs(n) IN (1, 2, 3) /* ) */ OR lower('x') = `n`)", "CONSTRAINT n CHECK (n BETWEEN 1 AND 4) -- )\n",
          "CHECK (CASE WHEN n > 4 THEN 0 ELSE code COLLATE nocase <> 'zz' END)", "CHECK (rowid < 99 AND n < 5)"]
TABLES = [
    "CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT COLLATE NOCASE UNIQUE, n INT NOT NULL DEFAULT 1, mark, {check})",
    "CREATE TABLE t(id INT PRIMARY KEY NOT NULL, code TEXT UNIQUE, n INT DEFAULT 2 {check}, mark) WITHOUT ROWID",
    "CREATE TABLE t(id INT, code TEXT, n INT NOT NULL, mark, PRIMARY KEY(id, code), {check}, UNIQUE(code))",
    "CREATE TABLE t(id INT UNIQUE, code TEXT, n INT {check}, mark, low TEXT AS (lower(code)) NOT NULL UNIQUE)",
]
VERBS = ["INSERT", "INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE", "INSERT OR FAIL"]
UPSERTS = ["", "", "", " ON CONFLICT DO NOTHING"]
CONTENT = "SELECT id, code, n, mark FROM {} ORDER BY mark"


@budget(200)
@given(SEEDS)
def test_what_leaves_the_trash_was_replaced(seed):
    """The live rows are those of a plain table, and a deleted row goes where a new one has one of its keys."""
    chance = Random(seed)
    check = chance.choice(CHECKS)
    create = chance.choice(TABLES)
    # Which rowid SQLite chooses depends on the trash, as it should.
    idents = [1, 2, 3] if "INTEGER PRIMARY KEY" in create else [1, 2, 3, None]
    if "WITHOUT ROWID" in create:
        check = check.replace("rowid", "id")
    live = connect(load=False, script=create.format(check=check))
    db = connect(script=create.format(check=check))
    settings = {"live_indexes": chance.randrange(2), "foreign_keys": chance.randrange(2)}
    note(f"{create.format(check=check)} {settings}")
    db.execute(f"PRAGMA foreign_keys = {settings['foreign_keys']}")
    manage(db, "t", reuse_keys=1, live_indexes=settings["live_indexes"])
    for mark in range(30):
        if chance.randrange(3) == 0:
            old = chance.randrange(mark + 1)
            live.execute("DELETE FROM t WHERE mark = ?", (old,))
            db.execute("DELETE FROM t WHERE mark = ?", (old,))
            continue
        row = [chance.choice(idents), chance.choice(["a", "A", "b", None]), chance.choice([1, 2, 3, 9, None]), mark]
        verb = chance.choice(VERBS)
        upsert = chance.choice(UPSERTS) if verb == "INSERT" else ""
        sql = f"{verb} INTO t(id, code, n, mark) VALUES (?, ?, ?, ?){upsert}"
        note(f"{sql} {row}")
        trash = rows(db, CONTENT.format("t_deleted"))
        refused = refusal(live, sql, row)
        assert bool(refusal(db, sql, row)) == bool(refused)
        assert rows(db, CONTENT.format("t_active")) == rows(live, CONTENT.format("t"))
        gone = set(trash) - set(rows(db, CONTENT.format("t_deleted")))
        assert not set(rows(db, CONTENT.format("t_deleted"))) - set(trash)
        if not one(live, "SELECT count(*) FROM t WHERE mark = ?", mark):
            assert not gone
        for other in gone:
            ((ident, code),) = rows(live, "SELECT id, code FROM t WHERE mark = ?", mark)
            assert other[0] == ident or (other[1] or "").lower() == (code or "").lower()
    assert one(db, "PRAGMA integrity_check") == "ok"
    live.close()
    db.close()
