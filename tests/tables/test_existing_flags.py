"""Flags, times and vias that a table has already: adopted, or refused."""

import pytest

from support import connect, dump, fails, manage, one, rows


def table(db, column, *flags, name="is_deleted"):
    db.execute(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {column})")
    db.executemany(f"INSERT INTO t(id, {name}) VALUES (?, ?)", enumerate(flags, 1))


@pytest.mark.parametrize("column", [
    "is_deleted INTEGER NOT NULL DEFAULT 0", "is_deleted BOOLEAN NOT NULL DEFAULT FALSE", "is_deleted INT",
    "is_deleted", "is_deleted BOOL NOT NULL", "is_deleted NUMERIC CHECK(is_deleted IN (0, 1))",
    "IS_DELETED INTEGER", "\"Is_Deleted\" TINYINT(1) DEFAULT '0'"])
def test_adopted_with_its_rows(db, column):
    table(db, column, 0, 1, 0, 1)
    manage(db, "t")
    assert rows(db, "SELECT id FROM t_active") == [(1,), (3,)]
    assert rows(db, "SELECT id FROM t_deleted") == [(2,), (4,)]
    db.execute("DELETE FROM t WHERE id = 1")
    db.execute("UPDATE t_deleted SET is_deleted = 0 WHERE id = 2")
    assert rows(db, "SELECT id FROM t_active") == [(2,), (3,)]


def test_no_second_flag_is_added(db):
    table(db, "IS_DELETED INTEGER NOT NULL DEFAULT 0", 0)
    manage(db, "t")
    names = [name.lower() for (name,) in rows(db, "SELECT name FROM pragma_table_info('t')")]
    assert names.count("is_deleted") == 1


def test_empty_table_with_a_flag(db):
    table(db, "is_deleted INTEGER NOT NULL DEFAULT 0")
    manage(db, "t")
    db.execute("INSERT INTO t(id) VALUES (1)")
    assert rows(db, "SELECT id FROM t_active") == [(1,)]


@pytest.mark.parametrize("bad", [None, 2, -1, 0.5, "yes", "true", "", b"\x01", b"0"])
def test_other_values_are_refused(db, bad):
    table(db, "is_deleted", 0, 1, bad, 0)
    before = dump(db)
    message = fails(db, "INSERT INTO softdelete(table_name) VALUES ('t')")
    assert "t.is_deleted" in message and "only 0 (live) and 1 (deleted)" in message and "flag_column" in message
    assert dump(db) == before


def test_refusal_inside_a_transaction(db):
    db.execute("BEGIN")
    table(db, "is_deleted", 0, None)
    before = dump(db)
    fails(db, "INSERT INTO softdelete(table_name) VALUES ('t')")
    assert db.in_transaction and dump(db) == before
    db.execute("UPDATE t SET is_deleted = 0 WHERE is_deleted IS NULL")
    manage(db, "t")
    db.execute("COMMIT")
    assert one(db, "SELECT status FROM softdelete") == "ok"


@pytest.mark.parametrize("source", ["t", "t_active"])
@pytest.mark.parametrize("column", ["is_deleted INTEGER", "is_deleted BOOLEAN DEFAULT 0",
                                    "is_deleted INTEGER NOT NULL DEFAULT 0"])
def test_new_rows_without_a_flag_are_live(db, column, source):
    table(db, column, 0)
    manage(db, "t")
    db.execute(f"INSERT INTO {source}(id) VALUES (2)")
    assert rows(db, "SELECT id, is_deleted FROM t_active") == [(1, 0), (2, 0)]


def test_row_inserted_with_the_flag_set_is_in_the_trash(color):
    color.execute("INSERT INTO color(id, name, is_deleted) VALUES (4, 'white', 1)")
    assert rows(color, "SELECT id FROM color_deleted") == [(4,)]
    assert rows(color, "SELECT id FROM color_active") == [(1,), (2,), (3,)]
    assert one(color, "SELECT restore('color', 4)") == 1


def test_flag_with_an_index_of_its_own(db):
    table(db, "is_deleted INTEGER NOT NULL DEFAULT 0", 0, 1)
    db.execute("CREATE INDEX by_flag ON t(is_deleted)")
    manage(db, "t")
    assert rows(db, "SELECT live_rows, deleted_rows, status FROM softdelete") == [(1, 1, "ok")]


