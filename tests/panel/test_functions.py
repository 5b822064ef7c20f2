"""softdelete_live_indexes(), softdelete_repair() and softdelete_remove(): what the panel can't do."""

import sqlite3

import pytest

from support import COLORS, connect, dump, fails, live_indexes, manage, objects, one, rows, status

UNIQUE = ('CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT, UNIQUE ("code")); CREATE INDEX by_code ON t(code);'
          "INSERT INTO t VALUES (1, 'a'), (2, 'b');")
BEGIN = pytest.mark.parametrize("begin", ["", "BEGIN", "SAVEPOINT s"])
CALLS = ["softdelete_live_indexes('t', 1)", "softdelete_remove('t')", "softdelete_repair('t')"]


@pytest.fixture
def t(db):
    db.executescript(UNIQUE)
    manage(db, "t")
    return db


def damage(db):
    """In a way that needs an index dropped."""
    db.executescript("DROP INDEX t_softdelete_trash; CREATE INDEX t_softdelete_trash ON t(id)")


@BEGIN
def test_live_indexes_tells_whether_it_changed_anything(t, begin):
    if begin:
        t.execute(begin)
    for value in (1, 0):
        assert one(t, "SELECT softdelete_live_indexes('T', ?)", value) == 1
        assert rows(t, "SELECT live_indexes, status FROM softdelete") == [(value, "ok")]
        assert one(t, "SELECT softdelete_live_indexes('t', ?)", value) == 0
    assert t.in_transaction == bool(begin)


def test_live_indexes_in_the_panel(t):
    """The value that is there may be written; another names the function."""
    t.execute("UPDATE softdelete SET live_indexes = 0, retention = '3 days'")
    before = dump(t)
    assert "softdelete_live_indexes('t', 1)" in fails(t, "UPDATE softdelete SET live_indexes = 1")
    t.execute("CREATE TABLE u(x)")
    assert "softdelete_live_indexes('u', 1)" in fails(
        t, "INSERT INTO softdelete(table_name, live_indexes) VALUES ('u', 1)")
    t.execute("DROP TABLE u")
    assert dump(t) == before
    live_indexes(t, 1)
    t.execute("UPDATE softdelete SET live_indexes = 1, retention = NULL")
    assert "softdelete_live_indexes('t', 0)" in fails(t, "UPDATE softdelete SET live_indexes = 0")


@BEGIN
def test_repair_of_what_the_panel_refuses(t, begin):
    before = objects(t)
    damage(t)
    if begin:
        t.execute(begin)
    broken = dump(t)
    assert status(t, "t") == "damaged"
    assert "SELECT softdelete_repair('t')" in fails(t, "INSERT INTO softdelete(table_name) VALUES ('t')")
    assert dump(t) == broken
    assert one(t, "SELECT softdelete_repair()") == 1
    assert (objects(t), status(t, "t")) == (before, "ok")
    assert one(t, "SELECT softdelete_repair()") == 0


def test_repair_counts_tables(db):
    for name in "abc":
        db.execute(f"CREATE TABLE {name}(x)")
        manage(db, name)
    db.executescript("DROP VIEW a_active; DROP TRIGGER b_softdelete_delete")
    assert one(db, "SELECT softdelete_repair('b')") == 1
    assert one(db, "SELECT softdelete_repair('b')") == 0
    assert one(db, "SELECT softdelete_repair()") == 1
    assert set(rows(db, "SELECT status FROM softdelete")) == {("ok",)}


def test_repair_with_nothing_to_do_writes_nothing(tmp_path):
    db = connect(tmp_path / "db", script=UNIQUE)
    manage(db, "t")
    db.close()
    reading = connect(f"file:{tmp_path / 'db'}?mode=ro", uri=True)
    assert one(reading, "SELECT softdelete_repair()") == 0
    assert rows(reading, "SELECT softdelete_repair(name) FROM t_active, (SELECT 't' AS name)") == [(0,), (0,)]
    reading.close()


def test_repair_lets_a_suspended_table_be_resumed(t):
    t.execute("UPDATE softdelete SET suspended = 1")
    damage(t)
    assert "softdelete_repair('t')" in fails(t, "UPDATE softdelete SET suspended = 0")
    assert one(t, "SELECT softdelete_repair()") == 1
    assert status(t, "t") == "suspended"
    t.execute("UPDATE softdelete SET suspended = 0")
    assert status(t, "t") == "ok"


