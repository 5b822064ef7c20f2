"""Conditions joined by OR: SQLite reads the trash once for each and leaves out rows that it has had."""

from itertools import combinations

import pytest

from support import connect, rows

CONDITIONS = ["table_name = 'a'", "table_name = 'b' AND deleted_at > '2001'", "deleted_at < '2003'",
              "deleted_at >= '2002' AND deleted_at < '2004'", "schema_name = 'x'", "table_name = 'keyless'"]


@pytest.fixture(scope="module")
def full():
    db = connect(script="""
        ATTACH ':memory:' AS x;
        CREATE TABLE a(id INTEGER PRIMARY KEY); CREATE TABLE x.a(id INTEGER PRIMARY KEY);
        CREATE TABLE b(m, n, PRIMARY KEY(m, n)) WITHOUT ROWID; CREATE TABLE keyless(v);
        CREATE TABLE nullable(m, n, PRIMARY KEY(m, n));
        INSERT INTO softdelete(schema_name, table_name) VALUES
          ('main', 'a'), ('x', 'a'), ('main', 'b'), ('main', 'keyless'), ('main', 'nullable');""")
    for number, table in enumerate(["main.a(id)", "x.a(id)", "b(m, n)", "keyless(v)", "nullable(m, n)"]):
        for year in range(2000, 2005):
            values = {1: [year], 2: [1, year]}[table.count(",") + 1]
            if table.startswith(("keyless", "nullable")):
                values = [None] * len(values)
            marks = ", ".join("?" * len(values))
            db.execute(f"INSERT INTO {table[:-1]}, is_deleted, deleted_at) VALUES ({marks}, 1, ?)",
                       (*values, f"{year}-01-0{number + 1} 00:00:00.000"))
    db.execute("CREATE TEMP TABLE copy AS SELECT * FROM softdelete_trash")
    yield db
    db.close()


@pytest.mark.parametrize("number", [2, 3])
def test_rows_are_those_of_a_plain_table(full, number):
    for chosen in combinations(CONDITIONS, number):
        where = " OR ".join(f"({each})" for each in chosen)
        query = f"SELECT schema_name, table_name, key, deleted_at FROM {{}} WHERE {where} ORDER BY deleted_at, 1, 2"
        assert rows(full, query.format("softdelete_trash")) == rows(full, query.format("copy")), where


def test_trash_has_no_column_more_to_see(full):
    assert [row[1] for row in rows(full, "PRAGMA table_info(softdelete_trash)")] == [
        "schema_name", "table_name", "key", "deleted_at", "deleted_via", "row", "softdelete_id"]
