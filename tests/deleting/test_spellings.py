"""The table of section 5: what each statement does to a live row and to a deleted one."""

from datetime import datetime, timedelta, timezone

import pytest

from support import TIME, fails, one, rows

DELETIONS = {
    "delete": "DELETE FROM color WHERE id = 2",
    "flag": "UPDATE color SET is_deleted = 1 WHERE id = 2",
    "function": "SELECT soft_delete('color', 2)",
    "view": "DELETE FROM color_active WHERE id = 2",
    "flag through the view": "UPDATE color_active SET is_deleted = 1 WHERE id = 2",
}
RESTORATIONS = {
    "flag": "UPDATE color SET is_deleted = 0 WHERE id = 2",
    "function": "SELECT restore('color', 2)",
    "flag through the view": "UPDATE color_deleted SET is_deleted = 0 WHERE id = 2",
}
PURGES = {
    "function": "SELECT purge('color', 2)",
    "view": "DELETE FROM color_deleted WHERE id = 2",
}


def spelled(spellings):
    return pytest.mark.parametrize("sql", spellings.values(), ids=spellings)


def run(db, sql):
    return db.execute(sql).fetchall()


def row(db):
    (found,) = rows(db, "SELECT * FROM color WHERE id = 2")
    return found


@spelled(DELETIONS)
def test_deletion(color, sql):
    run(color, sql)
    assert rows(color, "SELECT id FROM color_active ORDER BY id") == [(1,), (3,)]
    assert rows(color, "SELECT id, name, hex, is_deleted, deleted_via FROM color_deleted") == [
        (2, "green", "#0f0", 1, None)]


@spelled(DELETIONS)
def test_time_is_utc_with_milliseconds(color, sql):
    before = datetime.now(timezone.utc) - timedelta(milliseconds=2)
    run(color, sql)
    after = datetime.now(timezone.utc) + timedelta(milliseconds=2)
    time = one(color, "SELECT deleted_at FROM color WHERE id = 2")
    assert TIME.fullmatch(time)
    assert before <= datetime.fromisoformat(time + "+00:00") <= after


def test_spellings_give_equal_rows(color):
    found = set()
    for sql in DELETIONS.values():
        run(color, sql)
        deleted = row(color)
        assert TIME.fullmatch(deleted[4])
        found.add(deleted[:4] + deleted[5:])
        run(color, "UPDATE color SET is_deleted = 0 WHERE id = 2")
    assert len(found) == 1


def test_one_statement_gives_one_time(color):
    color.execute("WITH RECURSIVE n(i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n LIMIT 3000)"
                  " INSERT INTO color(id, name) SELECT i, i FROM n")
    color.execute("DELETE FROM color")
    assert one(color, "SELECT count(DISTINCT deleted_at) FROM color_deleted") == 1


@spelled(DELETIONS)
def test_deletion_leaves_a_deleted_row_untouched(color, sql):
    color.execute("UPDATE color SET is_deleted = 1, deleted_at = '2001-02-03 04:05:06.789' WHERE id = 2")
    before = rows(color, "SELECT * FROM color")
    run(color, sql)
    assert rows(color, "SELECT * FROM color") == before


def test_time_given_with_the_flag_is_kept(color):
    color.execute("UPDATE color SET is_deleted = 1, deleted_at = '2001-02-03 04:05:06.789' WHERE id = 2")
    assert row(color)[4] == "2001-02-03 04:05:06.789"


@spelled(DELETIONS)
@pytest.mark.parametrize("back", RESTORATIONS.values(), ids=RESTORATIONS)
def test_restoration(color, sql, back):
    before = rows(color, "SELECT * FROM color")
    run(color, sql)
    run(color, back)
    assert rows(color, "SELECT * FROM color") == before
    assert rows(color, "SELECT id FROM color_active ORDER BY id") == [(1,), (2,), (3,)]


@spelled(RESTORATIONS)
def test_restoration_leaves_a_live_row_untouched(color, sql):
    color.execute("DELETE FROM color WHERE id = 1")
    before = rows(color, "SELECT * FROM color")
    run(color, sql)
    assert rows(color, "SELECT * FROM color") == before


@spelled(PURGES)
def test_purge(color, sql):
    color.execute("DELETE FROM color WHERE id IN (1, 2)")
    run(color, sql)
    assert rows(color, "SELECT id FROM color ORDER BY id") == [(1,), (3,)]
    assert rows(color, "SELECT id FROM color_deleted ORDER BY id") == [(1,)]


