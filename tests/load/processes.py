"""What each process does, again and again, until the time is up: six change rows, one migrates, one purges."""

import sqlite3
import time
from array import array
from random import Random

from load.database import Clock, Transaction, log, memory, open_shared
from support import one, rows


class Process:
    def __init__(self, path, number, until):
        self.db = open_shared(path)
        self.random = Random(number)
        self.number = number
        self.until = until
        self.done = 0
        self.refused = 0
        self.deletes = array("d")
        self.begin = time.time()
        self.memory_early = None

    def run(self):
        while time.time() < self.until:
            try:
                self.step()
                self.done += 1
            except sqlite3.Error as error:
                # A refusal of ours; SQLite's own errors would be news, a lock that never comes above all.
                if not any(part in str(error) for part in self.refusals):
                    raise
                self.refused += 1
            if self.memory_early is None and time.time() > self.begin + (self.until - self.begin) / 4:
                self.memory_early = memory()
        report = {"role": type(self).__name__, "done": self.done, "refused": self.refused, "deletes": self.deletes,
                  "memory_early": self.memory_early, "memory": memory(), **self.more()}
        self.db.close()
        return report

    def more(self):
        return {}


class Changer(Process):
    """Inserts, deletes, restores and purges accounts and items; inserts and deletes events of its own."""

    refusals = ["is deleted", "FOREIGN KEY constraint failed", "deleted row of", "refers to"]

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.next = 1 + 10**6 * (self.number + 1)
        self.live_events = set()
        self.made_events = 0

    def new_number(self):
        self.next += 1
        return self.next

    def some(self, table):
        """A row of any of the processes, live or not."""
        number = one(self.db, f"SELECT max(id) FROM (SELECT id FROM {table} UNION ALL SELECT id FROM {table}_deleted)")
        found = rows(self.db, f"SELECT id FROM (SELECT id FROM {table} UNION ALL SELECT id FROM {table}_deleted)"
                              " WHERE id >= ? LIMIT 1", self.random.randint(10**6, number or 10**6 + 1))
        return found[0][0] if found else 0

    def step(self):
        self.random.choice([self.insert_account, self.insert_item, self.insert_item, self.delete, self.delete,
                            self.restore, self.purge, self.insert_events, self.delete_event, self.delete_event,
                            self.look])()

    def insert_account(self):
        with Transaction(self.db):
            number = self.new_number()
            self.db.execute("INSERT INTO account(id, name) VALUES (?, 'x')", (number,))
            log(self.db, "insert account", number)

    def insert_item(self):
        with Transaction(self.db):
            number, account = self.new_number(), self.some("account")
            self.db.execute("INSERT INTO item(id, account_id, value) VALUES (?, ?, 'y')", (number, account))
            log(self.db, "insert item", number, account)

    def delete(self):
        table = self.random.choice(["account", "item", "item"])
        with Clock(self.deletes), Transaction(self.db):
            number = self.some(table)
            if self.random.random() < 0.5:
                count = one(self.db, f"SELECT count(*) FROM {table} t WHERE id = ? AND NOT EXISTS"
                                     f" (SELECT 1 FROM {table}_deleted d WHERE d.id = t.id)", number)
                self.db.execute(f"DELETE FROM {table} WHERE id = ?", (number,))
            else:
                count = one(self.db, "SELECT soft_delete(?, ?)", table, number)
            log(self.db, f"delete {table}", number, count)

    def restore(self):
        table = self.random.choice(["account", "item"])
        with Transaction(self.db):
            number = self.some(table)
            log(self.db, f"restore {table}", number, one(self.db, "SELECT restore(?, ?)", table, number))

    def purge(self):
        if self.random.random() < 0.7:
            return
        table = self.random.choice(["account", "item"])
        with Transaction(self.db):
            number = self.some(table)
            one(self.db, "SELECT purge(?, ?)", table, number)
            log(self.db, f"purge {table}", number)

    def insert_events(self):
        numbers = [self.new_number() for _ in range(5)]
        self.db.executemany("INSERT INTO event(id, payload) VALUES (?, hex(zeroblob(50)))", [(n,) for n in numbers])
        self.live_events.update(numbers)
        self.made_events += len(numbers)

    def delete_event(self):
        if self.live_events:
            number = self.live_events.pop()
            with Clock(self.deletes):  # in autocommit mode, as most applications do
                self.db.execute("DELETE FROM event WHERE id = ?", (number,))

    def look(self):
        assert {status for status, in rows(self.db, "SELECT status FROM softdelete")} == {"ok"}
        orphans = one(self.db, "SELECT count(*) FROM item i WHERE NOT EXISTS (SELECT 1 FROM item_deleted d WHERE"
                               " d.id = i.id) AND EXISTS (SELECT 1 FROM account_deleted a WHERE a.id = i.account_id)")
        assert orphans == 0, "a live item of a deleted account was seen"

    def more(self):
        return {"live_events": self.live_events, "made_events": self.made_events}


class Migrator(Process):
    """Suspends, rebuilds and resumes a table; or rebuilds and repairs, where the storage lets it."""

    refusals = []

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.db.execute("PRAGMA foreign_keys = OFF")  # a DROP TABLE would delete items

    def step(self):
        time.sleep(0.05)
        archive = one(self.db, "SELECT storage FROM softdelete WHERE table_name = 'item'") == "archive"
        table = self.random.choice(["item", "account"])
        with Transaction(self.db):
            suspends = not archive or self.random.random() < 0.5
            if suspends:
                self.db.execute("UPDATE softdelete SET suspended = 1")
            sql = one(self.db, "SELECT sql FROM sqlite_schema WHERE name = ?", table)
            self.db.execute("CREATE TABLE made_anew" + sql[sql.index("("):])
            self.db.execute(f"INSERT INTO made_anew SELECT * FROM {table}")
            self.db.execute(f"DROP TABLE {table}")
            self.db.execute(f"ALTER TABLE made_anew RENAME TO {table}")
            if suspends:
                self.db.execute("UPDATE softdelete SET suspended = 0")
            one(self.db, "SELECT softdelete_repair()")
        assert {status for status, in rows(self.db, "SELECT status FROM softdelete")} == {"ok"}


class Purger(Process):
    """Purges events in batches, and items in transactions of which the log says what went."""

    refusals = []

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.purged_events = 0

    def step(self):
        self.purged_events += one(self.db, "SELECT softdelete_purge('event', '1 seconds', 500)")
        time.sleep(0.02)
        if self.random.random() < 0.1:
            with Transaction(self.db):
                before = {number for number, in rows(self.db, "SELECT id FROM item_deleted")}
                count = one(self.db, "SELECT softdelete_purge('item', '0 seconds', 20)")
                gone = before - {number for number, in rows(self.db, "SELECT id FROM item_deleted")}
                log(self.db, "purge items", count, sorted(gone))

    def more(self):
        return {"purged_events": self.purged_events}


ROLES = [Changer] * 6 + [Migrator, Purger]
