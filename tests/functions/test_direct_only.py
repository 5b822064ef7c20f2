"""A hostile schema can't call the extension: its functions and tables are for statements only."""

import pytest

from support import connect, dump, fails, ident, manage, one, rows

CALLS = ["soft_delete('color', 1)", "restore('color', 1)", "purge('color', 1)", "softdelete_purge()",
         "softdelete_live_indexes('color', 1)", "softdelete_repair()",
         "softdelete_remove('color')", "softdelete_script('color')", "softdelete_version()", "softdelete_debug()"]
TABLES = ["softdelete", "softdelete_trash"]


def refused(db, sql, what):
    """SQLite lets the schema object be made, and refuses its use."""
    before = dump(db)
    assert fails(db, sql) == f"unsafe use of {what}"
    assert dump(db) == before


def name(call):
    return call.partition("(")[0] + "()"


@pytest.mark.parametrize("call", CALLS)
def test_function_in_a_view(color, call):
    color.execute(f"CREATE VIEW trap AS SELECT {call} AS x")
    refused(color, "SELECT * FROM trap", name(call))


@pytest.mark.parametrize("call", CALLS)
def test_function_in_a_trigger(color, call):
    color.execute(f"CREATE TRIGGER trap AFTER UPDATE ON color BEGIN SELECT {call}; END")
    refused(color, "UPDATE color SET name = 'x'", name(call))


@pytest.mark.parametrize("call", CALLS)
def test_function_in_a_generated_column_or_an_index(color, call):
    before = dump(color)
    for sql, place in ((f"CREATE TABLE trap(x, y AS ({call}))", "generated columns"),
                       (f"CREATE INDEX trap ON color(({call}))", "index expressions")):
        # Two reasons to refuse it; which one SQLite comes upon first depends on its version.
        assert fails(color, sql) in {f"unsafe use of {name(call)}", f"non-deterministic functions prohibited in {place}"}
        assert dump(color) == before


@pytest.mark.parametrize("table", TABLES)
def test_table_in_a_view(color, table):
    color.execute(f"CREATE VIEW trap AS SELECT * FROM {table}")
    refused(color, "SELECT * FROM trap", f'virtual table "{table}"')


@pytest.mark.parametrize("statement", [
    "INSERT INTO softdelete(table_name) VALUES ('other')", "DELETE FROM softdelete",
    "UPDATE softdelete SET suspended = 1", "INSERT INTO color SELECT * FROM softdelete"])
def test_panel_in_a_trigger(color, statement):
    color.execute("CREATE TABLE other(x)")
    color.execute(f"CREATE TRIGGER trap AFTER UPDATE ON color BEGIN {statement}; END")
    refused(color, "UPDATE color SET name = 'x'", 'virtual table "softdelete"')


@pytest.mark.parametrize("call", CALLS)
def test_trusted_schema_makes_no_difference(color, call):
    color.execute("PRAGMA trusted_schema = ON")
    color.execute(f"CREATE VIEW trap AS SELECT {call} AS x")
    refused(color, "SELECT * FROM trap", name(call))


def test_hostile_file(path):
    hostile = connect(path, load=False, script="""
        CREATE TABLE color(id INTEGER PRIMARY KEY);
        INSERT INTO color VALUES (1);
        CREATE VIEW trap AS SELECT purge('color', 1), soft_delete('color', 1) FROM softdelete;
    """)
    hostile.close()
    db = connect(path)
    db.execute("INSERT INTO softdelete(table_name) VALUES ('color')")
    db.execute("DELETE FROM color")
    before = dump(db)
    assert fails(db, "SELECT * FROM trap").startswith("unsafe use of ")
    assert dump(db) == before
    assert one(db, "SELECT count(*) FROM color_deleted") == 1


def test_hostile_registry(color):
    # Settings are data: what stands in them is quoted, never run.
    color.execute("CREATE TABLE precious(x)")
    view = 'x" AS SELECT 1; DROP TABLE precious; --'
    color.execute("UPDATE softdelete_registry SET active_view = ?", (view,))
    assert one(color, "SELECT status FROM softdelete") == "damaged"
    manage(color, "color")
    assert rows(color, "SELECT active_view, status FROM softdelete") == [(view, "ok")]
    assert rows(color, f"SELECT id FROM {ident(view)}") == [(1,), (2,), (3,)]
    assert one(color, "SELECT count(*) FROM sqlite_schema WHERE name = 'precious'") == 1
