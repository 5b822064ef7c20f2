"""What soft delete costs as a table grows: `./dev bench scale`, or python3 bench/scale.py.

For each storage and each number of rows: the time of enabling, the rates of deleting, restoring and purging rows whose
keys lie anywhere in the table, and how long another writer waits meanwhile. A tenth of the rows is deleted. The last
line of each storage is no measurement: the time of one row is taken to grow on from step to step as it did last.
"""
import argparse
import json
import os
import platform
import random
import sqlite3
import statistics
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
STORAGES = ("flag", "archive")
SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT NOT NULL, payload TEXT NOT NULL);
"""
FILL = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
INSERT INTO item SELECT i, printf('item %%011d', i), hex(randomblob(20)) FROM n;
CREATE INDEX item_name ON item(name);
"""
BATCH = 10000  # rows of one transaction
RATES = {"deleted": "DELETE", "restored": "restore()", "purged": "softdelete_purge()",
         "purged_beside": "the same beside a writer"}
EXTRAPOLATED = 1000000000


class Database:
    def __init__(self, folder, library):
        self.path = os.path.join(folder, "scale.db")
        self.library = library
        self.connection = self.connect()

    def connect(self):
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=60, check_same_thread=False)
        connection.enable_load_extension(True)
        connection.load_extension(self.library)
        connection.enable_load_extension(False)
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def one(self, sql, *parameters):
        return self.connection.execute(sql, parameters).fetchone()[0]

    def used(self):
        """Bytes of what lies on the pages of each object; empty where SQLite was built without dbstat."""
        try:
            return dict(self.connection.execute("SELECT name, sum(pgsize - unused) FROM dbstat GROUP BY name"))
        except sqlite3.OperationalError:
            return {}

    def remove(self):
        self.connection.close()
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(self.path + suffix):
                os.remove(self.path + suffix)


class Writer(threading.Thread):
    """Another connection, which writes a row every few milliseconds and notes how long it waited."""

    def __init__(self, database):
        super().__init__()
        self.connection = database.connect()
        self.stopped = threading.Event()
        self.waits = []

    def run(self):
        while not self.stopped.wait(0.005):
            begin = time.perf_counter()
            self.connection.execute("INSERT INTO item(name, payload) VALUES ('new', 'new')")
            self.waits.append(time.perf_counter() - begin)

    def stop(self):
        self.stopped.set()
        self.join()
        self.connection.close()


def seconds(action):
    """Processor time of this thread: other programs and the writer do not count, nor does waiting for the disk."""
    begin = time.thread_time()
    action()
    return time.thread_time() - begin


def in_batches(database, sql, keys):
    for at in range(0, len(keys), BATCH):
        database.connection.execute("BEGIN")
        for key in keys[at:at + BATCH]:
            database.connection.execute(sql, (key,)).fetchall()
        database.connection.execute("COMMIT")


def purge(database, count):
    """So many deleted rows, batch after batch."""
    while count > 0:
        count -= database.one("SELECT softdelete_purge('item', '0 days', ?)", min(count, BATCH))


def measure(database, storage, count):
    """One line of the table."""
    database.connection.executescript(SCHEMA + FILL % count)
    plain = database.used() if count <= 1000000 else {}
    found = {"storage": storage, "rows": count}
    found["enabling"] = seconds(lambda: database.one(
        "INSERT INTO softdelete(table_name, storage) VALUES ('item', ?) RETURNING 1", storage))
    keys = random.Random(1).sample(range(1, count + 1), count // 10)
    restored = keys[:max(100, len(keys) // 100)]
    found["deleted"] = len(keys) / seconds(lambda: in_batches(database, "DELETE FROM item WHERE id = ?", keys))
    if plain:
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        found["bytes"] = {"row": sum(plain.values()) / count,
                          "deleted": deleted_bytes(plain, database.used(), storage, count, len(keys))}
    found["restored"] = len(restored) / seconds(
        lambda: in_batches(database, "SELECT restore('item', ?)", restored))
    half = (len(keys) - len(restored)) // 2
    found["purged"] = half / seconds(lambda: purge(database, half))
    writer = Writer(database)
    writer.start()
    found["purged_beside"] = half / seconds(lambda: purge(database, half))
    writer.stop()
    found["wait"] = statistics.median(writer.waits or [0])
    found["longest_wait"] = max(writer.waits or [0])
    return found


def deleted_bytes(plain, now, storage, count, deleted):
    """What a deleted row takes: with flag storage its share of the table and its indexes, and the index of the trash."""
    if storage == "flag":
        table = sum(size for name, size in now.items() if name in ("item", "item_name")) / count
        return table + now["item_softdelete_trash"] / deleted
    return sum(size for name, size in now.items() if name.startswith("item_softdelete_archive")) / deleted


def extrapolate(lines):
    """What follows where the time of a row grows on from step to step as it did last, and never shrinks."""
    before, last = lines[-2:]
    steps, found = [last["rows"]], {"storage": last["storage"], "rows": EXTRAPOLATED, "extrapolated": True}
    while steps[-1] < EXTRAPOLATED:
        steps.append(steps[-1] * last["rows"] // before["rows"])
    for rate in RATES:
        slower = max(1, before[rate] / last[rate])
        found[rate] = last[rate] / slower ** (len(steps) - 1)
    return found


def show(line):
    rates = "".join("%12s" % format(round(line[rate]), ",") for rate in RATES)
    rest = "" if "enabling" not in line else "%10.2f s %9.1f ms %9.0f ms" % (
        line["enabling"], line["wait"] * 1000, line["longest_wait"] * 1000)
    print("%-8s %13s%s%s" % (line["storage"], format(line["rows"], ","), rates, rest), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("rows", nargs="*", type=int, default=[10000, 100000, 1000000],
                        help="numbers of rows (10000 100000 1000000); 10000000 takes some minutes and 4 GB")
    parser.add_argument("--folder", help="where the databases are made, else among temporary files")
    parser.add_argument("--json", metavar="FILE", help="write the results there too, for bench/plot.py")
    given = parser.parse_args()
    if len(given.rows) < 2:
        parser.error("give two numbers of rows or more: the last step says how the time grows")
    library = os.environ.get("SOFTDELETE_LIBRARY") or os.path.join(ROOT, "build", "release", "softdelete")
    print("SQLite %s; rows for each second of processor time\n%-8s %13s%12s%12s%12s%12s%12s%12s%12s" % (
        sqlite3.sqlite_version, "storage", "rows", "DELETE", "restore", "purge", "beside", "enabling", "a wait",
        "longest"))
    lines = []
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for storage in STORAGES:
            for count in given.rows:
                database = Database(folder, os.path.abspath(library))
                lines.append(measure(database, storage, count))
                database.remove()
                show(lines[-1])
            lines.append(extrapolate(lines))
            show(lines[-1])
    for line in lines:
        if line.get("bytes"):
            print("%(storage)s, %(rows)d rows: bytes of a row before enabling and of a deleted one %(bytes)s" % line)
    if given.json:
        with open(given.json, "w", encoding="utf-8") as file:
            json.dump({"sqlite": sqlite3.sqlite_version, "machine": platform.machine(), "rates": RATES, "lines": lines},
                      file, indent=1)


if __name__ == "__main__":
    main()
