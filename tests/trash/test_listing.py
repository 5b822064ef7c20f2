"""softdelete_trash: what it shows, of which tables."""

import json

import pytest

from shapes import NAMED, SHAPES
from support import TIME, connect, fails, ident, manage, one, rows, shell


def listed(db, columns="schema_name, table_name, key", rest=""):
    return rows(db, f"SELECT {columns} FROM softdelete_trash {rest}")


def test_columns(db):
    cursor = db.execute("SELECT * FROM softdelete_trash")
    assert [column[0] for column in cursor.description] == [
        "schema_name", "table_name", "key", "deleted_at", "deleted_via", "row", "softdelete_id"]


def test_empty_without_managed_tables(db):
    assert listed(db) == []
    db.execute("CREATE TABLE t(a)")
    assert listed(db) == []
    manage(db, "t")
    assert listed(db) == []


def test_one_row(color):
    color.execute("DELETE FROM color WHERE id = 2")
    ((schema, table, key, deleted_at, deleted_via, row, number),) = listed(color, "*")
    assert (schema, table, key, deleted_via) == ("main", "color", "[2]", None)
    assert number is None
    assert TIME.fullmatch(deleted_at)
    assert json.loads(row) == {"id": 2, "name": "green", "hex": "#0f0", "is_deleted": 1,
                               "deleted_at": deleted_at, "deleted_via": None}


def test_row_columns_come_in_table_order(color):
    color.execute("DELETE FROM color WHERE id = 2")
    columns = [name for (name,) in rows(color, "SELECT name FROM pragma_table_info('color')")]
    assert list(json.loads(one(color, "SELECT row FROM softdelete_trash"))) == columns


def test_live_rows_are_not_listed(color):
    color.execute("DELETE FROM color WHERE id < 3")
    assert sorted(listed(color, "key")) == [("[1]",), ("[2]",)]
    color.execute("SELECT restore('color', 1)").fetchall()
    assert listed(color, "key") == [("[2]",)]
    color.execute("SELECT purge('color', 2)").fetchall()
    assert listed(color, "key") == []


def test_deleted_via_names_the_parent(db):
    db.executescript("CREATE TABLE p(id INTEGER PRIMARY KEY);"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE);"
                     "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1), (2, 1)")
    db.execute("INSERT INTO softdelete(table_name) VALUES ('p'), ('c')")
    db.execute("DELETE FROM c WHERE id = 2")
    db.execute("DELETE FROM p")
    assert sorted(listed(db, "table_name, key, deleted_via")) == [
        ("c", "[1]", "p"), ("c", "[2]", None), ("p", "[1]", None)]


@pytest.mark.parametrize("shape", SHAPES + NAMED, ids=lambda shape: shape.name)
def test_key_and_row_of_every_shape(shape):
    db = shape.connect()
    wanted = [shape.key_of(db, mark) for mark in (2, 4)]
    db.execute(f"DELETE FROM {ident(shape.table)} WHERE {ident(shape.mark)} IN (2, 4)")
    found = [(table, json.loads(key), json.loads(row)) for table, key, row in
             listed(db, "table_name, key, row", "ORDER BY row")]
    assert {table for table, _, _ in found} == {shape.table}

    def plain(value):  # BLOBs are listed as hex.
        return value.hex().upper() if isinstance(value, bytes) else value

    assert sorted((key for _, key, _ in found), key=repr) == sorted(
        ([plain(value) for value in key] for key in wanted), key=repr)
    cursor = db.execute(f"SELECT * FROM {ident(shape.deleted)}")
    names = [column[0] for column in cursor.description]
    expected = [{name: plain(value) for name, value in zip(names, row)} for row in cursor]
    assert sorted((row for _, _, row in found), key=repr) == sorted(expected, key=repr)


def test_a_key_can_be_given_back_to_the_functions(db):
    db.executescript("CREATE TABLE t(a TEXT, b INT, v, PRIMARY KEY(b, a)) WITHOUT ROWID;"
                     "INSERT INTO t(a, b) VALUES ('x', 1), ('y', 2)")
    manage(db, "t")
    db.execute("DELETE FROM t")
    for table, key in listed(db, "table_name, key"):
        assert one(db, "SELECT restore(?, json_extract(?, '$[0]'), json_extract(?, '$[1]'))", table, key, key) == 1
    assert listed(db) == []


def test_main_temp_and_attached(db, tmp_path):
    db.execute("ATTACH ? AS other", (str(tmp_path / "other.sqlite"),))
    db.execute("ATTACH ':memory:' AS \"odd name's\"")
    for schema in ("main", "temp", "other", '"odd name\'s"'):
        db.execute(f"CREATE TABLE {schema}.t(id INTEGER PRIMARY KEY)")
        db.execute(f"INSERT INTO {schema}.t VALUES (1)")
        db.execute("INSERT INTO softdelete(schema_name, table_name) VALUES (?, 't')",
                   (schema.strip('"'),))
        db.execute(f"DELETE FROM {schema}.t")
    assert sorted(listed(db)) == [(schema, "t", "[1]") for schema in ("main", "odd name's", "other", "temp")]
    assert listed(db, rest="WHERE schema_name = 'other'") == [("other", "t", "[1]")]
    db.execute("DETACH other")
    assert sorted(row[0] for row in listed(db)) == ["main", "odd name's", "temp"]


