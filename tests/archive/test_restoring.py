"""Restoring from an archive: versions, parents, and what is refused."""

import pytest

from support import COLORS, connect, dump, fails, load_extension, manage, one, rows

TREE = """
PRAGMA foreign_keys = ON;
CREATE TABLE a(id INTEGER PRIMARY KEY);
CREATE TABLE b(id INTEGER PRIMARY KEY, a REFERENCES a ON DELETE CASCADE);
CREATE TABLE c(id INTEGER PRIMARY KEY, b REFERENCES b ON DELETE CASCADE);
INSERT INTO a VALUES (1); INSERT INTO b VALUES (2, 1); INSERT INTO c VALUES (3, 2);
"""


@pytest.fixture
def kept(db):
    db.executescript(COLORS)
    manage(db, "color", storage="archive")
    return db


@pytest.fixture
def tree(db):
    db.executescript(TREE)
    for table in "abc":
        manage(db, table, storage="archive")
    return db


@pytest.fixture
def versions(kept):
    """Two deleted rows of one key."""
    kept.execute("DELETE FROM color WHERE id = 1")
    kept.execute("INSERT INTO color VALUES (1, 'pink', '#f88')")
    kept.execute("DELETE FROM color WHERE id = 1")
    return kept


def test_the_last_of_several_versions(versions):
    assert one(versions, "SELECT restore('color', 1)") == 1
    assert one(versions, "SELECT name FROM color WHERE id = 1") == "pink"


def test_a_version(versions):
    first = one(versions, "SELECT min(softdelete_id) FROM color_deleted")
    assert one(versions, "SELECT restore_version('color', ?)", first) == 1
    assert one(versions, "SELECT name FROM color WHERE id = 1") == "red"


def test_all_of_a_table_with_two_versions(versions):
    assert one(versions, "SELECT softdelete_restore('color', '1 days')") == 1
    assert rows(versions, "SELECT name FROM color_deleted") == [("red",)]


def test_a_version_under_another_key(versions):
    versions.execute("UPDATE color_deleted SET id = 9 WHERE name = 'red'")
    assert one(versions, "SELECT softdelete_restore('color')") == 2
    assert rows(versions, "SELECT name FROM color ORDER BY id") == [("pink",), ("green",), ("blue",), ("red",)]


def test_rows_whose_key_is_null_are_no_versions_of_one(db):
    db.executescript("CREATE TABLE t(id TEXT PRIMARY KEY, n); INSERT INTO t VALUES (NULL, 1), (NULL, 2), ('k', 3);")
    manage(db, "t", storage="archive")
    db.executescript("DELETE FROM t; INSERT INTO t VALUES ('k', 4); DELETE FROM t;")
    assert one(db, "SELECT softdelete_restore('t')") == 3
    assert rows(db, "SELECT n FROM t ORDER BY n") == [(1,), (2,), (4,)]


def test_purge_counts_versions(versions):
    assert one(versions, "SELECT purge('color', 1)") == 2
    assert one(versions, "SELECT purge('color', 1)") == 0


def test_without_its_parent(tree):
    tree.execute("DELETE FROM a")
    before = dump(tree)
    message = fails(tree, "SELECT restore('c', 3)")
    assert "row of b" in message and "restore_with_parents" in message
    assert dump(tree) == before


def test_with_parents(tree):
    tree.execute("DELETE FROM c")
    tree.execute("DELETE FROM a")
    assert one(tree, "SELECT restore_with_parents('c', 3)") == 1
    assert [rows(tree, f"SELECT id FROM {table}") for table in "abc"] == [[(1,)], [(2,)], [(3,)]]


def test_a_parent_brings_all_back(tree):
    tree.execute("DELETE FROM a")
    assert rows(tree, "SELECT table_name, deleted_via FROM softdelete_trash ORDER BY 1") == [("a", None), ("b", "a"), ("c", "b")]
    assert one(tree, "SELECT restore('a', 1)") == 1
    assert rows(tree, "SELECT * FROM softdelete_trash") == []


def test_all_tables(tree):
    tree.execute("DELETE FROM c")
    tree.execute("DELETE FROM a")
    assert one(tree, "SELECT softdelete_restore()") == 3


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_purging_takes_what_depends_on_it(tree, recursive):
    tree.execute(f"PRAGMA recursive_triggers = {recursive}")
    tree.execute("DELETE FROM a")
    assert one(tree, "SELECT purge('a', 1)") == 1
    assert rows(tree, "SELECT * FROM softdelete_trash") == []


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_purging_a_self_reference(db, recursive):
    db.executescript(f"PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = {recursive};"
                     "CREATE TABLE t(id INTEGER PRIMARY KEY, t REFERENCES t ON DELETE CASCADE);"
                     "INSERT INTO t VALUES (1, NULL), (2, 1), (3, 2), (9, NULL);")
    manage(db, "t", storage="archive")
    db.execute("DELETE FROM t")
    db.execute("DELETE FROM t_deleted WHERE id = 1")
    assert rows(db, "SELECT id FROM t_deleted") == [(9,)]


