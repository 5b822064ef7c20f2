"""Random changes of a table's columns, with odd names: what is in its archive stays with its column, whatever that is called.

Every column has a number in the model, which a RENAME COLUMN does not change; a column that was dropped and is there again
has its old number, as its values in the trash come back with it.
"""

import os
import random
import sqlite3
from collections import Counter, defaultdict

import pytest

from support import connect, ident, manage, one, rows, status

WALKS = int(os.environ.get("SOFTDELETE_WALKS", "200"))
NAMES = ["a", "b", "A b", 'x"y', "é", "_", "__", "rowid", "oid", "_rowid_", "new", "old", "along", "id",
         "softdelete_id", "softdelete_id_", "softdelete_rowid", "softdelete_rowid_", "softdelete_at", "softdelete_state",
         "softdelete_renamed", "softdelete_renamed_", "is_deleted", "deleted_at"]
DEFAULTS = {"": None, "DEFAULT 5": 5, "DEFAULT 'x'": "x", "DEFAULT TRUE": 1, "DEFAULT -1.5": -1.5}
TABLES = ["CREATE TABLE t({} INTEGER PRIMARY KEY, {})", "CREATE TABLE t({} TEXT PRIMARY KEY, {}) WITHOUT ROWID",
          "CREATE TABLE t({}, {})", "CREATE TABLE t({0} TEXT, {1}, PRIMARY KEY ({0}, {1}))"]


class Walk:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.names = dict(enumerate(self.chance.sample(NAMES, 3)))  # of the columns, by their numbers
        self.columns = list(self.names)
        self.dropped = defaultdict(list)
        self.live, self.trash, self.count, self.next = [], [], 0, 3
        self.db = connect()
        self.create = self.chance.choice(TABLES)
        self.run(self.create.format(*self.quoted(self.columns[:2])))
        self.run(f"ALTER TABLE t ADD COLUMN {self.quoted()[2]}")
        manage(self.db, "t", storage="archive")

    def run(self, sql):
        self.log = [*getattr(self, "log", []), sql]
        self.db.executescript(sql)

    def quoted(self, columns=None):
        return [ident(self.names[each]) for each in (self.columns if columns is None else columns)]

    def values(self, some):
        return sorted((tuple(row.get(each) for each in self.columns) for row in some), key=repr)

    def free_name(self):
        taken = {name.lower() for name in self.names.values()}
        return self.chance.choice([name for name in NAMES if name.lower() not in taken])

    def insert(self):
        for _ in range(self.chance.randrange(1, 4)):
            self.count += 1
            # The first column tells rows apart, and is never dropped.
            row = {each: f"{each}.{self.count}" for each in self.columns}
            row[0] = self.count if "INTEGER" in self.create else str(self.count)
            values = ", ".join(repr(row[each]) for each in self.columns)
            self.run(f"INSERT INTO t({', '.join(self.quoted())}) VALUES ({values})")
            self.live.append(row)

    def delete(self):
        if self.live:
            row = self.chance.choice(self.live)
            try:
                self.run(f"DELETE FROM t WHERE {self.quoted([0])[0]} = {row[0]!r}")
            except sqlite3.Error as error:  # a column is new, and its values would be lost
                assert "sub-select returns" in str(error), error
                return
            self.live.remove(row)
            self.trash.append(row)

    def rename(self):
        for _ in range(self.chance.randrange(1, 4)):
            column, name = self.chance.choice(self.columns), self.free_name()
            if self.dropped[name]:
                self.repair()  # a new column that gets this name before could be the old one
            self.run(f"ALTER TABLE t RENAME COLUMN {ident(self.names[column])} TO {ident(name)}")
            self.names[column] = name

    def exchange(self):
        self.repair()
        one_of, other = self.chance.sample(self.columns, 2)
        free, names = self.free_name(), self.names
        for before, now in ((names[one_of], free), (names[other], names[one_of]), (free, names[other])):
            self.run(f"ALTER TABLE t RENAME COLUMN {ident(before)} TO {ident(now)}")
        names[one_of], names[other] = names[other], names[one_of]

    def add(self):
        name = self.free_name()
        default, value = self.chance.choice(list(DEFAULTS.items()))
        known = self.dropped[name]
        if known and any(known[-1] not in row for row in self.trash):
            return  # what rows have that were deleted in between, nobody knows
        self.run(f"ALTER TABLE t ADD COLUMN {ident(name)} {default}")
        self.next += 1
        column = known.pop() if known else self.next - 1
        self.names[column] = name
        self.columns.append(column)
        for row in self.live:
            row[column] = value
        for row in self.trash:
            row.setdefault(column, value)
        if column != self.next - 1:
            self.repair()  # under another name it would be a new one

    def drop(self):
        if len(self.columns) < 4:
            return
        column = self.chance.choice(self.columns[2:])
        self.run("SELECT softdelete_repair(); UPDATE softdelete SET suspended = 1;"
                 f"ALTER TABLE t DROP COLUMN {self.quoted([column])[0]}; UPDATE softdelete SET suspended = 0")
        self.columns.remove(column)
        self.dropped[self.names.pop(column)].append(column)
        for row in self.live:
            row.pop(column, None)

    def restore(self):
        """Of rows without a key that had one rowid in turn, one comes back at a time. Until a repair, nothing may."""
        self.log.append("SELECT softdelete_restore()")
        damaged = status(self.db, "t") == "damaged"
        restored = 0
        try:
            while count := one(self.db, "SELECT softdelete_restore()"):
                restored += count
        except sqlite3.Error as error:
            assert damaged and "damaged" in str(error), error
        if restored or not damaged:
            assert restored == len(self.trash)
            self.live += [{each: row.get(each) for each in self.columns} for row in self.trash]
            self.trash = []

    def repair(self):
        self.run("SELECT softdelete_repair()")
        assert status(self.db, "t") == "ok"
        assert self.values(self.trash) == sorted(
            rows(self.db, f"SELECT {', '.join(self.quoted())} FROM t_deleted"), key=repr)

    def check(self):
        assert self.values(self.live) == sorted(rows(self.db, f"SELECT {', '.join(self.quoted())} FROM t"), key=repr)


def walk(seed):
    one_walk = Walk(seed)
    steps = [one_walk.insert, one_walk.delete, one_walk.delete, one_walk.rename, one_walk.exchange, one_walk.add,
             one_walk.drop, one_walk.restore, one_walk.repair]
    for _ in range(30):
        try:
            one_walk.chance.choice(steps)()
            one_walk.check()
        except Exception as error:
            raise AssertionError("\n".join(map(str, [error, *one_walk.log]))) from error
    one_walk.db.close()
    return Counter(statements=len(one_walk.log))


@pytest.mark.parametrize("seed", range(WALKS))
def test_values_stay_with_their_columns(seed):
    walk(seed)
