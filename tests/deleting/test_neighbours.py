"""Triggers, checks, indexes and views of the user around a managed table."""

import pytest

from support import COLORS, dump, fails, manage, objects, one, rows

TOUCH = """
ALTER TABLE color ADD COLUMN touched INT DEFAULT 0;
CREATE TRIGGER touch AFTER UPDATE ON color WHEN NEW.touched IS OLD.touched
BEGIN UPDATE color SET touched = touched + 1 WHERE id = NEW.id; END;
"""


@pytest.fixture(params=["ON", "OFF"])
def recursive(request, db):
    db.execute(f"PRAGMA recursive_triggers = {request.param}")
    db.executescript(COLORS)
    return db


@pytest.mark.parametrize("first", ["user", "softdelete"])
def test_trigger_that_touches_every_updated_row(recursive, first):
    db = recursive
    if first == "user":
        db.executescript(TOUCH)
    manage(db, "color")
    if first == "softdelete":
        db.executescript(TOUCH)
        manage(db, "color")
    db.execute("DELETE FROM color WHERE id = 1")
    db.execute("DELETE FROM color_active WHERE id = 2")
    assert one(db, "SELECT soft_delete('color', 3)") == 1
    assert rows(db, "SELECT id, deleted_at IS NOT NULL, deleted_via FROM color_deleted ORDER BY id") == [
        (1, 1, None), (2, 1, None), (3, 1, None)]
    assert one(db, "SELECT restore('color', 1)") == 1
    db.execute("UPDATE color SET is_deleted = 0 WHERE id = 2")
    assert rows(db, "SELECT id, deleted_at FROM color_active ORDER BY id") == [(1, None), (2, None)]
    assert one(db, "SELECT purge('color', 3)") == 1
    db.execute("DELETE FROM color")
    db.execute("DELETE FROM color_deleted")
    assert rows(db, "SELECT * FROM color") == []


def test_delete_triggers_of_the_user_fire_at_a_purge_alone(recursive):
    recursive.executescript("CREATE TABLE log(id); CREATE TRIGGER gone AFTER DELETE ON color"
                            " BEGIN INSERT INTO log VALUES (OLD.id); END;")
    manage(recursive, "color")
    recursive.execute("DELETE FROM color")
    assert rows(recursive, "SELECT * FROM log") == []
    recursive.execute("DELETE FROM color_deleted WHERE id = 2")
    assert rows(recursive, "SELECT * FROM log") == [(2,)]


def test_delete_within_a_trigger_of_the_user_is_intercepted(recursive):
    recursive.executescript("CREATE TABLE done(id); CREATE TRIGGER d AFTER INSERT ON done"
                            " BEGIN DELETE FROM color WHERE id = NEW.id; END;")
    manage(recursive, "color")
    recursive.execute("INSERT INTO done VALUES (1), (3)")
    assert rows(recursive, "SELECT id FROM color_deleted ORDER BY id") == [(1,), (3,)]


@pytest.mark.parametrize("check", [
    "CHECK (is_deleted IN (0, 1))", "CHECK (is_deleted = 0 OR name <> '')",
    "CHECK (deleted_at IS NULL OR datetime(deleted_at) IS NOT NULL)", "CHECK (deleted_at IS NULL OR length(deleted_at) = 23)"])
def test_checks_on_flag_and_time(recursive, check):
    recursive.executescript(f"DROP TABLE color; CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT,"
                            f" is_deleted INT NOT NULL DEFAULT 0, deleted_at TEXT, {check});"
                            "INSERT INTO color(name) VALUES ('red'), ('green'), ('blue')")
    manage(recursive, "color")
    recursive.execute("DELETE FROM color")
    recursive.execute("UPDATE color_deleted SET is_deleted = 0 WHERE id = 1")
    assert one(recursive, "SELECT purge('color', 2)") == 1
    recursive.execute("DELETE FROM color_deleted")
    assert rows(recursive, "SELECT id FROM color") == [(1,)]


@pytest.mark.parametrize("conflict", ["ABORT", "FAIL", "ROLLBACK", "IGNORE"])
def test_trigger_of_the_user_that_refuses_is_heard(recursive, conflict):
    action = "RAISE(IGNORE)" if conflict == "IGNORE" else f"RAISE({conflict}, 'not this one')"
    manage(recursive, "color")
    recursive.executescript(f"CREATE TRIGGER never BEFORE UPDATE OF is_deleted ON color WHEN OLD.id = 2"
                            f" BEGIN SELECT {action}; END;")
    before = dump(recursive)
    for sql in ("DELETE FROM color WHERE id = 2", "DELETE FROM color_active WHERE id = 2",
                "SELECT soft_delete('color', 2)"):
        if conflict == "IGNORE":
            recursive.execute(sql).fetchall()
        else:
            assert "not this one" in fails(recursive, sql)
        assert dump(recursive) == before


