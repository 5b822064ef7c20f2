"""Random managed tables with their twins, and what is compared of them."""

from hypothesis import HealthCheck, Phase, note, reject, settings
from hypothesis import strategies as st

from support import REGISTRY, connect, dump, ident, manage, rows, text
from uniqueness.shape import build, draw_shape, first_row, random_row
from uniqueness.twins import Twins

# A seed each: drawing every comma through Hypothesis takes most of the time, and a smaller seed is no simpler table.
SEEDS = st.integers(0, 2**64)


def budget(examples):
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck),
                    phases=[Phase.reuse, Phase.generate])


def draw_rows(shape, chance, number):
    return [first_row(shape)] + [random_row(shape, chance, mark) for mark in range(2, number + 2)]


def draw(chance, number=6):
    """A managed table and its twins."""
    shape = draw_shape(chance)
    note("\n".join([shape.schema, shape.create, *shape.after, *shape.child]))
    foreign_keys = chance.randrange(2)
    db = connect(script=f"PRAGMA foreign_keys = {foreign_keys}; PRAGMA legacy_alter_table = {chance.randrange(2)}")
    first_rows = draw_rows(shape, chance, number)
    if not build(db, shape, shape.schema, first_rows):
        reject()
    return shape, db, Twins(shape, first_rows, foreign_keys)


def enable(db, shape, **more):
    flag = {"flag_column": "deleted_at"} if shape.time_only else {}
    manage(db, shape.name, schema_name=shape.schema, **flag, **more)


def switch(shape, value):
    return f"SELECT softdelete_live_indexes({text(shape.schema + '.' + shape.name)}, {value})"


def columns(db, shape):
    """What SQLite makes of the columns and the foreign keys, of the table itself and of its child."""
    return [rows(db, f"PRAGMA {ident(shape.schema)}.{pragma}({ident(table)})")
            for table in (shape.name, "child") for pragma in ("table_xinfo", "foreign_key_list")]


def triggers(db, shape):
    """The triggers of each table in the order in which they were made: they run in the reverse one."""
    return [rows(db, f"SELECT tbl_name, name, sql FROM {ident(schema)}.sqlite_schema WHERE type = 'trigger'"
                     " AND sql NOT LIKE '%/* softdelete */%' ORDER BY tbl_name, rowid")
            for schema in ("temp", shape.schema)]


def everything(db):
    """dump() without the rowids of what ANALYZE found."""
    return [(*entry[:2], sorted(map(repr, rows(db, f"SELECT * FROM {ident(entry[0])}.sqlite_stat1"))))
            if entry[1] == "sqlite_stat1" else entry for entry in dump(db)]


def content(db):
    """All rows with their rowids, and the counters of AUTOINCREMENT; not what ANALYZE says of the indexes."""
    return [entry for entry in dump(db) if entry[1] not in (*REGISTRY, "sqlite_stat1") and len(entry) == 3]


def assert_sound(db, shape):
    assert rows(db, f"PRAGMA {ident(shape.schema)}.integrity_check") == [("ok",)]
    assert rows(db, f"PRAGMA {ident(shape.schema)}.foreign_key_check") == []
    assert rows(db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
