"""Random foreign keys and random statements, compared with the model row by row."""

import os
import random
import sqlite3

import pytest

from support import connect, rows

from foreign_keys.model import ForeignKey, Model, Refused

SEQUENCES = int(os.environ.get("SOFTDELETE_SEQUENCES", "2000"))
ON_ONE_SCHEMA = 12
CHUNKS = 10
ACTIONS = ["CASCADE", "CASCADE", "RESTRICT", "NO ACTION", "SET NULL", "SET DEFAULT", "DEFERRED"]
KEYS = range(1, 9)


class Schema:
    """Random tables and foreign keys, and sequences of random statements on them."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.log = []
        self.db = connect()
        tables = [f"t{i}" for i in range(self.random.randint(2, 5))]
        keys = [ForeignKey(table, self.random.choice(tables), f"r{i}", self.random.choice(ACTIONS))
                for table in tables for i in range(self.random.randint(0, 3))]
        managed = {table for table in tables if self.random.random() < 0.85}
        settings = {table: self.random.choice(["declared", "declared", "cascade", "keep"]) for table in sorted(managed)}
        self.model = Model(keys, managed, settings, {table: {} for table in tables})
        self.columns = {table: [key.column for key in keys if key.child == table] for table in tables}
        self.run(f"PRAGMA recursive_triggers = {self.random.randint(0, 1)}")
        for table in tables:
            self.create(table)
        for table in self.random.sample(sorted(managed), len(managed)):
            self.run("INSERT INTO softdelete(table_name, children) VALUES (?, ?)", table, settings[table])

    def create(self, table):
        plain = self.random.random() < 0.8
        columns = ["id INTEGER PRIMARY KEY" if plain else "id INT NOT NULL PRIMARY KEY"]
        columns += [key.declaration() for key in self.model.foreign_keys if key.child == table]
        self.run(f"CREATE TABLE {table}({', '.join(columns)}){'' if plain else ' WITHOUT ROWID'}")

    def run(self, sql, *parameters):
        self.log.append((sql, parameters))
        return self.db.execute(sql, parameters).fetchall()

    def some_keys(self, table):
        keys = sorted(self.model.rows[table])
        return [key for key in keys if self.random.random() < 0.4] or [self.random.choice(keys)]

    def many(self, table, change, forms, function):
        """A statement over many rows, which come in order of their keys, or a function's single row."""
        keys = self.some_keys(table)
        how = self.random.randrange(len(forms) + 1)
        if how == len(forms):
            keys = keys[:1]
            return (f"SELECT {function}('{table}', ?)", keys[0]), lambda: change(table, keys[0])
        listed = ", ".join(map(str, keys))
        return (f"{forms[how].format(table)} WHERE id IN ({listed})",), lambda: [change(table, key) for key in keys]

    def insert(self, table):
        key = self.random.choice(KEYS)
        row = {column: self.random.choice([None, *KEYS]) for column in self.columns[table]}
        names = ", ".join(["id", *row])
        marks = ", ".join("?" * (len(row) + 1))
        return (f"INSERT INTO {table}({names}) VALUES ({marks})", key, *row.values()), \
            lambda: self.model.insert(table, key, row)

    def update(self, table):
        key = self.random.choice(sorted(self.model.rows[table]))
        column = self.random.choice(self.columns[table])
        value = self.random.choice([None, *KEYS])
        return (f"UPDATE {table} SET {column} = ? WHERE id = ?", value, key), \
            lambda: self.model.update_reference(table, key, column, value)

    def purge(self, table):
        key = self.random.choice(sorted(self.model.rows[table]))
        form = self.random.choice([f"SELECT purge('{table}', ?)", f"DELETE FROM {table}_deleted WHERE id = ?"])
        return (form, key), lambda: self.model.purge(table, key)

    def choose(self):
        table = self.random.choice(sorted(self.model.rows))
        kind = self.random.random()
        if kind < 0.4 or not self.model.rows[table] or table not in self.model.managed:
            return self.insert(table)
        if kind < 0.65:
            forms = ["DELETE FROM {}", "DELETE FROM {}_active", "UPDATE {} SET is_deleted = 1"]
            return self.many(table, self.model.delete, forms, "soft_delete")
        if kind < 0.85:
            forms = ["UPDATE {}_deleted SET is_deleted = 0", "UPDATE {} SET is_deleted = 0"]
            return self.many(table, self.model.restore, forms, "restore")
        if kind < 0.93 or not self.columns[table]:
            return self.purge(table)
        return self.update(table)

    def step(self):
        statement, change = self.choose()
        before = self.model.copy_rows()
        try:
            change()
            expected = True
        except Refused:
            self.model.rows = before
            expected = False
        try:
            self.run(*statement)
            done = True
        except sqlite3.IntegrityError:
            done = False
        assert done == expected
        for table, wanted in self.model.rows.items():
            if table in self.model.managed:
                found = {key: (flag, via is not None, time is not None) for key, flag, via, time in
                         rows(self.db, f"SELECT id, is_deleted, deleted_via, deleted_at FROM {table}")}
                assert found == {key: (row["deleted"], row["along"], row["deleted"] == 1)
                                 for key, row in wanted.items()}
            else:
                assert {key for key, in rows(self.db, f"SELECT id FROM {table}")} == set(wanted)


    def sequence(self):
        """One sequence, from empty tables, in a transaction that is rolled back."""
        self.run("BEGIN")
        for _ in range(self.random.randint(10, 40)):
            self.step()
        assert {status for status, in rows(self.db, "SELECT status FROM softdelete")} <= {"ok"}
        self.run("ROLLBACK")
        self.model.rows = {table: {} for table in self.model.rows}


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_statements(chunk):
    for seed in range(chunk, SEQUENCES // ON_ONE_SCHEMA, CHUNKS):
        schema = Schema(seed)
        try:
            for _ in range(ON_ONE_SCHEMA):
                schema.sequence()
        except AssertionError:
            print(f"seed {seed}", *schema.log, sep="\n")
            raise
        schema.db.close()
