"""Constraints on softdelete_trash reach the trash indexes, and change no result."""

import itertools

import pytest

from support import connect, manage, one, rows


def plan(db, rest):
    return " ".join(row[3] for row in rows(db, f"EXPLAIN QUERY PLAN SELECT key FROM softdelete_trash {rest}"))


def steps(db, sql):
    """How many times SQLite asked the progress handler, in units of 100 virtual machine steps."""
    count = itertools.count()
    db.set_progress_handler(lambda: next(count) and 0, 100)
    found = rows(db, sql)
    db.set_progress_handler(None, 0)
    return next(count), found


@pytest.fixture
def big():
    """20000 rows in the trash of t, one a minute; and a table of five."""
    db = connect(script="CREATE TABLE t(id INTEGER PRIMARY KEY, v); CREATE TABLE few(id INTEGER PRIMARY KEY);"
                        "INSERT INTO few VALUES (1), (2), (3), (4), (5)")
    manage(db, "t")
    manage(db, "few")
    db.execute("WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
               " INSERT INTO t(id, v, is_deleted, deleted_at)"
               " SELECT i, 'v' || i, 1, strftime('%Y-%m-%d %H:%M:%f', '2020-01-01', i || ' minutes') FROM n")
    db.execute("DELETE FROM few")
    yield db
    db.close()


@pytest.mark.parametrize("rest, wanted", [
    ("", ""),
    ("WHERE table_name = 't'", "table_name="),
    ("WHERE schema_name = 'main'", "schema_name="),
    ("WHERE deleted_at < '2020'", "deleted_at<"),
    ("WHERE deleted_at >= '2020'", "deleted_at>="),
    ("WHERE deleted_at = '2020'", "deleted_at="),
    ("WHERE deleted_at BETWEEN '2020' AND '2021'", "deleted_at<="),
])
def test_the_plan_names_what_was_pushed(db, rest, wanted):
    assert wanted in plan(db, rest)


@pytest.mark.parametrize("rest, sorted_by_sqlite", [
    ("WHERE table_name = 't' ORDER BY deleted_at", False),
    ("WHERE table_name = 't' ORDER BY deleted_at DESC", False),
    ("WHERE schema_name = 'main' AND table_name = 't' AND deleted_at > '2020' ORDER BY deleted_at LIMIT 10", False),
    ("WHERE table_name = 't' ORDER BY key", True),
    ("WHERE table_name = 't' ORDER BY deleted_at, key", True),
])
def test_order_by_deleted_at_is_consumed(db, rest, sorted_by_sqlite):
    assert ("USE TEMP B-TREE FOR ORDER BY" in plan(db, rest)) == sorted_by_sqlite


@pytest.mark.parametrize("sql", [
    "SELECT key FROM softdelete_trash WHERE table_name = 't' ORDER BY deleted_at LIMIT 10",
    "SELECT key FROM softdelete_trash WHERE table_name = 't' ORDER BY deleted_at DESC LIMIT 10",
    "SELECT key FROM softdelete_trash WHERE deleted_at < '2020-01-01 00:10:00'",
    "SELECT key FROM softdelete_trash WHERE table_name = 't' AND deleted_at = '2020-01-01 00:10:00.000'",
    "SELECT key FROM softdelete_trash WHERE deleted_at BETWEEN '2020-01-01 00:05' AND '2020-01-01 00:15'",
    "SELECT key FROM softdelete_trash WHERE table_name = 'few'",
    "SELECT count(*) FROM softdelete_trash WHERE schema_name = 'temp'",
    "SELECT min(deleted_at) FROM softdelete_trash WHERE table_name = 't' AND deleted_at < '2020-01-01 00:10:00'",
])
def test_few_rows_are_few_steps(big, sql):
    all_steps, everything = steps(big, "SELECT key FROM softdelete_trash")
    assert len(everything) == 20005
    few_steps, _ = steps(big, sql)
    assert few_steps * 20 < all_steps


def test_oldest_ten(big):
    assert rows(big, "SELECT key FROM softdelete_trash WHERE table_name = 't' ORDER BY deleted_at LIMIT 10") == [
        (f"[{number}]",) for number in range(1, 11)]
    assert rows(big, "SELECT key FROM softdelete_trash WHERE table_name = 't' ORDER BY deleted_at DESC LIMIT 3") == [
        ("[20000]",), ("[19999]",), ("[19998]",)]


ODD_TIMES = [None, "", "2020-01-01", "2020-01-01 00:00:00.000", "2021-01-01T00:00:00Z", "a", "B", "é",
             0, -1, 1700000000, 1.5, 2020, b"2020", b""]
CONSTANTS = ["NULL", "''", "'2020-01-01'", "'2020'", "2020", "1.5", "'1.5'", "x'32303230'", "'A'", "'b'", "1700000000",
             "'1700000000'"]


