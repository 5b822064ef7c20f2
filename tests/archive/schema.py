"""Random schemas: tables of every shape of key, tied by foreign keys of every action."""

from support import ident

ACTIONS = ["CASCADE", "CASCADE", "CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT", "NO ACTION", "NO ACTION DEFERRED"]
UPDATES = ["", "", " ON UPDATE CASCADE", " ON UPDATE SET NULL", " ON UPDATE RESTRICT"]
KEYS = ["integer", "integer", "integer", "text", "nocase", "several", "without rowid", "several without rowid", "none",
        "autoincrement"]
NAMES = ["t0", "table 1", 'q"uo', "it's", "Order"]


class Table:
    def __init__(self, chance, name, above):
        self.name = name
        self.key_kind = chance.choice(KEYS)
        self.columns = []  # (name, definition)
        self.references = []  # (columns, table, columns, action)
        self.unique = []
        self.key = self._key(chance)
        self.plain = ["n"]
        self.columns.append(("n", "n TEXT" + chance.choice(["", " UNIQUE", " COLLATE NOCASE UNIQUE"])))
        if chance.random() < 0.2:
            # A name of ours.
            self.plain.append(chance.choice(["is_deleted", "softdelete_id", "deleted_via", "rowid"]))
            self.columns.append((self.plain[-1], self.plain[-1] + " INT"))
        self.generated = chance.random() < 0.2
        for parent in chance.sample(above + [self], min(len(above) + 1, chance.randint(0, 3))):
            self._refer(chance, parent)
        self.strict = False

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

    def _refer(self, chance, parent):
        action = chance.choice(ACTIONS)
        columns = []
        for number, column in enumerate(parent.key):
            name = f"r{len(self.references)}{number}"
            kind = "TEXT" if "TEXT" in dict(parent.columns)[column] else "INT"
            default = " DEFAULT 1" if action == "SET DEFAULT" and chance.random() < 0.5 else ""
            self.columns.append((name, f"{name} {kind}{default}"))
            columns.append(name)
        self.references.append((columns, parent.name, parent.key, action, chance.choice(UPDATES)))

    def ddl(self):
        parts = [definition for _, definition in self.columns]
        if self.generated:
            parts.append("g AS (coalesce(n, '') || '!')")
        if self.key_kind.startswith("several"):
            parts.append(f"PRIMARY KEY({', '.join(map(ident, self.key))})")
        for columns, parent, to, action, update in self.references:
            clause = action.replace(" DEFERRED", "")
            deferred = " DEFERRABLE INITIALLY DEFERRED" if "DEFERRED" in action else ""
            parts.append(f"FOREIGN KEY({', '.join(map(ident, columns))}) REFERENCES {ident(parent)}"
                         f"({', '.join(map(ident, to))}) ON DELETE {clause}{update}{deferred}")
        options = " WITHOUT ROWID" if "without rowid" in self.key_kind else ""
        return f"CREATE TABLE {ident(self.name)}({', '.join(parts)}){options}"

    def names(self):
        return [name for name, _ in self.columns]


def random_tables(chance):
    tables = []
    for name in NAMES[: chance.randint(1, 5)]:
        tables.append(Table(chance, name, tables))
    return tables
