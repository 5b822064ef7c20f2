"""A hostile schema can't call the extension: its functions and tables are for statements only."""

import pytest

from support import connect, dump, fails, one

CALLS = ["soft_delete('color', 1)", "restore('color', 1)", "purge('color', 1)", "softdelete_purge()",
         "softdelete_live_indexes('color', 1)", "softdelete_repair()",
         "softdelete_remove('color')", "softdelete_script('color')", "softdelete_version()", "softdelete_debug()"]
TABLES = ["softdelete", "softdelete_trash"]


def refused(db, sql):
    """The schema object may be refused already, at the latest its use is."""
    before = dump(db)
    message = fails(db, sql)
    assert "unsafe use" in message or "prohibited" in message, message
    assert dump(db) == before


@pytest.mark.parametrize("call", CALLS)
def test_function_in_a_view(color, call):
    color.execute(f"CREATE VIEW trap AS SELECT {call} AS x")
    refused(color, "SELECT * FROM trap")


@pytest.mark.parametrize("call", CALLS)
def test_function_in_a_trigger(color, call):
    color.execute(f"CREATE TRIGGER trap AFTER UPDATE ON color BEGIN SELECT {call}; END")
    refused(color, "UPDATE color SET name = 'x'")


@pytest.mark.parametrize("call", CALLS)
def test_function_in_a_generated_column_or_an_index(color, call):
    for sql in (f"CREATE TABLE trap(x, y AS ({call}))", f"CREATE INDEX trap ON color(({call}))"):
        before = dump(color)
        fails(color, sql)
        assert dump(color) == before


@pytest.mark.parametrize("table", TABLES)
def test_table_in_a_view(color, table):
    color.execute(f"CREATE VIEW trap AS SELECT * FROM {table}")
    refused(color, "SELECT * FROM trap")


@pytest.mark.parametrize("statement", [
    "INSERT INTO softdelete(table_name) VALUES ('other')", "DELETE FROM softdelete",
    "UPDATE softdelete SET suspended = 1", "INSERT INTO color SELECT * FROM softdelete"])
def test_panel_in_a_trigger(color, statement):
    color.execute("CREATE TABLE other(x)")
    before = dump(color)
    try:
        color.execute(f"CREATE TRIGGER trap AFTER UPDATE ON color BEGIN {statement}; END")
    except Exception:
        assert dump(color) == before
        return
    refused(color, "UPDATE color SET name = 'x'")


@pytest.mark.parametrize("call", CALLS)
def test_trusted_schema_makes_no_difference(color, call):
    color.execute("PRAGMA trusted_schema = ON")
    color.execute(f"CREATE VIEW trap AS SELECT {call} AS x")
    refused(color, "SELECT * FROM trap")


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
    refused(db, "SELECT * FROM trap")
    assert one(db, "SELECT count(*) FROM color_deleted") == 1


def test_hostile_registry(color):
    # Settings are data: what stands in them is quoted, never run.
    color.execute("CREATE TABLE precious(x)")
    color.execute("UPDATE softdelete_registry SET active_view = 'x\" AS SELECT 1; DROP TABLE precious; --'")
    assert one(color, "SELECT status FROM softdelete") == "damaged"
    try:
        color.execute("INSERT INTO softdelete(table_name) VALUES ('color')")
    except Exception as error:
        assert "precious" in str(error) or "color" in str(error)
    assert one(color, "SELECT count(*) FROM sqlite_schema WHERE name = 'precious'") == 1
