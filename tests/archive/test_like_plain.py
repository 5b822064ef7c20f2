"""An application sees what it would see without soft delete: random statements on both."""

import json
import os
from collections import Counter
from random import Random
import sqlite3

import pytest

from archive.schema import random_tables
from archive.statements import BOUNDARIES, statement, user_triggers
from support import connect, ident, rows

SEEDS = range(int(os.environ.get("SOFTDELETE_SEEDS", "300")))
STATEMENTS = 60


def gone_trigger(table):
    values = ", ".join(f"'{name}', OLD.{ident(name)}" for name in table.names()
                       if not any(name in reference[0] for reference in table.references))
    return (f'CREATE TRIGGER {ident("keeps " + table.name)} AFTER DELETE ON {ident(table.name)} BEGIN '
            f"INSERT INTO gone VALUES ({len(table.name)}, json_object({values})); END")


class Pair:
    """One database kept by archive, and a plain one."""

    def __init__(self, chance):
        self.chance = chance
        self.tables = random_tables(chance)
        self.triggers = user_triggers(chance, self.tables) if chance.random() < 0.5 else []
        self.archived, self.plain = connect(), connect(load=False)
        self.log = []
        keys, recursive = chance.choice(["ON", "ON", "ON", "OFF"]), chance.choice(["ON", "OFF"])
        for db in (self.archived, self.plain):
            self.script(db, f"PRAGMA foreign_keys = {keys}; PRAGMA recursive_triggers = {recursive};")
            self.script(db, "CREATE TABLE log(what); CREATE TABLE counter(n);"
                            "CREATE TABLE gone(t, row);")
            for table in self.tables:
                db.execute(table.ddl())
                db.execute(gone_trigger(table))
            for sql in self.triggers:
                db.execute(sql)
        for table in chance.sample(self.tables, len(self.tables)):
            self.archived.execute("INSERT INTO softdelete(table_name, storage) VALUES (?, 'archive')", [table.name])
        for db in (self.archived, self.plain):
            db.execute("INSERT INTO counter VALUES (0)")  # the same last_insert_rowid()

    @staticmethod
    def script(db, sql):
        for each in sql.split(";"):
            db.execute(each)

    def close(self):
        self.archived.close()
        self.plain.close()

    def result(self, db, sql):
        try:
            found = db.execute(sql).fetchall()
        except sqlite3.Error as error:
            return "error", str(error), self.values(db)
        return "rows", found, self.values(db), db.in_transaction

    @staticmethod
    def values(db):
        return db.execute("SELECT changes(), last_insert_rowid()").fetchone()

    def content(self, db):
        return {name: sorted(rows(db, f"SELECT * FROM {ident(name)}"), key=repr)
                for name in [table.name for table in self.tables] + ["log", "counter", "gone"]}

    def run(self, sql):
        """Whether both can go on."""
        self.log.append(sql)
        ours, plain = self.result(self.archived, sql), self.result(self.plain, sql)
        if ours != plain and "FOREIGN KEY" in str(ours[1]) and rows(self.plain, "PRAGMA foreign_key_check"):
            return False  # where a row that refers to its own table is replaced, SQLite forgets to check
        assert ours == plain, self.story(ours, plain)
        before, after = self.content(self.archived), self.content(self.plain)
        assert before == after, self.story(before, after)
        return True

    def story(self, *more):
        ddl = [table.ddl() for table in self.tables] + self.triggers
        return "\n".join([*ddl, *self.log, *map(str, more)])

    def check_trash(self):
        """Every row that was deleted is there with its values, once."""
        deleted = Counter(json.dumps(json.loads(row), sort_keys=True) for row, in rows(self.archived, "SELECT row FROM gone"))
        kept = Counter()
        for table in self.tables:
            references = {name for reference in table.references for name in reference[0]} | {"g"}
            for row, in rows(self.archived, "SELECT row FROM softdelete_trash WHERE table_name = ?", table.name):
                values = {name: value for name, value in json.loads(row).items() if name not in references}
                kept[json.dumps(values, sort_keys=True)] += 1
        assert kept == deleted, self.story(kept - deleted, deleted - kept)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_statements(seed):
    chance = Random(seed)
    pair = Pair(chance)
    for _ in range(STATEMENTS):
        if not pair.run(chance.choice(BOUNDARIES) if chance.random() < 0.1 else statement(chance, pair.tables)):
            pair.close()
            return
    pair.check_trash()
    if pair.archived.in_transaction:
        pair.run("COMMIT")
    assert rows(pair.archived, "PRAGMA integrity_check") == [("ok",)]
    assert rows(pair.archived, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    pair.close()
