"""soft_delete, restore and purge: their arguments, and the statements that call them."""

import re

import pytest

from support import fails, manage, one, rows

FUNCTIONS = ["soft_delete", "restore", "purge"]
every_function = pytest.mark.parametrize("function", FUNCTIONS)


def test_one_argument_per_key_column_in_key_order(db):
    db.executescript("CREATE TABLE t(a TEXT, b INT, PRIMARY KEY(b, a)) WITHOUT ROWID;"
                     "INSERT INTO t VALUES ('x', 1), ('x', 2)")
    manage(db, "t")
    assert one(db, "SELECT soft_delete('t', 2, 'x')") == 1
    assert rows(db, "SELECT a, b FROM t_deleted") == [("x", 2)]


def test_rowid_where_no_key_is_declared(db):
    db.executescript("CREATE TABLE t(a); INSERT INTO t(rowid, a) VALUES (7, 'x'), (9, 'x')")
    manage(db, "t")
    assert one(db, "SELECT soft_delete('t', 9)") == 1
    assert rows(db, "SELECT rowid FROM t WHERE is_deleted") == [(9,)]


def test_key_is_compared_as_the_column_collates(db):
    db.executescript("CREATE TABLE t(a TEXT PRIMARY KEY COLLATE NOCASE); INSERT INTO t VALUES ('Abc')")
    manage(db, "t")
    assert one(db, "SELECT soft_delete('t', 'aBC')") == 1


@every_function
@pytest.mark.parametrize("arguments", ["", ", 1, 2", ", 1, 2, 3"])
def test_wrong_number_of_keys(color, function, arguments):
    message = fails(color, f"SELECT {function}('color'{arguments})")
    assert function in message and "color" in message
    assert "id" in message.split("color", 1)[1]  # what was expected: the key column


@every_function
def test_wrong_number_of_keys_names_every_key_column(db, function):
    db.execute("CREATE TABLE t(first INT, second INT, PRIMARY KEY(first, second))")
    manage(db, "t")
    message = fails(db, f"SELECT {function}('t', 1)")
    assert "first" in message and "second" in message


@every_function
def test_no_argument_at_all(color, function):
    assert function in fails(color, f"SELECT {function}()")


@every_function
def test_null_key(color, function):
    message = fails(color, f"SELECT {function}('color', NULL)")
    assert function in message and "NULL" in message and "id" in message


@every_function
@pytest.mark.parametrize("name", ["NULL", "5", "1.5", "x'636f6c6f72'"])
def test_name_that_is_no_text(color, function, name):
    message = fails(color, f"SELECT {function}({name}, 1)")
    assert function in message and "table" in message


@every_function
def test_unknown_table(color, function):
    message = fails(color, f"SELECT {function}('nowhere', 1)")
    assert function in message and "nowhere" in message


@every_function
def test_unmanaged_table(color, function):
    color.execute("CREATE TABLE plain(id INTEGER PRIMARY KEY)")
    message = fails(color, f"SELECT {function}('plain', 1)")
    assert message.startswith(f"{function}: plain is not managed;")
    assert "INSERT INTO softdelete(table_name) VALUES ('plain')" in message


@every_function
@pytest.mark.parametrize("name", ["color_active", "color_deleted", "softdelete_registry", "sqlite_schema"])
def test_names_that_are_no_managed_table(color, function, name):
    assert name in fails(color, f"SELECT {function}('{name}', 1)")


@every_function
def test_suspended_table(color, function):
    color.execute("UPDATE softdelete SET suspended = 1")
    message = fails(color, f"SELECT {function}('color', 1)")
    assert "color" in message and "suspended" in message


@every_function
@pytest.mark.parametrize("key", ["'abc'", "x'00'", "1.5", "9e99", "-1", "''", "9223372036854775807"])
def test_key_that_matches_no_row(color, function, key):
    assert one(color, f"SELECT {function}('color', {key})") == 0


def test_table_name_in_any_case(color):
    assert one(color, "SELECT soft_delete('COLOR', 1)") == 1


def test_bound_parameters(color):
    assert one(color, "SELECT soft_delete(?, ?)", "color", 2) == 1


