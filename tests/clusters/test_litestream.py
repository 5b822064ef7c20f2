"""Litestream: a copy of a busy database from its replica. What SQLite's own backup copies is held to the same."""

import contextlib
import random
import threading

import pytest

from clusters.engine import Engine, Server, check_file, contents, wait_until
from clusters.story import SCHEMA, STORAGES, TABLES
from hosts.host import run
from support import connect, manage, one, rows

LITESTREAM = Engine("litestream", probe=["bin/litestream", "version"])
PALETTES = 40
SWATCHES = 3


@pytest.fixture(params=STORAGES)
def storage(request):
    return request.param


@pytest.fixture
def path(tmp_path, storage):
    path = tmp_path / "app.db"
    db = connect(path, script="PRAGMA journal_mode = WAL;" + SCHEMA)
    for table in TABLES:
        manage(db, table, storage=storage)
    for key in range(1, PALETTES + 1):
        insert(db, key)
    db.close()
    return path


def insert(db, key):
    db.execute("INSERT INTO palette(id, name) VALUES (?, ?)", (key, f"palette {key}"))
    for number in range(SWATCHES):
        db.execute("INSERT INTO swatch(id, hex, palette_id) VALUES (?, '#fff', ?)", (key * 10 + number, key))


def work(path, stopped, done):
    """Deletes, restores and purges palettes, each with its swatches, until it is told to stop."""
    db = connect(path, script="PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 0;")
    chance = random.Random(1)
    while not stopped.wait(0.002):  # Litestream needs the write lock as well.
        key = chance.randint(1, PALETTES)
        db.execute("BEGIN IMMEDIATE")
        step = chance.randint(1, 3)
        if step == 1:
            rows(db, "SELECT soft_delete('palette', ?)", key)
        elif step == 2:
            rows(db, "SELECT restore('palette', ?)", key)
        elif one(db, "SELECT purge('palette', ?)", key):
            insert(db, key)
        db.execute("COMMIT")
        done.append(step)
    db.close()


@contextlib.contextmanager
def busy(path):
    """The list of what a writer has done so far."""
    stopped, done = threading.Event(), []
    writer = threading.Thread(target=work, args=(path, stopped, done))
    writer.start()
    try:
        yield done
    finally:
        stopped.set()
        writer.join()


def check(path, storage):
    """A copy of one moment: each palette is live with all its swatches, or deleted with all of them."""
    check_file(path)
    db = connect(path)
    state = "0" if storage == "archive" else "is_deleted"
    trash = "SELECT {0}, 1 FROM {1}_deleted" if storage == "archive" else "SELECT NULL, NULL WHERE 0"
    palettes = rows(db, f"SELECT id, {state} FROM palette UNION ALL {trash.format('id', 'palette')} ORDER BY 1")
    swatches = rows(db, f"SELECT palette_id, {state} FROM swatch UNION ALL"
                        f" {trash.format('palette_id', 'swatch')} ORDER BY 1")
    assert [key for key, _ in palettes] == list(range(1, PALETTES + 1))
    assert swatches == [each for each in palettes for _ in range(SWATCHES)]
    deleted = [key for key, gone in palettes if gone]
    for key in deleted:
        assert rows(db, "SELECT restore('palette', ?)", key) == [(1,)]
    assert rows(db, "SELECT count(*) FROM swatch_deleted") == [(0,)]
    db.close()
    return len(deleted)


def everything(path):
    db = connect(path, load=False)
    found = contents(lambda sql: rows(db, sql))
    db.close()
    # Litestream notes in tables of its own how far it is.
    return {key: value for key, value in found.items() if not key[1].startswith("_litestream_")}


def test_restored_copies(tmp_path, path, storage):
    LITESTREAM.require()
    litestream = LITESTREAM.installed / "bin/litestream"
    replica = f"file://{tmp_path}/replica"

    def restored(name):
        copy = tmp_path / name
        copy.unlink(missing_ok=True)
        try:
            run([litestream, "restore", "-o", copy, replica], tmp_path)
        except AssertionError:
            return None
        return copy

    server = Server([litestream, "replicate", path, replica], tmp_path / "litestream.log")
    try:
        with busy(path) as done:
            wait_until(lambda: len(done) > 300)
            copy = wait_until(lambda: restored("busy.db"))
            wait_until(lambda: len(done) > 600)
        assert check(copy, storage)
        now = everything(path)
        wait_until(lambda: (copy := restored("still.db")) and everything(copy) == now)
    finally:
        server.stop()


def test_copies_by_sqlite(tmp_path, path, storage):
    """The online backup, and VACUUM INTO."""
    with busy(path) as done:
        wait_until(lambda: len(done) > 300)
        db, copy = connect(path), connect(tmp_path / "backup.db", load=False)
        db.backup(copy, pages=5)
        copy.close()
        db.execute("VACUUM INTO ?", (str(tmp_path / "vacuum.db"),))
        db.close()
    for name in ("backup.db", "vacuum.db"):
        check(tmp_path / name, storage)
