"""Suspending and repairing in temporary and attached databases: all or nothing there too."""

import pytest

from migrations.states import intercepting, ours
from support import dump, fails, rows


@pytest.fixture(params=["temp", "other", "file"])
def elsewhere(request, db, style, tmp_path):
    schema = request.param
    if schema != "temp":
        db.execute("ATTACH ? AS " + schema, (":memory:" if schema == "other" else str(tmp_path / "file.sqlite"),))
    names = ", ".join(["schema_name", "table_name", *style])
    for table in ("a", "b"):
        db.execute(f"CREATE TABLE {schema}.{table}(id INTEGER PRIMARY KEY, v)")
        db.execute(f"INSERT INTO {schema}.{table} VALUES (1, 'x'), (2, 'y')")
        db.execute(f"INSERT INTO softdelete({names}) VALUES (?, ?{', ?' * len(style)})", (schema, table, *style.values()))
        db.execute(f"DELETE FROM {schema}.{table} WHERE id = 1")
    return db, schema


@pytest.mark.parametrize("begin", ["", "BEGIN", "SAVEPOINT s"])
def test_a_resume_that_fails_at_the_second_table_changes_nothing(elsewhere, begin):
    db, schema = elsewhere
    db.execute("UPDATE softdelete SET suspended = 1")
    db.execute(f"CREATE VIEW {schema}.b_active AS SELECT 1 AS mine")
    before = dump(db)
    if begin:
        db.execute(begin)
    assert "b_active" in fails(db, "UPDATE softdelete SET suspended = 0")
    assert dump(db) == before
    if begin:
        db.execute("COMMIT" if begin == "BEGIN" else "RELEASE s")
    assert dump(db) == before
    assert rows(db, "SELECT DISTINCT status FROM softdelete") == [("suspended",)]
    db.execute(f"DROP VIEW {schema}.b_active")
    db.execute("UPDATE softdelete SET suspended = 0")
    assert rows(db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]


@pytest.mark.parametrize("begin", ["BEGIN", "SAVEPOINT s"])
@pytest.mark.parametrize("change", ["UPDATE softdelete SET suspended = 1", "DELETE FROM softdelete",
                                    "UPDATE softdelete SET retention = '1 days'"])
def test_it_rolls_back(elsewhere, begin, change):
    db, schema = elsewhere
    before = dump(db)
    db.execute(begin)
    db.execute(change)
    assert dump(db) != before
    db.execute("ROLLBACK" if begin == "BEGIN" else "ROLLBACK TO s")
    assert dump(db) == before


def test_a_migration(elsewhere):
    db, schema = elsewhere
    before = ours(db, schema)
    db.execute("BEGIN")
    db.execute("UPDATE softdelete SET suspended = 1")
    assert intercepting(db, schema) == []
    db.execute(f"ALTER TABLE {schema}.a ADD COLUMN w")
    db.execute(f"ALTER TABLE {schema}.a DROP COLUMN v")
    db.execute("UPDATE softdelete SET suspended = 0")
    db.execute("COMMIT")
    assert rows(db, "SELECT status FROM softdelete") == [("ok",), ("ok",)]
    assert [row[:2] for row in ours(db, schema)] == [row[:2] for row in before]
    assert rows(db, f"SELECT id FROM {schema}.a_deleted") == [(1,)]


def test_damage_and_repair(elsewhere):
    db, schema = elsewhere
    before = ours(db, schema)
    for kind, name, _, _ in before:
        db.execute("SAVEPOINT s")
        db.execute(f"DROP {kind} {schema}.{name}")
        assert ("damaged",) in rows(db, "SELECT status FROM softdelete"), name
        db.execute("INSERT INTO softdelete(schema_name, table_name)"
                   " SELECT schema_name, table_name FROM softdelete WHERE status = 'damaged'")
        assert ours(db, schema) == before, name
        db.execute("ROLLBACK TO s")
        db.execute("RELEASE s")


def test_a_rename(elsewhere):
    db, schema = elsewhere
    db.execute(f"ALTER TABLE {schema}.a RENAME TO c")
    db.execute("INSERT INTO softdelete(schema_name, table_name)"
               " SELECT schema_name, table_name FROM softdelete WHERE status = 'damaged'")
    assert rows(db, "SELECT schema_name, table_name, status FROM softdelete ORDER BY 2") == [
        (schema, "b", "ok"), (schema, "c", "ok")]
    db.execute(f"DELETE FROM {schema}.c")
    assert rows(db, f"SELECT id FROM {schema}.a_deleted ORDER BY 1") == [(1,), (2,)]
