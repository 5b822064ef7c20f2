"""A user's own BEFORE DELETE triggers: what they refuse stays refused, in every spelling of a DELETE."""

import pytest

from support import connect, fails, manage, objects, one, readable, rows

TABLES = """
CREATE TABLE author(id INTEGER PRIMARY KEY, name);
CREATE TABLE book(id INTEGER PRIMARY KEY, author_id INT);
CREATE TABLE log(n INTEGER PRIMARY KEY, what);
INSERT INTO author VALUES (1, 'Ann'), (2, 'Ben');
INSERT INTO book VALUES (1, 1);
"""
GUARD = """CREATE TRIGGER "the guard" /* of authors */ BEFORE DELETE ON author
  WHEN EXISTS (SELECT 1 FROM book WHERE author_id = OLD.id) BEGIN SELECT RAISE(ABORT, 'still referenced'); END"""
SPELLINGS = ["DELETE FROM author WHERE id = ?", "DELETE FROM author_active WHERE id = ?", "SELECT soft_delete('author', ?)"]


def made_before(db):
    db.execute(GUARD)
    manage(db, "author")


def made_after(db):
    manage(db, "author")
    db.execute(GUARD)


def resumed(db):
    made_before(db)
    db.execute("UPDATE softdelete SET suspended = 1")
    db.execute("UPDATE softdelete SET suspended = 0")


def repaired(db):
    made_before(db)
    db.execute("DROP TRIGGER author_softdelete_delete")
    assert one(db, "SELECT softdelete_repair()") == 1


def by_script(db):
    db.execute(GUARD)
    db.executescript(one(db, "SELECT softdelete_script('author')"))


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("set_up", [made_before, made_after, resumed, repaired, by_script])
def test_what_a_guard_refuses_stays_refused(set_up, spelling):
    db = connect(script=TABLES)
    set_up(db)
    assert fails(db, spelling, 1).endswith("still referenced")
    assert rows(db, "SELECT is_deleted FROM author") == [(0,), (0,)]
    db.execute(spelling, [2])
    assert rows(db, "SELECT is_deleted FROM author") == [(0,), (1,)]
    db.close()


@pytest.mark.parametrize("form", ["BEFORE DELETE", "DELETE"])
def test_they_run_before_and_in_their_order(form):
    db = connect(script=TABLES)
    for number in (1, 2, 3):
        db.execute(f"CREATE TRIGGER t{number} {form} ON author BEGIN INSERT INTO log(what) VALUES ({number}); END")
    expected = connect(script=TABLES)
    expected.executescript("".join(sql + ";" for kind, _, _, sql in objects(db) if kind == "trigger"))
    expected.execute("DELETE FROM author WHERE id = 1")
    manage(db, "author")
    db.execute("DELETE FROM author WHERE id = 1")
    assert rows(db, "SELECT * FROM log") == rows(expected, "SELECT * FROM log") != []
    db.close()
    expected.close()


def test_they_stay_word_for_word():
    db = connect(script=TABLES)
    db.execute(GUARD)
    before = [each for each in objects(db) if each[1] == "the guard"]
    manage(db, "author")
    assert [each for each in objects(db) if each[1] == "the guard"] == before
    db.close()


def test_in_an_attached_database(path):
    db = connect(script="CREATE TABLE author(id INTEGER PRIMARY KEY)")
    db.execute("ATTACH ? AS aux", [str(path)])
    db.executescript(TABLES.replace("TABLE ", "TABLE aux.").replace("INTO ", "INTO aux."))
    db.execute(GUARD.replace("TRIGGER ", "TRIGGER aux."))
    manage(db, "author", schema_name="aux")
    assert fails(db, "DELETE FROM aux.author WHERE id = 1") == "still referenced"
    assert rows(db, "SELECT name FROM main.sqlite_schema WHERE type = 'trigger'") == []
    db.close()


def test_a_text_that_is_no_trigger_is_refused(path):
    db = connect(path, script=TABLES)
    db.execute(GUARD)
    db.execute("PRAGMA writable_schema = ON")
    db.execute("UPDATE sqlite_schema SET sql = sql || '; DELETE FROM book' WHERE name = 'the guard'")
    db.close()
    if not readable(path):
        return
    db = connect(path)
    assert "the guard" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('author')")
    assert rows(db, "SELECT * FROM softdelete") == [] and rows(db, "SELECT count(*) FROM book") == [(1,)]
    db.close()


