"""What the programs of Python's ORMs share.

Such a program is called as `PROGRAM CONTESTANT ROWS FOLDER`, does each operation twice with one contestant, each time on
a fresh copy of the same database, and prints as JSON what processor time the second took and how many statements the
first ran. racing.mjs is the same for Node.js.

There are albums with tracks: the first has `taken` tracks, each other one ten; ROWS is the number of tracks. So that
nobody is fast at something else, it prints how many tracks are live afterwards, and how many should be.
"""
import gc
import json
import shutil
import sys
import time
from pathlib import Path

SINGLE = 100  # How many objects are deleted and restored one by one.

FILL = """
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {last})
INSERT INTO {table} ({columns}) SELECT {values} FROM number
"""


class Contestant:
    """An ORM with one way to delete softly. A subclass has a method for each operation, before_OPERATION for what is
    prepared untimed, whose result the operation gets, and what raises NotImplementedError here."""

    marks = {}  # {column: SQL} of a live row, beside id, title and album_id.
    storage = None  # Of softdelete, where it is the contestant.
    put_away = None  # SQL that deletes the tracks behind WHERE.
    lacks = {}  # {operation: why}

    def __init__(self, rows):
        self.rows = rows
        self.taken = max(SINGLE, rows // 100)
        self.singles = range(self.taken + 1, self.taken + SINGLE + 1)
        self.many = range(self.taken + 1, 2 * self.taken + 1)

    def open(self, path):
        raise NotImplementedError

    def close(self):
        raise NotImplementedError

    def create_tables(self):
        raise NotImplementedError

    def sql(self, text):
        """Runs it on the ORM's connection."""
        raise NotImplementedError

    def live(self):
        """How many tracks the ORM finds."""
        raise NotImplementedError

    def counted(self, run):
        """Runs it, and returns how many statements the ORM ran."""
        raise NotImplementedError

    def create(self, path):
        self.open(path)
        self.create_tables()
        albums = 1 + (self.rows - self.taken) // 10
        album = f"CASE WHEN n <= {self.taken} THEN 1 ELSE 2 + (n - {self.taken} - 1) / 10 END"
        for table, last, marks in ("album", albums, {}), ("track", self.rows, {"album_id": album}):
            row = {"id": "n", "title": f"'{table} ' || n", **marks, **self.marks}
            self.sql(FILL.format(table=table, last=last, columns=", ".join(row), values=", ".join(row.values())))
        if self.storage:
            for table in "album", "track":
                self.sql(f"INSERT INTO softdelete(table_name, storage) VALUES ('{table}', '{self.storage}')")
        self.close()
        shutil.copy(path, f"{path}.trash")
        self.open(f"{path}.trash")
        self.sql(f"{self.put_away} WHERE id > {self.rows // 10}")
        self.close()


# What is done, and how many tracks are live afterwards. One track of the first album is deleted before the album.
OPERATIONS = {
    "delete": lambda c: c.rows - SINGLE,
    "delete_many": lambda c: c.rows - c.taken,
    "cascade": lambda c: c.rows - c.taken,
    "restore": lambda c: c.rows,
    "restore_many": lambda c: c.rows,
    "restore_cascade": lambda c: c.rows - 1,
    "list": lambda c: c.rows // 10,
}


def run(contestant, operation, template, path, count):
    shutil.copy(template, path)
    contestant.open(path)
    contestant.live()  # So that the schema has been read.
    prepared = getattr(contestant, f"before_{operation}", lambda: None)()
    do = getattr(contestant, operation)
    gc.collect()
    if count:
        found = contestant.counted(lambda: do(prepared))
    else:
        start = time.process_time()
        do(prepared)
        found = time.process_time() - start
    live = contestant.live()
    contestant.close()
    for suffix in "", "-wal", "-shm":
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    return found, live


def main(contestants):
    name, rows, folder = sys.argv[1:]
    contestant = contestants[name](int(rows))
    template = Path(folder) / f"{name}.{rows}.db"
    if not template.exists():
        contestant.create(str(template))
    results = {}
    for operation, expected in OPERATIONS.items():
        if operation in contestant.lacks:
            results[operation] = {"lacks": contestant.lacks[operation]}
            continue
        source = f"{template}.trash" if operation == "list" else template
        statements, _ = run(contestant, operation, source, f"{template}.copy", count=True)
        seconds, live = run(contestant, operation, source, f"{template}.copy", count=False)
        results[operation] = {"seconds": seconds, "statements": statements, "live": live, "expected": expected(contestant)}
    print(json.dumps(results))
