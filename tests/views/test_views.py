"""Reading and updating through color_active and color_deleted."""

import pytest

from support import connect, fails, manage, one, rows, shell


@pytest.fixture
def mixed(color):
    """Red and blue are live, green is in the trash."""
    color.execute("DELETE FROM color WHERE id = 2")
    return color


def test_views_part_the_table(mixed):
    assert rows(mixed, "SELECT * FROM color_active UNION ALL SELECT * FROM color_deleted ORDER BY id") == rows(
        mixed, "SELECT * FROM color ORDER BY id")


@pytest.mark.parametrize("view", ["color_active", "color_deleted"])
def test_views_show_generated_columns(db, view):
    db.execute("CREATE TABLE color(id INTEGER PRIMARY KEY, a AS (id + 1), b AS (id + 2) STORED)")
    manage(db, "color")
    names = [each[0] for each in db.execute(f"SELECT * FROM {view}").description]
    assert names == ["id", "a", "b", "is_deleted", "deleted_at", "deleted_via"]


def test_update_of_one_column(mixed):
    mixed.execute("UPDATE color_active SET name = 'rot' WHERE id = 1")
    assert rows(mixed, "SELECT id, name, hex FROM color_active ORDER BY id") == [
        (1, "rot", "#f00"), (3, "blue", "#00f")]


def test_update_of_all_live_rows_spares_the_trash(mixed):
    mixed.execute("UPDATE color_active SET name = 'x'")
    assert rows(mixed, "SELECT id, name FROM color ORDER BY id") == [(1, "x"), (2, "green"), (3, "x")]


def test_update_of_the_key(mixed):
    mixed.execute("UPDATE color_active SET id = 10 WHERE id = 1")
    mixed.execute("UPDATE color_deleted SET id = 20 WHERE id = 2")
    assert rows(mixed, "SELECT id, name FROM color ORDER BY id") == [(3, "blue"), (10, "red"), (20, "green")]


def test_update_to_null_and_back(mixed):
    mixed.execute("UPDATE color_active SET hex = NULL WHERE id = 1")
    assert one(mixed, "SELECT hex FROM color WHERE id = 1") is None
    mixed.execute("UPDATE color_active SET hex = '#f00' WHERE hex IS NULL")
    assert one(mixed, "SELECT hex FROM color WHERE id = 1") == "#f00"


def test_update_in_the_trash_leaves_its_time(mixed):
    before = rows(mixed, "SELECT deleted_at, is_deleted, deleted_via FROM color_deleted")
    mixed.execute("UPDATE color_deleted SET name = 'lime'")
    assert rows(mixed, "SELECT deleted_at, is_deleted, deleted_via FROM color_deleted") == before
    assert rows(mixed, "SELECT id, name FROM color_deleted") == [(2, "lime")]


def test_constraints_hold_through_a_view(mixed):
    before = rows(mixed, "SELECT * FROM color")
    assert "NOT NULL" in fails(mixed, "UPDATE color_active SET name = NULL WHERE id = 1")
    assert "NOT NULL" in fails(mixed, "INSERT INTO color_active(id) VALUES (9)")
    assert "UNIQUE" in fails(mixed, "UPDATE color_active SET id = 3 WHERE id = 1")
    assert rows(mixed, "SELECT * FROM color") == before


def test_update_with_from_and_subqueries(mixed):
    mixed.execute("UPDATE color_active SET name = n.name FROM (SELECT 3 AS id, 'navy' AS name) AS n"
                  " WHERE n.id = color_active.id")
    mixed.execute("UPDATE color_active SET hex = (SELECT max(hex) FROM color_active) WHERE id = 3")
    assert rows(mixed, "SELECT name, hex FROM color_active WHERE id = 3") == [("navy", "#f00")]


def test_delete_through_both_views(mixed):
    mixed.execute("DELETE FROM color_active WHERE id IN (1, 2)")
    assert rows(mixed, "SELECT id FROM color_deleted ORDER BY id") == [(1,), (2,)]
    mixed.execute("DELETE FROM color_deleted WHERE id IN (2, 3)")
    assert rows(mixed, "SELECT id FROM color ORDER BY id") == [(1,), (3,)]


def test_insert_into_the_deleted_view_is_refused(mixed):
    assert "color_deleted" in fails(mixed, "INSERT INTO color_deleted(id, name) VALUES (9, 'x')")


def test_insert_of_a_trashed_key_through_the_view_is_refused(mixed):
    before = rows(mixed, "SELECT * FROM color")
    message = fails(mixed, "INSERT INTO color_active(id, name) VALUES (2, 'new green')")
    assert "color" in message and "trash" in message
    assert rows(mixed, "SELECT * FROM color") == before


