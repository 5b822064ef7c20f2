"""Foreign keys of every shape: composite, on UNIQUE columns, to themselves, in circles, broken."""

import pytest

from support import connect, fails, manage, one, rows, status


def managed(script, *tables, **settings):
    db = connect(script=script)
    for table in tables:
        manage(db, table, **settings)
    return db


def count(db, view):
    return one(db, f'SELECT count(*) FROM "{view}"')


def comes_and_goes(db, parent, child, where, rest=0):
    """Deleting the parent takes the children; restoring it brings all back."""
    before = rows(db, f'SELECT * FROM "{parent}"'), rows(db, f'SELECT * FROM "{child}"')
    db.execute(f'DELETE FROM "{parent}" WHERE {where}')
    assert count(db, f"{child}_active") == rest
    db.execute(f'UPDATE "{parent}_deleted" SET is_deleted = 0 WHERE {where}')
    assert (rows(db, f'SELECT * FROM "{parent}"'), rows(db, f'SELECT * FROM "{child}"')) == before


KEYS = {
    "composite": "CREATE TABLE p(x, y, PRIMARY KEY(x, y)); CREATE TABLE c(a, b, FOREIGN KEY(a, b) REFERENCES p(x, y) ON DELETE CASCADE);"
                 "INSERT INTO p VALUES (1, 2), (1, 3); INSERT INTO c VALUES (1, 2), (1, 3), (1, NULL)",
    "composite in another order": "CREATE TABLE p(x, y, PRIMARY KEY(x, y)) WITHOUT ROWID; CREATE TABLE c(a, b,"
                                  "FOREIGN KEY(b, a) REFERENCES p(y, x) ON DELETE CASCADE);"
                                  "INSERT INTO p VALUES (1, 2), (1, 3); INSERT INTO c VALUES (1, 2), (1, 3), (NULL, 2)",
    "unique column": "CREATE TABLE p(x, y INT UNIQUE); CREATE TABLE c(a INT PRIMARY KEY, b INT REFERENCES p(y) ON DELETE CASCADE)"
                     " WITHOUT ROWID; INSERT INTO p VALUES (1, 2), (1, 3); INSERT INTO c VALUES (1, 2), (2, 3), (3, NULL)",
    "NOCASE parent": "CREATE TABLE p(x, y TEXT COLLATE NOCASE PRIMARY KEY); CREATE TABLE c(a, b TEXT REFERENCES p ON DELETE CASCADE);"
                     "INSERT INTO p VALUES (1, '2a'), (1, '3b'); INSERT INTO c VALUES (1, '2A'), (2, '3b'), (3, NULL)",
    "text child of an integer": "CREATE TABLE p(y INTEGER PRIMARY KEY, x DEFAULT 1); CREATE TABLE c(a, b TEXT REFERENCES p ON DELETE CASCADE);"
                                "INSERT INTO p VALUES (2, 1), (3, 1); INSERT INTO c VALUES (1, '02'), (2, '3'), (3, NULL)",
}


@pytest.mark.parametrize("script", KEYS.values(), ids=KEYS)
def test_keys(script):
    db = managed(script, "c", "p")
    comes_and_goes(db, "p", "c", "x = 1", rest=1)


def test_hostile_names():
    db = managed('CREATE TABLE "new ""p"""("the key" INTEGER PRIMARY KEY);'
                 'CREATE TABLE "old \'c\'"("order" INTEGER PRIMARY KEY, "select" REFERENCES "new ""p""" ON DELETE CASCADE);'
                 'INSERT INTO "new ""p""" VALUES (1); INSERT INTO "old \'c\'" VALUES (1, 1)', 'new "p"', "old 'c'")
    db.execute('DELETE FROM "new ""p"""')
    assert count(db, "old 'c'_active") == 0
    assert one(db, "SELECT restore('new \"p\"', 1)") == 1
    assert count(db, "old 'c'_active") == 1


