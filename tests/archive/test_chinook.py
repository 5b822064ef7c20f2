"""A real database kept by archive, where it is at hand: ../shared/data, or SOFTDELETE_CHINOOK."""

import os
import shutil
from pathlib import Path

import pytest

from support import ROOT, connect, fails, one, rows

CHINOOK = Path(os.environ.get("SOFTDELETE_CHINOOK", ROOT.parent / "shared/data/chinook.sqlite"))


pytestmark = pytest.mark.skipif(not CHINOOK.exists(), reason="the Chinook database is not here")
TABLES = "FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"


@pytest.fixture
def chinook(tmp_path):
    shutil.copyfile(CHINOOK, tmp_path / "db")
    os.chmod(tmp_path / "db", 0o600)
    db = connect(tmp_path / "db", script="PRAGMA foreign_keys = ON;")
    yield db
    db.close()


def content(db, tables):
    return {table: sorted(rows(db, f'SELECT * FROM "{table}"'), key=repr) for table in tables}


def enable(db):
    """All tables; their names."""
    tables = [name for name, in rows(db, f"SELECT name {TABLES}")]
    db.execute(f"INSERT INTO softdelete(table_name, storage) SELECT name, 'archive' {TABLES}")
    return tables


def test_an_artist_goes_and_comes_back(chinook):
    # Chinook declares NO ACTION.
    chinook.executescript("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'ON DELETE NO ACTION',"
                          " 'ON DELETE CASCADE') WHERE type = 'table'; PRAGMA writable_schema = RESET;")
    tables = enable(chinook)
    before = content(chinook, tables)
    wanted = one(chinook, "SELECT count(*) FROM Track JOIN Album USING (AlbumId) WHERE ArtistId = 90")
    chinook.execute("DELETE FROM Artist WHERE ArtistId = 90")
    assert one(chinook, "SELECT count(*) FROM Track_deleted") == wanted > 0
    assert one(chinook, "SELECT restore('Artist', 90)") == 1
    assert content(chinook, tables) == before
    assert rows(chinook, "SELECT DISTINCT status FROM softdelete") == [("ok",)]


def test_by_no_action_a_program_deletes_children_first(chinook):
    tables = enable(chinook)
    before = content(chinook, tables)
    artist = "(SELECT AlbumId FROM Album WHERE ArtistId = 90)"
    tracks = f"(SELECT TrackId FROM Track WHERE AlbumId IN {artist})"
    assert "FOREIGN KEY" in fails(chinook, "DELETE FROM Artist WHERE ArtistId = 90")
    assert content(chinook, tables) == before and rows(chinook, "SELECT * FROM softdelete_trash") == []
    chinook.execute("BEGIN")
    for sql in (f"PlaylistTrack WHERE TrackId IN {tracks}", f"InvoiceLine WHERE TrackId IN {tracks}",
                f"Track WHERE AlbumId IN {artist}", "Album WHERE ArtistId = 90", "Artist WHERE ArtistId = 90"):
        assert chinook.execute(f"DELETE FROM {sql}").rowcount > 0
    chinook.execute("COMMIT")
    assert rows(chinook, "SELECT DISTINCT deleted_via FROM softdelete_trash") == [(None,)]
    line = one(chinook, "SELECT min(InvoiceLineId) FROM InvoiceLine_deleted")
    assert "restore_with_parents" in fails(chinook, "SELECT restore('InvoiceLine', ?)", line)
    assert one(chinook, "SELECT restore_with_parents('InvoiceLine', ?)", line) == 1
    assert [one(chinook, f"SELECT count(*) FROM {table} WHERE ArtistId = 90") for table in ("Artist", "Album")] == [1, 1]
    assert one(chinook, "SELECT softdelete_restore()") > 0
    assert content(chinook, tables) == before
    assert rows(chinook, "SELECT * FROM softdelete_trash") == []
    assert rows(chinook, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
