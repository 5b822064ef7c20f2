"""Attached databases and temp tables: each file has its own registry."""

import sqlite3

import pytest

from support import REGISTRY, COLORS, connect, fails, ident, manage, objects, one, rows


def colors_in(db, schema):
    db.execute(f"CREATE TABLE {ident(schema)}.color(id INTEGER PRIMARY KEY, name TEXT)")
    db.execute(f"INSERT INTO {ident(schema)}.color VALUES (1, 'red'), (2, 'green')")


def trash(db, schema):
    return [id for (id,) in rows(db, f"SELECT id FROM {ident(schema)}.color_deleted ORDER BY id")]


@pytest.fixture(params=["aux", "temp", "two words", 'a"b', "select"])
def schema(request, db):
    if request.param != "temp":
        db.execute(f"ATTACH ':memory:' AS {ident(request.param)}")
    colors_in(db, request.param)
    manage(db, "color", schema_name=request.param)
    return request.param


def test_all_objects_lie_beside_the_table(db, schema):
    assert objects(db) == []
    names = {name for _, name, _, sql in objects(db, schema) if sql}
    assert {"color", "color_active", "color_deleted", "softdelete_registry"} <= names
    assert rows(db, "SELECT schema_name, table_name, live_rows, status FROM softdelete") == [
        (schema, "color", 2, "ok")]


def test_every_event(db, schema):
    source = ident(schema)
    db.execute(f"DELETE FROM {source}.color WHERE id = 1")
    assert trash(db, schema) == [1]
    db.execute(f"UPDATE {source}.color_deleted SET is_deleted = 0")
    assert trash(db, schema) == []
    db.execute(f"DELETE FROM {source}.color_active WHERE id = 2")
    assert trash(db, schema) == [2]
    db.execute(f"DELETE FROM {source}.color_deleted")
    assert rows(db, f"SELECT id FROM {source}.color") == [(1,)]


def test_functions_find_an_unqualified_name(db, schema):
    assert rows(db, "SELECT soft_delete('color', 1), restore('color', 1), soft_delete('color', 2),"
                    " purge('color', 2)") == [(1, 1, 1, 1)]


def test_disable(db, schema):
    db.execute("DELETE FROM softdelete WHERE schema_name = ?", (schema,))
    assert {name for _, name, _, sql in objects(db, schema) if sql} == {
        "color", "color_softdelete_trash", *REGISTRY}


def test_update_of_a_setting(db, schema):
    db.execute("UPDATE softdelete SET retention = '3 days' WHERE schema_name = ?", (schema,))
    assert one(db, "SELECT retention FROM softdelete") == "3 days"


def test_damage_and_repair(db, schema):
    db.execute(f"DROP VIEW {ident(schema)}.color_active")
    assert one(db, "SELECT status FROM softdelete") == "damaged"
    manage(db, "color")
    assert one(db, "SELECT status FROM softdelete") == "ok"


def test_unqualified_name_is_looked_up_as_sqlite_does(db):
    db.execute("ATTACH ':memory:' AS one")
    db.execute("ATTACH ':memory:' AS two")
    for name in ("two", "one", "main", "temp"):
        colors_in(db, name)
    for name in ("temp", "main", "one", "two"):
        manage(db, "color")
        assert rows(db, "SELECT schema_name FROM softdelete") == [(name,)]
        db.execute("DELETE FROM softdelete")
        db.execute(f"DROP TABLE {name}.color")


def test_temp_table_shadows_main_for_functions(db):
    for name in ("main", "temp"):
        colors_in(db, name)
        manage(db, "color", schema_name=name)
    assert one(db, "SELECT soft_delete('color', 1)") == 1
    assert (trash(db, "temp"), trash(db, "main")) == ([1], [])


@pytest.mark.parametrize("used_before", [False, True])
def test_unmanaged_temp_table_shadows_a_managed_one(db, used_before):
    # The function must mean the table that `DELETE FROM color` means.
    colors_in(db, "main")
    manage(db, "color")
    if used_before:
        one(db, "SELECT soft_delete('color', 99)")
    colors_in(db, "temp")
    assert "color" in fails(db, "SELECT soft_delete('color', 2)")
    assert trash(db, "main") == []


def test_triggers_of_one_table_leave_its_namesake_alone(db):
    for name in ("main", "temp"):
        colors_in(db, name)
    manage(db, "color", schema_name="main")
    db.execute("DELETE FROM main.color WHERE id = 1")
    assert trash(db, "main") == [1]
    assert one(db, "SELECT count(*) FROM temp.color") == 2
    db.execute("DELETE FROM temp.color")
    assert one(db, "SELECT count(*) FROM main.color") == 2


@pytest.mark.parametrize("name", ["main.color", "aux.color", "AUX.color"])
def test_functions_take_a_qualified_name(db, name):
    db.execute("ATTACH ':memory:' AS aux")
    for schema in ("main", "aux"):
        colors_in(db, schema)
        manage(db, "color", schema_name=schema)
    assert one(db, "SELECT soft_delete(?, 1)", name) == 1
    assert trash(db, name.split(".")[0].lower()) == [1]


def test_table_whose_name_holds_a_dot_comes_first(db):
    db.execute('CREATE TABLE "main.color"(id INTEGER PRIMARY KEY)')
    db.execute('INSERT INTO "main.color" VALUES (1)')
    colors_in(db, "main")
    manage(db, "main.color")
    assert one(db, "SELECT soft_delete('main.color', 1)") == 1
    assert rows(db, 'SELECT id FROM "main.color_deleted"') == [(1,)]