@spelled(PURGES)
def test_purge_never_touches_live_rows(color, sql):
    before = rows(color, "SELECT * FROM color")
    run(color, sql)
    assert rows(color, "SELECT * FROM color") == before


@pytest.mark.parametrize(("function", "live", "deleted"), [
    ("soft_delete", 1, 0), ("restore", 0, 1), ("purge", 0, 1)])
def test_functions_return_the_number_of_rows(color, function, live, deleted):
    color.execute("DELETE FROM color WHERE id = 2")
    assert one(color, f"SELECT {function}('color', 1)") == live
    assert one(color, f"SELECT {function}('color', 2)") == deleted
    assert one(color, f"SELECT {function}('color', 99)") == 0


def test_flag_updates_of_many_rows(color):
    color.execute("UPDATE color SET is_deleted = 1 WHERE id > 1")
    assert rows(color, "SELECT id FROM color_deleted ORDER BY id") == [(2,), (3,)]
    color.execute("UPDATE color SET is_deleted = 0")
    assert rows(color, "SELECT is_deleted, deleted_at FROM color") == [(0, None)] * 3


def test_flag_and_another_column_in_one_update(color):
    color.execute("UPDATE color SET is_deleted = 1, name = upper(name) WHERE id = 2")
    assert rows(color, "SELECT name FROM color_deleted") == [("GREEN",)]
    color.execute("UPDATE color_deleted SET is_deleted = 0, name = 'lime' WHERE id = 2")
    assert rows(color, "SELECT name FROM color_active WHERE id = 2") == [("lime",)]


def test_delete_with_a_subquery_on_the_table_itself(color):
    color.execute("DELETE FROM color WHERE id < (SELECT max(id) FROM color_active)")
    assert rows(color, "SELECT id FROM color_active ORDER BY id") == [(3,)]


def test_delete_and_restore_again_and_again(color):
    before = rows(color, "SELECT * FROM color")
    for _ in range(20):
        run(color, "DELETE FROM color")
        run(color, "UPDATE color_deleted SET is_deleted = 0")
    assert rows(color, "SELECT * FROM color") == before


def test_second_deletion_gets_a_new_time(color):
    color.execute("UPDATE color SET is_deleted = 1, deleted_at = '2001-02-03 04:05:06.789' WHERE id = 2")
    color.execute("SELECT restore('color', 2)").fetchall()
    color.execute("DELETE FROM color WHERE id = 2")
    assert row(color)[4] > "2020"


def test_application_trigger_sees_the_deletion_once(color):
    color.executescript("""
        CREATE TABLE log(id);
        CREATE TRIGGER watch AFTER UPDATE OF is_deleted ON color
         WHEN NEW.is_deleted AND NOT OLD.is_deleted BEGIN INSERT INTO log VALUES (NEW.id); END;
    """)
    for sql in DELETIONS.values():
        run(color, sql)
        run(color, "UPDATE color SET is_deleted = 0 WHERE id = 2")
    assert rows(color, "SELECT id FROM log") == [(2,)] * len(DELETIONS)


@pytest.mark.parametrize("value", ["2", "-1", "0.5", "'x'", "x'01'", "NULL"])
@pytest.mark.parametrize("sql", [
    "UPDATE color SET is_deleted = {}", "UPDATE color SET is_deleted = {} WHERE id = 2", "UPDATE color_active SET is_deleted = {}",
    "UPDATE color_deleted SET is_deleted = {}", "INSERT INTO color(name, is_deleted) VALUES ('x', {})"])
def test_flag_takes_no_other_value(color, sql, value):
    color.execute("DELETE FROM color WHERE id = 2")
    before = rows(color, "SELECT * FROM color")
    assert "is_deleted" in fails(color, sql.format(value))
    assert rows(color, "SELECT * FROM color") == before


@pytest.mark.parametrize("value", ["1", "TRUE", "'1'", "1.0"])
def test_spellings_of_one(color, value):
    color.execute(f"UPDATE color SET is_deleted = {value} WHERE id = 2")
    assert rows(color, "SELECT id, is_deleted, typeof(is_deleted) FROM color_deleted") == [(2, 1, "integer")]


def test_time_set_alone_deletes_nothing(color):
    # The flag is the truth.
    color.execute("UPDATE color SET deleted_at = '2020-01-01 00:00:00.000' WHERE id = 1")
    assert rows(color, "SELECT id FROM color_active ORDER BY id") == [(1,), (2,), (3,)]
