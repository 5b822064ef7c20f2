"""The control panel takes what a table takes: statements with subqueries, ORDER BY, FROM and RETURNING."""

import pytest

from support import dump, fails, live_indexes, manage, one, rows

TABLES = ("CREATE TABLE a(id INTEGER PRIMARY KEY, x UNIQUE); CREATE TABLE b(id INTEGER PRIMARY KEY, x);"
          "CREATE TABLE c(id INTEGER PRIMARY KEY, x);")


@pytest.fixture
def three(db):
    db.executescript(TABLES)
    db.execute("INSERT INTO softdelete(table_name) VALUES ('a'), ('b'), ('c')")
    return db


def managed(db):
    return [name for name, in rows(db, "SELECT table_name FROM softdelete ORDER BY 1")]


def has_limit(db):
    """Whether this SQLite was built to take LIMIT in a DELETE."""
    return ("ENABLE_UPDATE_DELETE_LIMIT",) in rows(db, "PRAGMA compile_options")


@pytest.mark.parametrize("where, left", [
    ("rowid IN (SELECT rowid FROM softdelete WHERE table_name = 'a')", ["b", "c"]),
    ("rowid > 0 AND table_name = 'b'", ["a", "c"]),
    ("rowid = (SELECT max(rowid) FROM softdelete)", ["a", "b"]),
    ("table_name IN (SELECT max(table_name) FROM softdelete WHERE rowid > 0)", ["a", "b"]),
    ("EXISTS (SELECT 1 FROM softdelete s WHERE s.rowid < softdelete.rowid)", ["a"]),
])
def test_disabling_those_that_a_condition_tells(three, where, left):
    three.execute(f"DELETE FROM softdelete WHERE {where}")
    assert managed(three) == left
    assert rows(three, "SELECT DISTINCT status FROM softdelete") == [("ok",)]


@pytest.mark.parametrize("where, changed", [
    ("rowid > 0 AND table_name = 'b'", ["b"]),
    ("rowid = (SELECT max(rowid) FROM softdelete)", ["c"]),
    ("rowid IN (SELECT rowid FROM softdelete ORDER BY table_name DESC LIMIT 2)", ["b", "c"]),
])
@pytest.mark.parametrize("setting, value", [("retention", "3 days"), ("suspended", 1), ("reuse_keys", 1)])
def test_settings_of_those_that_a_condition_tells(three, where, changed, setting, value):
    three.execute(f"UPDATE softdelete SET {setting} = ? WHERE {where}", (value,))
    assert rows(three, f"SELECT table_name FROM softdelete WHERE {setting} = ? ORDER BY 1", value) == [
        (name,) for name in changed]


def test_delete_with_a_limit(three):
    if not has_limit(three):
        pytest.skip("this SQLite takes no LIMIT in a DELETE")
    three.execute("DELETE FROM softdelete ORDER BY table_name LIMIT 1")
    assert managed(three) == ["b", "c"]


def test_update_from_another_table(three):
    three.execute("CREATE TEMP TABLE wish(name, days)")
    three.execute("INSERT INTO wish VALUES ('a', '1 days'), ('c', '3 days')")
    three.execute("UPDATE softdelete SET retention = days FROM wish WHERE name = table_name")
    assert rows(three, "SELECT table_name, retention FROM softdelete ORDER BY 1") == [
        ("a", "1 days"), ("b", None), ("c", "3 days")]
    assert "computed" in fails(three, "UPDATE softdelete SET live_rows = 77 FROM wish WHERE name = table_name")
    assert "enabling only" in fails(three, "UPDATE softdelete SET table_name = 'z' FROM wish WHERE name = table_name")


@pytest.mark.parametrize("change", ["UPDATE softdelete SET live_indexes = 0", "DELETE FROM softdelete",
                                    "UPDATE softdelete SET retention = iif(table_name = 'c', 'soon', '3 days')"])
@pytest.mark.parametrize("begin", ["", "BEGIN"])
def test_several_rows_are_whole_or_not_at_all(three, change, begin):
    """The last one fails."""
    live_indexes(three, 1, "c")
    if begin:
        three.execute(begin)
    before = dump(three)
    fails(three, change)
    assert dump(three) == before


@pytest.mark.parametrize("settings", ["", ", suspended, retention"])
def test_returning_gives_what_the_statement_gave(three, settings):
    three.execute("CREATE TABLE d(id INTEGER PRIMARY KEY)")
    given = ", 1, '3 days'" if settings else ""
    assert rows(three, f"INSERT INTO softdelete(table_name{settings}) VALUES ('d'{given}), ('b'{given})"
                       f" RETURNING table_name{settings}") == [
        (name, *((1, "3 days") if settings else ())) for name in ("d", "b")]
    assert managed(three) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("statement", ["DELETE FROM softdelete RETURNING table_name",
                                       "UPDATE softdelete SET suspended = 1 RETURNING table_name"])
def test_returning_that_sqlite_does_not_know(three, statement):
    assert "RETURNING" in fails(three, statement)


def test_table_of_the_panels_name_is_left_alone(three):
    """A temporary one comes first, and stands before the panel."""
    three.execute("DELETE FROM a")
    three.execute("CREATE TEMP TABLE softdelete(table_name TEXT)")
    assert one(three, "SELECT softdelete_purge('a', '0 days')") == 0
    assert one(three, "SELECT soft_delete('a', 1) + purge('a', 1)") == 0
    assert one(three, "SELECT count(*) FROM temp.softdelete") == 0
    three.execute("DROP TABLE temp.softdelete")
    assert managed(three) == ["a", "b", "c"]


@pytest.mark.parametrize("name", ["softdelete", "Softdelete_Trash", "softdelete_registry", "pragma_database_list"])
@pytest.mark.parametrize("column", ["active_view", "deleted_view"])
def test_view_must_not_stand_before_what_the_extension_needs(db, name, column):
    db.executescript(TABLES)
    before = dump(db)
    assert name in fails(db, f"INSERT INTO softdelete(table_name, {column}) VALUES ('a', '{name}')")
    assert dump(db) == before


def test_enabled_and_suspended_at_once(db):
    db.executescript(TABLES + "INSERT INTO b VALUES (1, 'one')")
    manage(db, "b", suspended=1)
    assert [row[1] for row in rows(db, "PRAGMA table_info(b)")] == [
        "id", "x", "is_deleted", "deleted_at", "deleted_via"]
    assert rows(db, "SELECT status, live_rows FROM softdelete") == [("suspended", 1)]
    db.execute("UPDATE softdelete SET suspended = 0")
    db.execute("DELETE FROM b")
    assert rows(db, "SELECT status, deleted_rows FROM softdelete") == [("ok", 1)]


def test_all_tables_but_those_of_softdelete_itself(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY); CREATE TABLE u(id INTEGER PRIMARY KEY)")
    manage(db, "t", storage="archive")
    db.executescript(one(db, "SELECT softdelete_script('t', 'clock')"))
    db.execute("INSERT INTO softdelete(table_name, storage) SELECT name, 'archive' FROM sqlite_schema"
               " WHERE type = 'table' AND name NOT LIKE 't%'")
    assert rows(db, "SELECT table_name FROM softdelete ORDER BY 1") == [("t",), ("u",)]
