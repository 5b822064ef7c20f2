"""Live indexes on and off again for every table of real databases, where there are some.

They are looked for in ../shared/data, or in the folder that SOFTDELETE_DATA names.
"""

import os
import shutil
from pathlib import Path

import pytest

from support import ROOT, connect, dump, fails, ident, live_indexes, one, rows, status
from uniqueness.alike import whole

DATA = Path(os.environ.get("SOFTDELETE_DATA", ROOT.parent / "shared/data"))
DATABASES = sorted(path for path in DATA.glob("**/*") if path.suffix in (".sqlite", ".sqlite3", ".db"))
ENABLE = """INSERT INTO softdelete(table_name)
  SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
   AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'softdelete%'"""


def databases():
    if not DATABASES:
        reason = f"no real database in {DATA}"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="none")]
    return [pytest.param(path, id=path.stem) for path in DATABASES]


@pytest.fixture(params=databases())
def real(request, tmp_path):
    shutil.copyfile(request.param, tmp_path / "db")
    db = connect(tmp_path / "db", script="PRAGMA foreign_keys = ON")
    yield db
    db.close()


def tables(db):
    return [name for name, in rows(db, "SELECT table_name FROM softdelete ORDER BY 1")]


def assert_sound(db):
    assert rows(db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    assert rows(db, "PRAGMA foreign_key_check") == []
    assert one(db, "PRAGMA foreign_keys") == 1


def test_each_table_on_and_off(real):
    real.execute(ENABLE)
    before = whole(real)
    assert tables(real)
    for table in tables(real):
        content = rows(real, f"SELECT * FROM {ident(table)}")
        live_indexes(real, 1, table)
        assert rows(real, f"SELECT * FROM {ident(table)}") == content
        assert_sound(real)
        live_indexes(real, 0, table)
        assert whole(real) == before
    assert_sound(real)


def test_all_tables_at_once(real):
    real.execute(ENABLE)
    real.execute("DELETE FROM softdelete")
    disabled = whole(real)
    real.execute(ENABLE)
    plain = whole(real)
    live_indexes(real, 1)
    assert_sound(real)
    live_indexes(real, 0)
    assert_sound(real)
    assert whole(real) == plain
    live_indexes(real, 1)
    assert "softdelete_live_indexes" in fails(real, "DELETE FROM softdelete")
    live_indexes(real, 0)
    real.execute("DELETE FROM softdelete")
    assert whole(real) == disabled


def test_a_table_at_a_time_until_all_are_on(real):
    """Tables that refer to each other, while some are rebuilt and others are not yet."""
    real.execute(ENABLE)
    before = whole(real)
    names = tables(real)
    for value, order in ((1, names), (0, names), (1, names[::-1]), (0, names)):
        for table in order:
            live_indexes(real, value, table)
        assert_sound(real)
    assert whole(real) == before