def test_purge_that_a_trigger_stops_half_way_permits_nothing_later():
    db = connect(script="CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2), (3)")
    manage(db, "t")
    db.execute("DELETE FROM t")
    db.execute("CREATE TRIGGER stop BEFORE DELETE ON t WHEN OLD.id = 2 BEGIN SELECT RAISE(FAIL, 'stop'); END")
    assert fails(db, "DELETE FROM t_deleted") == "stop"
    db.execute("DROP TRIGGER stop")
    left = rows(db, "SELECT * FROM t")
    db.execute("DELETE FROM t")
    assert rows(db, "SELECT * FROM t") == left != []
    db.close()


def test_child_that_a_trigger_keeps_deleted_can_be_restored_later():
    db = connect(script="CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE);"
                        "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1)")
    db.execute("INSERT INTO softdelete(table_name) VALUES ('p'), ('c')")
    db.execute("DELETE FROM p")
    before = rows(db, "SELECT * FROM c")
    db.execute("CREATE TRIGGER stay BEFORE UPDATE ON c WHEN OLD.is_deleted BEGIN SELECT RAISE(IGNORE); END")
    assert one(db, "SELECT restore('p', 1)") == 1
    assert rows(db, "SELECT * FROM c") == before
    db.execute("DROP TRIGGER stay")
    assert one(db, "SELECT restore('c', 1)") == 1
    db.close()


@pytest.mark.parametrize("time", ["9999-12-31 23:59:59.998", "9999-12-31 23:59:59.997"])
def test_no_time_lets_a_delete_remove_a_row(time):
    db = connect(script=TABLES)
    manage(db, "author")
    db.execute("UPDATE author SET is_deleted = 1, deleted_at = ? WHERE id = 1", (time,))
    db.execute("DELETE FROM author")
    assert rows(db, "SELECT id FROM author_deleted ORDER BY id") == [(1,), (2,)]
    db.close()


FAMILY = ("CREATE TABLE p(id INTEGER PRIMARY KEY, v); INSERT INTO p VALUES (1, 0);"
          "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE, n INT, is_deleted INT NOT NULL DEFAULT 0,"
          " CHECK (is_deleted OR n < 5)); INSERT INTO c(id, p, n) VALUES (1, 1, 1), (2, 1, 1)")


def test_insert_that_a_trigger_stops_half_way_permits_nothing_later(db):
    """RAISE(FAIL) keeps what was done so far."""
    db.executescript(FAMILY)
    db.execute("INSERT INTO softdelete(table_name, reuse_keys) VALUES ('p', 1), ('c', 1)")
    db.execute("CREATE TRIGGER stop BEFORE INSERT ON p WHEN NEW.v = 9 BEGIN SELECT RAISE(FAIL, 'stop'); END")
    db.execute("DELETE FROM p")
    assert fails(db, "INSERT INTO p(id, v) VALUES (1, 9)") == "stop"
    left = rows(db, "SELECT * FROM p, c")
    db.execute("DELETE FROM p")
    db.execute("DELETE FROM c")
    assert rows(db, "SELECT * FROM p, c") == left


@pytest.mark.parametrize("clause", ["OR IGNORE", "OR FAIL", "OR REPLACE", ""])
def test_restore_whose_child_breaks_a_check_permits_nothing_later(db, clause):
    db.executescript(FAMILY)
    db.execute("INSERT INTO softdelete(table_name) VALUES ('p'), ('c')")
    db.execute("DELETE FROM p")
    db.execute("UPDATE c SET n = 9 WHERE id = 2")
    before = rows(db, "SELECT * FROM c WHERE id = 2")
    sql = f"UPDATE {clause} p SET is_deleted = 0"
    if clause == "OR IGNORE":
        db.execute(sql)
        assert rows(db, "SELECT id FROM c_active") == [(1,)]
    else:
        assert "CHECK" in fails(db, sql)
    db.execute("DELETE FROM c")
    db.execute("DELETE FROM p")
    assert rows(db, "SELECT * FROM c WHERE id = 2") == before
    assert rows(db, "SELECT count(*) FROM c, p") == [(2,)]
    db.execute("UPDATE c SET n = 1 WHERE id = 2")
    db.execute("SELECT softdelete_restore()").fetchall()
    assert rows(db, "SELECT id FROM c_active") == [(1,), (2,)]
