"""What migrations do to a table that is kept by archive, and what brings it back."""

import pytest

from support import COLORS, connect, dump, fails, manage, objects, one, rows, status


@pytest.fixture
def kept(db):
    db.executescript(COLORS)
    manage(db, "color", storage="archive")
    db.execute("DELETE FROM color WHERE id = 1")
    return db


def repair(db):
    return one(db, "SELECT softdelete_repair()")


@pytest.mark.parametrize("change", ["ADD COLUMN size INT DEFAULT 7", "RENAME COLUMN name TO title", "RENAME COLUMN id TO number"])
def test_nothing_is_shown_or_brought_back_by_wrong_columns(kept, change):
    kept.execute(f"ALTER TABLE color {change}")
    before = dump(kept)
    for call in ("SELECT restore('color', 1)", "SELECT restore_version('color', 1)", "SELECT restore_with_parents('color', 1)",
                 "SELECT softdelete_restore('color')", "SELECT softdelete_restore()", "SELECT purge('color', 1)",
                 "SELECT row FROM softdelete_trash", "SELECT softdelete_script('color', 'restore')"):
        assert "softdelete_repair('color')" in fails(kept, call), call
    assert dump(kept) == before
    repair(kept)
    assert one(kept, "SELECT restore('color', 1)") == 1
    assert rows(kept, "SELECT * FROM color")[0][:2] == (1, "red")


def test_a_parent_waits_for_the_repair_of_a_child(db):
    db.executescript("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE, n);"
                     "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1, 'x'); PRAGMA foreign_keys = ON")
    for table in "pc":
        manage(db, table, storage="archive")
    db.executescript("DELETE FROM p; ALTER TABLE c RENAME COLUMN n TO m")
    assert "softdelete_repair('c')" in fails(db, "SELECT restore('p', 1)")
    repair(db)
    assert one(db, "SELECT restore('p', 1)") == 1
    assert rows(db, "SELECT * FROM c") == [(1, 1, "x")]


def test_add_column(kept):
    kept.execute("ALTER TABLE color ADD COLUMN size INT DEFAULT 7")
    kept.execute("UPDATE color SET size = 8 WHERE id = 2")
    fails(kept, "DELETE FROM color WHERE id = 2")
    assert one(kept, "SELECT count(*) FROM color") == 2
    assert status(kept, "color") == "damaged"
    assert repair(kept) == 1 and status(kept, "color") == "ok"
    kept.execute("DELETE FROM color WHERE id = 2")
    assert one(kept, "SELECT softdelete_restore('color')") == 2
    assert rows(kept, "SELECT id, size FROM color") == [(1, 7), (2, 8), (3, 7)]


def test_rename_column(kept):
    kept.execute("ALTER TABLE color RENAME COLUMN name TO title")
    kept.execute("DELETE FROM color WHERE id = 2")
    repair(kept)
    assert status(kept, "color") == "ok"
    assert one(kept, "SELECT softdelete_restore('color')") == 2
    assert rows(kept, "SELECT id, title FROM color") == [(1, "red"), (2, "green"), (3, "blue")]


def test_drop_column_of_a_suspended_table(kept):
    kept.execute("UPDATE softdelete SET suspended = 1")
    kept.execute("ALTER TABLE color DROP COLUMN hex")
    kept.execute("UPDATE softdelete SET suspended = 0")
    assert status(kept, "color") == "ok"
    assert one(kept, "SELECT restore('color', 1)") == 1
    assert rows(kept, "SELECT * FROM color WHERE id = 1") == [(1, "red")]


def test_drop_column_is_refused(kept):
    fails(kept, "ALTER TABLE color DROP COLUMN hex")
    assert status(kept, "color") == "ok"


def test_rename_table(kept):
    kept.execute("ALTER TABLE color RENAME TO paint")
    kept.execute("DELETE FROM paint WHERE id = 2")
    assert repair(kept) == 1
    assert rows(kept, "SELECT table_name, status FROM softdelete") == [("paint", "ok")]
    assert rows(kept, "SELECT name FROM color_deleted ORDER BY id") == [("red",), ("green",)]
    assert one(kept, "SELECT softdelete_restore('paint')") == 2
    assert {name for name, in rows(kept, "SELECT name FROM sqlite_schema WHERE type <> 'index' AND name LIKE 'color%'")} == {"color_deleted"}


