"""What a connection believes of the schema is what the file says, also after a refused statement.

SQLite takes a failed statement back in the file, not in its memory of the schema, and COMMIT does not look. Once another
connection has changed the schema as often, the two can't be told apart any more.
"""

import pytest

from support import connect, fails, manage, one, rows

TABLES = ("CREATE TABLE t1(id INTEGER PRIMARY KEY, v, w); CREATE TABLE t2(id INTEGER PRIMARY KEY, v);"
          "INSERT INTO t1 VALUES (1, 1, 1), (2, 2, 2); INSERT INTO t2 VALUES (1, 1), (2, 2);")

TRANSACTIONS = [("BEGIN", "COMMIT"), ("SAVEPOINT s", "RELEASE s"), ("BEGIN; SAVEPOINT s", "RELEASE s; COMMIT"),
                ("BEGIN; SAVEPOINT s", "ROLLBACK TO s; COMMIT")]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shared.db"


def run(db, script):
    """Python's executescript() would commit first."""
    for statement in script.split("; "):
        db.execute(statement)


def changes(db):
    return one(db, "PRAGMA schema_version")


@pytest.mark.parametrize("begin, end", TRANSACTIONS)
def test_refused_purge_leaves_no_stale_indexes(path, begin, end):
    ours = connect(path, script=TABLES + "CREATE TRIGGER keep BEFORE DELETE ON t2 BEGIN"
                                         " SELECT RAISE(ABORT, 't2 rows must stay'); END;")
    for table in ("t1", "t2"):
        manage(ours, table, retention="0 days")
    ours.executescript("DELETE FROM t1 WHERE id = 1; UPDATE t2 SET is_deleted = 1")
    run(ours, begin)
    assert "must stay" in fails(ours, "SELECT softdelete_purge()")
    run(ours, end)
    other = connect(path, load=False, script="CREATE INDEX t1_v ON t1(v); CREATE INDEX t1_w ON t1(w)")
    ours.execute("INSERT INTO t1(id, v, w) VALUES (3, 3, 3)")
    assert rows(other, "PRAGMA integrity_check") == [("ok",)]


REFUSED = [
    "INSERT INTO softdelete(table_name) VALUES ('t1'), ('nope')",
    "INSERT INTO softdelete(table_name, flag_column) VALUES ('t1', 'is_deleted'), ('t2', 'deleted_via')",
    "INSERT INTO softdelete(table_name) SELECT name FROM (SELECT 't1' AS name UNION ALL SELECT 'nope')",
]


@pytest.mark.parametrize("begin, end", TRANSACTIONS)
@pytest.mark.parametrize("refused", REFUSED)
def test_row_is_not_lost_after_a_refused_statement(path, begin, end, refused):
    """The triggers that another connection makes are seen, though ours had made as many changes that were taken back."""
    for count in range(4):
        path.unlink(missing_ok=True)
        ours = connect(path, script=TABLES)
        before = changes(ours)
        run(ours, begin)
        fails(ours, refused)
        run(ours, end)
        other = connect(path)
        assert changes(other) == before  # to ask ours would make it look
        # Another number of changes each time: one of them is ours.
        for number in range(count):
            other.execute(f"CREATE VIEW v{number} AS SELECT 1")
        manage(other, "t2")
        ours.execute("DELETE FROM t2")
        assert one(other, "SELECT count(*) FROM t2") == 2
        assert rows(other, "PRAGMA integrity_check") == [("ok",)]
        ours.close()
        other.close()


@pytest.mark.parametrize("begin, end", TRANSACTIONS)
@pytest.mark.parametrize("call", [
    "softdelete_live_indexes('t1', 0)", "softdelete_remove('t1')", "softdelete_repair()"])
def test_refused_function_leaves_nothing_behind(path, begin, end, call):
    ours = connect(path, script=TABLES.replace("v, w)", "v UNIQUE, w)"))
    manage(ours, "t1", live_indexes=1)
    ours.executescript("DELETE FROM t1 WHERE id = 1; INSERT INTO t1(id, v) VALUES (5, 1)")
    if "repair" in call:
        ours.executescript("DROP INDEX t1_softdelete_trash; ALTER TABLE t1 RENAME is_deleted TO was_deleted")
    shown = rows(ours, "SELECT * FROM sqlite_schema")
    run(ours, begin)
    fails(ours, f"SELECT {call}")
    run(ours, end)
    other = connect(path, load=False)
    assert rows(other, "SELECT * FROM sqlite_schema") == shown
    other.execute("CREATE INDEX t1_w ON t1(w)")
    ours.execute("INSERT INTO t1(id, v, w) VALUES (7, 7, 7)")
    assert rows(other, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("begin", ["", "BEGIN"])
@pytest.mark.parametrize("change, last", [
    ("DELETE FROM softdelete", "softdelete_live_indexes"),
    ("UPDATE softdelete SET suspended = 1, live_indexes = 0", "softdelete_live_indexes"),
])
def test_several_rows_are_whole_or_not_at_all(path, begin, change, last):
    ours = connect(path, script=TABLES)
    manage(ours, "t1")
    manage(ours, "t2", live_indexes=1)
    shown = rows(ours, "SELECT * FROM sqlite_schema")
    if begin:
        ours.execute(begin)
    assert last in fails(ours, change)
    if begin:
        ours.execute("COMMIT")
    assert rows(ours, "SELECT * FROM sqlite_schema") == shown
    assert rows(ours, "SELECT table_name, suspended, status FROM softdelete") == [("t1", 0, "ok"), ("t2", 0, "ok")]


def test_attached_database(tmp_path):
    ours = connect(tmp_path / "main.db")
    ours.execute("ATTACH ? AS other", (str(tmp_path / "other.db"),))
    ours.executescript("CREATE TABLE other.t1(id INTEGER PRIMARY KEY, v); CREATE TABLE other.t2(id INTEGER PRIMARY KEY);"
                       "INSERT INTO other.t2 VALUES (1)")
    for count in range(26):
        ours.execute("BEGIN")
        fails(ours, "INSERT INTO softdelete(schema_name, table_name) VALUES ('other', 't1'), ('other', 'nope')")
        ours.execute("COMMIT")
        beside = connect(tmp_path / "other.db")
        for number in range(count):
            beside.execute(f"CREATE VIEW IF NOT EXISTS v{count}_{number} AS SELECT 1")
        manage(beside, "t2")
        ours.execute("DELETE FROM other.t2")
        assert one(beside, "SELECT count(*) FROM t2") == 1
        beside.execute("UPDATE t2 SET is_deleted = 0")
        beside.execute("DELETE FROM softdelete")
        beside.close()
