"""A database that a newer version made: this one says so, and leaves it alone."""

import pytest

from support import COLORS, connect, dump, fails, manage, one, rows

LATER = "UPDATE softdelete_registry SET format = 99 WHERE table_name = 'color'"
WRITES = ["INSERT INTO softdelete(table_name) VALUES ('color')",
          "INSERT INTO softdelete(table_name) SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'color'",
          "UPDATE softdelete SET retention = '3 days' WHERE table_name = 'color'",
          "UPDATE softdelete SET suspended = 1 WHERE table_name = 'color'",
          "DELETE FROM softdelete WHERE table_name = 'color'"]
CALLS = ["soft_delete('color', 1)", "restore('color', 2)", "restore_with_parents('color', 2)", "purge('color', 2)",
         "softdelete_purge('color', '0 days')", "softdelete_restore('color')", "softdelete_live_indexes('color', 1)",
         "softdelete_repair('color')", "softdelete_remove('color')", "softdelete_script('color')"]


@pytest.fixture(params=[False, True], ids=["same registry", "registry with a column more"])
def later(path, request):
    """A database whose table `color` has format 99; nothing else tells it from today's."""
    db = connect(path, script=COLORS)
    manage(db, "color", retention="30 days")
    db.execute("DELETE FROM color WHERE id = 2")
    db.execute(LATER)
    if request.param:
        db.execute("ALTER TABLE softdelete_registry ADD COLUMN mood TEXT")
    db.close()
    db = connect(path)
    yield db
    db.close()


def says_what_to_do(message):
    assert "color" in message and "newer" in message and "softdelete" in message, message


@pytest.mark.parametrize("statement", WRITES + [f"SELECT {call}" for call in CALLS])
def test_it_is_refused_and_nothing_changes(later, statement):
    before = dump(later)
    says_what_to_do(fails(later, statement))
    assert dump(later) == before
    later.execute("BEGIN")
    later.execute("INSERT INTO color(id, name) VALUES (7, 'pink')")
    says_what_to_do(fails(later, statement))
    later.execute("COMMIT")
    assert one(later, "SELECT count(*) FROM color WHERE id = 7") == 1


def test_what_is_about_all_tables_changes_nothing_there(later):
    before = dump(later)
    for call in ("softdelete_repair()", "softdelete_purge()", "softdelete_restore()"):
        try:
            rows(later, f"SELECT {call}")
        except Exception as error:  # a refusal is as good as passing it over
            says_what_to_do(str(error))
        assert dump(later) == before


def test_the_panel_can_be_read(later):
    before = dump(later)
    assert rows(later, "SELECT table_name, flag_column, retention FROM softdelete") == [
        ("color", "is_deleted", "30 days")]
    ((status,),) = rows(later, "SELECT status FROM softdelete")
    assert status
    rows(later, "SELECT * FROM softdelete_trash")
    assert dump(later) == before


def test_plain_sql_goes_on_working(later):
    later.execute("DELETE FROM color WHERE id = 1")
    assert rows(later, "SELECT id FROM color_deleted ORDER BY id") == [(1,), (2,)]
    later.execute("UPDATE color_deleted SET is_deleted = 0")
    assert rows(later, "SELECT count(*) FROM color_active") == [(3,)]


def test_other_tables_are_not_held_up(path):
    db = connect(path, script=COLORS + "CREATE TABLE other(id INTEGER PRIMARY KEY); INSERT INTO other VALUES (1), (2);")
    manage(db, "color")
    manage(db, "other")
    db.execute(LATER)
    db.close()
    db = connect(path)
    assert one(db, "SELECT soft_delete('other', 1)") == 1
    manage(db, "other")
    assert rows(db, "SELECT status FROM softdelete WHERE table_name = 'other'") == [("ok",)]


def test_its_rows_are_not_counted(later):
    assert rows(later, "SELECT live_rows, deleted_rows, oldest_deleted_at FROM softdelete") == [(None, None, None)]