def test_index_of_a_renamed_table_serves_on_until_a_repair(t):
    t.executescript("DELETE FROM t WHERE id = 1; ALTER TABLE t RENAME TO u")
    manage(t, "u")
    assert status(t, "u") == "ok"
    assert one(t, "SELECT restore('u', 1)") == 1
    t.execute("CREATE TABLE t(x)")
    views = {"active_view": "live", "deleted_view": "trash"}
    assert "softdelete_repair('u')" in fails(
        t, "INSERT INTO softdelete(table_name, active_view, deleted_view) VALUES ('t', 'live', 'trash')")
    assert one(t, "SELECT softdelete_repair()") == 1
    manage(t, "t", **views)
    assert set(rows(t, "SELECT status FROM softdelete")) == {("ok",)}


@pytest.mark.parametrize("call", CALLS)
def test_inside_a_statement_that_reads_or_writes(t, call):
    damage(t)
    before = dump(t)
    message = fails(t, f"SELECT {call} FROM t")
    assert call.split("(")[0] in message and "SELECT of its own" in message
    assert dump(t) == before
    t.execute("CREATE TABLE log(x)")
    before = dump(t)
    for statement in (f"INSERT INTO log SELECT {call}", f"UPDATE t SET code = {call}", f"CREATE TABLE made AS SELECT {call}"):
        message = fails(t, statement)
        assert call.split("(")[0] in message and "SELECT of its own" in message
        assert dump(t) == before


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("open_one", ["SELECT id FROM t", "INSERT INTO log VALUES (1), (2) RETURNING x"])
def test_while_another_statement_is_open(t, call, open_one):
    damage(t)
    t.execute("CREATE TABLE log(x)")
    cursor = t.execute(open_one)
    cursor.fetchone()
    assert "finish or reset other statements" in fails(t, f"SELECT {call}")
    cursor.close()
    assert one(t, f"SELECT {call}") == 1


@pytest.mark.parametrize("call", ["purge('t', 1)", "softdelete_purge('t', '0 days')", "softdelete_purge()"])
def test_purging_inside_a_statement_that_writes(t, call):
    t.execute("DELETE FROM t WHERE id = 1")
    t.execute("CREATE TABLE log(x)")
    before = dump(t)
    message = fails(t, f"INSERT INTO log SELECT {call}")
    assert "purge" in message and "SELECT of its own" in message
    assert dump(t) == before


@pytest.mark.parametrize("name", ["softdelete_live_indexes('{}', 1)", "softdelete_repair('{}')", "softdelete_remove('{}')"])
def test_tables_that_are_not_managed(t, name):
    t.execute("CREATE TABLE plain(x)")
    before = dump(t)
    assert "no such table" in fails(t, "SELECT " + name.format("nowhere"))
    assert "plain is not managed" in fails(t, "SELECT " + name.format("plain"))
    t.execute("DROP TABLE t")
    assert "gone" in fails(t, "SELECT " + name.format("t"))
    assert before


@pytest.mark.parametrize("call, words", [
    ("softdelete_live_indexes('t', 2)", "0 or 1"), ("softdelete_live_indexes('t', NULL)", "0 or 1"),
    ("softdelete_live_indexes(NULL, 1)", "must be a text"), ("softdelete_repair(1)", "must be a text"),
    ("softdelete_repair('t', 't')", "softdelete_repair"), ("softdelete_remove('')", "must not be empty")])
def test_bad_arguments(t, call, words):
    assert words in fails(t, f"SELECT {call}")


@pytest.mark.parametrize("schema", ["temp", "other"])
def test_other_databases(db, schema):
    db.execute("ATTACH ':memory:' AS other")
    db.executescript(COLORS.replace("color", f"{schema}.color"))
    before = dump(db)
    manage(db, "color", schema_name=schema)
    assert one(db, f"SELECT softdelete_live_indexes('{schema}.color', 1)") == 1
    db.execute(f"DROP VIEW {schema}.color_active")
    assert one(db, "SELECT softdelete_repair()") == 1
    assert one(db, "SELECT softdelete_live_indexes('color', 0)") == 1
    assert one(db, "SELECT softdelete_remove('color')") == 1
    assert dump(db) == before


def test_busy_timeout_is_waited_for(tmp_path):
    """The write lock comes first, so another writer is waited for."""
    db = connect(tmp_path / "db", script=UNIQUE + "PRAGMA journal_mode = WAL", timeout=0.1)
    manage(db, "t")
    damage(db)
    other = connect(tmp_path / "db")
    other.execute("BEGIN IMMEDIATE")
    for call in CALLS:
        assert "locked" in fails(db, f"SELECT {call}")
    other.execute("COMMIT")
    assert one(db, "SELECT softdelete_repair('t')") == 1
    assert not db.in_transaction


