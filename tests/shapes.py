"""Tables of every shape, each with five rows that differ in their last column but one.

A shape's `mark` column holds 1 to 5 and tells rows apart whatever their key; `key` names the
key columns in the order in which the functions take them.
"""

from dataclasses import dataclass

from support import connect, ident


@dataclass(frozen=True)
class Shape:
    name: str
    create: str  # with the table's name
    key: tuple
    values: tuple  # of all writable columns; the last one is the mark
    table: str = "t"
    mark: str = "mark"
    settings: tuple = ()
    null_keys: bool = False  # functions can't name a row whose key holds NULL

    @property
    def flag(self):
        return dict(self.settings).get("flag_column", "is_deleted")

    @property
    def time(self):
        settings = dict(self.settings)
        return settings.get("time_column", "deleted_at")

    @property
    def time_only(self):
        return self.flag == self.time

    @property
    def set_deleted(self):
        value = "'2024-01-02 03:04:05.678'" if self.time_only else "1"
        return f"{ident(self.flag)} = {value}"

    @property
    def set_live(self):
        return f"{ident(self.flag)} = {'NULL' if self.time_only else '0'}"

    @property
    def active(self):
        return dict(self.settings).get("active_view", self.table + "_active")

    @property
    def deleted(self):
        return dict(self.settings).get("deleted_view", self.table + "_deleted")

    def connect(self, managed=True, path=":memory:"):
        db = connect(path)
        db.executescript(self.create)
        for row in self.values:
            db.execute(f"INSERT INTO {ident(self.table)}{self.columns} VALUES"
                       f" ({', '.join('?' * len(row))})", row)
        if managed:
            self.manage(db)
        return db

    def manage(self, db):
        settings = {"table_name": self.table, **dict(self.settings)}
        db.execute(f"INSERT INTO softdelete({', '.join(settings)})"
                   f" VALUES ({', '.join('?' * len(settings))})", list(settings.values()))

    columns: str = ""

    def key_of(self, db, mark):
        """The key of a row, as arguments for the functions."""
        columns = ", ".join("rowid" if each == "rowid" else ident(each) for each in self.key)
        (row,) = db.execute(
            f"SELECT {columns} FROM {ident(self.table)} WHERE {ident(self.mark)} = ?", (mark,))
        return row

    def call(self, db, function, mark=None, key=None):
        key = self.key_of(db, mark) if key is None else key
        arguments = ", ".join("?" * (1 + len(key)))
        ((result,),) = db.execute(f"SELECT {function}({arguments})", (self.table, *key))
        return result

    def marks(self, db, source):
        """The marks of a table's or view's rows."""
        return [row[0] for row in db.execute(
            f"SELECT {ident(self.mark)} FROM {ident(source)} ORDER BY {ident(self.mark)}")]

    def live(self, db):
        return self.marks(db, self.active)

    def trash(self, db):
        return self.marks(db, self.deleted)

    def where(self, mark):
        return f"WHERE {ident(self.mark)} = {mark}"


def shape(name, create, key, values, **more):
    return Shape(name, create, tuple(key.split()) if isinstance(key, str) else tuple(key), tuple(values), **more)


INTEGERS = [(n * 10, n) for n in range(1, 6)]
TEXTS = [(word, n) for n, word in enumerate(["one", "two", "three", "it's", 'a "quote"'], 1)]
PAIRS = [("a", 1, 1), ("a", 2, 2), ("b", 1, 3), ("b", 2, 4), ("c", 1, 5)]

