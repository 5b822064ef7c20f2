"""What docs/archive.md lists as limits of archive storage."""

import pytest

from support import connect, fails, manage, one, rows, shell


@pytest.fixture
def color():
    db = connect(script="CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT UNIQUE); INSERT INTO color VALUES (1, 'red')")
    manage(db, "color", storage="archive")
    yield db
    db.close()


@pytest.mark.parametrize("recursive, kept", [("OFF", []), ("ON", [(1, "red")])])
@pytest.mark.parametrize("write", ["INSERT OR REPLACE INTO color VALUES (2, 'red')",
                                   "INSERT OR REPLACE INTO color VALUES (1, 'blue')"])
def test_replace_is_a_deletion_with_recursive_triggers_alone(color, recursive, kept, write):
    color.execute(f"PRAGMA recursive_triggers = {recursive}")
    color.execute(write)
    assert rows(color, "SELECT id, name FROM color_deleted") == kept


def test_drop_table_leaves_the_archive(color):
    color.execute("DELETE FROM color")
    color.execute("DROP TABLE color")
    assert one(color, "SELECT status FROM softdelete") == "missing"
    assert rows(color, "SELECT id, name FROM color_deleted") == [(1, "red")]
    color.execute("CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
    manage(color, "color", storage="archive")
    assert one(color, "SELECT restore('color', 1)") == 1
    assert rows(color, "SELECT * FROM color") == [(1, "red")]


def test_total_changes_sees_the_archive(color):
    before = color.total_changes
    assert color.execute("DELETE FROM color").rowcount == 1
    assert color.total_changes > before + 1


@pytest.mark.parametrize("autoincrement, other", [("", 1), (" AUTOINCREMENT", 2)])
def test_rowid_is_given_again(autoincrement, other):
    db = connect(script=f"CREATE TABLE color(id INTEGER PRIMARY KEY{autoincrement}, name TEXT)")
    manage(db, "color", storage="archive")
    db.execute("INSERT INTO color(name) VALUES ('red')")
    db.execute("DELETE FROM color")
    assert db.execute("INSERT INTO color(name) VALUES ('blue')").lastrowid == other
    if other == 1:
        assert "color.id" in fails(db, "SELECT restore('color', 1)")
    else:
        assert one(db, "SELECT restore('color', 1)") == 1
    db.close()


@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
def test_deferred_references_make_two_deletions(foreign_keys):
    db = connect(script=f"""
        PRAGMA foreign_keys = {foreign_keys};
        CREATE TABLE palette(id INTEGER PRIMARY KEY);
        CREATE TABLE swatch(id INTEGER PRIMARY KEY, palette_id REFERENCES palette DEFERRABLE INITIALLY DEFERRED);
        INSERT INTO palette VALUES (1);
        INSERT INTO swatch VALUES (1, 1);
    """)
    for table in ("palette", "swatch"):
        manage(db, table, storage="archive")
    db.executescript("BEGIN; DELETE FROM palette; DELETE FROM swatch; COMMIT;")
    assert rows(db, "SELECT deleted_via FROM swatch_deleted") == [(None,)]
    assert "restore_with_parents" in fails(db, "SELECT restore('swatch', 1)")
    assert one(db, "SELECT restore('palette', 1)") == 1
    assert one(db, "SELECT count(*) FROM swatch") == 0
    assert one(db, "SELECT restore('swatch', 1)") == 1
    db.close()


def test_time_and_number_stay(color):
    color.execute("DELETE FROM color")
    before = rows(color, "SELECT deleted_at, deleted_via, softdelete_id FROM color_deleted")
    color.execute("UPDATE color_deleted SET deleted_at = '2020-01-01', deleted_via = 'x', softdelete_id = 9, name = 'pink'")
    assert rows(color, "SELECT deleted_at, deleted_via, softdelete_id FROM color_deleted") == before
    assert one(color, "SELECT name FROM color_deleted") == "pink"


def test_host_that_turns_triggers_off_deletes_for_good(tmp_path):
    path = tmp_path / "color.sqlite"
    db = connect(path, script="CREATE TABLE color(id INTEGER PRIMARY KEY); INSERT INTO color VALUES (1)")
    manage(db, "color", storage="archive")
    db.close()
    told = shell(".dbconfig enable_trigger off\nDELETE FROM color; SELECT count(*) FROM color_deleted;", path, load=False)
    assert told.splitlines()[-1] == "0"
