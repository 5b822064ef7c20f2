"""Random tables that are changed while their indexes are live: turned off, they are like a table that never had any."""

from random import Random

from hypothesis import given, note, reject

from support import connect, ident, live_indexes, one, rows, text
from uniqueness.alike import keys
from uniqueness.cases import SEEDS, assert_sound, budget, draw_rows, enable
from uniqueness.shape import build, draw_shape, random_row
from uniqueness.twins import refusal

REPAIR = "SELECT softdelete_repair({})"


def literal(value):
    return "NULL" if value in (None, ...) else text(value) if isinstance(value, str) else str(value)


def without_rowid(db, table, schema):
    return bool(refusal(db, f"SELECT rowid FROM {ident(schema)}.{ident(table)} WHERE 0"))


class Pair:
    """One table with live indexes and one that has plain ones, managed both and written by the same statements."""

    def __init__(self, chance):
        self.chance, self.name = chance, None
        self.shape = draw_shape(chance)
        note("\n".join([self.shape.schema, self.shape.create, *self.shape.after, *self.shape.child]))
        first_rows = draw_rows(self.shape, chance, 5)
        self.both = [connect(script="PRAGMA foreign_keys = ON"), connect(script="PRAGMA foreign_keys = ON")]
        if not all([build(db, self.shape, self.shape.schema, first_rows) for db in self.both]):
            reject()
        self.live, self.plain = self.both
        for db, live in zip(self.both, (1, 0)):
            enable(db, self.shape, live_indexes=live)
        self.name = rows(self.plain, "SELECT table_name FROM softdelete")[0][0]
        self.names = [column.name for column in self.shape.columns]
        self.written = self.shape.create + "".join(self.shape.after)

    def close(self):
        self.live.close()
        self.plain.close()

    @property
    def table(self):
        return f"{ident(self.shape.schema)}.{ident(self.name)}"

    def same(self, sql):
        """Runs a statement in both, which must agree about it; whether they accept it."""
        note(sql)
        expected = refusal(self.plain, sql)
        # A live index leaves the trash alone; and SQLite can't rename a column in some constraints, but in a comment.
        if "trash" not in expected and not expected.startswith("error in table"):
            message = refusal(self.live, sql)
            assert bool(message) == bool(expected), (sql, message, expected)
        return not expected

    def repair(self):
        note("repair")
        for db in self.both:
            assert not refusal(db, REPAIR.format(text(f"{self.shape.schema}.{self.name}")))

    def change(self, number):
        kind = self.chance.choice(["add", "rename column", "rename", "index", "row", "delete"])
        column = self.chance.choice(self.names[:-1])
        if kind == "add":
            if self.same(f"ALTER TABLE {self.table} ADD COLUMN added{number} TEXT DEFAULT 'UNIQUE'"):
                self.repair()
        elif kind == "rename column":
            # An index that is ours is renamed with it, the comment that stands for the constraint is not.
            if text(column) in self.written:  # Nor what is written as a string, where others stand before it.
                return
            # Nor can SQLite rename a key column of a table WITHOUT ROWID where a UNIQUE stands behind the PRIMARY KEY.
            if without_rowid(self.plain, self.name, self.shape.schema) and rows(
                    self.plain, "SELECT 1 FROM pragma_table_info(?, ?) WHERE pk AND name = ? COLLATE NOCASE",
                    self.name, self.shape.schema, column):
                return
            new = self.chance.choice([f"other{number}", f'o "{number}"', f"o,{number}("])
            if self.same(f"ALTER TABLE {self.table} RENAME COLUMN {ident(column)} TO {ident(new)}"):
                self.names[self.names.index(column)] = new
                self.repair()
        elif kind == "rename":
            new = self.chance.choice([f"t{number}", f"it's {number}"])
            if self.same(f"ALTER TABLE {self.table} RENAME TO {ident(new)}"):
                self.name = new
                self.repair()
        elif kind == "index":
            index = f"{ident(self.shape.schema)}.added_{number}"
            if self.same(f"CREATE INDEX {index} ON {ident(self.name)}({ident(column)})"):
                self.repair()
        elif kind == "row":
            values = ", ".join(map(literal, random_row(self.shape, self.chance, 50 + number)))
            self.same(f"INSERT INTO {self.table}({', '.join(map(ident, self.names))}) VALUES ({values})")
        else:
            self.same(f"DELETE FROM {self.table} WHERE {ident(self.names[-1])} = {number}")


@budget(60)
@given(SEEDS)
def test_changed_meanwhile(seed):
    pair = Pair(Random(seed))
    for number in range(pair.chance.randrange(1, 5)):
        pair.change(number)
    assert_sound(pair.live, pair.shape)
    note("off")
    assert not refusal(pair.live, f"SELECT softdelete_live_indexes({text(pair.shape.schema + '.' + pair.name)}, 0)")
    assert_sound(pair.live, pair.shape)
    shape = pair.shape
    for pragma in ("table_xinfo", "foreign_key_list"):
        for name in (pair.name, "child"):
            found = [rows(db, f"PRAGMA {ident(shape.schema)}.{pragma}({ident(name)})") for db in pair.both]
            assert found[0] == found[1], found
    assert keys(pair.live, shape.schema, pair.name) == keys(pair.plain, shape.schema, pair.name)
    content = f"SELECT {', '.join(map(ident, pair.names))}, deleted_at IS NULL FROM {pair.table} ORDER BY mark"
    assert rows(pair.live, content) == rows(pair.plain, content)
    for number in range(60, 66):
        pair.change(number)
    pair.close()
