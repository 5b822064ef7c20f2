"""softdelete_purge: which rows go, and how often it must be called."""

import pytest

from shapes import SHAPES
from support import connect, dump, fails, ident, manage, objects, one, rows


def ids(db):
    return [row[0] for row in rows(db, "SELECT id FROM color_deleted ORDER BY id")]


def test_all_that_are_old_enough(aged):
    assert one(aged, "SELECT softdelete_purge('color', '5 days')") == 4
    assert ids(aged)[:4] == [5, 6, 7, 8]
    assert one(aged, "SELECT softdelete_purge('color', '5 days')") == 0


def test_oldest_first_at_most_the_limit(aged):
    assert one(aged, "SELECT softdelete_purge('color', '3 days', 2)") == 2
    assert ids(aged)[:6] == [3, 4, 5, 6, 7, 8]
    assert one(aged, "SELECT softdelete_purge('color', '3 days', 3)") == 3
    assert one(aged, "SELECT softdelete_purge('color', '3 days', 3)") == 1
    assert one(aged, "SELECT softdelete_purge('color', '3 days', 3)") == 0
    assert ids(aged)[:2] == [7, 8]


def test_oldest_first_is_by_time_not_by_key(aged):
    aged.execute("UPDATE color SET deleted_at = strftime('%Y-%m-%d %H:%M:%f', 'now', (-id) || ' days') WHERE id <= 8")
    assert one(aged, "SELECT softdelete_purge('color', '1 days', 3)") == 3
    assert ids(aged)[:5] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("limit, purged", [(0, 0), (1, 1), (8, 8), (9, 8), (2**31, 8), (2**63 - 1, 8)])
def test_limits(aged, limit, purged):
    assert one(aged, "SELECT softdelete_purge('color', '0 days', ?)", limit) == purged


def test_live_rows_are_never_touched(aged):
    before = rows(aged, "SELECT * FROM color_active")
    assert one(aged, "SELECT softdelete_purge('color', '0 days')") == 8
    assert rows(aged, "SELECT * FROM color_active") == before


def test_schema_is_the_same_afterwards(aged):
    before = objects(aged)
    aged.execute("SELECT softdelete_purge('color', '4 days', 2)").fetchall()
    assert sorted(objects(aged)) == sorted(before)
    assert one(aged, "SELECT status FROM softdelete") == "ok"
    aged.execute("DELETE FROM color WHERE id = 10")
    assert one(aged, "SELECT count(*) FROM color WHERE id = 10") == 1
    assert one(aged, "PRAGMA integrity_check") == "ok"


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_shape(shape):
    db = shape.connect()
    table, mark = ident(shape.table), ident(shape.mark)
    db.execute(f"DELETE FROM {table} WHERE {mark} < 5")
    db.execute(f"UPDATE {table} SET {ident(shape.time)} = '2020-01-0' || {mark} WHERE {mark} < 5")
    assert one(db, "SELECT softdelete_purge(?, '1 years', 1)", shape.table) == 1
    assert shape.trash(db) == [2, 3, 4]
    assert one(db, "SELECT softdelete_purge(?, '1 years', 2)", shape.table) == 2
    assert shape.trash(db) == [4] and shape.live(db) == [5]
    assert one(db, "SELECT softdelete_purge(?, '1 years')", shape.table) == 1
    assert shape.marks(db, shape.table) == [5]
    db.execute(f"DELETE FROM {table}")
    assert shape.trash(db) == [5]


# --- retention ---------------------------------------------------------------------------------


def test_table_alone_means_its_retention(aged):
    aged.execute("UPDATE softdelete SET retention = '6 days'")
    assert one(aged, "SELECT softdelete_purge('color')") == 3
    assert one(aged, "SELECT softdelete_purge('color')") == 0
    aged.execute("UPDATE softdelete SET retention = '0 seconds'")
    assert one(aged, "SELECT softdelete_purge('color')") == 5


