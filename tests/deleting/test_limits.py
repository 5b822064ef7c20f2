"""Limits that SQLite sets. They are documented, so they are tested too."""

import pytest

from support import fails, live_indexes, manage, one, rows, shell


def test_intercepted_delete_reports_no_changes(color):
    color.execute("INSERT INTO color(name) VALUES ('white')")
    cursor = color.execute("DELETE FROM color WHERE id < 3")
    assert cursor.rowcount == 0
    assert one(color, "SELECT changes()") == 0
    assert one(color, "SELECT count(*) FROM color_deleted") == 2


def test_intercepted_delete_returns_nothing(color):
    assert rows(color, "DELETE FROM color RETURNING id") == []
    assert one(color, "SELECT count(*) FROM color_deleted") == 3


def test_update_of_the_flag_reports_changes_and_returns(color):
    assert rows(color, "UPDATE color SET is_deleted = 1 WHERE id < 3 RETURNING id") == [(1,), (2,)]


def test_insert_through_the_view_sets_no_last_insert_rowid(color):
    color.execute("INSERT INTO color(id, name) VALUES (10, 'white')")
    color.execute("INSERT INTO color_active(id, name) VALUES (20, 'black')")
    assert one(color, "SELECT last_insert_rowid()") == 10


def test_insert_into_the_table_sets_last_insert_rowid(color):
    color.execute("INSERT INTO color(id, name) VALUES (10, 'white')")
    assert one(color, "SELECT last_insert_rowid()") == 10


def test_deletions_leave_last_insert_rowid_alone(color):
    color.execute("INSERT INTO color(id, name) VALUES (10, 'white')")
    color.execute("DELETE FROM color WHERE id = 1")
    rows(color, "SELECT soft_delete('color', 2), purge('color', 2)")
    assert one(color, "SELECT last_insert_rowid()") == 10


def test_views_know_no_upsert(color):
    message = fails(color, "INSERT INTO color_active(id, name) VALUES (1, 'x') ON CONFLICT(id) DO NOTHING")
    assert "UPSERT" in message


def test_table_knows_upsert(color):
    color.execute("INSERT INTO color(id, name) VALUES (1, 'rot') ON CONFLICT(id) DO UPDATE SET name = excluded.name")
    assert one(color, "SELECT name FROM color_active WHERE id = 1") == "rot"


def test_replace_over_a_live_row_replaces_it_for_good(color):
    color.execute("INSERT OR REPLACE INTO color(id, name) VALUES (1, 'rot')")
    assert rows(color, "SELECT id, name, hex FROM color WHERE id = 1") == [(1, "rot", None)]
    assert rows(color, "SELECT * FROM color_deleted") == []


FAMILY = """
CREATE TABLE child(id INTEGER PRIMARY KEY, color INT REFERENCES color(id) ON DELETE CASCADE);
INSERT INTO child VALUES (1, 1), (2, 1), (3, 2);
"""


def test_replace_with_foreign_keys_deletes_the_children_by_themselves(color):
    color.executescript(FAMILY)
    manage(color, "child")
    color.execute("PRAGMA foreign_keys = ON")
    color.execute("INSERT OR REPLACE INTO color(id, name) VALUES (1, 'rot')")
    assert rows(color, "SELECT id, deleted_via FROM child_deleted ORDER BY id") == [(1, None), (2, None)]
    assert one(color, "SELECT name FROM color_active WHERE id = 1") == "rot"


def test_replace_without_foreign_keys_leaves_the_children(color):
    color.executescript(FAMILY)
    manage(color, "child")
    color.execute("INSERT OR REPLACE INTO color(id, name) VALUES (1, 'rot')")
    assert rows(color, "SELECT * FROM child_deleted") == []


def test_replace_with_recursive_triggers_fails(color):
    color.execute("PRAGMA recursive_triggers = ON")
    before = rows(color, "SELECT * FROM color")
    fails(color, "INSERT OR REPLACE INTO color(id, name) VALUES (1, 'rot')")
    assert rows(color, "SELECT * FROM color") == before


@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE", "REPLACE", "INSERT OR ABORT"])
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_no_spelling_of_insert_touches_a_deleted_row(color, verb, recursive):
    color.execute(f"PRAGMA recursive_triggers = {recursive}")
    color.execute("DELETE FROM color WHERE id = 2")
    before = rows(color, "SELECT * FROM color")
    assert "trash" in fails(color, f"{verb} INTO color(id, name) VALUES (2, 'x')")
    assert rows(color, "SELECT * FROM color") == before


def test_upsert_over_a_deleted_row_is_refused(color):
    color.execute("DELETE FROM color WHERE id = 2")
    before = rows(color, "SELECT * FROM color")
    for action in ("NOTHING", "UPDATE SET name = 'x'"):
        assert "trash" in fails(color, f"INSERT INTO color(id, name) VALUES (2, 'x') ON CONFLICT DO {action}")
    assert rows(color, "SELECT * FROM color") == before


def test_unique_value_in_the_trash_is_refused(color):
    color.execute("CREATE UNIQUE INDEX by_hex ON color(hex)")
    manage(color, "color")
    color.execute("DELETE FROM color WHERE id = 2")
    message = fails(color, "INSERT INTO color(id, name, hex) VALUES (9, 'lime', '#0f0')")
    assert "trash" in message and "hex" in message


def test_reuse_keys_gives_the_place_to_the_new_row(color):
    color.execute("UPDATE softdelete SET reuse_keys = 1")
    color.execute("DELETE FROM color WHERE id = 2")
    color.execute("INSERT INTO color(id, name) VALUES (2, 'lime')")
    assert rows(color, "SELECT id, name FROM color_active WHERE id = 2") == [(2, "lime")]
    assert rows(color, "SELECT * FROM color_deleted") == []


