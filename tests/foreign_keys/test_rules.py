"""Section 6, one rule a test: what is taken along, what is refused, what comes back."""

import pytest

from support import connect, fails, manage, one, rows

THREE = """
CREATE TABLE a(id INTEGER PRIMARY KEY);
CREATE TABLE b(id INTEGER PRIMARY KEY, a_id REFERENCES a ON DELETE CASCADE);
CREATE TABLE c(id INTEGER PRIMARY KEY, b_id REFERENCES b ON DELETE CASCADE);
INSERT INTO a VALUES (1), (2);
INSERT INTO b VALUES (1, 1), (2, 1), (3, 2);
INSERT INTO c VALUES (1, 1), (2, 2), (3, 3);
"""


def live(db, table, column="id"):
    return [value for value, in rows(db, f'SELECT {column} FROM {table}_active ORDER BY 1')]


def managed(script, *tables, **settings):
    db = connect(script=script)
    for table in tables:
        manage(db, table, **settings)
    return db


def pair(action, **settings):
    """A parent and two children that refer to it with an ON DELETE action."""
    return managed(f"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p_id INT {action});"
                   "INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (1, 1), (2, 1)", "p", "c", **settings)


@pytest.fixture(params=["foreign_keys = ON", "foreign_keys = OFF", "recursive_triggers = ON"])
def three(request):
    db = managed(THREE, "c", "a", "b")
    db.execute(f"PRAGMA {request.param}")
    return db


def test_cascade_over_three_tables(three):
    three.execute("DELETE FROM a WHERE id = 1")
    assert (live(three, "a"), live(three, "b"), live(three, "c")) == ([2], [3], [3])


def test_children_have_the_time_and_the_table_of_their_parent(three):
    three.execute("DELETE FROM a WHERE id = 1")
    time = one(three, "SELECT deleted_at FROM a WHERE id = 1")
    assert rows(three, "SELECT deleted_at, deleted_via FROM b_deleted") == [(time, "a")] * 2
    assert rows(three, "SELECT deleted_at, deleted_via FROM c_deleted") == [(time, "b")] * 2
    assert one(three, "SELECT deleted_via FROM a WHERE id = 1") is None


@pytest.mark.parametrize("statement", [
    "DELETE FROM a WHERE id = 1", "DELETE FROM a_active WHERE id = 1", "UPDATE a SET is_deleted = 1 WHERE id = 1",
    "UPDATE a_active SET is_deleted = 1 WHERE id = 1", "SELECT soft_delete('a', 1)"])
def test_every_spelling_cascades(three, statement):
    three.execute(statement).fetchall()
    assert live(three, "c") == [3]


@pytest.mark.parametrize("statement", [
    "UPDATE a SET is_deleted = 0 WHERE id = 1", "UPDATE a_deleted SET is_deleted = 0", "SELECT restore('a', 1)"])
def test_every_spelling_restores_exactly(three, statement):
    three.execute("DELETE FROM c WHERE id = 1")
    before = rows(three, "SELECT * FROM a"), rows(three, "SELECT * FROM b"), rows(three, "SELECT * FROM c")
    three.execute("DELETE FROM a WHERE id = 1")
    three.execute(statement).fetchall()
    assert (rows(three, "SELECT * FROM a"), rows(three, "SELECT * FROM b"), rows(three, "SELECT * FROM c")) == before


def test_works_without_the_extension(tmp_path):
    managed_db = connect(tmp_path / "db", script=THREE)
    for table in "abc":
        manage(managed_db, table)
    managed_db.close()
    db = connect(tmp_path / "db", load=False)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("DELETE FROM a WHERE id = 1")
    assert live(db, "c") == [3]
    db.execute("UPDATE a_deleted SET is_deleted = 0")
    assert live(db, "c") == [1, 2, 3]


def test_disabling_the_table_in_the_middle_ends_the_chain(three):
    three.execute("DELETE FROM softdelete WHERE table_name = 'b'")
    three.execute("DELETE FROM a WHERE id = 1")
    assert live(three, "c") == [1, 2, 3]
    assert rows(three, "SELECT id FROM b WHERE is_deleted") == []


@pytest.mark.parametrize("action", ["REFERENCES p ON DELETE RESTRICT", "REFERENCES p", "REFERENCES p ON DELETE NO ACTION"])
def test_refused_while_children_live(action):
    db = pair(action)
    assert "c" in fails(db, "DELETE FROM p WHERE id = 1")
    assert (live(db, "p"), live(db, "c")) == ([1, 2], [1, 2])
    db.execute("DELETE FROM c")
    db.execute("DELETE FROM p WHERE id = 1")
    assert live(db, "p") == [2]


@pytest.mark.parametrize("action", [
    "REFERENCES p DEFERRABLE INITIALLY DEFERRED", "REFERENCES p NOT NULL DEFERRABLE INITIALLY DEFERRED",
    "REFERENCES p(id) ON UPDATE CASCADE /* , */ DEFERRABLE -- x\n INITIALLY DEFERRED"])