def test_unknown_schema(db):
    db.executescript(COLORS)
    message = fails(db, "INSERT INTO softdelete(schema_name, table_name) VALUES ('nowhere', 'color')")
    assert "nowhere" in message


def test_table_of_another_schema(db):
    db.executescript(COLORS)
    db.execute("ATTACH ':memory:' AS aux")
    message = fails(db, "INSERT INTO softdelete(schema_name, table_name) VALUES ('aux', 'color')")
    assert "aux" in message and "color" in message


def test_many_tables_of_many_schemas_at_once(db):
    db.execute("ATTACH ':memory:' AS aux")
    for name in ("temp", "main", "aux"):
        colors_in(db, name)
    db.execute("INSERT INTO softdelete(schema_name, table_name) SELECT name, 'color' FROM pragma_database_list")
    assert sorted(rows(db, "SELECT schema_name, status FROM softdelete")) == [
        ("aux", "ok"), ("main", "ok"), ("temp", "ok")]


def test_file_attached_under_another_name(color_file):
    db = connect()
    db.execute("ATTACH ? AS elsewhere", (str(color_file),))
    assert rows(db, "SELECT schema_name, table_name, status FROM softdelete") == [("elsewhere", "color", "ok")]
    assert one(db, "SELECT soft_delete('color', 1)") == 1
    db.execute("DELETE FROM elsewhere.color WHERE id = 2")
    assert trash(db, "elsewhere") == [1, 2]


def test_detached_file_is_forgotten(color_file):
    db = connect()
    db.execute("ATTACH ? AS elsewhere", (str(color_file),))
    one(db, "SELECT soft_delete('color', 1)")
    db.execute("DETACH elsewhere")
    assert rows(db, "SELECT * FROM softdelete") == []
    assert "color" in fails(db, "SELECT soft_delete('color', 2)")
    db.execute("ATTACH ? AS again", (str(color_file),))
    assert one(db, "SELECT soft_delete('color', 2)") == 1


def test_transaction_over_two_files_rolls_back_in_both(db, tmp_path):
    db.execute("ATTACH ? AS aux", (str(tmp_path / "aux.sqlite"),))
    colors_in(db, "main")
    colors_in(db, "aux")
    before = objects(db), objects(db, "aux")
    db.execute("BEGIN")
    manage(db, "color", schema_name="main")
    manage(db, "color", schema_name="aux")
    db.execute("ROLLBACK")
    assert (objects(db), objects(db, "aux")) == before
    assert rows(db, "SELECT * FROM softdelete") == []


@pytest.mark.parametrize("call, left", [
    ("SELECT purge('color', 1)", [2, 3]), ("SELECT softdelete_purge('color', '0 days')", [3]),
    ("SELECT softdelete_purge('color', '0 days', 1)", [2, 3]), ("DELETE FROM color_deleted", [3])])
def test_purging_in_an_attached_database_beside_a_read_only_main(tmp_path, call, left):
    connect(tmp_path / "main.sqlite", script="CREATE TABLE t(x)").close()
    connect(tmp_path / "other.sqlite", script=COLORS + "INSERT INTO softdelete(table_name) VALUES ('color');"
            "DELETE FROM color WHERE id = 1; DELETE FROM color WHERE id = 2").close()
    db = connect(f"file:{tmp_path}/main.sqlite?mode=ro", uri=True)
    db.execute("ATTACH ? AS other", (f"file:{tmp_path}/other.sqlite?mode=rw",))
    db.execute(call).fetchall()
    assert [key for key, in rows(db, "SELECT id FROM color ORDER BY id")] == left
    db.execute("CREATE TEMP TRIGGER mine BEFORE DELETE ON other.color WHEN OLD.id = 3"
               " BEGIN SELECT RAISE(ABORT, 'three must stay'); END")
    db.execute("UPDATE color SET is_deleted = 1")
    before = rows(db, "SELECT * FROM color")
    assert "three must stay" in fails(db, "SELECT softdelete_purge('color', '0 days')")
    assert rows(db, "SELECT * FROM color") == before and not db.in_transaction
    db.close()


def test_shadow_table_of_an_attached_database_whose_virtual_table_has_a_namesake(tmp_path):
    # Where SQLite reads a schema, it takes main.words for the owner, and other.words_content for an ordinary table.
    path = tmp_path / "words.db"
    connect(path, script="CREATE VIRTUAL TABLE words USING fts5(word)").close()
    db = connect(script="CREATE TABLE words(x)")
    db.execute(f"ATTACH '{path}' AS other")
    for name in ("words_content", "words_data"):
        assert "shadow" in fails(db, f"INSERT INTO softdelete(table_name) VALUES ('{name}')")
    db.execute("INSERT INTO other.words VALUES ('one')")
    assert rows(db, "SELECT word FROM other.words") == [("one",)]


def test_shadow_table_that_is_named_after_two_virtual_tables(db):
    db.executescript("CREATE VIRTUAL TABLE word USING fts5(a); CREATE VIRTUAL TABLE word_by USING fts5(a);"
                     "CREATE TABLE word_by_hand(id INTEGER PRIMARY KEY)")
    assert "shadow" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('word_by_content')")
    if sqlite3.sqlite_version_info >= (3, 37):  # an older one can't tell
        manage(db, "word_by_hand")
