"""What statements must do to a table with live indexes, by two plain tables that know nothing of it.

`live` is the table as it was written, with the live rows alone: what it refuses must be refused.
`trash` holds the deleted rows, and has no keys but those over all rows: what it refuses is taken.
"""

import sqlite3
from contextlib import contextmanager

from support import connect, ident, rows
from uniqueness.shape import build, insert


@contextmanager
def undone(db):
    """What happens inside is taken back."""
    db.execute("SAVEPOINT s")
    try:
        yield
    finally:
        db.execute("ROLLBACK TO s")
        db.execute("RELEASE s")


def refusal(db, statement, values=()):
    try:
        db.execute(statement, values).fetchall()
    except sqlite3.Error as error:
        return str(error)
    return ""


class Twins:
    def __init__(self, shape, first_rows, foreign_keys):
        self.shape = shape
        self.table = ident(shape.name)
        self.names = ", ".join(ident(column.name) for column in shape.columns)
        self.live = connect(load=False, script=f"PRAGMA foreign_keys = {foreign_keys}")
        assert build(self.live, shape, "main", first_rows)
        self.trash = connect(load=False, script=shape.over_all)

    def close(self):
        self.live.close()
        self.trash.close()

    def rows(self, db, table=None, where="1", *values):
        found = rows(db, f"SELECT {self.names} FROM {table or self.table} WHERE {where}", *values)
        return sorted(found, key=lambda row: row[-1])

    def put(self, row):
        return f"INSERT INTO {self.table}({self.names}) VALUES ({', '.join('?' * len(row))})", row

    def move(self, source, target, mark):
        """Moves a row to the other twin; False where that has a row with one of its keys."""
        (row,) = self.rows(source, None, "mark = ?", mark)
        if refusal(target, *self.put(row)):
            return False
        source.execute(f"DELETE FROM {self.table} WHERE mark = ?", (mark,))
        return True

    def in_trash(self, statement, values):
        """Whether a deleted row has a key that a statement puts into the table."""
        with undone(self.trash):
            return bool(refusal(self.trash, statement, values))

    def foresee(self, statement, values, wanted):
        """Whether a statement that asks for a row must be refused.

        None where that is not for us to say: it would touch the first row, which others refer to, or a trigger can't
        know whether SQLite will put the default in place of a NULL, and so a key that is in the trash.
        """
        with undone(self.live):
            refused = bool(refusal(self.live, statement, values))
            made = self.rows(self.live, None, "mark = ?", wanted[-1]) if not refused else []
            if not self.rows(self.live, None, "mark = 1"):
                return None
        if refused or self.in_trash(*self.insert(None, "INSERT", wanted)):
            return True
        if any(self.in_trash(*self.put(row)) for row in made):
            return True
        with_defaults = [... if value is None else value for value in wanted]
        return None if self.in_trash(*self.insert(None, "INSERT", with_defaults)) else False

    def insert(self, table, verb, row):
        return insert(self.shape, table or self.table, verb, row)

    def collide(self):
        """Whether live and deleted rows can't stand together in the table as it was written."""
        with undone(self.live):
            return any(refusal(self.live, *self.put(row)) for row in self.rows(self.trash))
