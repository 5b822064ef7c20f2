"""Random schemas tied by foreign keys, and random statements on them, for compare.py.

Tables have keys of every kind, refer to each other in any way (several parents, diamonds, themselves, cycles), and are
managed or not. Half of the schemas have only references that bind a child to its parent; the others may let a row
live under a deleted parent: SET NULL, SET DEFAULT, deferred ones, and parents whose setting is `keep`.
"""

import random
from dataclasses import dataclass

BINDING = ["CASCADE", "CASCADE", "CASCADE", "RESTRICT", "NO ACTION"]
LOOSE = ["SET NULL", "SET DEFAULT", "DEFERRED"]
NUMBERS = range(1, 7)
PAIRS = [(a, b) for a in (1, 2) for b in (1, 2, 3)]


@dataclass(frozen=True)
class Key:
    columns: tuple
    type: str
    declared: str  # what CREATE TABLE says of it
    options: str = ""
    is_rowid: bool = False  # no key is declared: functions take the rowid

    @property
    def values(self):
        return PAIRS if len(self.columns) == 2 else [(number,) for number in NUMBERS]


KEYS = [
    Key(("id",), "INTEGER", "id INTEGER PRIMARY KEY"),
    Key(("id",), "INTEGER", "id INTEGER PRIMARY KEY"),
    Key(("id",), "INT", "id INT NOT NULL PRIMARY KEY", "WITHOUT ROWID"),
    Key(("id",), "TEXT", "id TEXT NOT NULL PRIMARY KEY"),
    Key(("id",), "INT", "id INT NOT NULL UNIQUE", is_rowid=True),
    Key(("a", "b"), "INT", "a INT NOT NULL, b INT NOT NULL, PRIMARY KEY (a, b)"),
    Key(("a", "b"), "INT", "a INT NOT NULL, b INT NOT NULL, PRIMARY KEY (b, a)", "WITHOUT ROWID"),
]


@dataclass(frozen=True)
class Reference:
    child: str
    parent: str
    columns: tuple
    action: str  # ON DELETE, or DEFERRED: a NO ACTION that is checked at COMMIT

    def declaration(self, key):
        end = "DEFERRABLE INITIALLY DEFERRED" if self.action == "DEFERRED" else f"ON DELETE {self.action}"
        return (f"FOREIGN KEY ({', '.join(self.columns)}) REFERENCES {self.parent}"
                f"({', '.join(key.columns)}) {end}")


@dataclass(frozen=True)
class Statement:
    kind: str  # insert, delete, restore, purge, update
    sql: str


