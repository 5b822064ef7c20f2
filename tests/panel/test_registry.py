"""The registry is data in a file that anybody may have written, and its name may be taken."""

import random

import pytest

from support import COLORS, connect, dump, fails, manage, one, rows

LOOKS = ["SELECT * FROM softdelete", "SELECT soft_delete('color', 1)", "SELECT restore('color', 1)",
         "SELECT purge('color', 1)", "INSERT INTO softdelete(table_name) VALUES ('color')",
         "UPDATE softdelete SET suspended = 1", "UPDATE softdelete SET suspended = 0", "DELETE FROM softdelete",
         "SELECT softdelete_script('color')", "SELECT * FROM softdelete_trash"]
VALUES = [None, "", "x", "color", "id", "is_deleted", "color_active", 'a"b', "'", "a'b", 0, 1, 2, -1, 10**18, 1.5, b"", b"\xff",
          "sqlite_x", "main", "softdelete_registry", "x" * 10000, "\x00", "30 days", "declared"]


@pytest.mark.parametrize("taken", [
    "CREATE TABLE softdelete_registry(x)", "CREATE VIEW softdelete_registry AS SELECT 1",
    "CREATE INDEX softdelete_registry ON color(name)", "CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name)"])
def test_name_taken_by_something_else(db, taken):
    db.executescript(COLORS + taken)
    before = dump(db)
    assert "softdelete_registry" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('color')")
    assert dump(db) == before
    fails(db, "SELECT soft_delete('color', 1)")
    assert dump(db) == before


def test_control_panel_name_taken_by_a_table_of_the_user(path):
    # SQLite then means the user's table; nothing of it may be hurt.
    connect(path, load=False, script=COLORS + "CREATE TABLE softdelete(table_name); INSERT INTO softdelete VALUES ('x')").close()
    db = connect(path)
    before = dump(db)
    assert rows(db, "SELECT * FROM softdelete") == [("x",)]
    fails(db, "SELECT soft_delete('color', 1)")
    assert dump(db) == before


@pytest.mark.parametrize("seed", range(25))
def test_nonsense_in_the_registry_does_no_harm(seed):
    chance = random.Random(seed)
    db = connect(script=COLORS + "CREATE TABLE precious(a TEXT); INSERT INTO precious VALUES ('gold');")
    manage(db, "color")
    columns = [name for (name,) in rows(db, "SELECT name FROM pragma_table_info('softdelete_registry')")]
    for _ in range(15):
        try:
            db.execute(f"UPDATE softdelete_registry SET \"{chance.choice(columns)}\" = ?", (chance.choice(VALUES),))
        except Exception:
            pass
        for sql in chance.sample(LOOKS, 3):
            try:
                db.execute(sql).fetchall()
            except Exception as error:
                assert str(error)
        assert rows(db, "SELECT * FROM precious") == [("gold",)]
    db.close()


@pytest.mark.parametrize("column", ["active_view", "deleted_view"])
def test_registry_that_points_at_a_table_of_the_user_drops_nothing(color, column):
    # Objects are known as ours by name and text, not by the registry's word alone.
    color.executescript("CREATE TABLE precious(a); CREATE VIEW mine AS SELECT 1 AS x;")
    for victim in ("precious", "mine"):
        color.execute(f"UPDATE softdelete_registry SET {column} = ?", (victim,))
        for sql in ("UPDATE softdelete SET suspended = 1", "DELETE FROM softdelete"):
            color.execute("SAVEPOINT s")
            try:
                color.execute(sql)
            except Exception as error:
                assert str(error)
            assert one(color, "SELECT count(*) FROM sqlite_schema WHERE name = ?", victim) == 1
            color.execute("ROLLBACK TO s")


def test_registry_that_was_dropped(color):
    color.execute("DROP TABLE softdelete_registry")
    assert rows(color, "SELECT * FROM softdelete") == []
    assert "color" in fails(color, "SELECT soft_delete('color', 1)")
    color.execute("DELETE FROM color WHERE id = 2")
    assert rows(color, "SELECT id FROM color_deleted") == [(2,)]


def test_registry_that_was_emptied_lets_the_table_be_enabled_again(color):
    color.execute("DELETE FROM softdelete_registry")
    manage(color, "color")
    assert one(color, "SELECT status FROM softdelete") == "ok"
    color.execute("DELETE FROM softdelete")
    assert rows(color, "SELECT name FROM sqlite_schema WHERE name LIKE 'color\\_%' ESCAPE '\\'") == [("color_softdelete_trash",)]