def test_many_rows_in_one_select(color):
    assert rows(color, "SELECT soft_delete('color', id) FROM color WHERE id < 3") == [(1,), (1,)]
    assert rows(color, "SELECT id FROM color_deleted ORDER BY id") == [(1,), (2,)]


def test_over_the_view_that_it_changes(color):
    assert one(color, "SELECT sum(soft_delete('color', id)) FROM (SELECT id FROM color_active LIMIT -1)") == 3
    assert rows(color, "SELECT id FROM color_active ORDER BY id") == []


def test_several_calls_in_one_statement(color):
    assert rows(color, "SELECT soft_delete('color', 1), soft_delete('color', 1), restore('color', 1),"
                       " soft_delete('color', 1), purge('color', 1), purge('color', 1)") == [(1, 0, 1, 1, 1, 0)]


def test_different_tables_in_one_statement(color):
    color.executescript("CREATE TABLE other(a TEXT, b TEXT, PRIMARY KEY(a, b)); INSERT INTO other VALUES ('x', 'y')")
    manage(color, "other")
    assert rows(color, "SELECT soft_delete('color', 1), soft_delete('other', 'x', 'y')") == [(1, 1)]


def test_inside_a_writing_statement(color):
    color.execute("CREATE TABLE log(result)")
    color.execute("INSERT INTO log SELECT soft_delete('color', id) FROM (SELECT 1 AS id UNION ALL SELECT 99)")
    assert rows(color, "SELECT result FROM log") == [(1,), (0,)]
    assert rows(color, "SELECT id FROM color_deleted ORDER BY id") == [(1,)]


def test_error_half_way_keeps_what_sqlite_keeps_and_the_transaction(color):
    color.execute("BEGIN")
    fails(color, "SELECT soft_delete('color', id) FROM (SELECT 1 AS id UNION ALL SELECT NULL)")
    assert color.in_transaction
    color.execute("ROLLBACK")
    assert rows(color, "SELECT id FROM color_deleted ORDER BY id") == []


def test_within_a_transaction_and_a_savepoint(color):
    color.execute("BEGIN")
    one(color, "SELECT soft_delete('color', 1)")
    color.execute("SAVEPOINT inner")
    one(color, "SELECT soft_delete('color', 2)")
    color.execute("ROLLBACK TO inner")
    color.execute("COMMIT")
    assert rows(color, "SELECT id FROM color_deleted ORDER BY id") == [(1,)]


def test_constraint_of_the_table_is_an_ordinary_error(color):
    color.execute("CREATE TRIGGER never BEFORE UPDATE OF is_deleted ON color"
                  " BEGIN SELECT RAISE(ABORT, 'not today'); END")
    assert "not today" in fails(color, "SELECT soft_delete('color', 1)")
    assert rows(color, "SELECT id FROM color_deleted ORDER BY id") == []


def test_version(db):
    version = one(db, "SELECT softdelete_version()")
    assert re.fullmatch(r"\d+\.\d+\.\d+(-rc\.\d+)?", version)


def test_debug_tells_the_build(db):
    debug = one(db, "SELECT softdelete_debug()")
    assert one(db, "SELECT softdelete_version()") in debug
    assert one(db, "SELECT sqlite_version()") in debug
    assert re.search(r"\d{4}-\d\d-\d\d", debug)  # the date
    assert re.search(r"\b[0-9a-f]{7,40}\b|unknown", debug)  # the commit


def test_purge_by_age_leaves_a_suspended_table(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY); CREATE TABLE u(id INTEGER PRIMARY KEY);"
                     "INSERT INTO t VALUES (1); INSERT INTO u VALUES (1)")
    for table in ("t", "u"):
        manage(db, table, retention="0 days")
        db.execute(f"DELETE FROM {table}")
    db.execute("UPDATE softdelete SET suspended = 1 WHERE table_name = 't'")
    assert one(db, "SELECT softdelete_purge()") == 1
    db.execute("UPDATE softdelete SET suspended = 1")
    assert one(db, "SELECT softdelete_purge()") == 0
    assert rows(db, "SELECT id FROM t") == [(1,)]
