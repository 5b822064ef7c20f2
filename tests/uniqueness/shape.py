"""A drawn table with its neighbours, as statements; what makes it, and writes rows into it."""

import sqlite3
from dataclasses import dataclass

from support import ident
from uniqueness.neighbours import child, indexes, loggers, others
from uniqueness.tables import Drawing

PARENT = ["CREATE TABLE {}parent(id INTEGER PRIMARY KEY)",
          "INSERT INTO {}parent VALUES " + ", ".join(f"({number})" for number in range(200)),
          "CREATE TABLE {}log(id INTEGER PRIMARY KEY, mark)"]

# SQLite 3.35 looks for the children of an ON DELETE RESTRICT in main first, where an attached table of that name is meant.
DECOYS = sqlite3.sqlite_version_info >= (3, 40)


@dataclass
class Shape:
    schema: str
    name: str
    create: str  # all statements have {} for the schema
    after: list
    child: list  # refers to the first row
    columns: list  # those that can be written; the last is the mark, by which the tests know a row
    over_all: str  # the same table with the keys alone that hold over all rows
    time_only: bool
    rowid_key: bool
    log_triggers: int

    @property
    def table(self):
        return f"{ident(self.schema)}.{ident(self.name)}"


def draw_shape(chance):
    drawing = Drawing(chance)
    create, log = drawing.draw(), loggers(drawing)
    after, child_sql = indexes(drawing) + log + others(drawing), child(drawing)
    return Shape(
        drawing.choice(["main", "main", "temp", "other"]), drawing.table, create, after, child_sql,
        [each for each in drawing.columns if not each.generated], over_all(drawing), drawing.maybe(25),
        len(drawing.key) == 1 and drawing.key[0].type == ["INTEGER"] and not drawing.without_rowid, len(log))


def over_all(drawing):
    parts = []
    for column in drawing.columns:
        defaults = [each for each in column.constraints if each[0] == "DEFAULT"]
        collate = ["COLLATE", column.collate] if column.collate else []
        tokens = [ident(column.name), *column.type, *(column.generated or []), *collate, *sum(defaults, [])]
        parts.append(" ".join(tokens))
    keys = [key.columns() for key in drawing.keys if key.columns() and set(key.columns()) in drawing.referenced]
    if drawing.key:
        # In a table with rowids, an INTEGER PRIMARY KEY would be one, and have no default.
        kind = "UNIQUE" if drawing.without_rowid else "PRIMARY KEY"
        parts.append(f"{kind}({', '.join(ident(each.name) for each in drawing.key)})")
    parts += [f"UNIQUE({', '.join(map(ident, key))})" for key in keys]
    return f"CREATE TABLE {ident(drawing.table)}({', '.join(parts)})"


def build(db, shape, schema, rows):
    """Makes the table with its neighbours; False where SQLite refuses the text, or its first row."""
    prefix = ident(schema) + "."

    def run(sql, values=()):
        db.execute(sql.replace("{}", prefix), values)

    if schema == "other":
        db.execute("ATTACH ':memory:' AS other")
        if DECOYS:
            db.execute(f"CREATE TABLE main.{ident(shape.name)}(decoy UNIQUE)")
    try:
        for sql in [*PARENT, shape.create, *shape.after]:
            run(sql)
        run(*insert(shape, "{}" + ident(shape.name), "INSERT", rows[0]))
        for sql in shape.child:
            run(sql)
    except sqlite3.Error:
        return False
    for row in rows[1:]:
        try:
            run(*insert(shape, "{}" + ident(shape.name), "INSERT", row))
        except sqlite3.Error:
            pass
    return True


def insert(shape, table, verb, row):
    """A statement for a row, which is a list of values with `...` where a column is left out."""
    given = [(column, value) for column, value in zip(shape.columns, row) if value is not ...]
    return (f"{verb} INTO {table}({', '.join(ident(column.name) for column, _ in given)})"
            f" VALUES ({', '.join('?' * len(given))})", [value for _, value in given])


def first_row(shape):
    return [column.values[0] for column in shape.columns]


def random_row(shape, chance, mark):
    """A row whose mark is given; some columns are left out."""
    return [*(... if chance.randrange(8) == 0 else chance.choice(column.values) for column in shape.columns[:-1]), mark]
