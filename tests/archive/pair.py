"""One database kept by archive, and a plain one, that random statements are run on."""

import json
import sqlite3
from collections import Counter
from random import Random

from random_schema import random_tables
from random_statements import any_statement, full_text, user_triggers
from support import connect, ident, rows

STATEMENTS = 120


def gone_trigger(table):
    values = ", ".join(f"'{name}', OLD.{ident(name)}" for name in table.names() if name not in table.reference_columns())
    return (f'CREATE TRIGGER {ident("keeps " + table.name)} AFTER DELETE ON {ident(table.name)} BEGIN '
            f"INSERT INTO gone VALUES ({len(table.name)}, json_object({values})); END")


class Pair:
    def __init__(self, chance):
        self.tables = random_tables(chance, odd=True)
        self.triggers = user_triggers(chance, self.tables) if chance.random() < 0.5 else []
        indexes = full_text(self.tables) if chance.random() < 0.1 else []
        self.indexes = [index for index, _ in indexes]
        self.archived, self.plain = connect(), connect(load=False)
        self.both = (self.archived, self.plain)
        self.log = []
        keys, recursive = chance.choice(["ON", "ON", "ON", "OFF"]), chance.choice(["ON", "OFF"])
        self.setup = [f"PRAGMA foreign_keys = {keys}", f"PRAGMA recursive_triggers = {recursive}",
                      "CREATE TABLE log(what)", "CREATE TABLE counter(n)", "CREATE TABLE gone(t, row)",
                      *(sql for table in self.tables for sql in table.statements()), *self.triggers,
                      *(sql for _, made in indexes for sql in made),
                      # The newest trigger runs first: what is gone is noted before another trigger ends the work.
                      *map(gone_trigger, self.tables)]
        for db in self.both:
            for sql in self.setup:
                db.execute(sql)
        for table in chance.sample(self.tables, len(self.tables)):
            self.archived.execute("INSERT INTO softdelete(table_name, storage) VALUES (?, 'archive')", [table.name])
        for db in self.both:
            db.execute("INSERT INTO counter VALUES (0)")  # the same last_insert_rowid()
        self.read = [f"SELECT * FROM {ident(name)}" for name in
                     [*(table.name for table in self.tables), "log", "counter", "gone"]]
        self.totals = None

    def close(self):
        for db in self.both:
            db.close()

    def result(self, db, sql):
        try:
            found = db.execute(sql).fetchall()
        except sqlite3.Error as error:
            found = str(error)
        return found, *db.execute("SELECT changes(), last_insert_rowid()").fetchone(), db.in_transaction

    def content(self, db):
        return [sorted(db.execute(sql).fetchall(), key=repr) for sql in self.read]

    def run(self, sql):
        """Whether both can go on."""
        self.log.append(sql)
        ours, plain = (self.result(db, sql) for db in self.both)
        if ours != plain and "FOREIGN KEY" in str(ours[0]) and any("REPLACE" in each for each in self.log) and \
                rows(self.plain, "PRAGMA foreign_key_check"):
            return False  # without a trigger on the table, SQLite forgets to check some rows that it replaces, also later
        assert ours == plain, self.story(ours, plain)
        totals = [db.total_changes for db in self.both]
        if totals != self.totals or isinstance(ours[0], str) or "ROLLBACK" in sql:
            self.totals = totals
            self.compare()
        return True

    def compare(self):
        ours, plain = map(self.content, self.both)
        assert ours == plain, self.story(ours, plain)

    def compare_full_text(self):
        for index in self.indexes:
            sql = f"SELECT rowid FROM {index} WHERE {index} MATCH 'a OR b OR z*'"
            self.run(sql)
            self.run(f"INSERT INTO {index}({index}) VALUES ('integrity-check')")

    def story(self, *more):
        return "\n".join([*self.setup, *self.log, *map(str, more)])

    def check_trash(self):
        """Every row that was deleted is there with its values, once."""
        deleted = Counter(json.dumps(json.loads(row), sort_keys=True) for row, in rows(self.archived, "SELECT row FROM gone"))
        kept = Counter()
        for table in self.tables:
            left_out = table.reference_columns() | {"g"}
            for row, in rows(self.archived, "SELECT row FROM softdelete_trash WHERE table_name = ?", table.name):
                values = {name: value for name, value in json.loads(row).items() if name not in left_out}
                kept[json.dumps(values, sort_keys=True)] += 1
        assert kept == deleted, self.story(kept - deleted, deleted - kept)


def walk(seed):
    """Random statements on both; how many were compared."""
    chance = Random(seed)
    pair = Pair(chance)
    for number in range(STATEMENTS):
        if not pair.run(any_statement(chance, pair.tables)):
            pair.close()
            return Counter(statements=number, ended_early=1)
    pair.compare_full_text()
    pair.check_trash()
    if pair.archived.in_transaction:
        pair.run("COMMIT")
    assert rows(pair.archived, "PRAGMA integrity_check") == [("ok",)]
    assert rows(pair.archived, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    pair.close()
    return Counter(statements=STATEMENTS)
