"""Texts in sqlite_schema that are not what they seem: nothing of them is run in the wrong place, or printed."""

import sqlite3

import pytest

from support import connect, dump, fails, live_indexes, manage, objects, one, readable, rows, status

LIVE = "/* softdelete live */"


def forged(path, script, **texts):
    """A database file with other texts in sqlite_schema than SQLite would write; by name."""
    db = connect(path, load=False, script=script)
    db.execute("PRAGMA writable_schema = ON")
    for name, sql in texts.items():
        db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, name))
    db.close()


def test_trigger_of_an_attached_database_stays_there(path):
    forged(path, "CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE); CREATE TRIGGER evil AFTER INSERT ON t BEGIN SELECT 1; END",
           evil="CREATE /* a b */ TRIGGER evil AFTER INSERT ON t BEGIN SELECT 1; END")
    db = connect(script=f"CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE); ATTACH '{path}' AS aux;"
                        "PRAGMA trusted_schema = OFF")
    before = objects(db)
    manage(db, "t", schema_name="aux")
    live_indexes(db, 1)
    assert objects(db) == before
    assert one(db, "SELECT count(*) FROM aux.sqlite_schema WHERE name = 'evil'") == 1
    db.close()


@pytest.mark.parametrize("head", ["CREATE UNIQUE INDEX", "CREATE UNIQUE -- x y\n INDEX", "CREATE UNIQUE/**/INDEX"])
@pytest.mark.parametrize("name", ["i", '"two words"', "[a b]", "`IF`"])
def test_heads_however_they_are_written(path, head, name):
    plain = name.strip('"[]`')
    forged(path, f"CREATE TABLE t(id INTEGER PRIMARY KEY, a, b UNIQUE); CREATE UNIQUE INDEX {name} ON t(a)",
           **{plain: f"{head} {name} ON t(a)"})
    db = connect(script=f"ATTACH '{path}' AS aux")
    manage(db, "t", schema_name="aux")
    live_indexes(db, 1)
    assert status(db, "t") == "ok"
    assert one(db, "SELECT count(*) FROM aux.sqlite_schema WHERE name = ?", plain) == 1
    db.close()


HOSTILE = {
    "second statement": f"CREATE INDEX i ON t(a); DELETE FROM secret {LIVE} WHERE \"is_deleted\" = 0",
    "second statement at the end": f"CREATE INDEX i ON t(a) WHERE \"is_deleted\" = 0; DELETE FROM secret {LIVE}",
    "condition first": f"CREATE INDEX i ON t(a) WHERE (a); DELETE FROM secret WHERE (1) AND \"is_deleted\" = 0 {LIVE}",
}


@pytest.mark.parametrize("live", [0, 1])
@pytest.mark.parametrize("case", HOSTILE)
def test_index_text_is_neither_printed_nor_run(path, case, live):
    forged(path, "CREATE TABLE t(id INTEGER PRIMARY KEY, a); CREATE INDEX i ON t(a); CREATE TABLE secret(x);"
                 "INSERT INTO secret VALUES (1)", i=HOSTILE[case])
    if not readable(path):
        return
    db = connect(path)
    manage(db, "t")
    before = dump(db)
    if live:
        assert "CREATE INDEX" in fails(db, "SELECT softdelete_live_indexes('t', 1)")
        assert dump(db) == before
        db.execute("UPDATE softdelete_registry SET live_indexes = 1")
        assert status(db, "t") == "damaged"
    try:
        printed = one(db, "SELECT softdelete_script('t')")
    except sqlite3.Error as error:
        assert live and "CREATE INDEX" in str(error)
    else:
        assert "secret" not in printed
    assert rows(db, "SELECT x FROM secret") == [(1,)]
    db.close()


def test_trigger_text_is_not_run_in_a_rebuild(path):
    text = "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END; DELETE FROM secret; END"
    forged(path, "CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE); CREATE TABLE secret(x);"
                 "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END", g=text)
    if not readable(path):
        return
    db = connect(path)
    manage(db, "t")
    before = dump(db)
    assert "the trigger g" in fails(db, "SELECT softdelete_live_indexes('t', 1)")
    assert dump(db) == before
    db.close()


def test_case_sensitive_like_changes_nothing(db):
    """PRAGMA case_sensitive_like: a purge must see AFTER DELETE triggers, and virtual tables are known."""
    db.executescript("PRAGMA case_sensitive_like = ON; CREATE TABLE t(id INTEGER PRIMARY KEY, up INT);"
                     "CREATE TRIGGER gone AFTER DELETE ON t BEGIN DELETE FROM t WHERE up = OLD.id; END;"
                     "CREATE VIRTUAL TABLE v USING fts5(x);"
                     "INSERT INTO t VALUES (1, NULL), (2, 1)")
    manage(db, "t", retention="0 days")
    db.execute("DELETE FROM t WHERE id = 1")
    db.execute("SELECT softdelete_purge()").fetchall()
    assert rows(db, "SELECT id, is_deleted FROM t") == [(2, 1)]  # the trigger's DELETE is a soft one
    assert "virtual" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('v')")
    assert "shadow" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('v_data')")
    assert status(db, "t") == "ok"
