"""Whatever is enabled, changed or disabled, in whichever order: the objects of all tables fit at once."""

import random

import pytest

from support import connect, manage, rows, status

SEEDS = 25

ACTIONS = {
    "those that take and let go": ["CASCADE", "CASCADE", "SET NULL", "SET DEFAULT"],
    "one that keeps, too": ["CASCADE", "CASCADE", "SET NULL", "RESTRICT", "NO ACTION", "NO ACTION DEFERRABLE INITIALLY DEFERRED"],
}


def schema(chance, actions):
    count = chance.randint(3, 9)
    name = chance.choice(["t{}", "t{}", "parent_{}", "{} parent", "{}_softdelete_child"])
    script = []
    for i in range(count):
        # References go upwards, but for some.
        parents = [chance.randrange(count) if chance.random() < 0.25 else chance.randrange(i) if i else None
                   for _ in range(chance.choice([0, 1, 1, 1, 2, 3]))]
        keys = "".join(f", p{n} INTEGER REFERENCES t{parent} ON DELETE {chance.choice(actions)}"
                       for n, parent in enumerate(parents) if parent is not None)
        script.append(f"CREATE TABLE t{i}(id INTEGER PRIMARY KEY, name TEXT{keys});")
    return script


def statements(chance, table, storage):
    yield f"INSERT INTO softdelete(table_name, storage) VALUES ('{table}', '{storage}')"
    yield f"UPDATE softdelete SET suspended = {chance.randint(0, 1)} WHERE table_name = '{table}'"
    yield f"DELETE FROM softdelete WHERE table_name = '{table}'"
    yield f"SELECT softdelete_remove('{table}')"
    if storage == "flag":
        yield f"UPDATE softdelete SET children = '{chance.choice(['cascade', 'keep', 'declared'])}' WHERE table_name = '{table}'"


@pytest.mark.parametrize("storage", ["flag", "archive"])
@pytest.mark.parametrize("actions", ACTIONS.values(), ids=ACTIONS)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_objects_fit_after_each_statement(seed, actions, storage):
    chance = random.Random(seed)
    script = schema(chance, actions)
    db = connect(script="".join(script))
    done = []
    for _ in range(30):
        table = f"t{chance.randrange(len(script))}"
        done.append(chance.choice(list(statements(chance, table, storage)) + [f"INSERT INTO softdelete(table_name, storage)"
                                                                             f" VALUES ('{table}', '{storage}')"] * 3))
        try:
            rows(db, done[-1])
        except Exception as error:  # such as a table that is not managed
            assert "damaged" not in str(error)
        bad = rows(db, "SELECT table_name, status FROM softdelete WHERE status NOT IN ('ok', 'suspended')")
        assert bad == [], "\n".join(script + done)


@pytest.mark.parametrize("first, second", [("t", "t_softdelete_x"), ("t_softdelete_x", "t")])
def test_a_table_whose_name_begins_like_what_is_generated_for_another(db, first, second):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY);"
                     "CREATE TABLE t_softdelete_x(id INTEGER PRIMARY KEY, t REFERENCES t ON DELETE CASCADE)")
    manage(db, first)
    assert status(db, first) == "ok"
    manage(db, second)
    assert {status(db, table) for table in (first, second)} == {"ok"}
    db.executescript("INSERT INTO t(id) VALUES (1); INSERT INTO t_softdelete_x(id, t) VALUES (1, 1); DELETE FROM t")
    assert rows(db, "SELECT id FROM t_softdelete_x_active") == []
    db.execute("DELETE FROM softdelete WHERE table_name = ?", [first])
    assert status(db, second) == "ok"