class Schema:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.binding_only = seed % 2 == 0
        choose = self.random.choice
        names = [f"t{number}" for number in range(self.random.randint(2, 6))]
        self.keys = {name: choose(KEYS) for name in names}
        self.managed = [name for name in names if self.random.random() < 0.9] or names[:1]
        self.children = {name: choose(["declared", "declared", "cascade", "keep"]) for name in self.managed}
        # Few schemas have cycles: most tables refer to earlier ones alone, or to themselves.
        cycles = self.random.random() < 0.25
        self.references = []
        for place, name in enumerate(names):
            for number in range(choose([0, 1, 1, 2, 2, 3])):
                parent = choose(names if cycles else names[:place] * 4 + [name])
                self.references.append(Reference(name, parent, self.columns(f"r{number}", parent),
                                                 choose(self.actions(parent))))
        self.foreign_keys = self.random.randint(0, 1)
        self.recursive_triggers = self.random.randint(0, 1)

    def actions(self, parent):
        """What a reference to this parent may declare."""
        if not self.binding_only or parent not in self.managed:
            return BINDING + LOOSE
        return ["CASCADE"] if self.children[parent] == "keep" else BINDING

    def columns(self, name, parent):
        return tuple(f"{name}{column}" for column in self.keys[parent].columns)

    def references_of(self, table):
        return [each for each in self.references if each.child == table]

    def is_loose(self, reference):
        """Whether a live row may lie under a deleted parent by it."""
        return (reference.child in self.managed and reference.parent in self.managed
                and (reference.action in LOOSE or self.children[reference.parent] == "keep"
                     and reference.action != "CASCADE"))

    # -- SQL ---------------------------------------------------------------------------------------------------

    def create(self):
        made = [f"PRAGMA foreign_keys = {self.foreign_keys}", f"PRAGMA recursive_triggers = {self.recursive_triggers}"]
        for name, key in self.keys.items():
            columns = [f"{column} {self.keys[each.parent].type}"
                       for each in self.references_of(name) for column in each.columns]
            constraints = [each.declaration(self.keys[each.parent]) for each in self.references_of(name)]
            own, comma, primary = key.declared.partition(", PRIMARY")
            parts = [own, *columns, "n INT", *([f"PRIMARY{primary}"] if comma else []), *constraints]
            made.append(f"CREATE TABLE {name}({', '.join(parts)}) {key.options}".rstrip())
            made += [f"CREATE INDEX {name}_{each.columns[0]} ON {name}({', '.join(each.columns)})"
                     for each in self.references_of(name) if self.random.random() < 0.6]
        order = self.random.sample(self.managed, len(self.managed))
        return made + [f"INSERT INTO softdelete(table_name, children) VALUES ('{name}', '{self.children[name]}')"
                       for name in order]

    def fill(self):
        """First the rows, then what they refer to, so that no parent is missing."""
        made = []
        for name, key in self.keys.items():
            for place, value in enumerate(key.values):
                made.append(f"INSERT INTO {name}({', '.join((*key.columns, 'n'))})"
                            f" VALUES ({', '.join(map(str, (*value, place)))})")
        for each in self.references:
            for value in self.keys[each.child].values:
                if self.random.random() < 0.85:
                    made.append(self.refer(each, self.this(each.child, value)))
        return made

    def this(self, table, value):
        return " AND ".join(f"{column} = {part}" for column, part in zip(self.keys[table].columns, value))

    def some(self, table):
        """A condition: mostly one row."""
        chance = self.random.random()
        values = self.keys[table].values
        if chance < 0.6:
            return self.this(table, self.random.choice(values))
        if chance < 0.85:
            chosen = self.random.sample(list(values), self.random.randint(2, 4))
            return " OR ".join(f"({self.this(table, value)})" for value in chosen)
        return self.random.choice(["1", f"n > {self.random.randint(0, 4)}", f"n % 2 = {self.random.randint(0, 1)}"])

    def refer(self, reference, condition):
        values = self.keys[reference.parent].values
        value = self.random.choice(values) if self.random.random() < 0.85 else (None,) * len(reference.columns)
        changes = ", ".join(f"{column} = {'NULL' if part is None else part}"
                            for column, part in zip(reference.columns, value))
        return f"UPDATE {reference.child} SET {changes} WHERE {condition}"

    def call(self, function, table):
        key = self.keys[table]
        if key.is_rowid:
            arguments = (self.random.choice(NUMBERS),)
        else:  # in the order of the key
            value = self.random.choice(key.values)
            arguments = value[::-1] if "(b, a)" in key.declared else value
        return f"SELECT {function}('{table}', {', '.join(map(str, arguments))})"

    def statement(self):
        table = self.random.choice(self.managed)
        chance = self.random.random()
        if chance < 0.4:
            form = self.random.choice(["DELETE FROM {0} WHERE {1}", "DELETE FROM {0} WHERE {1}",
                                       "DELETE FROM {0}_active WHERE {1}",
                                       "UPDATE {0} SET is_deleted = 1 WHERE {1}",
                                       "UPDATE {0}_active SET is_deleted = 1 WHERE {1}", ""])
            return Statement("delete", form.format(table, self.some(table)) or self.call("soft_delete", table))
        if chance < 0.78:
            form = self.random.choice(["UPDATE {0}_deleted SET is_deleted = 0 WHERE {1}",
                                       "UPDATE {0} SET is_deleted = 0 WHERE {1}", ""])
            return Statement("restore", form.format(table, self.some(table)) or self.call("restore", table))
        if chance < 0.86:
            form = self.random.choice(["DELETE FROM {0}_deleted WHERE {1}", "DELETE FROM {0}_deleted WHERE {1}", ""])
            return Statement("purge", form.format(table, self.some(table)) or self.call("purge", table))
        references = self.references_of(table)
        if chance < 0.92 and references:
            return Statement("update", self.refer(self.random.choice(references), self.some(table)))
        return Statement("insert", self.insert(table))

    def insert(self, table):
        key = self.keys[table]
        columns, values = [*key.columns, "n"], [*self.random.choice(key.values), self.random.randint(0, 5)]
        for each in self.references_of(table):
            if self.random.random() < 0.85:
                columns += each.columns
                values += self.random.choice(self.keys[each.parent].values)
        return f"INSERT INTO {table}({', '.join(columns)}) VALUES ({', '.join(map(str, values))})"
