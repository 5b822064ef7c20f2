"""docs/generated shows what enabling makes, and running its files without the extension makes the same."""

import importlib.util
import sqlite3

import pytest

from support import LIBRARY, ROOT, connect, load_extension, rows

SPEC = importlib.util.spec_from_file_location("generate", ROOT / "tools/generate.py")
generate = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(generate)

FOLDER = ROOT / "docs/generated"
SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


def test_each_file_has_a_schema():
    assert {path.stem for path in FOLDER.glob("*")} == set(generate.SCHEMAS)


@pytest.mark.parametrize("name", generate.SCHEMAS)
def test_file_is_what_enabling_makes(name):
    title, schema = generate.SCHEMAS[name]
    assert (FOLDER / f"{name}.sql").read_text() == generate.generated(LIBRARY, name, title, schema), "run ./dev generate"


@pytest.mark.parametrize("name", generate.SCHEMAS)
def test_running_the_file_makes_the_same(db, name):
    _, schema = generate.SCHEMAS[name]
    db.executescript(schema)
    for table in generate.column(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"):
        db.execute("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)",
                   (table, "archive" if name == "archive" else "flag"))
    plain = connect(load=False, script=schema + (FOLDER / f"{name}.sql").read_text())
    assert rows(plain, SCHEMA) == rows(db, SCHEMA)
    load_extension(plain)
    assert {status for (status,) in rows(plain, "SELECT status FROM softdelete")} == {"ok"}
    plain.close()


def test_files_need_no_extension():
    """A deletion and a restoration by what the file says alone."""
    _, schema = generate.SCHEMAS["family"]
    db = connect(load=False, script=schema + (FOLDER / "family.sql").read_text())
    db.executescript("""
        INSERT INTO collection(id, name) VALUES (1, 'warm');
        INSERT INTO palette(id, name, collection_id) VALUES (1, 'Sunset', 1);
        INSERT INTO swatch(id, hex, palette_id) VALUES (1, '#FF0000', 1);
        DELETE FROM collection;
    """)
    assert rows(db, "SELECT deleted_via FROM swatch_deleted") == [("palette",)]
    db.execute("UPDATE collection_deleted SET is_deleted = 0")
    assert rows(db, "SELECT hex FROM swatch_active") == [("#FF0000",)]
    with pytest.raises(sqlite3.OperationalError, match="no such function"):
        db.execute("SELECT restore('collection', 1)")
    db.close()