SHAPES = [
    shape("integer key", "CREATE TABLE t(id INTEGER PRIMARY KEY, mark INT)", "id", INTEGERS),
    shape("autoincrement", "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, mark INT)", "id", INTEGERS),
    shape("INT key, no rowid alias", "CREATE TABLE t(id INT PRIMARY KEY, mark INT)", "id", INTEGERS),
    shape("descending integer key", "CREATE TABLE t(id INTEGER PRIMARY KEY DESC, mark INT)", "id", INTEGERS),
    shape("text key", "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, mark INT)", "id", TEXTS),
    shape("blob key", "CREATE TABLE t(id BLOB PRIMARY KEY NOT NULL, mark INT)", "id",
          [(bytes([n, 0, 255]), n) for n in range(1, 6)]),
    shape("real key", "CREATE TABLE t(id REAL PRIMARY KEY NOT NULL, mark INT)", "id",
          [(n + 0.1, n) for n in range(1, 6)]),
    shape("untyped key", "CREATE TABLE t(id PRIMARY KEY NOT NULL, mark INT)", "id",
          [(1, 1), ("1", 2), (b"1", 3), (1.5, 4), ("", 5)]),
    shape("composite key", "CREATE TABLE t(a TEXT NOT NULL, b INT NOT NULL, mark INT, PRIMARY KEY(a, b))",
          "a b", PAIRS),
    shape("key order is not column order",
          "CREATE TABLE t(a TEXT NOT NULL, b INT NOT NULL, mark INT, PRIMARY KEY(b, a))", "b a", PAIRS),
    shape("without rowid", "CREATE TABLE t(id TEXT PRIMARY KEY, mark INT) WITHOUT ROWID", "id", TEXTS),
    shape("without rowid, composite",
          "CREATE TABLE t(a TEXT, b INT, mark INT, PRIMARY KEY(b DESC, a)) WITHOUT ROWID", "b a", PAIRS),
    shape("without rowid, key columns last",
          "CREATE TABLE t(mark INT, a TEXT, b INT, PRIMARY KEY(a, b)) WITHOUT ROWID", "a b", PAIRS,
          columns="(a, b, mark)"),
    shape("all columns are key", "CREATE TABLE t(a TEXT NOT NULL, b INT NOT NULL, mark INT NOT NULL,"
          " PRIMARY KEY(a, b, mark)) WITHOUT ROWID", "a b mark", PAIRS),
    shape("no declared key", "CREATE TABLE t(word TEXT, mark INT)", "rowid", TEXTS),
    shape("no declared key, equal rows", "CREATE TABLE t(word TEXT, mark INT)", "rowid",
          [("same", n) for n in range(1, 6)]),
    shape("nullable key with NULLs", "CREATE TABLE t(id TEXT PRIMARY KEY, mark INT)", "id",
          [(None, 1), (None, 2), ("x", 3), (None, 4), ("y", 5)], null_keys=True),
    shape("nullable composite key with NULLs", "CREATE TABLE t(a TEXT, b INT, mark INT, PRIMARY KEY(a, b))",
          "a b", [("a", None, 1), ("a", None, 2), (None, None, 3), (None, 1, 4), ("b", 1, 5)], null_keys=True),
    shape("column named rowid is the key", "CREATE TABLE t(rowid TEXT PRIMARY KEY NOT NULL, mark INT)",
          "rowid", TEXTS),
    shape("column named rowid beside a key",
          "CREATE TABLE t(id INTEGER PRIMARY KEY, rowid TEXT, mark INT)", "id",
          [(n * 10, "same", n) for n in range(1, 6)]),
    shape("columns named rowid and oid beside a nullable key",
          "CREATE TABLE t(id TEXT PRIMARY KEY, rowid TEXT, oid TEXT, mark INT)", "id",
          [(None, "same", "same", 1), ("b", "same", "same", 2), ("c", "same", "same", 3),
           (None, "same", "same", 4), ("e", "same", "same", 5)], null_keys=True),
    shape("strict", "CREATE TABLE t(id INTEGER PRIMARY KEY, word TEXT, mark INT) STRICT", "id",
          [(n * 10, "w", n) for n in range(1, 6)]),
    shape("strict without rowid", "CREATE TABLE t(id TEXT PRIMARY KEY, mark INT) STRICT, WITHOUT ROWID",
          "id", TEXTS),
    shape("generated columns",
          "CREATE TABLE t(id INTEGER PRIMARY KEY, twice INT AS (mark * 2) VIRTUAL,"
          " thrice INT AS (mark * 3) STORED, mark INT)", "id", INTEGERS, columns="(id, mark)"),
    shape("generated column before the mark is unique",
          "CREATE TABLE t(id INTEGER PRIMARY KEY, mark INT, twice INT AS (mark * 2) STORED UNIQUE)", "id",
          INTEGERS, columns="(id, mark)"),
    shape("nocase key", "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL COLLATE NOCASE, mark INT)", "id", TEXTS),
    shape("nocase key without rowid",
          "CREATE TABLE t(id TEXT PRIMARY KEY COLLATE NOCASE, mark INT) WITHOUT ROWID", "id", TEXTS),
    shape("key collated in its constraint",
          "CREATE TABLE t(id TEXT NOT NULL, mark INT, PRIMARY KEY(id COLLATE NOCASE))", "id", TEXTS),
    shape("time only", "CREATE TABLE t(id INTEGER PRIMARY KEY, mark INT)", "id", INTEGERS,
          settings=(("flag_column", "deleted_at"),)),
    shape("time only, existing column",
          "CREATE TABLE t(id INTEGER PRIMARY KEY, removed DATETIME, mark INT)", "id", INTEGERS,
          columns="(id, mark)", settings=(("flag_column", "removed"), ("time_column", "removed"))),
    shape("existing flag", "CREATE TABLE t(id INTEGER PRIMARY KEY, gone BOOLEAN NOT NULL DEFAULT FALSE,"
          " mark INT)", "id", INTEGERS, columns="(id, mark)", settings=(("flag_column", "gone"),)),
    shape("other names for all", "CREATE TABLE t(id INTEGER PRIMARY KEY, mark INT)", "id", INTEGERS,
          settings=(("flag_column", "gone"), ("time_column", "gone at"), ("active_view", "living t"),
                    ("deleted_view", "dead's \"t\""))),
    shape("wide", "CREATE TABLE t(id INTEGER PRIMARY KEY, "
          + ", ".join(f"c{n} TEXT DEFAULT 'd{n}'" for n in range(200)) + ", mark INT)", "id", INTEGERS,
          columns="(id, mark)"),
    shape("indexes, checks and uniques",
          "CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT UNIQUE CHECK(length(code) < 9), mark INT);"
          "CREATE INDEX t_mark ON t(mark DESC); CREATE UNIQUE INDEX t_code ON t(lower(code))", "id",
          [(n * 10, f"code{n}", n) for n in range(1, 6)]),
]