@pytest.mark.parametrize("declared", ["TEXT", "DATETIME", "INTEGER", "BLOB", "TEXT COLLATE NOCASE", ""])
@pytest.mark.parametrize("flag", ["is_deleted", "deleted_at"])
def test_a_pushed_comparison_finds_what_sqlite_finds(declared, flag):
    """An adopted column may hold anything, and compare in ways of its own."""
    db = connect(script=f"CREATE TABLE t(id INTEGER PRIMARY KEY, deleted_at {declared})")
    manage(db, "t", flag_column=flag)
    for time in ODD_TIMES:
        if flag == "deleted_at":
            db.execute("INSERT INTO t(deleted_at) VALUES (?)", (time,))
        else:
            db.execute("INSERT INTO t(is_deleted, deleted_at) VALUES (1, ?)", (time,))
    for constant, operator in itertools.product(CONSTANTS, ["=", "<", "<=", ">", ">=", "IS", "<>"]):
        pushed = rows(db, f"SELECT key FROM softdelete_trash WHERE deleted_at {operator} {constant} ORDER BY key")
        plain = rows(db, f"SELECT key FROM softdelete_trash WHERE +deleted_at {operator} {constant} ORDER BY key")
        assert pushed == plain, (operator, constant)
    for order in ("", "DESC"):
        consumed = rows(db, f"SELECT deleted_at FROM softdelete_trash ORDER BY deleted_at {order}")
        sorted_by_sqlite = rows(db, f"SELECT deleted_at FROM softdelete_trash ORDER BY +deleted_at {order}")
        assert list(map(repr, consumed)) == list(map(repr, sorted_by_sqlite))


def test_order_over_tables_of_different_kinds(db):
    for number, declared in enumerate(["TEXT", "DATETIME", "INTEGER", ""]):
        db.execute(f"CREATE TABLE t{number}(id INTEGER PRIMARY KEY, deleted_at {declared})")
        manage(db, f"t{number}", flag_column="is_deleted")
        for time in ODD_TIMES:
            db.execute(f"INSERT INTO t{number}(is_deleted, deleted_at) VALUES (1, ?)", (time,))
    for order in ("", "DESC", "ASC NULLS LAST", "DESC NULLS FIRST"):
        consumed = rows(db, f"SELECT deleted_at FROM softdelete_trash ORDER BY deleted_at {order}")
        plain = rows(db, f"SELECT deleted_at FROM softdelete_trash ORDER BY +deleted_at {order}")
        assert list(map(repr, consumed)) == list(map(repr, plain))


@pytest.mark.parametrize("condition", [
    "table_name = 'nope'", "table_name IS 't'", "table_name = NULL",
    "table_name IN ('t', 'few')", "table_name IN ('t', 'few') AND deleted_at > '2020'", "table_name = 1",
    "table_name = x'74'", "table_name LIKE 'f%'", "schema_name IN ('main', 'temp')", "key = '[1]'",
    "table_name = 't' AND table_name = 'few'", "table_name = 't' OR deleted_at < '2020'",
    "deleted_at < '2020-01-03' AND deleted_at > '2020-01-02' AND deleted_at <> '2020-01-02 12:00:00.000'",
    "deleted_at IN ('2020-01-01 00:01:00.000', '2020-01-01 00:02:00.000', NULL)", "deleted_via IS NULL",
    "deleted_at IS NULL", "deleted_at IS NOT NULL", "table_name = 't' COLLATE NOCASE", "table_name = 'T' COLLATE NOCASE",
    "table_name = 'few' AND deleted_at LIKE '2%'",
])
def test_any_condition_finds_what_it_finds_in_a_copy(big, condition):
    big.execute("DELETE FROM t_deleted WHERE id > 3000")
    big.execute("CREATE TEMP TABLE copy(schema_name TEXT COLLATE NOCASE, table_name TEXT COLLATE NOCASE, key TEXT,"
                " deleted_at, deleted_via TEXT, row TEXT, softdelete_id INTEGER)")
    big.execute("INSERT INTO copy SELECT * FROM softdelete_trash")
    assert rows(big, f"SELECT table_name, key FROM softdelete_trash WHERE {condition} ORDER BY 1, 2") == rows(
        big, f"SELECT table_name, key FROM copy WHERE {condition} ORDER BY 1, 2")


def test_joined_with_its_panel(big):
    assert rows(big, "SELECT p.table_name, count(*) FROM softdelete p JOIN softdelete_trash USING (table_name)"
                     " GROUP BY 1 ORDER BY 1") == [("few", 5), ("t", 20000)]
    assert one(big, "SELECT count(*) FROM few JOIN softdelete_trash r ON r.table_name = 'few'"
                    " AND r.deleted_at = few.deleted_at AND r.key = json_array(few.id)") == 5