REBUILD = """
CREATE TABLE new_color(id INTEGER PRIMARY KEY, name TEXT NOT NULL, hex TEXT);
INSERT INTO new_color SELECT * FROM color;
DROP TABLE color;
ALTER TABLE new_color RENAME TO color;
"""


@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
@pytest.mark.parametrize("by_script", [True, False])
def test_a_rebuild(kept, foreign_keys, by_script):
    script = one(kept, "SELECT softdelete_script('color')")
    before = sorted(objects(kept), key=repr)
    kept.execute(f"PRAGMA foreign_keys = {foreign_keys}")
    kept.executescript(REBUILD)
    assert status(kept, "color") == "damaged"
    if by_script:
        kept.executescript(script)
        assert repair(kept) == 0
    else:
        assert repair(kept) == 1
    assert status(kept, "color") == "ok"
    assert [each[:3] for each in sorted(objects(kept), key=repr)] == [each[:3] for each in before]
    kept.execute("DELETE FROM color WHERE id = 2")
    assert one(kept, "SELECT softdelete_restore('color')") == 2
    assert rows(kept, "SELECT name FROM color ORDER BY id") == [("red",), ("green",), ("blue",)]


def test_a_rebuild_of_a_parent_keeps_all(db):
    db.executescript("PRAGMA foreign_keys = OFF;"
                     "CREATE TABLE p(id INTEGER PRIMARY KEY);"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE);"
                     "INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (10, 1), (20, 2);")
    for table in "pc":
        manage(db, table, storage="archive")
    before = rows(db, "SELECT * FROM c")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("DELETE FROM p WHERE id = 1")
    db.execute("PRAGMA foreign_keys = OFF")
    db.executescript("CREATE TABLE n(id INTEGER PRIMARY KEY); INSERT INTO n SELECT * FROM p; DROP TABLE p;"
                     "ALTER TABLE n RENAME TO p;")
    repair(db)
    assert rows(db, "SELECT status FROM softdelete") == [("ok",), ("ok",)]
    db.execute("PRAGMA foreign_keys = ON")
    assert one(db, "SELECT restore('p', 1)") == 1
    assert rows(db, "SELECT * FROM c") == before


def test_suspended_and_resumed(kept):
    kept.execute("UPDATE softdelete SET suspended = 1")
    kept.execute("DELETE FROM color WHERE id = 2")
    assert "suspended" in fails(kept, "SELECT restore('color', 1)")
    kept.execute("UPDATE softdelete SET suspended = 0")
    assert rows(kept, "SELECT id FROM color_deleted") == [(1,)]
    kept.execute("DELETE FROM color WHERE id = 3")
    assert one(kept, "SELECT softdelete_restore('color')") == 2


def test_disabled_and_enabled_again(kept):
    trash = rows(kept, "SELECT * FROM color_deleted")
    kept.execute("DELETE FROM softdelete")
    assert not rows(kept, "SELECT 1 FROM sqlite_schema WHERE type IN ('view', 'trigger')")
    manage(kept, "color", storage="archive")
    assert rows(kept, "SELECT * FROM color_deleted") == trash


def test_enabled_again_without_a_storage(kept):
    trash = rows(kept, "SELECT * FROM color_deleted")
    kept.execute("DELETE FROM softdelete")
    manage(kept, "color")
    assert rows(kept, "SELECT storage, status FROM softdelete") == [("archive", "ok")]
    assert rows(kept, "SELECT * FROM color_deleted") == trash


def test_a_table_that_is_no_archive_changes_no_storage(db):
    db.executescript(COLORS + "CREATE TABLE color_softdelete_archive(x);")
    manage(db, "color")
    assert rows(db, "SELECT storage, status FROM softdelete") == [("flag", "ok")]


