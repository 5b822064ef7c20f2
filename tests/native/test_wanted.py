"""The generator is a function of values: what it gives for tables that no database has is SQL that works."""

import pytest

from native.program import build, run
from support import connect, fails, rows

COLUMNS = "is_deleted INTEGER NOT NULL DEFAULT 0, deleted_at TEXT, deleted_via TEXT"
TABLES = f"""
CREATE TABLE palette(id INTEGER PRIMARY KEY, {COLUMNS});
CREATE TABLE swatch(id INTEGER PRIMARY KEY, palette_id INTEGER REFERENCES palette ON DELETE CASCADE, {COLUMNS});
"""


@pytest.fixture(scope="module")
def generated():
    return run(build("softdelete_wanted"))


@pytest.fixture
def plain(generated):
    db = connect(load=False, script=TABLES + generated)
    db.executescript("INSERT INTO palette(id) VALUES (1), (2); INSERT INTO swatch(id, palette_id) VALUES (1, 1), (2, 2)")
    yield db
    db.close()


def test_a_row_goes_with_its_child_and_comes_back(plain):
    plain.execute("DELETE FROM palette WHERE id = 1")
    assert rows(plain, "SELECT id, deleted_via FROM swatch_deleted") == [(1, "palette")]
    plain.execute("UPDATE palette_deleted SET is_deleted = 0")
    assert rows(plain, "SELECT id FROM swatch_active") == [(1,), (2,)]


def test_a_purge_takes_the_child_along(plain):
    plain.execute("DELETE FROM palette WHERE id = 1")
    assert "refer to a deleted row" in fails(plain, "INSERT INTO swatch(palette_id) VALUES (1)")
    plain.execute("DELETE FROM palette_deleted")
    assert rows(plain, "SELECT id FROM palette UNION ALL SELECT id FROM swatch") == [(2,), (2,)]


def test_it_is_what_enabling_makes(plain):
    """As the library finds it, where the same tables are in a database."""
    enabled = connect(script=TABLES)
    enabled.execute("INSERT INTO softdelete(table_name) VALUES ('palette'), ('swatch')")
    objects = "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2"
    assert rows(plain, objects) == rows(enabled, objects)
    enabled.close()
