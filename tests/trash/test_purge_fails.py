"""A purge that fails halfway leaves every row, and deletes intercepted."""

import sqlite3

import pytest

from support import connect, dump, fails, manage, one, objects, rows

CALLS = ["SELECT softdelete_purge('color', '0 days')", "SELECT softdelete_purge('color', '0 days', 8)",
         "SELECT softdelete_purge('color')", "SELECT softdelete_purge()", "SELECT softdelete_purge('color', '0 days', 1)"]


def still_intercepts(db):
    db.execute("DROP TRIGGER IF EXISTS mine")  # It sees the deletes that are intercepted too.
    db.execute("DELETE FROM color WHERE id = 10")
    assert one(db, "SELECT count(*) FROM color WHERE id = 10") == 1
    db.execute("DELETE FROM color")
    assert one(db, "SELECT count(*) FROM color") == 10
    assert one(db, "PRAGMA integrity_check") == "ok"


@pytest.fixture(params=["alone", "with dependants"])
def guarded(request, aged):
    """The ten rows, with a retention; on one of two ways that a purge may take."""
    if request.param == "with dependants":
        aged.execute("CREATE TABLE use(id INTEGER PRIMARY KEY, color REFERENCES color ON DELETE CASCADE)")
        manage(aged, "use")
        manage(aged, "color")
        aged.execute("INSERT INTO use(color) VALUES (10)")
    aged.execute("UPDATE softdelete SET retention = '0 days' WHERE table_name = 'color'")
    return aged


@pytest.mark.parametrize("how", ["ABORT", "FAIL", "ROLLBACK"])
@pytest.mark.parametrize("when", ["BEFORE", "AFTER"])
@pytest.mark.parametrize("call", CALLS[:4] + ["SELECT purge('color', 5)"])
def test_a_users_trigger_refuses(guarded, how, when, call):
    guarded.execute(f"CREATE TRIGGER mine {when} DELETE ON color WHEN OLD.id = 5"
                    f" BEGIN SELECT RAISE({how}, 'five must stay'); END")
    before = dump(guarded)
    assert "five must stay" in fails(guarded, call)
    assert not guarded.in_transaction
    assert dump(guarded) == before
    assert one(guarded, "SELECT status FROM softdelete WHERE table_name = 'color'") == "ok"
    still_intercepts(guarded)


@pytest.mark.parametrize("how", ["ABORT", "FAIL"])
@pytest.mark.parametrize("call", [CALLS[0], CALLS[3], "SELECT purge('color', 5)"])
@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "SAVEPOINT mine"])
def test_inside_a_transaction_what_came_before_stays(guarded, how, begin, call):
    guarded.execute("CREATE TRIGGER mine BEFORE DELETE ON color WHEN OLD.id = 5"
                    f" BEGIN SELECT RAISE({how}, 'five must stay'); END")
    guarded.execute(begin)
    guarded.execute("UPDATE color SET name = 'changed' WHERE id = 10")
    before = dump(guarded)
    assert "five must stay" in fails(guarded, call)
    assert guarded.in_transaction
    assert dump(guarded) == before
    guarded.execute("COMMIT")
    assert dump(guarded) == before
    still_intercepts(guarded)


@pytest.mark.parametrize("begin", ["BEGIN", "SAVEPOINT mine"])
def test_raise_rollback_inside_a_transaction(guarded, begin):
    guarded.execute("CREATE TRIGGER mine BEFORE DELETE ON color WHEN OLD.id = 5"
                    " BEGIN SELECT RAISE(ROLLBACK, 'five must stay'); END")
    before = dump(guarded)
    guarded.execute(begin)
    guarded.execute("UPDATE color SET name = 'changed' WHERE id = 10")
    assert "five must stay" in fails(guarded, CALLS[0])
    assert not guarded.in_transaction
    assert dump(guarded) == before
    still_intercepts(guarded)


@pytest.mark.parametrize("begin", ["", "BEGIN"])
@pytest.mark.parametrize("call", CALLS[:4])
def test_raise_rollback_with_the_words_of_a_foreign_key(guarded, call, begin):
    """What a foreign key keeps is passed over; a transaction that is gone is not."""
    guarded.execute("CREATE TRIGGER mine BEFORE DELETE ON color WHEN OLD.id = 5"
                    " BEGIN SELECT RAISE(ROLLBACK, 'FOREIGN KEY constraint failed'); END")
    before = dump(guarded)
    if begin:
        guarded.execute(begin)
    assert "FOREIGN KEY constraint failed" in fails(guarded, call)
    assert not guarded.in_transaction
    assert dump(guarded) == before


@pytest.mark.parametrize("call", CALLS + [
    "SELECT purge('color', 5)", "DELETE FROM color_deleted", "DELETE FROM color_deleted WHERE id IN (5, 6)"])