TREE = """
PRAGMA foreign_keys = ON;
CREATE TABLE p(id INTEGER PRIMARY KEY);
CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE);
CREATE TABLE g(id INTEGER PRIMARY KEY, c REFERENCES c ON DELETE CASCADE);
INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (10, 1), (20, 2); INSERT INTO g VALUES (100, 10), (200, 20);
"""


def test_a_dropped_parent_with_foreign_keys(db):
    db.executescript(TREE)
    for table in "pcg":
        manage(db, table, storage="archive")
    db.execute("DELETE FROM c WHERE id = 20")
    db.execute("DROP TABLE p")  # deletes its rows first, and so those that refer to them
    trash = [("c", "[10]", None), ("c", "[20]", None), ("g", "[100]", "c"), ("g", "[200]", "c")]
    query = "SELECT table_name, key, deleted_via FROM softdelete_trash ORDER BY 1, 2"
    assert rows(db, query) == trash
    assert rows(db, "SELECT table_name, status FROM softdelete ORDER BY 1") == [("c", "damaged"), ("g", "ok"), ("p", "missing")]
    assert repair(db) == 1
    assert rows(db, "SELECT table_name, status FROM softdelete ORDER BY 1") == [("c", "ok"), ("g", "ok"), ("p", "missing")]
    assert "no such table: main.p" in fails(db, "SELECT restore('c', 10)")  # as an INSERT would be
    assert rows(db, query) == trash
    db.execute("CREATE TABLE p(id INTEGER PRIMARY KEY)")
    assert repair(db) == 2
    assert rows(db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    assert "row of p that it refers to is gone" in fails(db, "SELECT restore('c', 10)")
    db.execute("INSERT INTO p VALUES (1), (2)")
    assert one(db, "SELECT restore('c', 10)") == 1
    assert one(db, "SELECT softdelete_restore('c')") == 2
    assert rows(db, "SELECT * FROM c") == [(10, 1), (20, 2)] and rows(db, "SELECT * FROM g") == [(100, 10), (200, 20)]


def test_removed(db):
    db.executescript(COLORS)
    before = dump(db)
    manage(db, "color", storage="archive")
    db.execute("DELETE FROM color WHERE id = 1")
    assert "has deleted rows" in fails(db, "SELECT softdelete_remove('color')")
    rows(db, "SELECT restore('color', 1)")
    assert one(db, "SELECT softdelete_remove('color')") == 1
    assert dump(db) == before


TIED = """
CREATE TABLE p(id INTEGER PRIMARY KEY, k TEXT UNIQUE);
CREATE TABLE c(id TEXT PRIMARY KEY, p REFERENCES p ON DELETE CASCADE, k TEXT REFERENCES p(k) ON DELETE SET NULL);
"""


@pytest.mark.parametrize("order", ["pc", "cp"])
def test_the_script_makes_the_same_objects(order):
    ours = connect(script=TIED)
    for table in order:
        manage(ours, table, storage="archive")
    plain = connect(load=False, script=TIED)
    for table in order + order:  # it can be run any number of times
        plain.executescript(one(ours, "SELECT softdelete_script(?)", table))
    assert sorted(objects(plain), key=repr) == sorted(objects(ours), key=repr)


@pytest.mark.parametrize("end", ["COMMIT", "ROLLBACK"])
@pytest.mark.parametrize("repaired_inside", [True, False])
def test_a_rebuild_in_a_transaction(kept, end, repaired_inside):
    before = dump(kept)
    kept.executescript("BEGIN;" + REBUILD)
    if repaired_inside:
        assert repair(kept) == 1
        kept.execute("DELETE FROM color WHERE id = 3")
        assert rows(kept, "SELECT id FROM color_deleted ORDER BY id") == [(1,), (3,)]
        assert one(kept, "SELECT restore('color', 3)") == 1
    kept.execute(end)
    if end == "ROLLBACK":
        assert dump(kept) == before
    assert repair(kept) == (end == "COMMIT" and not repaired_inside)
    assert status(kept, "color") == "ok"
    assert one(kept, "SELECT restore('color', 1)") == 1
    assert rows(kept, "SELECT name FROM color ORDER BY id") == [("red",), ("green",), ("blue",)]