def test_existing_time_and_its_values(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, is_deleted INT NOT NULL DEFAULT 0, deleted_at DATETIME);"
                     "INSERT INTO t VALUES (1, 0, NULL), (2, 1, '2001-02-03 04:05:06'), (3, 1, NULL)")
    manage(db, "t")
    assert rows(db, "SELECT id, deleted_at FROM t_deleted ORDER BY id") == [(2, "2001-02-03 04:05:06"), (3, None)]
    assert one(db, "SELECT oldest_deleted_at FROM softdelete") == "2001-02-03 04:05:06"
    assert rows(db, "SELECT restore('t', 2), restore('t', 3)") == [(1, 1)]


def test_adoption_changes_no_row(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, is_deleted INT, deleted_at);"
                     "INSERT INTO t VALUES (1, 0, NULL), (2, 1, '2020-01-01 00:00:00'), (3, 1, NULL)")
    before = rows(db, "SELECT * FROM t")
    manage(db, "t")
    assert rows(db, "SELECT id, is_deleted, deleted_at FROM t") == before


@pytest.mark.parametrize("column", ["is_deleted INT AS (0)", "is_deleted INT AS (0) STORED"])
def test_generated_flag_is_refused(db, column):
    db.execute(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {column})")
    before = dump(db)
    message = fails(db, "INSERT INTO softdelete(table_name) VALUES ('t')")
    assert "is_deleted" in message and "generated" in message
    assert dump(db) == before


@pytest.mark.parametrize("key", ["is_deleted INTEGER PRIMARY KEY", "deleted_at TEXT PRIMARY KEY",
                                 "id INT, is_deleted INT, PRIMARY KEY(id, is_deleted)"])
def test_key_column_as_flag_or_time_is_refused(db, key):
    db.execute(f"CREATE TABLE t({key})")
    before = dump(db)
    message = fails(db, "INSERT INTO softdelete(table_name) VALUES ('t')")
    assert f"t.{'deleted_at' if 'deleted_at' in key else 'is_deleted'} is part of the primary key" in message
    assert dump(db) == before


def test_strict_table_gets_strict_types(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY) STRICT; INSERT INTO t VALUES (1)")
    manage(db, "t")
    types = dict(rows(db, "SELECT name, type FROM pragma_table_info('t')"))
    assert (types["is_deleted"], types["deleted_at"], types["deleted_via"]) == ("INTEGER", "TEXT", "TEXT")


def test_many_rows_are_checked_to_the_last(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, is_deleted)")
    db.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000)"
               " INSERT INTO t SELECT i, i = 20000 OR NULL FROM n")
    db.execute("UPDATE t SET is_deleted = 0 WHERE id < 20000")
    db.execute("UPDATE t SET is_deleted = 3 WHERE id = 20000")
    assert "3" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('t')")


def test_file_of_another_program_is_adopted(path):
    connect(path, load=False, script="CREATE TABLE t(id INTEGER PRIMARY KEY, is_deleted INT NOT NULL DEFAULT 0);"
                                     "INSERT INTO t VALUES (1, 0), (2, 1)").close()
    db = connect(path)
    manage(db, "t")
    assert rows(db, "SELECT live_rows, deleted_rows FROM softdelete") == [(1, 1)]


def test_flag_without_a_default_is_live_through_the_view(db):
    table(db, "is_deleted BOOL NOT NULL")
    manage(db, "t")
    db.execute("INSERT INTO t_active(id) VALUES (7)")
    assert rows(db, "SELECT id, is_deleted FROM t_active") == [(7, 0)]


@pytest.mark.parametrize("column", ["is_deleted TEXT NOT NULL DEFAULT '0'", "is_deleted CHAR(1) DEFAULT '0'"])
def test_text_flag_of_digits_serves(db, column):
    """A text column compares with the numbers 0 and 1 as text."""
    db.executescript(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {column}); INSERT INTO t VALUES (1, '0'), (2, '1')")
    manage(db, "t")
    db.execute("DELETE FROM t WHERE id = 1")
    assert rows(db, "SELECT id FROM t_deleted ORDER BY id") == [(1,), (2,)]
    assert one(db, "SELECT restore('t', 2)") == 1
    assert rows(db, "SELECT id, is_deleted FROM t") == [(1, "1"), (2, "0")]


def test_blob_flag_is_refused(db):
    if one(db, "SELECT sqlite_version() < '3.37'"):
        pytest.skip("STRICT came with SQLite 3.37")
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, is_deleted BLOB) STRICT")
    before = dump(db)
    assert "t.is_deleted" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('t')")
    assert dump(db) == before