def test_table_alone_without_a_retention_is_an_error(aged):
    before = dump(aged)
    message = fails(aged, "SELECT softdelete_purge('color')")
    assert "color" in message and "retention" in message
    assert dump(aged) == before


def test_an_age_overrules_the_retention(aged):
    aged.execute("UPDATE softdelete SET retention = '100 years'")
    assert one(aged, "SELECT softdelete_purge('color', '6 days')") == 3


def test_no_argument_means_all_tables_that_have_a_retention(db, tmp_path):
    db.execute("ATTACH ? AS other", (str(tmp_path / "other.sqlite"),))
    for schema, table, retention in [("main", "a", "30 days"), ("main", "b", None), ("main", "c", "10 days"),
                                     ("other", "a", "10 days"), ("temp", "d", "1 hours")]:
        db.execute(f"CREATE TABLE {schema}.{table}(id INTEGER PRIMARY KEY)")
        db.execute(f"INSERT INTO {schema}.{table} VALUES (1), (2)")
        db.execute("INSERT INTO softdelete(schema_name, table_name, retention) VALUES (?, ?, ?)",
                   (schema, table, retention))
        db.execute(f"DELETE FROM {schema}.{table}")
        db.execute(f"UPDATE {schema}.{table} SET deleted_at = strftime('%Y-%m-%d %H:%M:%f', 'now', '-20 days')"
                   " WHERE id = 1")
    assert one(db, "SELECT softdelete_purge()") == 3
    assert one(db, "SELECT softdelete_purge()") == 0
    assert rows(db, "SELECT schema_name, table_name, deleted_rows FROM softdelete ORDER BY 1, 2") == [
        ("main", "a", 2), ("main", "b", 2), ("main", "c", 1), ("other", "a", 1), ("temp", "d", 1)]


def test_no_argument_and_nothing_to_do(db, color):
    assert one(db, "SELECT softdelete_purge()") == 0
    assert one(connect(), "SELECT softdelete_purge()") == 0


def test_oldest_deleted_at_follows(aged):
    oldest = "SELECT oldest_deleted_at FROM softdelete"
    assert one(aged, oldest) == one(aged, "SELECT deleted_at FROM color WHERE id = 1")
    aged.execute("SELECT softdelete_purge('color', '0 days', 3)").fetchall()
    assert one(aged, oldest) == one(aged, "SELECT deleted_at FROM color WHERE id = 4")
    aged.execute("SELECT softdelete_purge('color', '0 days')").fetchall()
    assert one(aged, oldest) is None


# --- which table -------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments, words", [
    ("'nope', '1 days'", ["nope"]),
    ("'plain', '1 days'", ["plain", "not managed"]),
    ("'plain'", ["plain", "not managed"]),
    ("'color_active', '1 days'", ["color_active"]),
    ("'softdelete_registry', '1 days'", ["softdelete_registry"]),
    ("'sqlite_schema', '1 days'", ["sqlite_schema"]),
    ("'', '1 days'", ["name"]),
    ("NULL, '1 days'", ["name", "NULL"]),
    ("x'636f6c6f72', '1 days'", ["name"]),
    ("7, '1 days'", ["name"]),
    ("'color', '1 days', 5, 6", ["arguments"]),
])
def test_refusals(aged, arguments, words):
    aged.execute("CREATE TABLE plain(id INTEGER PRIMARY KEY)")
    before = dump(aged)
    message = fails(aged, f"SELECT softdelete_purge({arguments})")
    assert "softdelete_purge" in message
    for word in words:
        assert word in message
    assert dump(aged) == before


def test_suspended_table_is_refused_and_skipped(aged):
    aged.execute("UPDATE softdelete SET retention = '1 days', suspended = 1")
    before = dump(aged)
    assert "suspended" in fails(aged, "SELECT softdelete_purge('color', '1 days')")
    assert one(aged, "SELECT count(*) FROM color") == 10
    assert dump(aged) == before


