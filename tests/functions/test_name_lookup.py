"""The functions look a name up at each call as SQLite does: temp, main, attached databases in order."""

import pytest

from support import connect, fails, manage, one, rows

TABLE = "CREATE TABLE {}color(id INTEGER PRIMARY KEY); INSERT INTO {}color VALUES (1), (2), (3);"
FUNCTIONS = ["soft_delete", "restore", "purge"]


@pytest.fixture
def attached(db):
    """A managed table in an attached database, on which every function was used."""
    db.execute("ATTACH ':memory:' AS x")
    db.executescript(TABLE.replace("{}", "x."))
    manage(db, "color")
    for function in FUNCTIONS:
        one(db, f"SELECT {function}('color', 3)")
        one(db, f"SELECT {function}('x.color', 3)")
    return db


def deleted(db, schema):
    return rows(db, f"SELECT id FROM {schema}.color WHERE is_deleted = 1")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_table_that_is_created_in_front(attached, function):
    attached.executescript(TABLE.replace("{}", "main."))
    assert "color is not managed" in fails(attached, f"SELECT {function}('color', 2)")
    assert deleted(attached, "x") == []


@pytest.mark.parametrize("schema", ["main", "temp"])
def test_table_that_is_created_and_managed_in_front(attached, schema):
    attached.executescript(TABLE.replace("{}", f"{schema}."))
    manage(attached, "color", schema_name=schema)
    assert one(attached, "SELECT soft_delete('color', 2)") == 1
    assert (deleted(attached, schema), deleted(attached, "x")) == ([(2,)], [])


def test_table_that_another_connection_creates_in_front(path):
    ours, other = connect(path), connect(path)
    ours.execute("ATTACH ':memory:' AS x")
    ours.executescript(TABLE.replace("{}", "x."))
    manage(ours, "color")
    assert one(ours, "SELECT soft_delete('color', 1)") == 1
    other.executescript(TABLE.replace("{}", ""))
    manage(other, "color")
    assert one(ours, "SELECT soft_delete('color', 2)") == 1
    assert (deleted(ours, "main"), deleted(ours, "x")) == ([(2,)], [(1,)])
    ours.close()
    other.close()


def test_table_whose_own_name_has_the_dot(attached):
    attached.executescript('CREATE TABLE x."x.color"(id INTEGER PRIMARY KEY); INSERT INTO x."x.color" VALUES (2)')
    assert "not managed" in fails(attached, "SELECT soft_delete('x.color', 2)")
    assert deleted(attached, "x") == []


def test_database_that_is_detached_and_another_in_its_place(attached):
    attached.execute("DETACH x")
    assert "no such table" in fails(attached, "SELECT soft_delete('color', 1)")
    attached.execute("ATTACH ':memory:' AS x")
    attached.executescript(TABLE.replace("{}", "x."))
    assert "not managed" in fails(attached, "SELECT soft_delete('color', 1)")
    manage(attached, "color")
    assert one(attached, "SELECT soft_delete('color', 1)") == 1


OTHER_KEY = ("CREATE TABLE {}color(a, b, PRIMARY KEY(a, b)); INSERT INTO {}color VALUES (1, 2);")


def test_key_that_another_connection_made_longer(path):
    ours, other = connect(path, script=TABLE.replace("{}", "")), connect(path)
    manage(ours, "color")
    for function in FUNCTIONS:
        one(ours, f"SELECT {function}('color', 1)")
    other.executescript("DELETE FROM softdelete; DROP TABLE color;" + OTHER_KEY.replace("{}", ""))
    manage(other, "color")
    for function in FUNCTIONS:
        assert one(ours, f"SELECT {function}('color', 1, 2)") == (function != "purge")
    ours.close()
    other.close()


def test_longer_key_of_a_temporary_table(color):
    assert one(color, "SELECT soft_delete('color', 1)") == 1
    color.executescript(OTHER_KEY.replace("{}", "temp."))
    manage(color, "color")
    assert one(color, "SELECT soft_delete('color', 1, 2)") == 1


@pytest.mark.parametrize("function", FUNCTIONS)
def test_view_is_no_table(color, function):
    assert "color_active is a view" in fails(color, f"SELECT {function}('color_active', 1)")


@pytest.mark.parametrize("call", ["soft_delete('color', 2)", "softdelete_purge('color', '0 days')"])
def test_settings_whose_table_is_gone_hide_none(color, call):
    color.execute("DELETE FROM color WHERE id = 1")
    color.executescript(TABLE.replace("{}", "temp."))
    manage(color, "color")
    color.execute("DROP TABLE temp.color")
    assert one(color, f"SELECT {call}") == 1
    color.execute("DELETE FROM softdelete WHERE schema_name = 'temp'")
    assert rows(color, "SELECT schema_name, status FROM softdelete") == [("main", "ok")]