def test_panel_statement_in_a_function_of_the_host(db):
    db.executescript(UNIQUE)

    def run(sql):
        db.execute(sql)
        return 1

    db.create_function("run", 1, run)
    assert one(db, "SELECT run('INSERT INTO softdelete(table_name) VALUES (''t'')')") == 1
    assert rows(db, "SELECT table_name, status FROM softdelete") == [("t", "ok")]
    db.execute("DELETE FROM t WHERE id = 1")
    assert rows(db, "SELECT id FROM t_deleted") == [(1,)]
    for statement, state in [("UPDATE softdelete SET suspended = 1", "suspended"),
                             ("UPDATE softdelete SET suspended = 0", "ok")]:
        assert rows(db, "SELECT run(?) FROM t LIMIT 1", statement) == [(1,)]
        assert status(db, "t") == state
    db.execute("SELECT run('DELETE FROM softdelete')").fetchall()
    assert rows(db, "SELECT * FROM softdelete") == []


def test_host_that_registers_our_names(t):
    """Ours goes then; what the others share must stay."""
    t.execute("DELETE FROM t WHERE id = 1")
    for name in ("soft_delete", "softdelete_purge", "softdelete_version"):
        for arguments in (-1, 0):
            t.create_function(name, arguments, lambda *_: "host")
    assert one(t, "SELECT soft_delete('t', 1)") == "host"
    assert one(t, "SELECT restore('t', 1)") == 1
    assert rows(t, "SELECT status, live_rows FROM softdelete") == [("ok", 2)]
    assert one(t, "SELECT softdelete_remove('t')") == 1


def test_ids_of_a_hostile_registry(db):
    """Rows of the panel are told apart by what they are, not by numbers that a file holds."""
    db.execute("ATTACH ':memory:' AS other")
    db.executescript("CREATE TABLE main.evil(x); CREATE TABLE other.good(x); CREATE TABLE other.more(x)")
    manage(db, "evil")
    manage(db, "good")
    manage(db, "more")
    for hostile in ((2 << 40) | 1, (2 << 40) | 2, -1, 0, 2**63 - 1):
        db.execute("UPDATE main.softdelete_registry SET id = ?", (hostile,))
        db.execute("UPDATE softdelete SET retention = '3 days' WHERE table_name = 'evil'")
        assert rows(db, "SELECT retention FROM softdelete ORDER BY table_name") == [("3 days",), (None,), (None,)]
        db.execute("UPDATE softdelete SET retention = NULL")
    db.execute("DELETE FROM softdelete WHERE table_name = 'evil'")
    assert rows(db, "SELECT table_name, status FROM softdelete ORDER BY 1") == [("good", "ok"), ("more", "ok")]


@pytest.mark.parametrize("statement", [
    "UPDATE softdelete SET retention = '3 days' WHERE table_name = 'T'",
    "UPDATE softdelete SET retention = '3 days' WHERE schema_name = 'MAIN' AND active_view = 'T_Active'"])
def test_names_compare_without_case(t, statement):
    t.execute(statement)
    assert one(t, "SELECT retention FROM softdelete WHERE table_name IN ('T', 'x')") == "3 days"
    t.execute("DELETE FROM t WHERE id = 1")
    assert one(t, "SELECT count(*) FROM softdelete_trash WHERE table_name = 'T'") == 1
    t.execute("DELETE FROM softdelete WHERE table_name = 'T'")
    assert rows(t, "SELECT * FROM softdelete") == []


def test_closing_after_everything(path):
    db = connect(path, script=UNIQUE)
    manage(db, "t")
    rows(db, "SELECT softdelete_live_indexes('t', 1), softdelete_live_indexes('t', 0), soft_delete('t', 1), purge('t', 1)")
    rows(db, "SELECT softdelete_remove('t')")
    db.close()
    with pytest.raises(sqlite3.ProgrammingError):
        db.execute("SELECT 1")


@pytest.mark.parametrize("begin", ["", "BEGIN"])
def test_statement_that_fails_leaves_no_work_behind(db, begin):
    """Neither at once nor with the next statement."""
    db.executescript("CREATE TABLE a(x); CREATE TABLE b(x)")
    manage(db, "a")
    manage(db, "b")

    def fail_at_second(name, seen=[]):
        seen.append(name)
        if len(seen) % 2 == 0:
            raise ValueError("second")
        return 1

    db.create_function("passes", 1, fail_at_second)
    if begin:
        db.execute(begin)
    before = dump(db)
    fails(db, "UPDATE softdelete SET suspended = passes(table_name)")
    assert dump(db) == before
    assert rows(db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    db.execute("INSERT INTO a(x) VALUES (1)")
    db.execute("DELETE FROM a")
    assert one(db, "SELECT count(*) FROM a_deleted") == 1