@pytest.mark.parametrize("number", [int, float, str])
def test_flag_that_says_the_opposite_wants_its_values(db, number):
    """Some hosts give every number as a double, or as a text."""
    table(db, "active INTEGER NOT NULL DEFAULT 1", 1, 0, name="active")
    before = dump(db)
    assert "live_value" in fails(db, "INSERT INTO softdelete(table_name, flag_column) VALUES ('t', 'active')")
    assert dump(db) == before
    manage(db, "t", flag_column="active", live_value=number(1), deleted_value=number(0))
    db.execute("INSERT INTO t(id) VALUES (3)")
    db.execute("DELETE FROM t WHERE id = 1")
    assert rows(db, "SELECT id FROM t_active") == [(3,)] and rows(db, "SELECT id FROM t_deleted ORDER BY id") == [(1,), (2,)]


TIMES = {"iso": "2020-09-13T12:26:40.000Z", "unix": 1600000000, "unix_ms": 1600000000000, "unix_us": 1600000000000000,
         "unix_ns": 1600000000000000000}


@pytest.mark.parametrize("form", TIMES)
def test_times_of_another_form(db, form):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, deleted_at)")
    db.execute("INSERT INTO t VALUES (1, NULL), (2, ?)", (TIMES[form],))
    assert f"time_format = '{form}'" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('t')")
    manage(db, "t", time_format=form)
    db.execute("DELETE FROM t WHERE id = 1")
    assert one(db, "SELECT typeof(deleted_at) FROM t WHERE id = 1") == ("text" if form == "iso" else "integer")
    assert one(db, "SELECT deleted_at FROM softdelete_trash WHERE key = '[2]'") == "2020-09-13 12:26:40.000"
    assert one(db, "SELECT softdelete_purge('t', '1 years')") == 1
    assert rows(db, "SELECT id FROM t_deleted") == [(1,)]


@pytest.mark.parametrize("columns", ["f CLOB NOT NULL DEFAULT 'no'", "f ANY NOT NULL DEFAULT 'no', deleted_at ANY"],
                         ids=["clob", "strict"])
def test_flag_of_words(db, columns):
    db.execute(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {columns}) {'STRICT' * ('ANY' in columns)}")
    manage(db, "t", flag_column="f", live_value="no", deleted_value="yes")
    db.execute("INSERT INTO t(id) VALUES (1), (2)")
    db.execute("DELETE FROM t WHERE id = 1")
    assert rows(db, "SELECT id, f FROM t ORDER BY 1") == [(1, "yes"), (2, "no")]
    assert one(db, "SELECT restore('t', 1)") == 1


def test_strict_flag_of_any_integer(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, f ANY NOT NULL DEFAULT 0) STRICT")
    manage(db, "t", flag_column="f")
    db.execute("INSERT INTO t(id) VALUES (1)")
    db.execute("DELETE FROM t")
    assert rows(db, "SELECT f, typeof(f) FROM t") == [(1, "integer")]


def test_words_in_a_strict_flag_of_integers(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, f INT NOT NULL) STRICT;"
                     "CREATE TABLE u(id INTEGER PRIMARY KEY, f INT NOT NULL)")
    settings = "INSERT INTO softdelete(table_name, flag_column, live_value, deleted_value) VALUES (?, 'f', '', 'gone')"
    assert "must be able to hold text" in fails(db, settings, "t")
    db.execute(settings, ["u"])
    db.execute("INSERT INTO u(id, f) VALUES (1, '')")
    db.execute("DELETE FROM u")
    assert rows(db, "SELECT f FROM u") == [("gone",)]
    assert one(db, "SELECT restore('u', 1)") == 1
    assert rows(db, "SELECT f FROM u") == [("",)]


@pytest.mark.parametrize("name", ["active", "enabled"])
def test_flag_whose_name_says_the_opposite(db, name):
    db.execute(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {name} INT NOT NULL)")
    assert "which value" in fails(db, f"INSERT INTO softdelete(table_name, flag_column) VALUES ('t', '{name}')")
    manage(db, "t", flag_column=name, live_value=1, deleted_value=0)


def test_generated_time_is_refused(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, x, deleted_at AS (x))")
    assert "generated column" in fails(db, "INSERT INTO softdelete(table_name) VALUES ('t')")
