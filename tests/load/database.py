"""The database that the processes share: accounts with items, kept in one of the storages, events, and a log.

Whoever changes accounts or items says so in `log`, in the same transaction: its order is that of the commits.
"""

import json
import time

from support import connect, manage

PATIENCE = 120  # seconds until a lock counts as one that never comes

TABLES = """
CREATE TABLE account(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE item(id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES account ON DELETE CASCADE, value TEXT);
CREATE TABLE event(id INTEGER PRIMARY KEY, payload TEXT);
CREATE TABLE log(number INTEGER PRIMARY KEY AUTOINCREMENT, operation TEXT, id INTEGER, detail TEXT);
"""


def create(path, storage):
    db = connect(path, script="PRAGMA journal_mode = WAL;" + TABLES)
    for table in ("account", "item", "event"):
        manage(db, table, storage=storage)
    db.close()


def open_shared(path):
    return connect(path, timeout=PATIENCE,
                   script="PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 200")


def log(db, operation, number=None, detail=None):
    db.execute("INSERT INTO log(operation, id, detail) VALUES (?, ?, ?)", (operation, number, json.dumps(detail)))


class Transaction:
    """Takes the write lock first, so that it can be waited for; an error takes all back."""

    def __init__(self, db):
        self.db = db

    def __enter__(self):
        self.db.execute("BEGIN IMMEDIATE")

    def __exit__(self, failed, *_):
        self.db.execute("ROLLBACK" if failed else "COMMIT")


def memory():
    """What this process holds in memory, in KiB; None where that can't be known."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    except OSError:
        return None


class Clock:
    """How long something took, in milliseconds."""

    def __init__(self, times):
        self.times = times

    def __enter__(self):
        self.begin = time.perf_counter()

    def __exit__(self, failed, *_):
        if not failed:
            self.times.append(1000 * (time.perf_counter() - self.begin))