def test_deferred_no_action_is_not_checked(action):
    db = pair(action)
    db.execute("DELETE FROM p WHERE id = 1")
    assert (live(db, "p"), live(db, "c")) == ([2], [1, 2])


@pytest.mark.parametrize("action", ["REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED",
                                    "REFERENCES p DEFERRABLE INITIALLY IMMEDIATE", "REFERENCES p DEFERRABLE"])
def test_what_only_looks_deferred_is_checked(action):
    assert "c" in fails(pair(action), "DELETE FROM p WHERE id = 1")


@pytest.mark.parametrize("action", ["SET NULL", "SET DEFAULT"])
def test_set_null_keeps_the_reference(action):
    db = pair(f"REFERENCES p ON DELETE {action}")
    db.execute("DELETE FROM p WHERE id = 1")
    assert rows(db, "SELECT id, p_id FROM c_active") == [(1, 1), (2, 1)]


def test_children_cascade_overrules_restrict():
    db = pair("REFERENCES p ON DELETE RESTRICT", children="cascade")
    db.execute("DELETE FROM p WHERE id = 1")
    assert live(db, "c") == []
    db.execute("UPDATE p SET is_deleted = 0")
    assert live(db, "c") == [1, 2]


def test_children_keep_set_later():
    db = pair("REFERENCES p ON DELETE RESTRICT")
    db.execute("UPDATE softdelete SET children = 'keep' WHERE table_name = 'p'")
    db.execute("DELETE FROM p WHERE id = 1")
    assert (live(db, "p"), live(db, "c")) == ([2], [1, 2])


def test_unmanaged_children_count_as_live_and_stay():
    db = managed("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE r(p_id REFERENCES p);"
                 "CREATE TABLE c(p_id REFERENCES p ON DELETE CASCADE); INSERT INTO p VALUES (1), (2);"
                 "INSERT INTO r VALUES (1); INSERT INTO c VALUES (2)", "p")
    assert "r" in fails(db, "DELETE FROM p WHERE id = 1")
    db.execute("DELETE FROM p WHERE id = 2")
    assert rows(db, "SELECT * FROM c") == [(2,)]


def test_two_parents_come_back_with_the_second():
    db = managed("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE q(id INTEGER PRIMARY KEY);"
                 "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE, q REFERENCES q ON DELETE CASCADE);"
                 "INSERT INTO p VALUES (1); INSERT INTO q VALUES (1); INSERT INTO c VALUES (1, 1, 1)", "p", "q", "c")
    db.execute("DELETE FROM p")
    db.execute("DELETE FROM q")
    db.execute("UPDATE p SET is_deleted = 0")
    assert live(db, "c") == []
    db.execute("UPDATE q SET is_deleted = 0")
    assert live(db, "c") == [1]


def test_child_of_a_deleted_parent_stays_and_names_it():
    db = pair("REFERENCES p ON DELETE CASCADE")
    db.execute("DELETE FROM p WHERE id = 1")
    assert " p " in fails(db, "SELECT restore('c', 1)")
    assert live(db, "c") == []


@pytest.mark.parametrize("statement", ["INSERT INTO c(p_id) VALUES (1)", "INSERT OR IGNORE INTO c(p_id) VALUES (1)",
                                       "INSERT INTO c_active(p_id) VALUES (1)", "UPDATE c SET p_id = 1 WHERE id = 3",
                                       "UPDATE OR REPLACE c SET p_id = 1 WHERE id = 3"])
def test_live_row_cannot_refer_to_a_deleted_parent(statement):
    db = pair("REFERENCES p ON DELETE CASCADE")
    db.execute("INSERT INTO c(id, p_id) VALUES (3, 2)")
    db.execute("DELETE FROM p WHERE id = 1")
    assert "p" in fails(db, statement)
    assert rows(db, "SELECT id, p_id FROM c_active") == [(3, 2)]


def test_purge_takes_the_deleted_rows_that_depend_on_it():
    db = managed(THREE, "a", "b", "c")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("DELETE FROM a WHERE id = 1")
    assert one(db, "SELECT purge('a', 1)") == 1
    assert [one(db, f"SELECT count(*) FROM {table}") for table in "abc"] == [1, 1, 1]


@pytest.mark.parametrize("action, left", [("SET NULL", [(1, None), (2, None)]), ("NO ACTION", None)])
def test_purge_leaves_live_references_to_sqlite(action, left):
    db = pair(f"REFERENCES p ON DELETE {action}", children="keep")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("DELETE FROM p WHERE id = 1")
    if left is None:
        fails(db, "DELETE FROM p_deleted")
        left = [(1, 1), (2, 1)]
    else:
        db.execute("DELETE FROM p_deleted")
    assert rows(db, "SELECT id, p_id FROM c") == left