def test_purging_by_age(kept):
    kept.execute("DELETE FROM color")
    assert one(kept, "SELECT softdelete_purge('color', '1 days')") == 0
    assert one(kept, "SELECT softdelete_purge('color', '0 seconds', 2)") == 2
    kept.execute("UPDATE softdelete SET retention = '0 days'")
    assert one(kept, "SELECT softdelete_purge()") == 1


def test_an_unmanaged_child_is_kept(db):
    db.executescript(TREE)
    manage(db, "a", storage="archive")
    before = dump(db)
    assert "rows of b" in fails(db, "DELETE FROM a")
    assert dump(db) == before


def test_update_restores_after_the_script_alone(tmp_path):
    db = connect(tmp_path / "db", script=COLORS)
    manage(db, "color", storage="archive")
    script = one(db, "SELECT softdelete_script('color', 'restore')")
    db.close()
    plain = connect(tmp_path / "db", load=False)
    plain.execute("DELETE FROM color WHERE id = 1")
    sql = "UPDATE color_deleted SET is_deleted = 0, name = 'ruby' WHERE id = 1"
    before = dump(plain)
    assert "softdelete_script('color', 'restore')" in fails(plain, sql)
    assert dump(plain) == before
    plain.executescript(script)
    plain.execute(sql)
    assert rows(plain, "SELECT * FROM color WHERE id = 1") == [(1, "ruby", "#f00")]
    assert rows(plain, "SELECT * FROM color_deleted") == []
    assert rows(load_extension(plain), "SELECT status FROM softdelete") == [("ok",)]


def test_a_users_trigger_that_ignores_the_restore(kept):
    kept.execute("DELETE FROM color WHERE id = 1")
    kept.execute("CREATE TRIGGER no BEFORE INSERT ON color BEGIN SELECT RAISE(IGNORE); END")
    before = dump(kept)
    assert "trigger" in fails(kept, "SELECT restore('color', 1)")
    assert dump(kept) == before


def test_a_users_trigger_that_fails_a_delete(kept):
    kept.execute("CREATE TRIGGER no AFTER DELETE ON color WHEN OLD.id = 2 BEGIN SELECT RAISE(FAIL, 'no'); END")
    fails(kept, "DELETE FROM color")
    assert one(kept, "SELECT (SELECT count(*) FROM color) + (SELECT count(*) FROM color_deleted)") == 3


def test_a_full_text_index_stays_in_step(kept):
    kept.executescript("""
        CREATE VIRTUAL TABLE f USING fts5(name, content='color', content_rowid='id');
        INSERT INTO f(f) VALUES ('rebuild');
        CREATE TRIGGER f_i AFTER INSERT ON color BEGIN INSERT INTO f(rowid, name) VALUES (NEW.id, NEW.name); END;
        CREATE TRIGGER f_d AFTER DELETE ON color BEGIN INSERT INTO f(f, rowid, name) VALUES ('delete', OLD.id, OLD.name); END;
    """)
    kept.execute("DELETE FROM color WHERE id = 1")
    assert rows(kept, "SELECT rowid FROM f WHERE f MATCH 'red'") == []
    rows(kept, "SELECT restore('color', 1)")
    assert rows(kept, "SELECT rowid FROM f WHERE f MATCH 'red'") == [(1,)]


def test_a_changed_key_of_the_parent_is_followed(db):
    db.executescript("PRAGMA foreign_keys = ON; CREATE TABLE p(id TEXT PRIMARY KEY);"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON UPDATE CASCADE);"
                     "INSERT INTO p VALUES ('x'); INSERT INTO c VALUES (1, 'x');")
    for table in "pc":
        manage(db, table, storage="archive")
    db.execute("DELETE FROM c")
    db.execute("UPDATE p SET id = 'y'")
    rows(db, "SELECT restore('c', 1)")
    assert rows(db, "SELECT * FROM c") == [(1, "y")]


def test_soft_delete(kept):
    assert one(kept, "SELECT soft_delete('color', 1)") == 1
    assert one(kept, "SELECT soft_delete('color', 1)") == 0
    assert one(kept, "SELECT key FROM softdelete_trash") == "[1]"


def test_a_reference_goes_back_to_the_row_that_had_it(db):
    db.executescript("PRAGMA foreign_keys = ON; CREATE TABLE p(id INTEGER PRIMARY KEY);"
                     "CREATE TABLE c(p REFERENCES p ON DELETE SET NULL, n);"
                     "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 'x');")
    for table in "pc":
        manage(db, table, storage="archive")
    db.executescript("DELETE FROM p; DELETE FROM c; INSERT INTO c VALUES (NULL, 'y');")
    assert one(db, "SELECT softdelete_restore()") == 2
    assert sorted(rows(db, "SELECT * FROM c"), key=repr) == [(1, "x"), (None, "y")]