def test_raise_ignore_keeps_a_row_as_it_is(guarded, call):
    """The other rows may go, or the purge is refused; what is counted is gone, and the loop ends."""
    guarded.execute("CREATE TRIGGER mine BEFORE DELETE ON color WHEN OLD.id = 5 BEGIN SELECT RAISE(IGNORE); END")
    kept = rows(guarded, "SELECT * FROM color WHERE id = 5")
    count = one(guarded, "SELECT count(*) FROM color")
    try:
        for _ in range(20):
            before = dump(guarded)
            purged = rows(guarded, call)
            left = one(guarded, "SELECT count(*) FROM color")
            if call.startswith("SELECT"):
                assert purged == [(count - left,)]
            if left == count:
                break
            count = left
        else:
            pytest.fail("the loop has no end")
    except sqlite3.IntegrityError:
        assert dump(guarded) == before
    assert rows(guarded, "SELECT * FROM color WHERE id = 5") == kept
    guarded.execute("DROP TRIGGER mine")
    guarded.execute("DELETE FROM color")
    assert rows(guarded, "SELECT * FROM color WHERE id = 5") == kept


@pytest.mark.parametrize("action", ["RESTRICT", "NO ACTION"])
@pytest.mark.parametrize("call", CALLS[:4])
def test_what_a_live_row_keeps_is_passed_over(aged, action, call):
    """Rows of an unmanaged child table count as live."""
    aged.execute("PRAGMA foreign_keys = ON")
    aged.execute(f"CREATE TABLE use(id INTEGER PRIMARY KEY, color REFERENCES color ON DELETE {action})")
    aged.execute("UPDATE color SET is_deleted = 0 WHERE id = 5" if one(
        aged, "SELECT flag_column FROM softdelete") == "is_deleted" else
        "UPDATE color SET deleted_at = NULL WHERE id = 5")
    aged.execute("INSERT INTO use(color) VALUES (5)")
    manage(aged, "color")
    aged.execute("UPDATE softdelete SET retention = '0 days', children = 'keep' WHERE table_name = 'color'")
    aged.execute("DELETE FROM color WHERE id = 5")
    assert one(aged, "SELECT count(*) FROM color_deleted WHERE id = 5") == 1
    aged.execute(call).fetchall()
    assert rows(aged, "SELECT id FROM color_deleted WHERE deleted_at IS NOT NULL") == [(5,)]
    assert one(aged, "SELECT status FROM softdelete WHERE table_name = 'color'") == "ok"


@pytest.mark.parametrize("limit", ["", ", 1", ", 3", ", 4", ", 100"])
def test_what_a_live_row_keeps_through_a_child_is_passed_over(db, limit):
    db.execute("PRAGMA foreign_keys = ON")
    db.executescript("""
        CREATE TABLE color(id INTEGER PRIMARY KEY);
        CREATE TABLE use(id INTEGER PRIMARY KEY, color REFERENCES color ON DELETE CASCADE);
        CREATE TABLE bill(id INTEGER PRIMARY KEY, use REFERENCES use ON DELETE RESTRICT);
        INSERT INTO color VALUES (1), (2), (3), (4), (5), (6), (7);
        INSERT INTO use SELECT id, id FROM color;
        INSERT INTO bill VALUES (1, 2), (2, 3), (3, 6);""")
    manage(db, "color")
    manage(db, "use")
    db.execute("UPDATE softdelete SET children = 'keep' WHERE table_name = 'use'")
    db.execute("DELETE FROM color")
    purged = 0
    for _ in range(10):
        purged += one(db, f"SELECT softdelete_purge('color', '0 days'{limit})")
    assert purged == 4
    assert rows(db, "SELECT id FROM color") == rows(db, "SELECT id FROM use") == [(2,), (3,), (6,)]


@pytest.mark.parametrize("action, left", [("CASCADE", []), ("SET NULL", [(None,)]), ("SET DEFAULT", [(10,)])])
def test_a_live_row_gets_what_its_foreign_key_says(aged, action, left):
    aged.execute("PRAGMA foreign_keys = ON")
    aged.execute(f"CREATE TABLE use(id INTEGER PRIMARY KEY, color DEFAULT 10 REFERENCES color ON DELETE {action})")
    manage(aged, "color")
    aged.execute("PRAGMA foreign_keys = OFF")
    aged.execute("INSERT INTO use(color) VALUES (5)")
    aged.execute("PRAGMA foreign_keys = ON")
    assert one(aged, "SELECT softdelete_purge('color', '0 days')") == 8
    assert rows(aged, "SELECT color FROM use") == left


def test_what_a_deferred_foreign_key_keeps_is_passed_over(aged):
    aged.execute("PRAGMA foreign_keys = ON")
    aged.execute("CREATE TABLE use(id INTEGER PRIMARY KEY,"
                 " color REFERENCES color ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED)")
    manage(aged, "color")
    aged.execute("PRAGMA foreign_keys = OFF")
    aged.execute("INSERT INTO use(color) VALUES (5)")
    aged.execute("PRAGMA foreign_keys = ON")
    assert one(aged, CALLS[0]) == 7
    assert rows(aged, "SELECT id FROM color_deleted WHERE deleted_at IS NOT NULL") == [(5,)]
    aged.execute("DELETE FROM use")
    assert one(aged, CALLS[0]) == 1


