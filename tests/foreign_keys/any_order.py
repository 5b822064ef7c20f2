"""With flag storage, what deletions took comes back in any order: the rows, and those along with them."""

import json
import sqlite3
from collections import Counter
from random import Random

from random_schema import random_tables
from random_statements import delete, insert, update
from support import connect, ident, rows, text

ROUNDS = 25
WAITING = "that it refers to is deleted"


class Database:
    def __init__(self, chance):
        self.chance = chance
        self.tables = random_tables(chance, odd=True, ours=False)
        on = ("ON", "OFF")
        self.db = connect(script=f"PRAGMA foreign_keys = {chance.choice(on)}; PRAGMA recursive_triggers = {chance.choice(on)};")
        self.log = []
        self.counts = Counter()
        children = chance.choice(["declared", "declared", "cascade"])
        for table in self.tables:
            table.nulls = False  # restore() can't name such a row
            for sql in table.statements():
                self.run(sql)
        for table in self.tables:
            self.run(f"INSERT INTO softdelete(table_name, children) VALUES ({text(table.name)}, '{children}')")

    def run(self, sql, *parameters):
        self.log.append(sql if not parameters else f"{sql}  {parameters}")
        self.counts["statements"] += 1
        try:
            return rows(self.db, sql, *parameters)
        except sqlite3.Error as error:
            self.log.append(f"  {error}")
            return str(error)

    def content(self):
        return {table.name: sorted(rows(self.db, f"SELECT * FROM {ident(table.name)}"), key=repr) for table in self.tables}

    def roots(self):
        """What was deleted by itself, as (table, key)."""
        return set(rows(self.db, "SELECT table_name, key FROM softdelete_trash WHERE deleted_via IS NULL"))

    def purge_all(self):
        """Also what lets go of a row in one table's trash as the other's is purged."""
        for _ in self.tables:
            for table in self.tables:
                self.run(f"DELETE FROM {ident(table.name + '_deleted')}")

    def restore(self, table, key, function="restore"):
        self.counts["restores"] += 1
        key = json.loads(key)
        if function == "restore" and self.chance.random() < 0.5:
            names = next(each.key if each.key_kind != "none" else ["rowid"] for each in self.tables if each.name == table)
            condition = " AND ".join(f"{ident(name)} = ?" for name in names)
            return self.run(f"UPDATE {ident(table)} SET is_deleted = 0 WHERE {condition}", *key)
        return self.run(f"SELECT {function}({text(table)}{', ?' * len(key)})", *key)

    def story(self, *more):
        return "\n".join([*self.log, *map(str, more)])


def restore_all(database, left):
    database.chance.shuffle(left)
    while left:
        waiting = []
        for table, key in left:
            answer = database.restore(table, key)
            if isinstance(answer, str):
                assert WAITING in answer, database.story(answer)
                waiting.append((table, key))
        if len(waiting) == len(left):
            # They refer to each other, and one statement deleted them, each by itself.
            assert database.restore(*waiting.pop(), "restore_with_parents") == [(1,)], database.story()
            waiting = [each for each in waiting if each in database.roots()]
        left = waiting


def walk(seed):
    """Deletions, and all of them restored in any order; how many there were."""
    chance = Random(seed)
    database = Database(chance)
    for _ in range(ROUNDS):
        for _ in range(chance.randint(0, 8)):
            sql = chance.choice([insert, insert, insert, update])(chance, chance.choice(database.tables))
            if "REPLACE" not in sql:  # whose own cascade may delete what a row refers to that is being written
                database.run(sql)
        database.purge_all()
        before, roots = database.content(), database.roots()
        for _ in range(chance.randint(1, 4)):
            database.run(delete(chance, chance.choice(database.tables)))
        restore_all(database, sorted(database.roots() - roots))
        assert database.content() == before, database.story(before, database.content())
        if chance.random() < 0.5:
            database.run(delete(chance, chance.choice(database.tables)))
    assert rows(database.db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    database.db.close()
    return database.counts
