"""Eight processes on one database in WAL mode, for as long as one says; then everything is compared with a model.

Nothing may be lost, nobody may wait for a lock for ever, and no process may grow. What was measured is returned.
"""

import multiprocessing
import statistics
import tempfile
import time
from pathlib import Path

from load.database import create
from load.processes import ROLES
from load.replay import Replay
from support import connect, one, rows

GROWTH = 32 * 1024  # KiB; far more than caches take, far less than a leak would in ten minutes


def work(role, path, number, until, reports):
    reports.put(role(path, number, until).run())


def quantile(times, part):
    return statistics.quantiles(times, n=100)[part - 1] if len(times) > 1 else 0.0


def check_events(db, reports):
    live = set().union(*(each["live_events"] for each in reports if "live_events" in each))
    deleted = {number for number, in rows(db, "SELECT id FROM event_deleted")}
    assert {number for number, in rows(db, "SELECT id FROM event")} - deleted == live
    made = sum(each.get("made_events", 0) for each in reports)
    purged = sum(each.get("purged_events", 0) for each in reports)
    assert made == len(live) + len(deleted) + purged, "an event was lost"
    return purged


def load(storage, seconds):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "load.sqlite"
        create(path, storage)
        until = time.time() + seconds
        queue = multiprocessing.Queue()
        processes = [multiprocessing.Process(target=work, args=(role, path, number, until, queue))
                     for number, role in enumerate(ROLES)]
        for each in processes:
            each.start()
        reports = []
        while len(reports) < len(processes) and not any(each.exitcode for each in processes):
            if not queue.empty():
                reports.append(queue.get())
            time.sleep(0.02)
        for each in processes:
            if len(reports) < len(processes):
                each.terminate()  # one failed
            each.join()
        assert len(reports) == len(processes), f"{storage}: a process failed; what it printed tells why"
        return {"storage": storage, **compare(path, reports)}


def compare(path, reports):
    db = connect(path)
    replay = Replay()
    operations = replay.run(db)
    replay.check(db)
    purged = check_events(db, reports)
    assert one(db, "PRAGMA integrity_check") == "ok"
    assert rows(db, "PRAGMA foreign_key_check") == []
    assert {status for status, in rows(db, "SELECT status FROM softdelete")} == {"ok"}
    db.close()
    growth = [each["memory"] - each["memory_early"] for each in reports if each["memory_early"]]
    assert max(growth, default=0) < GROWTH, f"a process grew: {growth} KiB"
    deletes = [took for each in reports for took in each["deletes"]]
    return {
        "operations replayed": operations,
        "refused": sum(each["refused"] for each in reports),
        "migrations": sum(each["done"] for each in reports if each["role"] == "Migrator"),
        "events purged": purged,
        "deletes": len(deletes),
        "delete p50 ms": round(quantile(deletes, 50), 2),
        "delete p99 ms": round(quantile(deletes, 99), 2),
        "most growth KiB": max(growth, default=0),
        "most memory KiB": max(each["memory"] or 0 for each in reports),
    }