def test_function_reports_no_row_where_a_trigger_ignored_it(color):
    color.execute("CREATE TRIGGER never BEFORE UPDATE OF is_deleted ON color BEGIN SELECT RAISE(IGNORE); END")
    assert one(color, "SELECT soft_delete('color', 2)") == 0


def test_indexes_of_the_user_stay_right(recursive):
    recursive.executescript("CREATE INDEX a ON color(name); CREATE INDEX b ON color(hex) WHERE hex > '#0';"
                            "CREATE INDEX c ON color(length(name), hex DESC)")
    before = {each for each in objects(recursive) if each[0] == "index"}
    manage(recursive, "color")
    recursive.execute("DELETE FROM color WHERE id = 2")
    recursive.execute("DELETE FROM color_deleted")
    assert before <= set(objects(recursive))
    assert rows(recursive, "PRAGMA integrity_check") == [("ok",)]
    assert rows(recursive, "SELECT id FROM color INDEXED BY a WHERE name > ''  ORDER BY id") == [(1,), (3,)]


def test_views_of_the_user_over_the_table_keep_working(color):
    color.executescript("CREATE VIEW everything AS SELECT * FROM color; CREATE VIEW live AS SELECT * FROM color_active;")
    color.execute("DELETE FROM color WHERE id = 1")
    assert one(color, "SELECT count(*) FROM everything") == 3
    assert one(color, "SELECT count(*) FROM live") == 2


def test_temp_triggers_and_views_of_the_user(color):
    color.executescript("CREATE TEMP TABLE log(id); CREATE TEMP TRIGGER seen AFTER UPDATE OF is_deleted ON main.color"
                        " BEGIN INSERT INTO log VALUES (NEW.id); END;"
                        "CREATE TEMP VIEW mine AS SELECT id FROM color_active;")
    color.execute("DELETE FROM color WHERE id = 1")
    assert one(color, "SELECT soft_delete('color', 2)") == 1
    assert rows(color, "SELECT id FROM log ORDER BY id") == [(1,), (2,)]
    assert rows(color, "SELECT id FROM mine") == [(3,)]
    manage(color, "color")
    color.execute("DELETE FROM softdelete")


def test_two_managed_tables_that_delete_each_other(db):
    db.executescript("CREATE TABLE a(id INTEGER PRIMARY KEY); CREATE TABLE b(id INTEGER PRIMARY KEY);"
                     "INSERT INTO a VALUES (1), (2); INSERT INTO b VALUES (1), (2);")
    manage(db, "a")
    manage(db, "b")
    db.executescript("CREATE TRIGGER ab AFTER UPDATE OF is_deleted ON a WHEN NEW.is_deleted > OLD.is_deleted"
                     " BEGIN DELETE FROM b WHERE id = NEW.id; END;")
    db.execute("DELETE FROM a WHERE id = 1")
    assert rows(db, "SELECT id FROM b_deleted") == [(1,)]


MARKED = ["CREATE TRIGGER mine AFTER INSERT ON color BEGIN /* softdelete */ SELECT 1; END",
          "CREATE INDEX mine ON color(\"/* softdelete */\")", "CREATE INDEX \"/* softdelete */\" ON color(name)",
          "CREATE TRIGGER \"mine /* softdelete */\" AFTER INSERT ON color BEGIN SELECT 1; END",
          "CREATE INDEX mine ON color(name) /* softdelete */ WHERE hex > '#0'"]


@pytest.mark.parametrize("sql", MARKED)
@pytest.mark.parametrize("first", ["user", "softdelete"])
def test_comment_of_ours_in_an_object_of_the_user(color, sql, first):
    color.execute("DELETE FROM softdelete")
    color.execute("ALTER TABLE color ADD COLUMN \"/* softdelete */\"")
    if first == "user":
        color.execute(sql)
    manage(color, "color")
    if first == "softdelete":
        color.execute(sql)
    mine = rows(color, "SELECT * FROM sqlite_schema WHERE sql = ?", sql)
    for change in ("INSERT INTO softdelete(table_name) VALUES ('color')", "UPDATE softdelete SET suspended = 1",
                   "UPDATE softdelete SET suspended = 0", "DELETE FROM softdelete"):
        assert rows(color, "SELECT status FROM softdelete WHERE status = 'damaged'") == []
        color.execute(change)
        assert len(rows(color, "SELECT * FROM sqlite_schema WHERE sql = ?", sql)) == len(mine) == 1
