"""A real database kept by archive, where it is at hand: ../shared/data, or SOFTDELETE_CHINOOK."""

import os
import shutil
from pathlib import Path

import pytest

from support import ROOT, connect, one, rows

CHINOOK = Path(os.environ.get("SOFTDELETE_CHINOOK", ROOT.parent / "shared/data/chinook.sqlite"))


@pytest.mark.skipif(not CHINOOK.exists(), reason="the Chinook database is not here")
def test_an_artist_goes_and_comes_back(tmp_path):
    shutil.copyfile(CHINOOK, tmp_path / "db")
    os.chmod(tmp_path / "db", 0o600)
    db = connect(tmp_path / "db")
    tables = [name for name, in rows(db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
    # Chinook declares NO ACTION.
    db.executescript("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'ON DELETE NO ACTION',"
                     " 'ON DELETE CASCADE') WHERE type = 'table'; PRAGMA writable_schema = RESET; PRAGMA foreign_keys = ON;")
    db.execute("INSERT INTO softdelete(table_name, storage) SELECT name, 'archive' FROM sqlite_schema"
               " WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    before = {table: rows(db, f'SELECT * FROM "{table}"') for table in tables}
    wanted = one(db, "SELECT count(*) FROM Track JOIN Album USING (AlbumId) WHERE ArtistId = 90")
    db.execute("DELETE FROM Artist WHERE ArtistId = 90")
    assert one(db, "SELECT count(*) FROM Track_deleted") == wanted > 0
    assert one(db, "SELECT restore('Artist', 90)") == 1
    for table in tables:
        assert sorted(rows(db, f'SELECT * FROM "{table}"'), key=repr) == sorted(before[table], key=repr)
    assert rows(db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
