"""What is generated for a table speaks of the table and its neighbours: it grows with the foreign keys, not with the tables."""

import pytest

from support import connect, dump, fails, manage, one, rows


def table(i, *parents, action="CASCADE"):
    references = "".join(f", p{n} INTEGER REFERENCES t{parent:02} ON DELETE {action}" for n, parent in enumerate(parents))
    return f"CREATE TABLE t{i:02}(id INTEGER PRIMARY KEY, name TEXT{references});"


def chain(count):
    return [table(i, *([i - 1] if i else [])) for i in range(count)]


def star(count):
    return [table(i, *([0] if i else [])) for i in range(count)]


def ring(count):
    return [table(i, (i - 1) % count) for i in range(count)]


def entangled(count):
    return [table(i, (i - 1) % count, (i + 3) % count, (i * 7 + 1) % count) for i in range(count)]


def two_rings_below_each_other(count):
    half = count // 2
    upper = [table(i, (i - 1) % half) for i in range(half)]
    return upper + [table(i, half + (i - 1) % half, i - half) for i in range(half, 2 * half)]


SCHEMAS = {each.__name__.replace("_", " "): each for each in (chain, star, ring, entangled, two_rings_below_each_other)}


def managed(script, storage="flag"):
    db = connect(script="".join(script))
    for i in range(len(script)):
        manage(db, f"t{i:02}", storage=storage)
    return db


def bytes_a_table(script, storage):
    return one(managed(script, storage), "SELECT sum(length(sql)) FROM sqlite_schema") / len(script)


@pytest.mark.parametrize("storage", ["flag", "archive"])
@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_a_table_costs_the_same_among_many(schema, storage):
    few, many = bytes_a_table(schema(8), storage), bytes_a_table(schema(24), storage)
    assert many == pytest.approx(few, rel=0.2)


@pytest.mark.parametrize("storage", ["flag", "archive"])
def test_a_large_cycle_goes_and_comes_back(storage):
    count = 30
    script = entangled(count)
    db = managed(script, storage)
    for i in range(count):
        db.execute(f"INSERT INTO t{i:02}(id, name) VALUES (1, 'a'), (2, 'b')")
    for i in range(count):
        db.execute(f"UPDATE t{i:02} SET p0 = id, p1 = id, p2 = id")
    before = [rows(db, f"SELECT id, name, p0, p1, p2 FROM t{i:02}") for i in range(count)]
    active = "t{:02}_active" if storage == "flag" else "t{:02}"
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("DELETE FROM t07 WHERE id = 1")
    assert {tuple(rows(db, f"SELECT id FROM {active.format(i)}")) for i in range(count)} == {((2,),)}
    assert one(db, "SELECT restore('t07', 1)") == 1
    assert [rows(db, f"SELECT id, name, p0, p1, p2 FROM {active.format(i)} ORDER BY id") for i in range(count)] == before


def test_more_foreign_keys_than_a_query_can_follow_are_refused():
    script = [table(i, *([0, 1, 2] * 30)) for i in range(3)]
    db = managed(script[:2] + [table(2)])
    db.executescript("DROP TABLE t02;" + script[2])
    before = dump(db)
    assert "too many foreign keys: SQLite follows 250 at most" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('t02')")
    assert dump(db) == before