def test_of_all_tables_missing_ones_are_skipped_and_damaged_ones_named(db):
    for table in ("a", "b", "c"):
        db.execute(f"CREATE TABLE {table}(id INTEGER PRIMARY KEY)")
        db.execute(f"INSERT INTO {table} VALUES (1), (2)")
        manage(db, table, retention="0 days")
        db.execute(f"DELETE FROM {table}")
    db.execute("DROP TABLE b")
    db.execute("DROP TRIGGER c_softdelete_delete")
    before = dump(db)
    message = fails(db, "SELECT softdelete_purge()")
    assert "c" in message and "damaged" in message
    assert dump(db) == before
    manage(db, "c")
    assert one(db, "SELECT softdelete_purge()") == 4


def test_names_are_case_insensitive(aged):
    assert one(aged, "SELECT softdelete_purge('CoLoR', '5 days')") == 4


# --- dependants --------------------------------------------------------------------------------


@pytest.fixture
def family(db):
    """Parents 1 to 4, deleted 4 to 1 days ago with their two children each."""
    db.executescript("CREATE TABLE p(id INTEGER PRIMARY KEY);"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE);"
                     "INSERT INTO p VALUES (1), (2), (3), (4);"
                     "INSERT INTO c SELECT id * 10 + n, id FROM p, (SELECT 1 AS n UNION SELECT 2)")
    db.execute("INSERT INTO softdelete(table_name) VALUES ('p'), ('c')")
    db.execute("DELETE FROM p")
    for table, parent in (("p", "id"), ("c", "p")):
        db.execute(f"UPDATE {table} SET deleted_at = strftime('%Y-%m-%d %H:%M:%f', 'now', ({parent} - 5) || ' days')")
    return db


@pytest.mark.parametrize("enforced", [0, 1])
def test_a_parent_takes_its_deleted_children_along(family, enforced):
    family.execute(f"PRAGMA foreign_keys = {enforced}")
    assert one(family, "SELECT softdelete_purge('p', '2 days', 2)") == 2
    assert rows(family, "SELECT id FROM p") == [(3,), (4,)]
    assert rows(family, "SELECT id FROM c") == [(31,), (32,), (41,), (42,)]
    assert one(family, "SELECT softdelete_purge('p', '2 days', 2)") == 1
    assert one(family, "SELECT softdelete_purge('p', '2 days', 2)") == 0
    assert rows(family, "SELECT id FROM c") == [(41,), (42,)]
    assert rows(family, "PRAGMA foreign_key_check") == []


def test_children_first_is_fine_too(family):
    assert one(family, "SELECT softdelete_purge('c', '0 days')") == 8
    assert one(family, "SELECT count(*) FROM p_deleted") == 4


def test_retention_of_both(family):
    family.execute("UPDATE softdelete SET retention = '3 days'")
    family.execute("SELECT softdelete_purge()").fetchall()
    assert rows(family, "SELECT id FROM p") == [(3,), (4,)]
    assert rows(family, "SELECT id FROM c") == [(31,), (32,), (41,), (42,)]


@pytest.mark.parametrize("recursive", [0, 1])
def test_a_tree_in_batches(db, recursive):
    db.executescript(f"PRAGMA recursive_triggers = {recursive};"
                     "CREATE TABLE node(id INTEGER PRIMARY KEY, up REFERENCES node ON DELETE CASCADE);"
                     "INSERT INTO node VALUES (0, NULL);"
                     "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
                     " INSERT INTO node SELECT i, (i - 1) / 3 FROM n")
    manage(db, "node")
    db.execute("DELETE FROM node WHERE id = 1")
    trashed = one(db, "SELECT count(*) FROM node_deleted")
    assert trashed == 1 + 3 + 9 + 1
    db.execute("UPDATE node SET deleted_at = '2020-01-01' WHERE is_deleted = 1")
    calls = 0
    while one(db, "SELECT softdelete_purge('node', '1 days', 4)") > 0:
        calls += 1
    assert calls >= 1
    assert one(db, "SELECT count(*) FROM node_deleted") == 0
    assert one(db, "SELECT count(*) FROM node") == 41 - trashed
