"""Random tables: live_indexes = 1 keeps everything but uniqueness, and 0 brings the table back as it was."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from support import dump, ident, live_indexes, objects, one, rows
from uniqueness.alike import whole
from uniqueness.cases import (
    SEEDS, assert_sound, budget, columns, content, draw, enable, everything, switch, triggers)
from uniqueness.shape import random_row
from uniqueness.twins import refusal, undone

SETTINGS = ["foreign_keys", "recursive_triggers", "legacy_alter_table", "defer_foreign_keys", "trusted_schema"]


def size(db, shape):
    """Of all texts: once the constraints stand at the end, nothing grows any more."""
    return sum(len(sql or "") for *_, sql in objects(db, shape.schema))


@budget(300)
@given(SEEDS)
def test_on_and_off_again(seed):
    chance = Random(seed)
    shape, db, twins = draw(chance)
    enable(db, shape)
    deleted = [mark for mark in (2, 4) if chance.randrange(2)]
    for mark in deleted:
        assert not refusal(db, f"DELETE FROM {shape.table} WHERE mark = {mark}")
    if chance.randrange(4) == 0:
        db.execute("ANALYZE")
    transaction = chance.choice([[], [], ["BEGIN"], ["SAVEPOINT outer"], ["BEGIN IMMEDIATE", "SAVEPOINT outer"]])
    for sql in transaction:
        db.execute(sql)
    before, content_before = whole(db), content(db)
    seen = lambda: (columns(db, shape), triggers(db, shape), [one(db, f"PRAGMA {name}") for name in SETTINGS])
    kept = seen()
    size_off = float("inf")
    for _ in range(2):
        if chance.randrange(3) == 0:
            texts = everything(db)
            with undone(db):
                db.execute(switch(shape, 1))
            assert everything(db) == texts
        db.execute(switch(shape, 1))
        assert_sound(db, shape)
        assert content(db) == content_before
        assert seen() == kept
        db.execute(switch(shape, 0))
        assert_sound(db, shape)
        assert whole(db) == before
        assert seen() == kept
        assert size(db, shape) <= size_off
        size_off = size(db, shape)
    if transaction:
        db.execute("COMMIT")
    flag = "deleted_at = NULL" if shape.time_only else "is_deleted = 0"
    db.execute(f"UPDATE {shape.table} SET {flag}")
    for mark in range(10, 16):
        row = random_row(shape, chance, mark)
        verb = chance.choice(["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"])
        plain = twins.insert(None, verb, row)
        if twins.foresee(*plain, row) is not None:
            message, expected = refusal(db, *twins.insert(shape.table, verb, row)), refusal(twins.live, *plain)
            assert bool(message) == bool(expected), (message, expected, verb, row)
    assert twins.rows(db, shape.table) == twins.rows(twins.live)
    log = "SELECT mark FROM {}.log ORDER BY mark"
    assert rows(db, log.format(ident(shape.schema))) == rows(twins.live, log.format("main"))
    db.close()
    twins.close()


@budget(150)
@given(SEEDS, st.booleans())
def test_disabling_gives_what_it_gave_without(seed, at_enabling):
    """Turned on and off again, before all is disabled."""
    chance = Random(seed)
    shape, db, twins = draw(chance)
    with undone(db):
        enable(db, shape)
        plain = whole(db)
        db.execute("DELETE FROM softdelete")
        disabled = whole(db)
    if at_enabling:
        enable(db, shape, live_indexes=1)
    else:
        enable(db, shape)
        db.execute(switch(shape, 1))
    assert_sound(db, shape)
    with undone(db):
        db.execute(switch(shape, 0))
        assert whole(db) == plain
    db.execute(switch(shape, 0))
    db.execute("DELETE FROM softdelete")
    assert whole(db) == disabled
    db.close()
    twins.close()


class Living:
    """Random statements against a table with live indexes."""

    def __init__(self, chance):
        self.chance = chance
        self.shape, self.db, self.twins = draw(chance)
        enable(self.db, self.shape, live_indexes=1)
        self.active, self.deleted = (f"{ident(self.shape.schema)}.{ident(self.shape.name + tail)}"
                                     for tail in ("_active", "_deleted"))
        self.flag = "deleted_at" if self.shape.time_only else "is_deleted"
        names = ["gen", *(column.name for column in self.shape.columns)]
        self.names = [*names, *map(ident, names)]

    def close(self):
        self.db.close()
        self.twins.close()

    def new_row(self, mark):
        row = random_row(self.shape, self.chance, mark)
        for place, column in enumerate(self.shape.columns):
            # Which rowid SQLite chooses depends on the trash, as it should.
            if self.shape.rowid_key and column.type == ["INTEGER"] and row[place] in (None, ...):
                row[place] = column.values[0]
        return row

    def check(self):
        assert self.twins.rows(self.db, self.active) == self.twins.rows(self.twins.live)
        assert self.twins.rows(self.db, self.deleted) == self.twins.rows(self.twins.trash)

    def insert(self, mark):
        row = self.new_row(mark)
        table = self.chance.choice([self.shape.table, self.active])
        verb = self.chance.choice(["INSERT", "INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"])
        if table == self.active:  # which can't tell a NULL from a column that is left out
            row = [... if value is None else value for value in row]
        plain = self.twins.insert(None, verb, row)
        refused = self.twins.foresee(*plain, row)
        if refused is None:
            return
        logged = self.logged()
        message = refusal(self.db, *self.twins.insert(table, verb, row))
        assert bool(message) == refused, (message, refused, verb, row)
        if not refused:
            refusal(self.twins.live, *plain)
        there = bool(self.twins.rows(self.db, self.shape.table, "mark = ?", mark))
        assert self.logged() - logged == there * self.shape.log_triggers

    def logged(self):
        return one(self.db, f"SELECT count(*) FROM {ident(self.shape.schema)}.log")

    def some_mark(self, db):
        marks = [mark for mark, in rows(db, f"SELECT mark FROM {self.twins.table} WHERE mark > 1 ORDER BY 1")]
        return self.chance.choice(marks) if marks else None

    def update(self):
        mark = self.some_mark(self.twins.live)
        if mark is None:
            return
        ((*old,),) = self.twins.rows(self.twins.live, None, "mark = ?", mark)
        place = self.chance.randrange(len(self.shape.columns) - 1)
        new = self.new_row(mark)[place]
        if new is ...:
            return
        assignment = f"SET {ident(self.shape.columns[place].name)} = ? WHERE mark = {mark}"
        wanted = [*old[:place], new, *old[place + 1:]]
        plain = f"UPDATE {self.twins.table} {assignment}", [new]
        refused = self.twins.foresee(*plain, wanted)
        if refused is None:
            return
        table = self.chance.choice([self.shape.table, self.active])
        message = refusal(self.db, f"UPDATE {table} {assignment}", [new])
        assert bool(message) == refused, (message, refused, assignment, new)
        if not refused:
            self.twins.live.execute(*plain)

    def delete(self):
        mark = self.some_mark(self.twins.live)
        table = self.chance.choice([self.shape.table, self.active])
        message = refusal(self.db, f"DELETE FROM {table} WHERE mark = {mark or -1}")
        assert not message, message
        assert mark is None or self.twins.move(self.twins.live, self.twins.trash, mark)

    def restore(self):
        mark = self.some_mark(self.twins.trash)
        if mark is None:
            return
        possible = self.twins.move(self.twins.trash, self.twins.live, mark)
        table = self.chance.choice([self.shape.table, self.deleted])
        verb = self.chance.choice(["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"])
        live = "NULL" if self.shape.time_only else "0"
        message = refusal(self.db, f"{verb} {table} SET {self.flag} = {live} WHERE mark = {mark}")
        assert bool(message) != possible, message
        if message:
            assert "live row" in message and any(name in message.lower() for name in self.names)

    def purge(self):
        mark = self.some_mark(self.twins.trash)
        message = refusal(self.db, f"DELETE FROM {self.deleted} WHERE mark = {mark or -1}")
        assert not message, message
        self.twins.trash.execute(f"DELETE FROM {self.twins.table} WHERE mark IS ?", (mark,))

    def turn_off(self):
        before = dump(self.db)
        message = refusal(self.db, switch(self.shape, 0))
        assert bool(message) == self.twins.collide(), message
        if message:
            assert dump(self.db) == before
        else:
            off, texts = whole(self.db), size(self.db, self.shape)
            self.db.execute(switch(self.shape, 1))
            self.db.execute(switch(self.shape, 0))
            assert whole(self.db) == off and size(self.db, self.shape) <= texts


@budget(300)
@given(SEEDS)
def test_unique_among_the_living(seed):
    chance = Random(seed)
    living = Living(chance)
    if chance.randrange(3) == 0:
        living.db.execute("BEGIN")
    for mark in range(20, 40):
        step = chance.choice([living.delete, living.delete, living.restore, living.restore, living.update, living.purge,
                              None, None, None, None])
        step() if step else living.insert(mark)
        living.check()
    living.turn_off()
    living.check()
    assert_sound(living.db, living.shape)
    living.close()
