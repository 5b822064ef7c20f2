"""Compares two builds of the library: the same random statements on the same random schemas, and the same rows after.

    SOFTDELETE_LIBRARY=new/softdelete SOFTDELETE_BASELINE_LIBRARY=old/softdelete \\
        python3 tests/foreign_keys/compare.py 5000 [FIRST_SEED]

A walk is a sequence of statements on one schema. After each statement both libraries must have said yes or no alike,
and every row must have the same flag, be taken along or not, and have a time or not. A walk ends at a difference.
Restores are counted apart where a row lies under a deleted (or purged) parent by a reference that does not bind it:
since format 2 such a row comes back, before it stayed.

The libraries must lie at different paths, or be the same file: SQLite loads a path once into a process.
"""

import os
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from foreign_keys.schemas import Schema  # noqa: E402
from support import LIBRARY  # noqa: E402

ON_ONE_SCHEMA = 10
STATEMENTS = 60
SHOWN = 3


class Side:
    """One database, with one of the libraries."""

    def __init__(self, library, schema):
        self.library = library
        self.schema = schema
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        self.db.enable_load_extension(True)
        self.db.load_extension(library)
        self.db.enable_load_extension(False)

    def do(self, sql):
        """(True, what a function returned) or (False, the message)."""
        try:
            result = self.db.execute(sql).fetchall()
        except sqlite3.Error as error:
            return False, str(error)
        # How many rows a purge counts is not compared, but whether there were any.
        return True, [(bool(value),) for value, in result]

    def rows(self, table):
        key = ", ".join(self.schema.keys[table].columns)
        kept = ", is_deleted, deleted_via IS NULL, deleted_at IS NULL" if table in self.schema.managed else ""
        references = "".join(f", {column}" for each in self.schema.references_of(table) for column in each.columns)
        return self.db.execute(f"SELECT {key}{kept}{references} FROM {table} ORDER BY {key}").fetchall()

    def state(self):
        return {table: self.rows(table) for table in self.schema.keys}

    def lies_loose(self):
        """Whether a row refers, by a reference that does not bind it, to a parent that is deleted or gone."""
        for each in filter(self.schema.is_loose, self.schema.references):
            key = self.schema.keys[each.parent]
            same = " AND ".join(f"p.{parent} = c.{child}" for parent, child in zip(key.columns, each.columns))
            if self.db.execute(f"SELECT 1 FROM {each.child} c WHERE c.{each.columns[0]} IS NOT NULL AND NOT EXISTS"
                               f" (SELECT 1 FROM {each.parent} p WHERE {same} AND p.is_deleted = 0)").fetchone():
                return True
        return False

    def damaged(self):
        return [table for table, status in self.db.execute("SELECT table_name, status FROM softdelete")
                if status != "ok"]


class Comparison:
    def __init__(self, libraries):
        self.libraries = libraries
        self.walks = self.statements = self.errors = self.intended = self.differences = 0
        self.kinds = {}

    def run(self, walks, first):
        seed = first
        while self.walks < walks:
            self.on_schema(seed)
            seed += 1

    def on_schema(self, seed):
        schema = Schema(seed)
        sides = [Side(library, schema) for library in self.libraries]
        made = schema.create()
        for sql in made:
            outcomes = [side.do(sql) for side in sides]
            if outcomes[0][0] != outcomes[1][0]:
                self.report(seed, made, sql, outcomes, sides)
                return
        for _ in range(ON_ONE_SCHEMA):
            self.walks += 1
            for side in sides:
                side.db.execute("BEGIN")
            self.walk(seed, schema, sides, made)
            for side in sides:
                side.db.execute("ROLLBACK")
        for side, library in zip(sides, self.libraries):
            if side.damaged():
                self.differences += 1
                print(f"seed {seed}: {library} is left damaged: {side.damaged()}")
            side.db.close()

    def walk(self, seed, schema, sides, made):
        log = schema.fill()
        for sql in log:
            for side in sides:
                side.do(sql)
        before = [side.state() for side in sides]
        if before[0] != before[1]:
            self.report(seed, [*made, "BEGIN", *log], "the first rows", [None, None], sides)
            return
        for _ in range(STATEMENTS):
            statement = schema.statement()
            known = statement.kind == "restore" and sides[0].lies_loose()
            outcomes = [side.do(statement.sql) for side in sides]
            after = [side.state() for side in sides]
            self.statements += 1
            self.errors += not outcomes[1][0]
            if outcomes[0][0] != outcomes[1][0] or after[0] != after[1] or (
                    outcomes[0][0] and outcomes[0][1] != outcomes[1][1]):
                if known:
                    self.intended += 1
                else:
                    self.kinds[statement.kind] = self.kinds.get(statement.kind, 0) + 1
                    self.report(seed, [*made, "BEGIN", *log], statement.sql, outcomes, sides)
                return
            for side, outcome, then, now in zip(sides, outcomes, before, after):
                if not outcome[0] and then != now:
                    self.differences += 1
                    print(f"seed {seed}: refused, yet changed by {side.library}: {statement.sql}")
            before = after
            log.append(statement.sql)

    def report(self, seed, log, sql, outcomes, sides):
        self.differences += 1
        if self.differences > SHOWN:
            return
        print(f"\n-- difference {self.differences}, seed {seed}")
        print(*(f"{each};" for each in log), sep="\n")
        print(f"{sql};  -- here")
        for name, outcome in zip(("library ", "baseline"), outcomes):
            print(f"-- {name}: {outcome}")
        states = [side.state() for side in sides]
        for table in states[0]:
            if states[0][table] != states[1][table]:
                print(f"-- {table} in library : {states[0][table]}\n-- {table} in baseline: {states[1][table]}")


def main():
    baseline = os.environ.get("SOFTDELETE_BASELINE_LIBRARY")
    if len(sys.argv) < 2 or not baseline:
        sys.exit(__doc__)
    comparison = Comparison([os.path.abspath(LIBRARY), os.path.abspath(baseline)])
    comparison.run(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    print(f"{comparison.walks} walks, {comparison.statements} statements, {comparison.errors} refused by the baseline: "
          f"{comparison.differences} differences {comparison.kinds or ''}, {comparison.intended} intended ones")
    sys.exit(1 if comparison.differences else 0)


if __name__ == "__main__":
    main()