@pytest.mark.parametrize("schema", ["temp", "other"])
def test_other_schemas(schema):
    db = connect()
    db.execute("ATTACH ':memory:' AS other")
    db.executescript(f"CREATE TABLE {schema}.p(id INTEGER PRIMARY KEY);"
                     f"CREATE TABLE {schema}.c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE);"
                     f"INSERT INTO {schema}.p VALUES (1); INSERT INTO {schema}.c VALUES (1, 1)")
    db.execute("INSERT INTO softdelete(schema_name, table_name) VALUES (?, 'p'), (?, 'c')", (schema, schema))
    db.execute(f"DELETE FROM {schema}.p")
    assert one(db, f"SELECT count(*) FROM {schema}.c_active") == 0
    assert one(db, "SELECT restore('p', 1)") == 1
    assert one(db, f"SELECT count(*) FROM {schema}.c_active") == 1


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_chain_longer_than_sqlite_nests_triggers(recursive):
    db = managed("CREATE TABLE node(id INTEGER PRIMARY KEY, up INT REFERENCES node ON DELETE CASCADE);"
                 "CREATE INDEX up ON node(up);"
                 "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                 " INSERT INTO node SELECT i, nullif(i - 1, 0) FROM n", "node")
    db.execute(f"PRAGMA recursive_triggers = {recursive}")
    comes_and_goes(db, "node", "node", "id = 1")


@pytest.mark.parametrize("tables", [1, 2, 3])
def test_circles(tables):
    script = "".join(f"CREATE TABLE t{i}(id INTEGER PRIMARY KEY, up INT REFERENCES t{(i + 1) % tables} ON DELETE CASCADE);"
                     for i in range(tables))
    db = managed(script + "".join(f"INSERT INTO t{i} VALUES (1, 1);" for i in range(tables)),
                 *(f"t{i}" for i in range(tables)))
    db.execute("DELETE FROM t0")
    assert [count(db, f"t{i}_active") for i in range(tables)] == [0] * tables
    assert one(db, "SELECT restore('t0', 1)") == 1
    assert [count(db, f"t{i}_active") for i in range(tables)] == [1] * tables
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("DELETE FROM t0")
    assert one(db, "SELECT purge('t0', 1)") == 1
    assert [count(db, f"t{i}") for i in range(tables)] == [0] * tables


def test_diamond():
    db = managed("CREATE TABLE top(id INTEGER PRIMARY KEY);"
                 "CREATE TABLE l(id INTEGER PRIMARY KEY, t REFERENCES top ON DELETE CASCADE);"
                 "CREATE TABLE r(id INTEGER PRIMARY KEY, t REFERENCES top ON DELETE CASCADE);"
                 "CREATE TABLE low(id INTEGER PRIMARY KEY, l REFERENCES l ON DELETE CASCADE, r REFERENCES r ON DELETE CASCADE);"
                 "INSERT INTO top VALUES (1); INSERT INTO l VALUES (1, 1); INSERT INTO r VALUES (1, 1); INSERT INTO low VALUES (1, 1, 1)",
                 "low", "l", "r", "top")
    comes_and_goes(db, "top", "low", "id = 1")


BROKEN = {
    "no such table": "CREATE TABLE c(id INTEGER PRIMARY KEY, x REFERENCES nowhere ON DELETE CASCADE)",
    "no such column": "CREATE TABLE c(id INTEGER PRIMARY KEY, x REFERENCES p(absent) ON DELETE CASCADE)",
    "not a key": "CREATE TABLE c(id INTEGER PRIMARY KEY, x REFERENCES p(plain) ON DELETE CASCADE)",
    "too many columns": "CREATE TABLE c(id INTEGER PRIMARY KEY, x, y, FOREIGN KEY(x, y) REFERENCES p ON DELETE CASCADE)",
    "a view": "CREATE VIEW v AS SELECT 1 AS id; CREATE TABLE c(id INTEGER PRIMARY KEY, x REFERENCES v(id) ON DELETE CASCADE)",
    "only partly unique": "CREATE UNIQUE INDEX part ON p(plain) WHERE plain > 5;"
                          "CREATE TABLE c(id INTEGER PRIMARY KEY, x REFERENCES p(plain) ON DELETE CASCADE)",
}


@pytest.mark.parametrize("script", BROKEN.values(), ids=BROKEN)
def test_broken_keys_are_left_out(script):
    db = managed("CREATE TABLE p(id INTEGER PRIMARY KEY, plain);" + script, "p", "c")
    db.execute("INSERT INTO p VALUES (1, 1, 0, NULL, NULL)")
    db.execute("INSERT INTO c(id, x) VALUES (1, 1)")
    db.execute("DELETE FROM p")
    assert count(db, "c_active") == 1
    assert one(db, "SELECT restore('p', 1)") == 1
    db.execute("DELETE FROM c")
    assert [status(db, "p"), status(db, "c")] == ["ok", "ok"]


def test_a_child_made_after_its_parent_was_enabled():
    db = managed("CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1)", "p")
    db.executescript("CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p); INSERT INTO c VALUES (1, 1)")
    assert status(db, "p") == "damaged"
    manage(db, "c")
    assert [status(db, "p"), status(db, "c")] == ["ok", "ok"]
    assert "c" in fails(db, "DELETE FROM p")
