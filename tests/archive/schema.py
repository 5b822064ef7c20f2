"""Random schemas: tables of every shape of key, tied by foreign keys of every action, around cycles too."""

from support import ident

ACTIONS = ["CASCADE", "CASCADE", "CASCADE", "CASCADE DEFERRED", "SET NULL", "SET NULL", "SET DEFAULT", "RESTRICT",
           "NO ACTION", "NO ACTION DEFERRED"]
UPDATES = ["", "", " ON UPDATE CASCADE", " ON UPDATE SET NULL", " ON UPDATE RESTRICT"]
KEYS = ["integer", "integer", "integer", "text", "nocase", "several", "without rowid", "several without rowid", "none",
        "autoincrement"]
NAMES = ["t0", "table 1", 'q"uo', "it's", "Order"]


class Reference:
    def __init__(self, columns, parent, action, update):
        self.columns = columns
        self.parent = parent  # a Table
        self.action = action.replace(" DEFERRED", "")
        self.deferred = "DEFERRED" in action
        self.update = update

    def ddl(self):
        deferred = " DEFERRABLE INITIALLY DEFERRED" if self.deferred else ""
        return (f"FOREIGN KEY({', '.join(map(ident, self.columns))}) REFERENCES {ident(self.parent.name)}"
                f"({', '.join(map(ident, self.parent.key))}) ON DELETE {self.action}{self.update}{deferred}")


class Table:
    def __init__(self, chance, name):
        self.name = name
        self.key_kind = chance.choice(KEYS)
        self.columns = []  # (name, definition)
        self.references = []
        self.key = self._key(chance)
        self.columns.append(("n", "n TEXT" + chance.choice(["", " UNIQUE", " COLLATE NOCASE UNIQUE"])))
        if chance.random() < 0.2:
            ours = chance.choice(["is_deleted", "softdelete_id", "deleted_via", "rowid"])
            self.columns.append((ours, ours + " INT"))
        self.generated = chance.random() < 0.2

    def _key(self, chance):
        kind = self.key_kind
        if kind in ("integer", "autoincrement"):
            auto = " AUTOINCREMENT" if kind == "autoincrement" else ""
            self.columns.append(("id", "id INTEGER PRIMARY KEY" + auto))
            return ["id"]
        if kind == "none":
            self.columns.append(("id", "id INT UNIQUE"))
            return ["id"]
        if kind.startswith("several"):
            self.columns += [("id", "id INT NOT NULL"), ("k 2", '"k 2" TEXT NOT NULL')]
            return ["id", "k 2"]
        collation = " COLLATE NOCASE" if kind == "nocase" else ""
        null = " NOT NULL" if kind == "without rowid" or chance.random() < 0.7 else ""
        self.columns.append(("id", f"id TEXT{collation}{null} PRIMARY KEY"))
        return ["id"]

    def refer(self, chance, parent, defaults):
        action = chance.choice(ACTIONS)
        columns = []
        for number, column in enumerate(parent.key):
            name = f"r{len(self.references)}{number}"
            kind = "TEXT" if "TEXT" in dict(parent.columns)[column] else "INT"
            default = " DEFAULT 1" if defaults and action == "SET DEFAULT" and chance.random() < 0.5 else ""
            self.columns.append((name, f"{name} {kind}{default}"))
            columns.append(name)
        self.references.append(Reference(columns, parent, action, chance.choice(UPDATES)))

    def ddl(self):
        parts = [definition for _, definition in self.columns]
        if self.generated:
            parts.append("g AS (coalesce(n, '') || '!')")
        if self.key_kind.startswith("several"):
            parts.append(f"PRIMARY KEY({', '.join(map(ident, self.key))})")
        parts += [each.ddl() for each in self.references]
        options = " WITHOUT ROWID" if "without rowid" in self.key_kind else ""
        return f"CREATE TABLE {ident(self.name)}({', '.join(parts)}){options}"

    def names(self):
        return [name for name, _ in self.columns]

    def reference_columns(self):
        return {name for each in self.references for name in each.columns}


def random_tables(chance, defaults=True):
    tables = [Table(chance, name) for name in NAMES[: chance.randint(1, 5)]]
    cycles = chance.random() < 0.4
    for number, table in enumerate(tables):
        parents = tables if cycles else tables[: number + 1]
        for parent in chance.sample(parents, min(len(parents), chance.randint(0, 3))):
            table.refer(chance, parent, defaults)
    return tables
