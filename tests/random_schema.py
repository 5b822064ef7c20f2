"""Random schemas: tables of every shape of key, tied by foreign keys of every action, around cycles too."""

import sqlite3

from support import ident

ACTIONS = ["CASCADE", "CASCADE", "CASCADE", "CASCADE DEFERRED", "SET NULL", "SET NULL", "SET DEFAULT", "RESTRICT",
           "NO ACTION", "NO ACTION DEFERRED"]
UPDATES = ["", "", " ON UPDATE CASCADE", " ON UPDATE SET NULL", " ON UPDATE RESTRICT"]
KEYS = ["integer", "integer", "integer", "text", "nocase", "several", "without rowid", "several without rowid", "none",
        "autoincrement"]
NAMES = ["t0", "table 1", 'q"uo', "it's", "Order"]


# Those whose rows the model can't tell apart by their keys, which may be NULL, or which are no INTEGER PRIMARY KEY for
# all that they look so.
ODD_KEYS = ["int", "descending", "several with NULL"]


class Reference:
    def __init__(self, columns, parent, to, action, update):
        self.columns = columns
        self.parent = parent  # a Table
        self.to = to  # its columns
        self.action = action.replace(" DEFERRED", "")
        self.deferred = "DEFERRED" in action
        self.update = update

    def ddl(self):
        deferred = " DEFERRABLE INITIALLY DEFERRED" if self.deferred else ""
        return (f"FOREIGN KEY({', '.join(map(ident, self.columns))}) REFERENCES {ident(self.parent.name)}"
                f"({', '.join(map(ident, self.to))}) ON DELETE {self.action}{self.update}{deferred}")


class Table:
    def __init__(self, chance, name, odd, ours):
        self.name = name
        self.odd = odd
        self.nulls = odd  # in its key, where SQLite allows that
        self.key_kind = chance.choice(KEYS + ODD_KEYS * odd)
        self.columns = []  # (name, definition)
        self.references = []
        self.key = self._key(chance)
        self.columns.append(("n", "n TEXT" + chance.choice(["", " UNIQUE", " COLLATE NOCASE UNIQUE"])))
        if ours and chance.random() < 0.2:
            column = chance.choice(["is_deleted", "softdelete_id", "deleted_via", "rowid"])
            self.columns.append((column, column + " INT"))
        self.generated = chance.choice(["VIRTUAL", "STORED"]) if chance.random() < 0.2 else ""
        self.strict = odd and chance.random() < 0.2 and sqlite3.sqlite_version_info >= (3, 37)
        self.more = []  # statements behind CREATE TABLE
        if odd and chance.random() < 0.3:
            values = chance.choice(["lower(n)", "n COLLATE NOCASE", "length(n), n"])
            where = chance.choice(["", " WHERE n <> 'a'", f" WHERE {ident(self.key[0])} > 2"])
            self.more.append(f"CREATE UNIQUE INDEX {ident('of ' + name)} ON {ident(name)}({values}){where}")

    def _key(self, chance):
        kind = self.key_kind
        if kind in ("integer", "autoincrement"):
            auto = " AUTOINCREMENT" if kind == "autoincrement" else ""
            self.columns.append(("id", "id INTEGER PRIMARY KEY" + auto))
            return ["id"]
        if kind == "none":
            self.columns.append(("id", "id INT UNIQUE"))
            return ["id"]
        if kind in ("int", "descending"):
            self.columns.append(("id", "id INT PRIMARY KEY" if kind == "int" else "id INTEGER PRIMARY KEY DESC"))
            return ["id"]
        if kind.startswith("several"):
            null = "" if kind == "several with NULL" else " NOT NULL"
            self.columns += [("id", "id INT" + null), ("k 2", '"k 2" TEXT' + null)]
            return ["id", "k 2"]
        collation = " COLLATE NOCASE" if kind == "nocase" else ""
        null = " NOT NULL" if kind == "without rowid" or chance.random() < 0.7 else ""
        self.columns.append(("id", f"id TEXT{collation}{null} PRIMARY KEY"))
        return ["id"]

    def refer(self, chance, parent, defaults):
        action = chance.choice(ACTIONS)
        columns = []
        # Not to itself: SQLite refuses a row that refers to itself in another case.
        unique = self.odd and parent is not self and "UNIQUE" in dict(parent.columns)["n"] and chance.random() < 0.3
        to = ["n"] if unique else parent.key
        for number, column in enumerate(to):
            name = f"r{len(self.references)}{number}"
            kind = "TEXT" if "TEXT" in dict(parent.columns)[column] else "INT"
            default = " DEFAULT 1" if defaults and action == "SET DEFAULT" and chance.random() < 0.5 else ""
            self.columns.append((name, f"{name} {kind}{default}"))
            columns.append(name)
        self.references.append(Reference(columns, parent, to, action, chance.choice(UPDATES)))

    def ddl(self):
        parts = [definition for _, definition in self.columns]
        if self.generated:
            parts.append(f"g TEXT AS (coalesce(n, '') || '!') {self.generated}")
        if self.key_kind.startswith("several"):
            parts.append(f"PRIMARY KEY({', '.join(map(ident, self.key))})")
        parts += [each.ddl() for each in self.references]
        options = ["WITHOUT ROWID"] * ("without rowid" in self.key_kind) + ["STRICT"] * self.strict
        return f"CREATE TABLE {ident(self.name)}({', '.join(parts)}) {', '.join(options)}".rstrip()

    def statements(self):
        return [self.ddl(), *self.more]

    def names(self):
        return [name for name, _ in self.columns]

    def reference_columns(self):
        return {name for each in self.references for name in each.columns}

    def columns_that_refer_to(self, column):
        return {mine for each in self.references for mine, to in zip(each.columns, each.to) if to == column}

    def may_be_null(self, column):
        return self.nulls and column in self.key and self.key_kind not in ("integer", "autoincrement") and "NOT NULL" not in dict(self.columns)[column]


def random_tables(chance, defaults=True, odd=False, ours=True):
    """With `odd`, also keys with NULLs, references to other columns than the key, STRICT tables and unique indexes; with
    `ours`, also columns that are named like ours."""
    tables = [Table(chance, name, odd, ours) for name in NAMES[: chance.randint(1, 5)]]
    cycles = chance.random() < 0.4
    for number, table in enumerate(tables):
        parents = tables if cycles else tables[: number + 1]
        for parent in chance.sample(parents, min(len(parents), chance.randint(0, 3))):
            table.refer(chance, parent, defaults)
    return tables