def test_deleted_rowid_minus_one_looks_like_a_rowid_to_be_chosen(color):
    color.execute("INSERT INTO color(id, name) VALUES (-1, 'none')")
    color.execute("DELETE FROM color WHERE id = -1")
    assert "trash" in fails(color, "INSERT INTO color(name) VALUES ('lime')")
    color.execute("SELECT purge('color', -1)").fetchall()
    color.execute("INSERT INTO color(name) VALUES ('lime')")
    assert one(color, "SELECT id FROM color WHERE name = 'lime'") == 4


def test_update_of_the_table_changes_deleted_rows_too(color):
    color.execute("DELETE FROM color WHERE id = 2")
    color.execute("UPDATE color SET hex = NULL")
    assert one(color, "SELECT count(*) FROM color WHERE hex IS NULL") == 3


def test_update_through_the_active_view_spares_deleted_rows(color):
    color.execute("DELETE FROM color WHERE id = 2")
    color.execute("UPDATE color_active SET hex = NULL")
    assert rows(color, "SELECT hex FROM color_deleted") == [("#0f0",)]


def test_table_itself_is_everything(color):
    color.execute("DELETE FROM color WHERE id = 2")
    assert one(color, "SELECT count(*) FROM color") == 3


@pytest.fixture
def live_key(color):
    """`hex` is unique among the living only."""
    color.execute("CREATE UNIQUE INDEX by_hex ON color(hex)")
    live_indexes(color, 1)
    return color


def test_upsert_on_a_live_only_key_repeats_the_condition(live_key):
    upsert = "INSERT INTO color(name, hex) VALUES ('rot', '#f00') ON CONFLICT(hex) {}DO UPDATE SET name = excluded.name"
    fails(live_key, upsert.format(""))
    live_key.execute(upsert.format("WHERE is_deleted = 0 "))
    assert one(live_key, "SELECT name FROM color_active WHERE hex = '#f00'") == "rot"


def test_live_only_key_is_no_parent_of_a_foreign_key(live_key):
    live_key.execute("CREATE TABLE child(hex REFERENCES color(hex))")
    live_key.execute("PRAGMA foreign_keys = ON")
    assert "foreign key mismatch" in fails(live_key, "INSERT INTO child VALUES ('#f00')")


def test_returning_of_what_comes_later(color):
    assert rows(color, "INSERT INTO color_active(name) VALUES ('white') RETURNING id, name") == [(None, "white")]
    assert rows(color, "UPDATE color SET is_deleted = 1 WHERE id = 1 RETURNING deleted_at") == [(None,)]
    assert rows(color, "DELETE FROM color_active WHERE id = 2 RETURNING id") == [(2,)]


@pytest.mark.parametrize("condition, used", [("is_deleted = 0", True), ("NOT is_deleted", False), ("is_deleted = FALSE", False)])
def test_words_that_a_live_index_wants(live_key, condition, used):
    plan = rows(live_key, f"EXPLAIN QUERY PLAN SELECT * FROM color WHERE hex = '#f00' AND {condition}")
    assert ("by_hex" in str(plan)) == used


def test_host_that_turns_triggers_off_deletes_for_good(color_file):
    assert shell(".dbconfig enable_trigger off\n DELETE FROM color WHERE id = 1; SELECT count(*) FROM color;",
                 color_file, load=False).splitlines()[-1] == "2"


def test_upsert_with_reuse_keys_can_meet_a_deleted_row(db):
    """No trigger sees the conflict clause: the row that the statement names is updated where it lies."""
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE, b UNIQUE, v); INSERT INTO t VALUES (1, 'a1', 'b1', 0), (2, 'a2', 'b2', 0)")
    manage(db, "t", reuse_keys=1)
    db.execute("DELETE FROM t WHERE id = 2")
    db.execute("INSERT INTO t(a, b, v) VALUES ('a1', 'b2', 9) ON CONFLICT(b) DO UPDATE SET v = excluded.v")
    assert rows(db, "SELECT id, v, is_deleted FROM t") == [(1, 0, 0), (2, 9, 1)]


@pytest.mark.parametrize("definition, insert, left", [
    ("id INTEGER PRIMARY KEY, a UNIQUE ON CONFLICT IGNORE", "INSERT INTO t(a) VALUES ('d')", "d"),
    ("id INTEGER PRIMARY KEY CHECK (id > 0), a UNIQUE", "INSERT INTO t(a) VALUES ('d')", "d")])
def test_reuse_keys_replaces_the_deleted_row_and_what_depends_on_it(db, definition, insert, left):
    db.executescript(f"CREATE TABLE t({definition}); CREATE TABLE c(id INTEGER PRIMARY KEY, t REFERENCES t(a) ON DELETE CASCADE);"
                     "INSERT INTO t(a) VALUES ('d'); INSERT INTO c VALUES (1, 'd')")
    db.execute("INSERT INTO softdelete(table_name, reuse_keys) VALUES ('t', 1), ('c', 0)")
    db.execute("DELETE FROM t")
    db.execute(insert)
    assert rows(db, "SELECT a FROM t_active") == [(left,)]
    assert rows(db, "SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM c)") == [(1, 0)]


def test_time_that_is_the_flag_can_be_changed_in_the_trash(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, deleted_at TEXT); INSERT INTO t VALUES (1, '2020-01-01 00:00:00')")
    manage(db, "t")
    db.execute("UPDATE t SET deleted_at = '2021-01-01 00:00:00'")
    assert rows(db, "SELECT * FROM t_deleted") == [(1, "2021-01-01 00:00:00", None)]
