"""Disabling: views, triggers and settings go; rows, columns and the index of the trash stay."""

import pytest

from support import REGISTRY, COLORS, dump, fails, manage, objects, one, rows


def test_columns_and_rows_stay(color):
    color.execute("DELETE FROM color WHERE id = 2")
    before = rows(color, "SELECT * FROM color")
    color.execute("DELETE FROM softdelete WHERE table_name = 'color'")
    assert rows(color, "SELECT * FROM color") == before
    assert len(before) == 3


def test_generated_objects_go(color):
    color.execute("DELETE FROM softdelete WHERE table_name = 'color'")
    assert {name for _, name, _, sql in objects(color) if sql} == {"color", "color_softdelete_trash", *REGISTRY}
    assert rows(color, "SELECT * FROM softdelete") == []


def test_registry_row_goes(color):
    color.execute("DELETE FROM softdelete WHERE table_name = 'color'")
    assert rows(color, "SELECT * FROM softdelete_registry") == []


def test_delete_is_a_real_one_again(color):
    color.execute("DELETE FROM softdelete")
    assert color.execute("DELETE FROM color WHERE id = 1").rowcount == 1
    assert one(color, "SELECT count(*) FROM color") == 2


def test_enabling_again_finds_the_trash(color):
    color.execute("DELETE FROM color WHERE id = 2")
    before = rows(color, "SELECT * FROM color_deleted")
    color.execute("DELETE FROM softdelete")
    manage(color, "color")
    assert rows(color, "SELECT * FROM color_deleted") == before


def test_enabling_again_gives_the_same_objects(color):
    before = sorted(objects(color))
    color.execute("DELETE FROM softdelete")
    manage(color, "color")
    assert sorted(objects(color)) == before


def test_objects_of_the_user_stay(db):
    db.executescript(COLORS + """
        CREATE INDEX color_name ON color(name);
        CREATE VIEW color_names AS SELECT name FROM color;
        CREATE TRIGGER color_log AFTER INSERT ON color BEGIN SELECT 1; END;
    """)
    before = {row for row in objects(db) if row[1] != "color"}
    manage(db, "color")
    db.execute("DELETE FROM softdelete")
    assert before <= set(objects(db))


def test_one_of_two_tables(color):
    color.execute("CREATE TABLE other(x)")
    manage(color, "other")
    color.execute("DELETE FROM softdelete WHERE table_name = 'color'")
    assert rows(color, "SELECT table_name, status FROM softdelete") == [("other", "ok")]


def test_several_at_once(db):
    db.executescript("CREATE TABLE a(x); CREATE TABLE b(x); CREATE TABLE c(x)")
    db.execute("INSERT INTO softdelete(table_name) VALUES ('a'), ('b'), ('c')")
    db.execute("DELETE FROM softdelete")
    assert rows(db, "SELECT * FROM softdelete") == []
    assert {kind for kind, _, _, sql in objects(db) if sql} == {"table", "index"}


def test_damaged_table(color):
    color.execute("DROP VIEW color_active")
    color.execute("DELETE FROM softdelete")
    assert {name for _, name, _, sql in objects(color) if sql} == {"color", "color_softdelete_trash", *REGISTRY}


def test_custom_views_go(db):
    db.executescript(COLORS)
    manage(db, "color", active_view="here", deleted_view="there")
    db.execute("DELETE FROM softdelete")
    assert {name for _, name, _, sql in objects(db) if sql} == {"color", "color_softdelete_trash", *REGISTRY}


def test_unknown_table_disables_nothing(color):
    before = dump(color)
    color.execute("DELETE FROM softdelete WHERE table_name = 'nowhere'")
    assert dump(color) == before


@pytest.mark.parametrize("end", ["ROLLBACK", "ROLLBACK TO here"])
def test_rollback_brings_it_all_back(color, end):
    color.execute("DELETE FROM color WHERE id = 2")
    before = dump(color)
    color.execute("SAVEPOINT here" if "TO" in end else "BEGIN")
    color.execute("DELETE FROM softdelete")
    color.execute("DELETE FROM color")
    color.execute(end)
    assert dump(color) == before
    assert one(color, "SELECT soft_delete('color', 1)") == 1


def test_function_after_disabling(color):
    one(color, "SELECT soft_delete('color', 1)")
    color.execute("DELETE FROM softdelete")
    assert "color is not managed" in fails(color, "SELECT soft_delete('color', 2)")


def test_while_another_statement_reads(color):
    reading = color.execute("SELECT id FROM color")
    reading.fetchone()
    color.execute("DELETE FROM softdelete")
    assert rows(color, "SELECT * FROM softdelete") == []
    assert reading.fetchall() == [(2,), (3,)]
    assert {kind for kind, _, _, sql in objects(color) if sql} == {"table", "index"}


def test_with_live_indexes_it_is_refused(color):
    color.execute("SELECT softdelete_live_indexes('color', 1)").fetchall()
    before = dump(color)
    assert "softdelete_live_indexes('color', 0)" in fails(color, "DELETE FROM softdelete")
    assert dump(color) == before


def test_other_names_than_before_need_the_index_dropped(color):
    color.execute("DELETE FROM softdelete")
    before = dump(color)
    message = fails(color, "INSERT INTO softdelete(table_name, time_column) VALUES ('color', 'gone_at')")
    assert 'DROP INDEX color_softdelete_trash' in message
    assert dump(color) == before
    color.execute("DROP INDEX color_softdelete_trash")
    manage(color, "color", time_column="gone_at")
