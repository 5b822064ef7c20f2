"""A deleted row whose key is taken gets another one first; what went with it comes back with it."""

import pytest

from support import connect, fails, manage, one, rows


@pytest.fixture
def colors():
    db = connect(script="""
        PRAGMA foreign_keys = ON;
        CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE shade(id INTEGER PRIMARY KEY, color INT REFERENCES color ON DELETE CASCADE);
        CREATE TABLE note(id INTEGER PRIMARY KEY, color INT REFERENCES color ON DELETE SET NULL);
        INSERT INTO color VALUES (1, 'red'); INSERT INTO shade VALUES (1, 1), (2, 1); INSERT INTO note VALUES (1, 1);
    """)
    for table in ("color", "shade", "note"):
        manage(db, table, storage="archive")
    db.execute("DELETE FROM color")
    db.execute("INSERT INTO color VALUES (1, 'another')")
    yield db
    db.close()


def test_children_follow_the_new_key(colors):
    assert "color.id" in fails(colors, "SELECT restore('color', 1)")
    colors.execute("UPDATE color_deleted SET id = 7 WHERE id = 1")
    assert one(colors, "SELECT restore('color', 7)") == 1
    assert rows(colors, "SELECT * FROM color") == [(1, "another"), (7, "red")]
    assert rows(colors, "SELECT * FROM shade") == [(1, 7), (2, 7)]
    assert rows(colors, "SELECT * FROM note") == [(1, 7)]
    assert rows(colors, "SELECT * FROM softdelete_trash") == []


def test_in_one_statement_with_the_temp_trigger(colors):
    colors.execute(one(colors, "SELECT softdelete_script('color', 'restore')"))
    colors.execute("UPDATE color_deleted SET id = 7, is_deleted = 0 WHERE id = 1")
    assert rows(colors, "SELECT * FROM shade") == [(1, 7), (2, 7)]
    assert rows(colors, "SELECT * FROM note") == [(1, 7)]


def test_other_changes_leave_the_children_alone(colors):
    colors.execute("UPDATE color_deleted SET name = 'blue' WHERE id = 1")
    assert rows(colors, "SELECT color FROM shade_deleted") == [(1,), (1,)]
    assert rows(colors, "SELECT name FROM color_deleted") == [("blue",)]


@pytest.mark.parametrize("script", [False, True])
def test_a_tree_gets_new_keys_by_one_statement(script):
    db = connect(script="PRAGMA foreign_keys = ON;"
                        "CREATE TABLE t(id INTEGER PRIMARY KEY, up REFERENCES t ON DELETE CASCADE);"
                        "INSERT INTO t VALUES (1, 1), (2, 1), (3, 2);")
    manage(db, "t", storage="archive")
    db.execute("DELETE FROM t")
    if script:
        db.execute(one(db, "SELECT softdelete_script('t', 'restore')"))
        db.execute("UPDATE t_deleted SET id = id + 10, is_deleted = 0 WHERE id = 1")
        assert rows(db, "SELECT * FROM t") == [(2, 11), (3, 2), (11, 11)]
    else:
        db.execute("UPDATE t_deleted SET id = id + 10")
        assert one(db, "SELECT restore('t', 11)") == 1
        assert rows(db, "SELECT * FROM t") == [(11, 11), (12, 11), (13, 12)]
    db.close()


def test_a_reference_given_back_by_the_same_statement():
    db = connect(script="PRAGMA foreign_keys = ON;"
                        "CREATE TABLE t(id INTEGER PRIMARY KEY, up REFERENCES t ON DELETE SET NULL);"
                        "INSERT INTO t VALUES (1, NULL), (2, 1);")
    manage(db, "t", storage="archive")
    db.execute("DELETE FROM t")
    db.execute(one(db, "SELECT softdelete_script('t', 'restore')"))
    db.execute("UPDATE t_deleted SET is_deleted = 0")
    assert rows(db, "SELECT * FROM t") == [(1, None), (2, 1)]
    db.close()


@pytest.mark.parametrize("first", ["p", "c"])
def test_a_reference_that_was_taken_before_comes_back_to_a_new_key(first):
    db = connect(script="PRAGMA foreign_keys = ON; CREATE TABLE p(id INTEGER PRIMARY KEY);"
                        "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE SET NULL);"
                        "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1);")
    for table in "pc":
        manage(db, table, storage="archive")
    db.execute("DELETE FROM p")
    db.execute("DELETE FROM c")
    db.execute("UPDATE c_deleted SET id = 2")
    for table, key in sorted({"p": 1, "c": 2}.items(), reverse=first == "p"):
        assert one(db, "SELECT restore(?, ?)", table, key) == 1
    assert rows(db, "SELECT * FROM c") == [(2, 1)]
    db.close()


def test_a_reference_that_is_set_to_its_default(db):
    db.executescript("PRAGMA foreign_keys = ON; CREATE TABLE p(id INT PRIMARY KEY);"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p DEFAULT 2 REFERENCES p ON UPDATE SET DEFAULT)")
    for table in ("p", "c"):
        manage(db, table, storage="archive")
    db.executescript("INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (1, 1), (2, 1); DELETE FROM c WHERE id = 2;"
                     "UPDATE p SET id = 3 WHERE id = 1")
    assert one(db, "SELECT restore('c', 2)") == 1
    assert rows(db, "SELECT * FROM c") == [(1, 2), (2, 2)]