# Names that a program quotes wrongly sooner or later.
NAMES = [
    "two words", "it's", 'a "quote"', "a]b[c", "[bracketed]", "`tick`", "select", "table", "group", "order",
    "new", "old", "raise", "rowid", "é中文🎨", "ÜBER", "1st", "semi;colon", "--comment", "/*x*/", "{{ident:table}}",
    "%s%d%n", "?1", ":name", "back\\slash", "new\nline", "tab\there", " leading", "trailing ", "a.b", "main.t", "$x",
    "percent%_like", "x'00'", "null", "true", "softdelete_x", "''", '""',
]


def named(name):
    """A composite-keyed table with one name everywhere: the table, the key and the mark."""
    key = name + " a" if name == "true" else name  # SQLite's views can't show a column named true
    second, mark = name + " b", name + " mark"
    return shape(
        f"name {name!r}",
        f"CREATE TABLE {ident(name)}({ident(key)} TEXT NOT NULL, {ident(second)} INT NOT NULL,"
        f" {ident(mark)} INT, PRIMARY KEY({ident(key)}, {ident(second)}))",
        (key, second), PAIRS, table=name, mark=mark,
    )


NAMED = [named(name) for name in NAMES]


def all_named(name):
    """The same with hostile flag, time and view names."""
    plain = named(name)
    settings = (("flag_column", name + " flag"), ("time_column", name + " time"),
                ("active_view", name + " live"), ("deleted_view", name + " dead"))
    return Shape(f"all {plain.name}", plain.create, plain.key, plain.values, plain.table, plain.mark, settings)


ALL_NAMED = [all_named(name) for name in NAMES]