def test_one_table_of_several_fails(db):
    for table in ("a", "b", "c"):
        db.execute(f"CREATE TABLE {table}(id INTEGER PRIMARY KEY)")
        db.execute(f"INSERT INTO {table} VALUES (1), (2)")
        manage(db, table, retention="0 days")
        db.execute(f"DELETE FROM {table}")
    db.execute("CREATE TRIGGER mine BEFORE DELETE ON b BEGIN SELECT RAISE(ABORT, 'b must stay'); END")
    before = dump(db)
    assert "b must stay" in fails(db, "SELECT softdelete_purge()")
    assert dump(db) == before


def test_damaged_table_is_refused(aged):
    aged.execute("DROP TRIGGER color_softdelete_delete")
    before = dump(aged)
    message = fails(aged, CALLS[0])
    assert "color" in message and "damaged" in message
    assert dump(aged) == before


@pytest.mark.parametrize("dependants", [False, True])
def test_interrupted(db, dependants):
    db.execute("CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT)")
    manage(db, "color")
    if dependants:
        db.execute("CREATE TABLE use(id INTEGER PRIMARY KEY, color REFERENCES color ON DELETE CASCADE)")
        manage(db, "use")
        manage(db, "color")
    db.execute("WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
               " INSERT INTO color(id, name) SELECT i, i FROM n")
    db.execute("DELETE FROM color WHERE id > 10")
    before = dump(db)
    for budget in (1, 2, 3, 5, 10, 20, 40):
        left = [budget]

        def tired():
            left[0] -= 1
            return left[0] < 0

        db.set_progress_handler(tired, 2000)
        assert "interrupted" in fails(db, CALLS[0])
        db.set_progress_handler(None, 0)
        assert dump(db) == before
    assert one(db, CALLS[0]) == 19990
    still_intercepts(db)


def test_disk_full(color_file):
    db = connect(color_file)
    db.execute("WITH n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
               " INSERT INTO color(id, name) SELECT i, hex(zeroblob(100)) FROM n")
    db.execute("DELETE FROM color WHERE id > 10")
    db.execute("CREATE TABLE log(id)")
    db.execute("CREATE TRIGGER mine BEFORE DELETE ON color WHEN OLD.is_deleted = 1"
               " BEGIN INSERT INTO log VALUES (zeroblob(20000)); END")
    db.execute(f"PRAGMA max_page_count = {one(db, 'PRAGMA page_count') + 50}")
    before = dump(db)
    assert "full" in fails(db, CALLS[0])
    assert dump(db) == before
    assert one(db, "SELECT status FROM softdelete") == "ok"


def test_read_only_database(color_file):
    writer = connect(color_file)
    writer.execute("DELETE FROM color")
    writer.close()
    reader = connect(f"file:{color_file}?mode=ro", uri=True)
    assert "readonly" in fails(reader, CALLS[0])
    assert one(reader, "SELECT count(*) FROM color_deleted") == 3


def test_database_is_busy(color_file):
    db, other = connect(color_file, timeout=0), connect(color_file)
    db.execute("DELETE FROM color")
    other.execute("BEGIN IMMEDIATE")
    assert "locked" in fails(db, CALLS[0])
    other.execute("ROLLBACK")
    assert one(db, CALLS[0]) == 3


def test_a_users_trigger_sees_each_purged_row_once(aged):
    aged.execute("CREATE TABLE log(id)")
    aged.execute("CREATE TRIGGER mine AFTER DELETE ON color BEGIN INSERT INTO log VALUES (OLD.id); END")
    aged.execute("SELECT softdelete_purge('color', '3 days', 4)").fetchall()
    assert sorted(rows(aged, "SELECT id FROM log")) == [(1,), (2,), (3,), (4,)]


def test_the_extension_can_go_at_any_time(aged, tmp_path):
    """After a purge the file alone intercepts deletes, in a program without the extension."""
    aged.execute("SELECT softdelete_purge('color', '3 days', 2)").fetchall()
    aged.execute("VACUUM INTO ?", (str(tmp_path / "copy.sqlite"),))
    plain = sqlite3.connect(tmp_path / "copy.sqlite", isolation_level=None)
    count = one(plain, "SELECT count(*) FROM color")
    plain.execute("DELETE FROM color")
    assert one(plain, "SELECT count(*) FROM color") == count
    assert len(objects(plain)) == len(objects(aged))


@pytest.mark.parametrize("call", CALLS[:4] + ["SELECT purge('color', 5)", "DELETE FROM color_deleted WHERE id = 5"])
def test_a_users_trigger_ignores_the_mark(guarded, call):
    """No purge is reported that did not happen."""
    guarded.execute("CREATE TRIGGER mine BEFORE UPDATE ON color WHEN OLD.id = 5 BEGIN SELECT RAISE(IGNORE); END")
    before = dump(guarded)
    try:
        guarded.execute(call).fetchall()
    except sqlite3.Error as error:
        assert "cannot purge: a trigger keeps" in str(error)
        assert dump(guarded) == before
    else:
        assert rows(guarded, "SELECT 1 FROM color WHERE id = 5") == []