def test_many_tables_in_time_order(db, style):
    for number in range(12):
        db.execute(f"CREATE TABLE t{number}(id INTEGER PRIMARY KEY)")
        db.execute(f"INSERT INTO t{number} VALUES (1), (2), (3)")
        manage(db, f"t{number}", **style)
        db.execute(f"DELETE FROM t{number}")
        db.execute(f"UPDATE t{number} SET deleted_at = printf('20%02d-01-01 00:00:00.000', id * 12 + {number})")
    times = listed(db, "deleted_at", "ORDER BY deleted_at")
    assert times == sorted(times) and len(times) == 36
    assert listed(db, "deleted_at", "ORDER BY deleted_at DESC") == times[::-1]
    assert listed(db, "deleted_at", "ORDER BY deleted_at LIMIT 5 OFFSET 3") == times[3:8]
    assert listed(db, "table_name", "ORDER BY deleted_at DESC LIMIT 2") == [("t11",), ("t10",)]


def test_a_changing_trash_does_not_disturb_a_listing(color):
    color.execute("DELETE FROM color")
    seen = []
    for (key,) in color.execute("SELECT key FROM softdelete_trash"):
        seen.append(key)
        color.execute("SELECT restore('color', json_extract(?, '$[0]'))", (key,)).fetchall()
    assert sorted(seen) == ["[1]", "[2]", "[3]"]
    assert listed(color) == []


def test_purging_from_a_listing(color):
    color.execute("DELETE FROM color")
    assert one(color, "SELECT sum(purge(table_name, json_extract(key, '$[0]'))) FROM softdelete_trash") == 3
    assert one(color, "SELECT count(*) FROM color") == 0


def test_read_only_database(color_file):
    writer = connect(color_file)
    writer.execute("DELETE FROM color WHERE id = 1")
    writer.close()
    reader = connect(f"file:{color_file}?mode=ro", uri=True)
    assert listed(reader) == [("main", "color", "[1]")]


@pytest.mark.parametrize("damage", [
    "ALTER TABLE color RENAME TO colour",
    "DROP INDEX color_softdelete_trash",
    "DROP TABLE color",
    "DROP VIEW color_active; DROP VIEW color_deleted; DROP INDEX color_softdelete_trash;"
    " DROP TRIGGER color_softdelete_deleted; DROP TRIGGER color_softdelete_restored;"
    " DROP TRIGGER color_softdelete_insert; DROP TRIGGER color_softdelete_delete;"
    " ALTER TABLE color DROP COLUMN deleted_at",
])
def test_a_damaged_table_never_aborts_the_listing_of_others(color, damage):
    color.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)")
    manage(color, "t")
    color.execute("DELETE FROM color WHERE id = 1")
    color.execute("DELETE FROM t")
    color.executescript("PRAGMA legacy_alter_table = ON;" + damage)
    assert ("main", "t", "[1]") in listed(color)


def test_without_its_index_and_under_a_new_name_the_trash_is_whole(color):
    color.execute("DELETE FROM color WHERE id < 3")
    color.execute("DROP INDEX color_softdelete_trash")
    assert sorted(listed(color)) == [("main", "color", "[1]"), ("main", "color", "[2]")]
    color.execute("ALTER TABLE color RENAME TO colour")
    assert sorted(listed(color)) == [("main", "colour", "[1]"), ("main", "colour", "[2]")]


def test_the_trash_of_a_suspended_table_stays_visible(color):
    color.execute("DELETE FROM color WHERE id < 3")
    before = listed(color, "*")
    color.execute("UPDATE softdelete SET suspended = 1")
    assert listed(color, "*") == before


@pytest.mark.parametrize("sql", [
    "DELETE FROM softdelete_trash", "UPDATE softdelete_trash SET deleted_at = NULL",
    "INSERT INTO softdelete_trash(table_name) VALUES ('color')"])
def test_it_is_for_reading(color, sql):
    color.execute("DELETE FROM color")
    assert "softdelete_trash" in fails(color, sql)
    assert one(color, "SELECT count(*) FROM color_deleted") == 3


def test_direct_only(color):
    for kind in ("VIEW", "TEMP VIEW"):
        color.execute(f"CREATE {kind} v AS SELECT * FROM softdelete_trash")
        if kind == "VIEW":
            fails(color, "SELECT * FROM v")
        color.execute("DROP VIEW v")


def test_in_the_shell(color_file):
    printed = shell("DELETE FROM color WHERE id = 2; SELECT table_name, key FROM softdelete_trash;", color_file)
    assert printed == "color|[2]\n"


def test_a_table_with_so_many_columns_that_its_key_has_no_room_beside_them(db):
    columns = ", ".join(f"c{number}" for number in range(1992))
    db.execute(f"CREATE TABLE t(a, b, {columns}, PRIMARY KEY (a, b)) WITHOUT ROWID")
    manage(db, "t")
    db.execute("INSERT INTO t(a, b, c7) VALUES (1, 2, 'x'), (1, 3, 'y')")
    db.execute("DELETE FROM t")
    found = rows(db, "SELECT key, json_extract(row, '$.c7') FROM softdelete_trash ORDER BY 1")
    assert found == [("[1,2]", "x"), ("[1,3]", "y")]
    assert one(db, "SELECT count(DISTINCT identity) FROM softdelete_trash") == 2
