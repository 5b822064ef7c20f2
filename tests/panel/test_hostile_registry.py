"""A file in which other things stand in the place of softdelete's own tables: nothing of them is run."""

import pytest

from support import connect, dump, fails, manage, one, rows, status

VALUES = ("1 AS id, 'color' AS table_name, 'is_deleted' AS flag_column, 'deleted_at' AS time_column, 'a' AS active_view,"
          " 'd' AS deleted_view, 'declared' AS children, NULL AS retention, 0 AS suspended, 0 AS live_indexes")
READING = ["SELECT * FROM softdelete", "SELECT * FROM softdelete_trash", "SELECT softdelete_script('color')",
           "SELECT softdelete_repair()", "SELECT restore('color', 1)", "DELETE FROM softdelete"]
MANAGING = ["INSERT INTO softdelete(table_name) VALUES ('other')", "UPDATE softdelete SET retention = '1 days'",
            "DELETE FROM softdelete", "SELECT softdelete_remove('color')", "UPDATE softdelete SET suspended = 1"]


@pytest.fixture
def calls(db):
    """The calls of a function that a hostile file can name in its views and triggers."""
    found = []
    db.create_function("attack", -1, lambda *_: found.append(1) or 0)
    return found


@pytest.mark.parametrize("sql", READING)
@pytest.mark.parametrize("view", [
    f"SELECT {VALUES}, attack() AS reuse_keys",
    f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT {VALUES}, i AS reuse_keys FROM n"])
def test_view_in_the_place_of_the_registry(db, calls, view, sql):
    db.executescript(f"CREATE TABLE color(id INTEGER PRIMARY KEY); CREATE VIEW softdelete_registry AS {view}")
    db.set_progress_handler(lambda: 1, 10**6)  # so that an endless view ends
    before = dump(db)
    assert "softdelete_registry is taken" in fails(db, sql)
    assert not calls
    assert dump(db) == before


def test_view_that_says_it_is_a_table(path):
    hostile = connect(path, load=False, script=f"""
        CREATE TABLE color(id INTEGER PRIMARY KEY);
        CREATE VIEW softdelete_registry AS SELECT {VALUES}, attack() AS reuse_keys;
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET type = 'table', rootpage = 2 WHERE name = 'softdelete_registry'""")
    hostile.close()
    db = connect(path)
    calls = []
    db.create_function("attack", 0, lambda: calls.append(1) or 0)
    assert "softdelete_registry" in fails(db, "SELECT * FROM softdelete")  # some versions of SQLite say it themselves
    assert not calls
    db.close()


@pytest.mark.parametrize("storage", ["flag", "archive"])
@pytest.mark.parametrize("event", ["INSERT", "UPDATE", "DELETE"])
@pytest.mark.parametrize("sql", MANAGING)
def test_trigger_on_the_registry(db, calls, storage, event, sql):
    db.executescript("CREATE TABLE color(id INTEGER PRIMARY KEY); CREATE TABLE other(id INTEGER PRIMARY KEY)")
    manage(db, "color", storage=storage)
    db.execute(f"CREATE TRIGGER trap BEFORE {event} ON softdelete_registry BEGIN SELECT attack(); END")
    before = dump(db)
    assert "the trigger trap of softdelete_registry" in fails(db, sql)
    assert not calls
    assert dump(db) == before
    assert status(db, "color") == "ok"  # reading goes on
    db.execute("DROP TRIGGER trap")
    rows(db, sql)


def test_trigger_on_the_counter_of_operations(db, calls):
    db.executescript("CREATE TABLE color(id INTEGER PRIMARY KEY); CREATE TABLE other(id INTEGER PRIMARY KEY)")
    manage(db, "color", storage="archive")
    db.execute("DELETE FROM softdelete_operation")
    db.execute("CREATE TRIGGER trap AFTER INSERT ON softdelete_operation BEGIN SELECT attack(); END")
    assert "the trigger trap of softdelete_operation" in fails(
        db, "INSERT INTO softdelete(table_name, storage) VALUES ('other', 'archive')")
    assert not calls


def test_trigger_that_hides_its_table(path):
    hostile = connect(path, script="CREATE TABLE color(id INTEGER PRIMARY KEY); CREATE TABLE x(y)")
    manage(hostile, "color")
    hostile.executescript("""
        CREATE TRIGGER trap AFTER DELETE ON softdelete_registry BEGIN SELECT attack(); END;
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET tbl_name = 'x' WHERE name = 'trap'""")
    hostile.close()
    db = connect(path)
    calls = []
    db.create_function("attack", 0, lambda: calls.append(1) or 0)
    assert "trap" in fails(db, "DELETE FROM softdelete")  # some versions of SQLite say it themselves
    assert not calls
    db.close()


def test_trigger_of_the_users_that_reads_the_registry(db):
    """That one is nobody's business."""
    db.executescript("CREATE TABLE color(id INTEGER PRIMARY KEY); CREATE TABLE seen(n)")
    manage(db, "color")
    db.execute("CREATE TRIGGER audit AFTER UPDATE ON color BEGIN"
               " INSERT INTO seen SELECT count(*) FROM softdelete_registry; END")
    db.execute("UPDATE softdelete SET retention = '1 days'")
    assert one(db, "SELECT retention FROM softdelete") == "1 days"


@pytest.mark.parametrize("column", ["table_name", "active_view", "deleted_view", "flag_column", "time_column", "deleted_value",
                                    "retention", "added_columns"])
def test_text_of_a_megabyte_in_the_registry(db, column):
    """It would stand in every object of the table and of its neighbours: such a row is none of ours."""
    db.executescript("CREATE TABLE color(id INTEGER PRIMARY KEY)")
    manage(db, "color")
    db.execute(f"UPDATE softdelete_registry SET {column} = printf('%.*c', 1000000, 'x')")
    assert rows(db, "SELECT table_name FROM softdelete") == []
    assert rows(db, "SELECT softdelete_repair()") == [(0,)]


@pytest.mark.parametrize("setting", ["active_view", "deleted_view", "flag_column", "deleted_value"])
def test_setting_that_is_too_long_is_refused(db, setting):
    db.executescript("CREATE TABLE color(id INTEGER PRIMARY KEY)")
    before = dump(db)
    value = "x" * 10001
    assert "10000 bytes" in fails(db, f"INSERT INTO softdelete(table_name, {setting}) VALUES ('color', '{value}')")
    assert dump(db) == before
    manage(db, "color", **{setting: "x" * 9000})
    assert status(db, "color") == "ok"


@pytest.mark.parametrize("change", ["table_name = 'color' || char(0) || 'x'", "deleted_view = ''", "time_column = ''"])
def test_row_of_the_registry_that_can_be_none_of_ours(db, change):
    db.execute("CREATE TABLE color(id INTEGER PRIMARY KEY)")
    manage(db, "color")
    db.execute(f"UPDATE softdelete_registry SET {change}")
    assert rows(db, "SELECT table_name FROM softdelete") == []