@pytest.mark.parametrize("extension", [True, False])
def test_update_restores_with_children_and_other_values(tmp_path, extension):
    db = connect(tmp_path / "db", script="""
        PRAGMA foreign_keys = ON;
        CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT UNIQUE, note TEXT);
        CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE);
        CREATE TABLE d(id INTEGER PRIMARY KEY, c REFERENCES c ON DELETE CASCADE, p REFERENCES p ON DELETE SET NULL);
        INSERT INTO p VALUES (1, 'a', 'x'), (2, 'b', 'y'); INSERT INTO c VALUES (10, 1), (20, 2);
        INSERT INTO d VALUES (100, 10, 2), (200, 20, 1), (300, NULL, 1);
    """)
    for table in "pcd":
        manage(db, table, storage="archive")
    script = one(db, "SELECT softdelete_script('p', 'restore')")
    if not extension:
        db.close()
        db = connect(tmp_path / "db", load=False)
        db.execute("PRAGMA foreign_keys = ON")
    db.executescript(script)
    db.execute("DELETE FROM p WHERE id = 1")
    db.execute("INSERT INTO p VALUES (1, 'a', 'new')")
    before = dump(db)
    refused = "p: cannot restore: a live row has the same {}; "
    assert refused.format("name") in fails(db, "UPDATE p_deleted SET is_deleted = 0")
    assert refused.format("name") in fails(db, "UPDATE p_deleted SET is_deleted = 0, id = 3")
    assert refused.format("id") in fails(db, "UPDATE p_deleted SET is_deleted = 0, name = 'b2'")
    assert dump(db) == before
    db.execute("UPDATE p_deleted SET is_deleted = 0, id = 3, name = upper(name), note = NULL WHERE name = 'a'")
    assert rows(db, "SELECT * FROM p ORDER BY id") == [(1, "a", "new"), (2, "b", "y"), (3, "A", None)]
    assert rows(db, "SELECT * FROM c ORDER BY id") == [(10, 3), (20, 2)]
    assert rows(db, "SELECT * FROM d ORDER BY id") == [(100, 10, 2), (200, 20, 3), (300, None, 3)]
    for table in "pcd":
        assert rows(db, f"SELECT * FROM {table}_deleted") == []
    db.close()


def test_a_child_whose_key_equals_that_of_two_parents(db):
    db.executescript("""
        PRAGMA foreign_keys = ON;
        CREATE TABLE p(code UNIQUE);
        CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(code) ON DELETE CASCADE);
        INSERT INTO p VALUES (1), ('1');
        INSERT INTO c VALUES (7, 1);
    """)
    manage(db, "p", storage="archive")
    manage(db, "c", storage="archive")
    db.execute("DELETE FROM p")
    assert rows(db, "SELECT id, deleted_via FROM c_deleted") == [(7, "p")]
    assert one(db, "SELECT softdelete_restore('p')") == 3
    assert rows(db, "SELECT * FROM c") == [(7, 1)] and rows(db, "SELECT typeof(code) FROM p") == [("integer",), ("text",)]


def test_the_list_of_what_comes_back(tree):
    tree.executescript("""
        CREATE TABLE seen(coming);
        CREATE TRIGGER look AFTER INSERT ON c BEGIN
          INSERT INTO seen SELECT old.id FROM c_softdelete_restoring now
            JOIN c_softdelete_archive old ON old.softdelete_id = now.id;
        END;
        DELETE FROM a;
    """)
    fails(tree, "SELECT restore('c', 3)")
    assert one(tree, "SELECT restore('a', 1)") == 1
    assert rows(tree, "SELECT * FROM seen") == [(3,)]
    for table in "abc":
        assert rows(tree, f"SELECT * FROM {table}_softdelete_restoring") == []


def test_a_list_that_was_dropped_is_made_again(kept):
    kept.execute("DELETE FROM color WHERE id = 1")
    kept.execute("DROP TABLE color_softdelete_restoring")
    assert rows(kept, "SELECT status FROM softdelete") == [("damaged",)]
    assert one(kept, "SELECT softdelete_repair()") == 1
    assert rows(kept, "SELECT status FROM softdelete") == [("ok",)]
    assert one(kept, "SELECT restore('color', 1)") == 1


def test_a_value_that_a_strict_table_does_not_take(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a INT) STRICT")
    manage(db, "t", storage="archive")
    db.executescript("INSERT INTO t VALUES (1, 1); DELETE FROM t; UPDATE t_deleted SET a = 'x'")
    assert "cannot store TEXT value in INT column" in fails(db, "SELECT restore('t', 1)")
    assert rows(db, "SELECT a FROM t_deleted") == [("x",)]
    db.execute("UPDATE t_deleted SET a = 2")
    assert one(db, "SELECT restore('t', 1)") == 1
