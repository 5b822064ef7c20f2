"""The virtual table `softdelete`: enabling, looking, setting."""

import pytest

from support import COLORS, dump, fails, manage, objects, one, rows, status

COLUMNS = ["schema_name", "table_name", "storage", "flag_column", "time_column",
           "time_format", "live_value", "deleted_value", "active_view", "deleted_view", "children",
           "retention", "suspended", "live_indexes", "reuse_keys", "live_rows", "deleted_rows",
           "oldest_deleted_at", "status"]
COMPUTED = ["live_rows", "deleted_rows", "oldest_deleted_at", "status"]


def test_columns(db):
    cursor = db.execute("SELECT * FROM softdelete")
    assert [each[0] for each in cursor.description] == COLUMNS


def test_empty_before_anything_is_managed(db):
    assert rows(db, "SELECT * FROM softdelete") == []


def test_looking_writes_nothing(db):
    db.executescript(COLORS)
    before = dump(db)
    rows(db, "SELECT * FROM softdelete")
    assert dump(db) == before


def test_defaults(color):
    assert rows(color, "SELECT * FROM softdelete") == [(
        "main", "color", "flag", "is_deleted", "deleted_at", "text", 0, 1, "color_active", "color_deleted", "declared", None, 0, 0, 0,
        3, 0, None, "ok")]


def test_enabling_adds_flag_time_and_via_behind_the_columns(color):
    names = [row[1] for row in rows(color, "PRAGMA table_info(color)")]
    assert names[:3] == ["id", "name", "hex"]
    assert sorted(names[3:]) == ["deleted_at", "deleted_via", "is_deleted"]


def test_objects_of_a_managed_table(color):
    others = {(kind, name) for kind, name, _, _ in objects(color)} - {
        ("table", "color"), ("table", "softdelete_registry"), ("index", "softdelete_registry_name"),
        ("table", "softdelete_context"), ("table", "softdelete_context_row")}
    names = {name for kind, name in others if kind != "trigger" and not name.startswith("sqlite_autoindex_")}
    assert names == {"color_active", "color_deleted", "color_softdelete_trash"}
    triggers = {name for kind, name in others if kind == "trigger"}
    assert triggers and all(name.startswith("color_softdelete_") for name in triggers)


def test_trash_index_covers_deleted_rows_only(color):
    assert one(color, "SELECT partial FROM pragma_index_list('color') WHERE name = 'color_softdelete_trash'") == 1


def test_custom_names(db):
    db.executescript(COLORS)
    manage(db, "color", flag_column="gone", time_column="gone_at", active_view="colors", deleted_view="bin")
    db.execute("DELETE FROM color WHERE id = 2")
    assert rows(db, "SELECT id FROM colors") == [(1,), (3,)]
    assert rows(db, "SELECT id, gone, gone_at IS NOT NULL FROM bin") == [(2, 1, 1)]
    assert rows(db, "SELECT flag_column, time_column, active_view, deleted_view FROM softdelete") == [
        ("gone", "gone_at", "colors", "bin")]


def test_settings_at_enabling(db):
    db.executescript(COLORS)
    manage(db, "color", children="keep", retention="30 days", reuse_keys=1)
    assert rows(db, "SELECT children, retention, reuse_keys FROM softdelete") == [("keep", "30 days", 1)]


def test_explicit_schema(db):
    db.executescript(COLORS)
    manage(db, "color", schema_name="main")
    assert status(db, "color") == "ok"


def test_insert_select_enables_many(db):
    db.executescript("CREATE TABLE a(x); CREATE TABLE b(x); CREATE TABLE c(x)")
    db.execute("INSERT INTO softdelete(table_name) SELECT name FROM sqlite_schema WHERE type = 'table'"
               " ORDER BY name")
    assert rows(db, "SELECT table_name, status FROM softdelete ORDER BY 1") == [
        ("a", "ok"), ("b", "ok"), ("c", "ok")]


def test_every_table_of_a_file(db):
    # The statement meets the registry that it creates itself, which is passed over.
    db.executescript("CREATE TABLE a(x); CREATE TABLE b(x); CREATE TABLE c(x)")
    for _ in range(2):
        db.execute("INSERT INTO softdelete(table_name) SELECT name FROM sqlite_schema WHERE type = 'table'")
        assert rows(db, "SELECT table_name, status FROM softdelete ORDER BY 1") == [
            ("a", "ok"), ("b", "ok"), ("c", "ok")]


def test_insert_select_is_all_or_nothing(db):
    db.executescript("CREATE TABLE a(x); CREATE TABLE b(x)")
    before = dump(db)
    assert "nowhere" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('a'), ('b'), ('nowhere')")
    assert dump(db) == before
    assert rows(db, "SELECT * FROM softdelete") == []


def test_counts_and_oldest(color):
    color.execute("UPDATE color SET is_deleted = 1, deleted_at = '2001-02-03 04:05:06.789' WHERE id = 1")
    color.execute("DELETE FROM color WHERE id = 2")
    assert rows(color, "SELECT live_rows, deleted_rows, oldest_deleted_at FROM softdelete") == [
        (1, 2, "2001-02-03 04:05:06.789")]


