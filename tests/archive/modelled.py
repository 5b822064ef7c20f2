"""Random statements on tables kept by archive, and the model beside them: after each, all rows must be the same."""

import copy
import sqlite3
from collections import Counter
from random import Random

from archive.model import Model, Refused, Unclear
from random_schema import random_tables
from random_statements import literal
from support import connect, ident, one, rows

STATEMENTS = 80
KEYS = 5


class Modelled:
    def __init__(self, chance):
        self.chance = chance
        self.tables = random_tables(chance, defaults=False)
        self.model = Model(self.tables)
        self.db = connect()
        self.log = []
        self.counts = Counter()
        self.setup = ["PRAGMA foreign_keys = ON", f"PRAGMA recursive_triggers = {chance.choice(['ON', 'OFF'])}",
                      *(table.ddl() for table in self.tables)]
        for sql in self.setup:
            self.db.execute(sql)
        for table in chance.sample(self.tables, len(self.tables)):
            self.db.execute("INSERT INTO softdelete(table_name, storage) VALUES (?, 'archive')", [table.name])
        self.scripts = [one(self.db, "SELECT softdelete_script(?, 'restore')", table.name) for table in self.tables]
        self.with_scripts(self.db.execute)
        # Beside columns of these names, ours have an underscore behind them.
        self.names = {table.name: {ours: ours + "_" * (ours in table.names())
                                   for ours in ("is_deleted", "deleted_via", "softdelete_id")} for table in self.tables}

    def with_scripts(self, execute):
        for script in self.scripts:
            execute(script)

    def run(self, sql):
        """Its rows, or None where it fails."""
        self.log.append(sql)
        self.counts["statements"] += 1
        try:
            return rows(self.db, sql)
        except sqlite3.Error as error:
            self.log.append(f"  -- {error}")
            return None

    def fail(self, *more):
        raise AssertionError("\n".join([*(f"{each};" for each in [*self.setup, *self.log]), *map(str, more)]))

    def content(self):
        found = {}
        for table in self.tables:
            names = ", ".join(["oid" if table.key_kind == "none" else "NULL", *map(ident, table.names())])
            found[table.name] = [(rowid, dict(zip(table.names(), values))) for rowid, *values in
                                 rows(self.db, f"SELECT {names} FROM {ident(table.name)}")]
        return found

    def trash(self):
        found = {}
        for table in self.tables:
            ours = self.names[table.name]
            columns = [ours["softdelete_id"], ours["deleted_via"], *table.names()]
            sql = f"SELECT {', '.join(map(ident, columns))} FROM {ident(table.name + '_deleted')}"
            found[table.name] = {number: (via is not None, dict(zip(table.names(), values)))
                                 for number, via, *values in rows(self.db, sql)}
        return found

    def compare(self, trash=None):
        expected = {table: sorted(((row.rowid, row.values) for row in living.values()), key=repr)
                    for table, living in self.model.live.items()}
        found = {table: sorted(living, key=repr) for table, living in self.content().items()}
        if found != expected:
            self.fail("live:", *found.items(), "expected:", *expected.items())
        expected = {table: {number: (row.along, row.values) for number, row in deleted.items()}
                    for table, deleted in self.model.trash.items()}
        found = trash or self.trash()
        if found != expected:
            self.fail("trash:", *found.items(), "expected:", *expected.items())

    def is_key(self, table, key):
        return " AND ".join(f"{ident(name)} = {self.quoted(value)}" for name, value in zip(table.key, key))

    @staticmethod
    def quoted(value):
        return "NULL" if value is None else f"'{value}'" if isinstance(value, str) else str(value)

    def values(self, table):
        """A new row; most references lead somewhere."""
        found = {name: literal(self.chance, table, name, KEYS) for name in table.names()}
        for reference in table.references:
            living = list(self.model.live[reference.parent.name])
            kind = self.chance.random()
            if kind < 0.3:
                found.update((name, "NULL") for name in reference.columns)
            elif living and kind < 0.9:
                found.update(zip(reference.columns, map(self.quoted, self.chance.choice(living))))
        return found

    def insert(self, table):
        values = self.values(table)
        if self.run(f"INSERT INTO {ident(table.name)}({', '.join(map(ident, values))}) VALUES ({', '.join(values.values())})") is not None:
            self.model.look(self.content())

    def update(self, table):
        if not self.model.live[table.name]:
            return
        key = self.chance.choice(list(self.model.live[table.name]))
        values = self.values(table)
        if self.chance.random() < 0.3:
            columns = [self.chance.choice(table.key)]
        else:
            columns = self.chance.choice([["n"], *(each.columns for each in table.references)])
        changes = ", ".join(f"{ident(name)} = {values[name]}" for name in columns)
        if columns[0] in table.key:
            new = tuple(type(old)(values[name].strip("'")) if name in columns else old for name, old in zip(table.key, key))
            if self.is_taken(table, new):
                return
        if self.run(f"UPDATE {ident(table.name)} SET {changes} WHERE {self.is_key(table, key)}") is None:
            return
        if columns[0] in table.key:
            self.model.rekey(table.name, key, new)
        self.model.look(self.content())

    def is_taken(self, table, key):
        """Whether any row has that key. Archives know parents by key, and would take that row for the parent."""
        return key in self.model.live[table.name] or any(row.key == key for row in self.model.trash[table.name].values())

    def delete(self, table):
        key = ident(table.key[0])
        condition = self.chance.choice([f"{key} = {literal(self.chance, table, table.key[0], KEYS)}"] * 3
                                       + [f"{key} > {self.chance.randint(1, KEYS)}", f"n < '{self.chance.choice('bcd')}'", "1"])
        roots = self.run(f"DELETE FROM {ident(table.name)} WHERE {condition} RETURNING {', '.join(map(ident, table.key))}")
        if roots is None:
            return self.compare()
        gone = []
        for root in roots:  # in the order in which they were deleted
            gone += self.model.delete(self.model.live[table.name][root])
        trash = self.trash()
        for row in gone:
            known = self.model.trash[row.table.name]
            new = [number for number, (_, values) in trash[row.table.name].items()
                   if number not in known and tuple(values[name] for name in row.table.key) == row.key]
            if len(new) != 1:
                self.fail(f"{row} is in the trash as {new}")
            self.model.archived(row, new[0], trash[row.table.name][new[0]][1])
        return self.compare(trash)

    def some_deleted(self, table):
        return self.chance.choice(list(self.model.trash[table.name].values()))

    def change(self, table):
        """A deleted row gets another key or value, or grows old."""
        row = self.some_deleted(table)
        if self.chance.random() < 0.2:
            self.run(f"UPDATE {ident(table.name + '_softdelete_archive')} SET softdelete_at = softdelete_at - 1"
                     f" WHERE {self.names[table.name]['softdelete_id']} = {row.id}")
            row.recent = False
            return
        changes = self.new_values(table, row)
        if not changes:
            return
        self.run(f"UPDATE {ident(table.name + '_deleted')} SET {self.assignments(changes)} WHERE {self.is_deleted_row(row)}")
        self.apply(row, changes)
        self.compare()

    def new_values(self, table, row):
        name = self.chance.choice(["n", *table.key])
        value = literal(self.chance, table, name, KEYS + 2).strip("'")
        changes = {name: value if "TEXT" in dict(table.columns)[name] else int(value)}
        return {} if self.is_taken(table, tuple(changes.get(name, old) for name, old in zip(table.key, row.key))) else changes

    def assignments(self, changes):
        return ", ".join(f"{ident(name)} = {self.quoted(value)}" for name, value in changes.items())

    def is_deleted_row(self, row):
        return f"{self.names[row.table.name]['softdelete_id']} = {row.id}"

    def apply(self, row, changes):
        values = {**row.values, **changes}
        self.model.follow(row, tuple(values[name] for name in row.table.key))
        row.values.update(changes)

    def purge(self, table):
        row = self.some_deleted(table)
        if self.chance.random() < 0.5:
            self.run(f"DELETE FROM {ident(table.name + '_deleted')} WHERE {self.is_deleted_row(row)}")
            self.model.forget([row])
        else:
            self.run(f"SELECT purge('{table.name.replace(chr(39), chr(39) * 2)}', {', '.join(map(self.quoted, row.public_key))})")
            self.model.forget([each for each in self.model.trash[table.name].values() if each.public_key == row.public_key])
        self.compare()

    def restore(self, table):
        row = self.some_deleted(table)
        name = "'" + table.name.replace("'", "''") + "'"
        key = ", ".join(map(self.quoted, row.public_key))
        last = self.model.last_versions(table.name)
        of_key = [each for each in last if each.public_key == row.public_key]
        everything = [each for name in self.model.trash for each in self.model.last_versions(name)]
        recent = self.model.last_versions(table.name, only_recent=True)
        sql, asked = self.chance.choices([
            (f"SELECT restore({name}, {key})", of_key),
            (f"SELECT restore_version({name}, {row.id})", [row]),
            (f"SELECT restore_with_parents({name}, {key})", self.model.above(of_key[0])),
            (f"SELECT softdelete_restore({name}, '10 minutes')", recent),
            (f"SELECT softdelete_restore({name})", last),
            ("SELECT softdelete_restore()", everything),
        ], [4, 4, 3, 1, 1, 1])[0]
        before = copy.deepcopy(self.model)
        try:
            count = self.model.restore(asked)
            expected = [(count if "softdelete_restore" in sql else 1,)]
        except Refused:
            self.model, expected = before, None
        self.check_restore(sql, expected)

    def update_to_restore(self, table):
        """By the TEMP trigger, row by row."""
        numbers = sorted(self.chance.sample(list(self.model.trash[table.name]), min(2, len(self.model.trash[table.name]))))
        changes = self.new_values(table, self.model.trash[table.name][numbers[0]]) if self.chance.random() < 0.4 else {}
        if changes:
            numbers = numbers[:1]
        ours = self.names[table.name]
        before = copy.deepcopy(self.model)
        expected = []
        try:
            for number in numbers:
                row = self.model.trash[table.name].get(number)
                if row:
                    self.model.check_clear()
                    self.apply(row, changes)
                    self.model.restore([row])
        except Refused:
            self.model, expected = before, None
        assignments = ", ".join([f"{ours['is_deleted']} = 0", *filter(None, [self.assignments(changes)])])
        self.check_restore(f"UPDATE {ident(table.name + '_deleted')} SET {assignments} WHERE {ours['softdelete_id']}"
                           f" IN ({', '.join(map(str, numbers))})", expected)

    def check_restore(self, sql, expected):
        self.counts["restores"] += 1
        self.counts["refused restores"] += expected is None
        found = self.run(sql)
        if found != expected:
            self.fail(f"gave {found} and not {expected}")
        self.compare()

    def step(self):
        table = self.chance.choice(self.tables)
        kinds, weights = [self.insert, self.update, self.delete], [6, 2, 3]
        if self.model.trash[table.name]:
            kinds += [self.change, self.purge, self.restore, self.update_to_restore]
            weights += [1, 0.5, 6, 2]
        self.chance.choices(kinds, weights)[0](table)
        self.model.check_clear()


def walk(seed):
    chance = Random(seed)
    modelled = Modelled(chance)
    try:
        for _ in range(STATEMENTS):
            modelled.step()
    except Unclear:
        pass
    assert rows(modelled.db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    assert rows(modelled.db, "PRAGMA foreign_key_check") == []
    modelled.db.close()
    return modelled.counts
