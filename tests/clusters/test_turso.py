"""Turso, which rewrites SQLite: what works there, and what it can't do yet. docs/clusters.md says the same."""

import re

import pytest

from clusters.engine import Engine, Refused, statements
from clusters.story import SCHEMA, STORAGES, Story, setup
from support import connect, fails, manage, rows

TURSO = Engine("turso", probe=["node", "-e", "import('@tursodatabase/database').then((it) => it.connect(':memory:'))"])


def refusal(cluster, *statement):
    with pytest.raises(Refused) as refused:
        cluster.run(*statement)
    return str(refused.value)


def run_what_works(cluster, script):
    """Runs a script, and gives the statements that were refused."""
    refused = []
    for statement in statements(script):
        try:
            cluster.run(statement)
        except Refused:
            refused.append(statement)
    return refused


@pytest.mark.parametrize("storage", STORAGES)
def test_deletions_and_reading(tmp_path, storage):
    """Of the script it lacks what writes through views: so it deletes and reads, and can't purge."""
    path = tmp_path / "app.db"
    with TURSO.node(tmp_path, "turso.mjs", path) as cluster:
        refused = run_what_works(cluster, setup(storage))
        assert refused
        assert not [each for each in refused
                    if " INSTEAD OF " not in each and not re.fullmatch("DROP TRIGGER .*_softdelete_purge", each)]
        story = Story(cluster, storage)
        story.begin()
        cluster.delete(("DELETE FROM swatch WHERE id = ?", 3))
        cluster.delete("DELETE FROM palette WHERE id = 1")
        assert (story.live("palette"), story.live("swatch")) == ([2], [4])
        assert story.trash("palette") == [(1, None)]
        assert story.trash("swatch") == [(1, "palette"), (2, "palette"), (3, None)]
        for statement in ("UPDATE palette_deleted SET is_deleted = 0", "DELETE FROM palette_deleted"):
            assert "palette_deleted" in refusal(cluster, statement)
        if storage == "flag":
            cluster.run("UPDATE palette SET is_deleted = 0 WHERE id = 1")
            assert (story.live("palette"), story.live("swatch")) == ([1, 2], [1, 2, 4])
            cluster.delete("DELETE FROM palette WHERE id = 1")

    # SQLite with the extension makes what is missing, and has the same trash.
    db = connect(path, script="PRAGMA foreign_keys = ON")
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    assert rows(db, "SELECT softdelete_repair()") == [(2,)]
    assert rows(db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    assert rows(db, "SELECT restore('palette', 1)") == [(1,)]
    assert rows(db, "SELECT id FROM swatch_deleted") == [(3,)]
    db.close()


@pytest.mark.parametrize("storage", STORAGES)
def test_a_database_that_sqlite_set_up(tmp_path, storage):
    path = tmp_path / "app.db"
    db = connect(path, script=SCHEMA)
    for table in ("palette", "swatch"):
        manage(db, table, storage=storage)
    db.close()
    with TURSO.node(tmp_path, "turso.mjs", path) as cluster:
        story = Story(cluster, storage)
        story.begin()
        cluster.delete("DELETE FROM palette WHERE id = 1")
        assert story.live("swatch") == [4]


def test_a_reference_without_columns(tmp_path):
    """Its ALTER TABLE writes `palette()`, which SQLite can't read."""
    path = tmp_path / "app.db"
    with TURSO.node(tmp_path, "turso.mjs", path) as cluster:
        cluster.run("CREATE TABLE palette(id INTEGER PRIMARY KEY)",
                    "CREATE TABLE swatch(id INTEGER PRIMARY KEY, palette_id REFERENCES palette)",
                    "ALTER TABLE swatch ADD COLUMN hex TEXT")
    db = connect(path, load=False)
    assert "malformed" in fails(db, "SELECT * FROM swatch")
    db.close()