def test_counts_follow_within_a_transaction(color):
    color.execute("BEGIN")
    color.execute("DELETE FROM color")
    assert rows(color, "SELECT live_rows, deleted_rows FROM softdelete") == [(0, 3)]
    color.execute("ROLLBACK")
    assert rows(color, "SELECT live_rows, deleted_rows FROM softdelete") == [(3, 0)]


def test_constraints_in_queries(color):
    color.execute("CREATE TABLE other(x)")
    manage(color, "other")
    assert rows(color, "SELECT table_name FROM softdelete WHERE table_name = 'other'") == [("other",)]
    assert rows(color, "SELECT table_name FROM softdelete WHERE live_rows = 3") == [("color",)]
    assert rows(color, "SELECT table_name FROM softdelete WHERE schema_name = 'nowhere'") == []
    assert one(color, "SELECT count(*) FROM softdelete AS a JOIN softdelete AS b USING (table_name)") == 2


@pytest.mark.parametrize(("column", "value"), [
    ("retention", "30 days"), ("children", "keep"), ("children", "cascade"), ("reuse_keys", 1), ("suspended", 1)])
def test_update_of_a_setting(color, column, value):
    color.execute(f"UPDATE softdelete SET {column} = ? WHERE table_name = 'color'", (value,))
    assert one(color, f"SELECT {column} FROM softdelete") == value


@pytest.mark.parametrize("value", ["1", 1.0, "1.0"])
def test_switch_as_hosts_bind_it_that_know_one_type(color, value):
    color.execute("UPDATE softdelete SET reuse_keys = ?, suspended = ?", (value, value))
    assert rows(color, "SELECT reuse_keys, suspended FROM softdelete") == [(1, 1)]


def test_retention_is_taken_back_with_null(color):
    color.execute("UPDATE softdelete SET retention = '30 days'")
    color.execute("UPDATE softdelete SET retention = NULL")
    assert one(color, "SELECT retention FROM softdelete") is None


def test_update_of_one_setting_keeps_the_others(color):
    color.execute("UPDATE softdelete SET retention = '30 days', children = 'keep'")
    color.execute("UPDATE softdelete SET reuse_keys = 1")
    assert rows(color, "SELECT retention, children, reuse_keys FROM softdelete") == [("30 days", "keep", 1)]


def test_enabling_again_keeps_the_settings(color):
    color.execute("UPDATE softdelete SET retention = '30 days', children = 'keep'")
    manage(color, "color")
    assert rows(color, "SELECT retention, children FROM softdelete") == [("30 days", "keep")]


@pytest.mark.parametrize("drop", ["DROP VIEW color_active", "DROP VIEW color_deleted",
                                  "DROP INDEX color_softdelete_trash"])
def test_damage_is_seen_and_repaired(color, drop):
    before = sorted(objects(color))
    color.execute(drop)
    assert status(color, "color") == "damaged"
    manage(color, "color")
    assert status(color, "color") == "ok"
    assert sorted(objects(color)) == before


def test_every_lost_trigger_is_seen_and_repaired(color):
    before = sorted(objects(color))
    for kind, name, _, _ in before:
        if kind == "trigger":
            color.execute(f"DROP TRIGGER {name}")
            assert status(color, "color") == "damaged", name
            manage(color, "color")
            assert sorted(objects(color)) == before


def test_repair_of_a_whole_table_writes_nothing(color):
    before = dump(color), one(color, "PRAGMA schema_version")
    manage(color, "color")
    assert (dump(color), one(color, "PRAGMA schema_version")) == before


def test_missing_table(color):
    for view in ("color_active", "color_deleted"):
        color.execute(f"DROP VIEW {view}")
    color.execute("DROP TABLE color")
    assert rows(color, "SELECT table_name, status FROM softdelete") == [("color", "missing")]
    color.execute("DELETE FROM softdelete WHERE table_name = 'color'")
    assert rows(color, "SELECT * FROM softdelete") == []


def test_registry_is_one_ordinary_table(color):
    color.execute("CREATE TABLE other(x)")
    manage(color, "other")
    found = [sql for kind, name, _, sql in objects(color) if name == "softdelete_registry" and kind == "table"]
    assert len(found) == 1 and found[0].upper().startswith("CREATE TABLE")


def steps(db, sql):
    """How many thousands of virtual-machine instructions a query takes."""
    count = 0

    def tick():
        nonlocal count
        count += 1

    db.set_progress_handler(tick, 1000)
    rows(db, sql)
    db.set_progress_handler(None, 0)
    return count


def test_counts_are_computed_only_when_asked_for(color):
    color.execute("WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n LIMIT 100000)"
                  " INSERT INTO color(id, name) SELECT i, i FROM n")
    settings = steps(color, "SELECT schema_name, table_name, flag_column, suspended, status FROM softdelete")
    assert settings < 30 < 100 < steps(color, "SELECT live_rows FROM softdelete")


def test_renamed_table_is_still_recognised(color):
    color.execute("ALTER TABLE color RENAME TO colour")
    assert rows(color, "SELECT table_name, live_rows FROM softdelete") == [("colour", 3)]
    manage(color, "colour")
    assert rows(color, "SELECT table_name, status FROM softdelete") == [("colour", "ok")]
    color.execute("DELETE FROM colour WHERE id = 1")
    assert one(color, "SELECT deleted_rows FROM softdelete") == 1