def test_equal_rows_without_a_key_are_told_apart_by_what_the_statement_says(db):
    db.executescript("CREATE TABLE t(a, b); INSERT INTO t VALUES ('x', 1), ('x', 2), ('x', NULL), (NULL, NULL)")
    manage(db, "t")
    db.execute("DELETE FROM t_active WHERE b = 2")
    db.execute("UPDATE t_active SET a = 'y' WHERE b IS NULL AND a = 'x'")
    assert rows(db, "SELECT a, b, is_deleted FROM t ORDER BY rowid") == [
        ("x", 1, 0), ("x", 2, 1), ("y", None, 0), (None, None, 0)]


def test_views_of_a_table_used_in_views_of_the_user(mixed):
    mixed.execute("CREATE VIEW names AS SELECT name FROM color_active")
    assert rows(mixed, "SELECT name FROM names ORDER BY 1") == [("blue",), ("red",)]
    manage(mixed, "color")
    assert rows(mixed, "SELECT name FROM names ORDER BY 1") == [("blue",), ("red",)]


def test_triggers_of_the_user_may_write_through_the_views(mixed):
    mixed.executescript("""
        CREATE TABLE command(verb, id);
        CREATE TRIGGER obey AFTER INSERT ON command BEGIN
          DELETE FROM color_active WHERE id = NEW.id AND NEW.verb = 'delete';
          UPDATE color_deleted SET is_deleted = 0 WHERE id = NEW.id AND NEW.verb = 'restore';
        END;
        INSERT INTO command VALUES ('delete', 1), ('restore', 2);
    """)
    assert rows(mixed, "SELECT id FROM color_active ORDER BY id") == [(2,), (3,)]


def test_big_values_pass_through_unchanged(mixed):
    value = bytes(range(256)) * 4000
    mixed.execute("UPDATE color_active SET hex = ? WHERE id = 1", (value,))
    mixed.execute("INSERT INTO color_active(id, name, hex) VALUES (4, 'big', ?)", (value,))
    mixed.execute("DELETE FROM color_active WHERE id IN (1, 4)")
    assert rows(mixed, "SELECT hex = ?, typeof(hex) FROM color_deleted WHERE id IN (1, 4)", value) == [(1, "blob")] * 2


def test_values_keep_their_types(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a, b BLOB, c NUMERIC)")
    manage(db, "t")
    db.execute("INSERT INTO t_active VALUES (1, '1', 1, '1.0', 0, NULL, NULL), (2, x'00', 1.0, 'x', 0, NULL, NULL)")
    db.execute("UPDATE t_active SET id = id + 10")
    assert rows(db, "SELECT id, typeof(a), typeof(b), typeof(c) FROM t ORDER BY id") == [
        (11, "text", "integer", "integer"), (12, "blob", "real", "text")]


def test_large_statement_through_the_view(path):
    db = connect(path, script="CREATE TABLE t(id INTEGER PRIMARY KEY, x)")
    manage(db, "t")
    db.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000)"
               " INSERT INTO t_active(id, x) SELECT i, i % 2 FROM n")
    db.execute("DELETE FROM t_active WHERE x = 1")
    assert rows(db, "SELECT live_rows, deleted_rows FROM softdelete") == [(2500, 2500)]
    db.close()


@pytest.mark.parametrize("kind", ["STORED", "VIRTUAL"])
@pytest.mark.parametrize("sql", ["INSERT INTO t_active(id, low) VALUES (2, 'b')", "UPDATE t_active SET low = 'b'",
                                 "UPDATE t_active SET low = 'A'"])
def test_generated_column_is_not_written(db, kind, sql):
    db.execute(f"CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT, low TEXT COLLATE NOCASE AS (lower(v)) {kind})")
    db.execute("INSERT INTO t VALUES (1, 'A')")
    manage(db, "t")
    assert "low is a generated column" in fails(db, sql)
    db.execute("UPDATE t_active SET v = 'B', low = low")
    assert rows(db, "SELECT id, v, low FROM t") == [(1, "B", "b")]


@pytest.mark.parametrize("definition", [
    "id TEXT PRIMARY KEY, v", "id TEXT PRIMARY KEY COLLATE NOCASE, v", "id TEXT COLLATE RTRIM, v, UNIQUE(id)"])
@pytest.mark.parametrize("write", [
    "UPDATE t_active SET v = 1", "DELETE FROM t_active", "UPDATE t_active SET is_deleted = 1"])
def test_rows_without_an_exact_key_are_found_by_an_index(path, definition, write):
    connect(path, script=f"CREATE TABLE t({definition}); INSERT INTO softdelete(table_name) VALUES ('t')").close()
    plan = shell(f".eqp trigger\n{write} WHERE id = 'a';", path).splitlines()
    assert any("SEARCH t USING INDEX sqlite_autoindex_t_1" in line for line in plan)
    assert not any(line.endswith("SCAN t") for line in plan)
