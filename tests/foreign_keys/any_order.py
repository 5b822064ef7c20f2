"""With flag storage, what deletions took comes back in any order: the rows, and those along with them."""

import json
from random import Random

import any_order
from random_schema import random_tables
from random_statements import delete, insert, update
from support import connect, ident, rows, text

ROUNDS = 25


class Database(any_order.Database):
    waiting_words = ("that it refers to is deleted",)

    def __init__(self, chance):
        super().__init__()
        self.chance = chance
        self.tables = random_tables(chance, odd=True, ours=False)
        on = ("ON", "OFF")
        self.db = connect(script=f"PRAGMA foreign_keys = {chance.choice(on)}; PRAGMA recursive_triggers = {chance.choice(on)};")
        children = chance.choice(["declared", "declared", "cascade"])
        for table in self.tables:
            table.nulls = False  # restore() can't name such a row
            for sql in table.statements():
                self.run(sql)
        for table in self.tables:
            self.run(f"INSERT INTO softdelete(table_name, children) VALUES ({text(table.name)}, '{children}')")

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

    def restore_one_with_parents(self, waiting):
        return self.restore(*waiting[-1], "restore_with_parents")

    def story(self, *more):
        return "\n".join([*self.log, *map(str, more)])


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
        database.restore_all(sorted(database.roots() - roots))
        assert database.content() == before, database.story(before, database.content())
        if chance.random() < 0.5:
            database.run(delete(chance, chance.choice(database.tables)))
    assert rows(database.db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    database.db.close()
    return database.counts
