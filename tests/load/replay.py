"""Replays the log, and says what should be live and what deleted."""

import json

from support import rows


class Replay:
    def __init__(self):
        self.accounts = {}  # number -> whether it is live
        self.items = {}  # number -> [account, is live, was taken along]

    def run(self, db):
        count = 0
        for operation, number, detail in db.execute("SELECT operation, id, detail FROM log ORDER BY number"):
            getattr(self, operation.replace(" ", "_"))(number, json.loads(detail))
            count += 1
        return count

    def insert_account(self, number, _):
        assert number not in self.accounts
        self.accounts[number] = True

    def insert_item(self, number, account):
        assert self.accounts.get(account), f"item {number} was inserted under account {account}, which is not live"
        self.items[number] = [account, True, False]

    def items_of(self, account):
        return [item for item in self.items.values() if item[0] == account]

    def delete_account(self, number, count):
        assert count == bool(self.accounts.get(number))
        if not count:
            return
        self.accounts[number] = False
        for item in self.items_of(number):
            if item[1]:
                item[1:] = [False, True]

    def delete_item(self, number, count):
        assert count == bool(number in self.items and self.items[number][1])
        if count:
            self.items[number][1:] = [False, False]

    def restore_account(self, number, count):
        assert count == (self.accounts.get(number) is False)
        if not count:
            return
        self.accounts[number] = True
        for item in self.items_of(number):
            if item[2]:
                item[1:] = [True, False]

    def restore_item(self, number, count):
        assert count == (number in self.items and not self.items[number][1])
        if count:
            assert self.accounts[self.items[number][0]], "an item came back under a deleted account"
            self.items[number][1:] = [True, False]

    def purge_account(self, number, _):
        if self.accounts.get(number) is False:
            del self.accounts[number]
            self.items = {key: item for key, item in self.items.items() if item[0] != number}

    def purge_item(self, number, _):
        if number in self.items and not self.items[number][1]:
            del self.items[number]

    def purge_items(self, count, gone):
        assert count == len(gone) <= 20
        for number in gone:
            assert not self.items.pop(number)[1], "a live item was purged"

    def check(self, db):
        found = {"account": dict.fromkeys(self.accounts), "item": dict.fromkeys(self.items)}
        for table in found:
            deleted = {number for number, in rows(db, f"SELECT id FROM {table}_deleted")}
            live = {number for number, in rows(db, f"SELECT id FROM {table}")} - deleted
            found[table] = {**dict.fromkeys(deleted, False), **dict.fromkeys(live, True)}
        assert found["account"] == self.accounts
        assert found["item"] == {number: live for number, (_, live, _) in self.items.items()}
        taken = {number for number, in rows(db, "SELECT id FROM item_deleted WHERE deleted_via IS NOT NULL")}
        assert taken == {number for number, (_, _, taken) in self.items.items() if taken}
