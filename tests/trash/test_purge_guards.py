"""A purge removes what was deleted, and no live row, whatever triggers and foreign keys set going."""

import pytest

from support import connect, manage, one, rows

PURGES = ["SELECT softdelete_purge('msg', '0 days')", "SELECT softdelete_purge('msg', '0 days', 1)",
          "SELECT softdelete_purge('msg')", "SELECT softdelete_purge()", "SELECT purge('msg', 1)",
          "DELETE FROM msg_deleted WHERE id = 1"]
every_purge = pytest.mark.parametrize("purge", PURGES)
MESSAGES = "CREATE TABLE msg(id INTEGER PRIMARY KEY, thread INT); INSERT INTO msg VALUES (1, NULL), (2, 1), (3, NULL);"


def purged(script, purge, **settings):
    db = connect(script=MESSAGES + script)
    manage(db, "msg", retention="0 days", **settings)
    db.execute("UPDATE msg SET is_deleted = 1 WHERE id = 1")
    db.execute(purge).fetchall()
    return db


@every_purge
@pytest.mark.parametrize("script", [
    "CREATE TRIGGER tidy AFTER DELETE ON msg BEGIN DELETE FROM msg WHERE thread = OLD.id; END",
    "CREATE TEMP TRIGGER tidy BEFORE DELETE ON main.msg BEGIN DELETE FROM msg WHERE thread = OLD.id; END",
    "CREATE TABLE other(id); INSERT INTO other VALUES (1);"
    "CREATE TRIGGER tidy AFTER DELETE ON msg BEGIN DELETE FROM other WHERE id = OLD.id; END;"
    "CREATE TRIGGER more AFTER DELETE ON other BEGIN DELETE FROM msg WHERE thread = OLD.id; END"])
def test_live_rows_that_a_trigger_deletes_go_into_the_trash(script, purge):
    db = purged(script, purge)
    # A trigger of the user's that fires at each DELETE has seen the first one, too.
    assert rows(db, "SELECT id, is_deleted FROM msg WHERE id = 3 OR is_deleted = 0 OR id = 2") == [(2, 1), (3, 0)]
    db.close()


@every_purge
def test_live_rows_that_a_foreign_key_reaches_are_kept(purge):
    """SQLite's own cascade goes from the purged row through a table that isn't managed, and comes back."""
    db = connect(script="PRAGMA foreign_keys = ON; CREATE TABLE msg(id INTEGER PRIMARY KEY, b INT REFERENCES b"
                        " ON DELETE CASCADE); CREATE TABLE b(id INTEGER PRIMARY KEY, a INT REFERENCES msg"
                        " ON DELETE CASCADE); INSERT INTO msg VALUES (1, NULL); INSERT INTO b VALUES (1, 1);"
                        "INSERT INTO msg VALUES (2, 1)")
    manage(db, "msg", retention="0 days", children="keep")
    db.execute("DELETE FROM msg WHERE id = 1")
    try:
        db.execute(purge).fetchall()
    except Exception as error:
        assert "refer to it (ON DELETE CASCADE)" in str(error)
    assert rows(db, "SELECT id FROM msg WHERE id = 2") == [(2,)]
    db.close()


@pytest.mark.parametrize("check", ["deleted_at IS NULL OR deleted_at >= created", "deleted_at > '2000'",
                                   "deleted_at LIKE '20%' OR deleted_at LIKE '9%'", "datetime(deleted_at) IS NOT NULL"])
@pytest.mark.parametrize("ending", ["purge", "restore"])
def test_checks_of_the_time_are_content(db, check, ending):
    """While it is purged or restored, a row bears a time for a moment that no clock shows."""
    db.executescript(f"""
        CREATE TABLE p(id INTEGER PRIMARY KEY, created DEFAULT '2020-01-01', deleted_at TEXT,
                       CHECK (deleted_at IS NULL OR {check}));
        CREATE TABLE c(id INTEGER PRIMARY KEY, p INT REFERENCES p ON DELETE CASCADE, created DEFAULT '2020-01-01',
                       deleted_at TEXT, CHECK (deleted_at IS NULL OR {check}));
        INSERT INTO p(id) VALUES (1); INSERT INTO c(id, p) VALUES (1, 1);
        INSERT INTO softdelete(table_name) VALUES ('p'), ('c'); DELETE FROM p;""")
    assert one(db, f"SELECT {ending}('p', 1)") == 1
    assert rows(db, "SELECT id FROM c_active") == ([(1,)] if ending == "restore" else [])


def family(trigger, **settings):
    """Parents 1 and 2 with children of each, all in the trash, and a trigger of the user's."""
    db = connect(script="CREATE TABLE p(id INTEGER PRIMARY KEY);"
                        "CREATE TABLE c(id INTEGER PRIMARY KEY, p_id INTEGER REFERENCES p ON DELETE CASCADE);"
                        "INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (11, 1), (12, 1), (21, 2);" + trigger)
    manage(db, "p", **settings)
    manage(db, "c")
    db.execute("DELETE FROM p")
    return db


@pytest.mark.parametrize("on", ["p", "c"])
@pytest.mark.parametrize("when", ["BEFORE", "AFTER"])
def test_a_purge_lets_a_trigger_remove_no_child_of_another_parent(on, when):
    db = family(f"CREATE TRIGGER tidy {when} DELETE ON {on} BEGIN DELETE FROM c WHERE p_id <> 1; END;")
    db.execute("DELETE FROM p_deleted WHERE id = 1")
    assert rows(db, "SELECT id, is_deleted FROM p") == [(2, 1)]
    assert rows(db, "SELECT id, is_deleted FROM c") == [(21, 1)]
    db.close()


def test_a_child_that_a_trigger_keeps_is_named():
    db = family("")
    db.execute("CREATE TRIGGER keep BEFORE DELETE ON c WHEN OLD.id = 12 BEGIN SELECT RAISE(IGNORE); END")
    with pytest.raises(Exception, match="c: cannot purge: a trigger keeps a row"):
        db.execute("DELETE FROM p_deleted WHERE id = 1")
    assert one(db, "SELECT count(*) FROM p") == 2 and one(db, "SELECT count(*) FROM c") == 3
    db.close()


def test_a_child_that_gets_children_is_purged_by_its_own_trigger_again():
    db = family("CREATE TABLE g(id INTEGER PRIMARY KEY, c_id INTEGER REFERENCES c ON DELETE CASCADE);")
    manage(db, "g")
    assert rows(db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    db.execute("INSERT INTO p(id) VALUES (3)")
    db.execute("INSERT INTO c(id, p_id) VALUES (31, 3)")
    db.execute("INSERT INTO g(id, c_id) VALUES (311, 31)")
    db.execute("DELETE FROM p WHERE id = 3")
    db.execute("DELETE FROM p_deleted")
    assert [one(db, f"SELECT count(*) FROM {table}") for table in ("p", "c", "g")] == [0, 0, 0]
    db.close()


def test_a_trigger_before_an_update_that_deletes_elsewhere(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, x); CREATE TABLE log(x);"
                     "CREATE TRIGGER u BEFORE UPDATE OF x ON t BEGIN DELETE FROM log; END; INSERT INTO t VALUES (1, 1)")
    manage(db, "t")
    db.execute("INSERT INTO log VALUES (1)")
    db.execute("DELETE FROM t")
    assert one(db, "SELECT softdelete_purge('t', '0 days')") == 1
    assert rows(db, "SELECT * FROM log") == [(1,)]
