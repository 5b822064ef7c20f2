"""softdelete_purge: what an age, a retention and a limit may be."""

import pytest

from support import dump, fails, manage, one, rows

BAD_AGES = [
    "soon", "30", "", " ", "days", "-1 days", "-0.5 hours", "- 1 days", "1 fortnights", "1 weeks", "1 decades",
    "30 days ago", "30 days, 2 hours", "1 days 1 days", "start of day", "now", "1e3 days", "0x10 days", "nan days",
    "inf days", "Infinity days", "NULL days", "1,5 days", "1.2.3 days", ". days", "12:00", "2020-01-01", "one days",
    "30 days\0", "30\0 days", "1 days; DROP TABLE color", "1 days' --", "٣ days", "1 dayss",
    "99999999999 days", "999999999999999999999999 seconds", "10000 years", "9" * 400 + " days",
    None, 30, 0, -30, 30.5, float("inf"), float("nan"), b"30 days", b"",
]


@pytest.mark.parametrize("age", BAD_AGES, ids=lambda age: repr(age)[:30])
def test_bad_age_is_refused(aged, age):
    before = dump(aged)
    for sql in ("SELECT softdelete_purge('color', ?)", "SELECT softdelete_purge('color', ?, 5)"):
        message = fails(aged, sql, age)
        assert message.startswith("softdelete_purge: ") and "age" in message and "days" in message
    assert dump(aged) == before


@pytest.mark.parametrize("age", [age for age in BAD_AGES if age is not None and age == age], ids=lambda age: repr(age)[:30])
def test_bad_retention_is_refused(aged, age):
    before = dump(aged)
    message = fails(aged, "UPDATE softdelete SET retention = ?", age)
    assert message.startswith("softdelete") and "retention" in message and "days" in message
    aged.execute("CREATE TABLE other(id INTEGER PRIMARY KEY)")
    fails(aged, "INSERT INTO softdelete(table_name, retention) VALUES ('other', ?)", age)
    aged.execute("DROP TABLE other")
    assert dump(aged) == before


def test_limit_as_javascript_binds_it(aged):
    assert one(aged, "SELECT softdelete_purge('color', '0 days', ?)", 1.0) == 1


@pytest.mark.parametrize("limit", [
    -1, -(2**63), None, "5", "all", "", 1.5, -5.0, 1e300, float("inf"), float("nan"), b"5"], ids=repr)
def test_bad_limit_is_refused(aged, limit):
    before = dump(aged)
    message = fails(aged, "SELECT softdelete_purge('color', '1 days', ?)", limit)
    assert message.startswith("softdelete_purge: ") and "limit" in message
    assert dump(aged) == before


def age_rows(db, modifiers, **settings):
    """One deleted row for each time, as SQLite computes it from now."""
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, m TEXT)")
    manage(db, "t", **settings)
    db.executemany("INSERT INTO t(m) VALUES (?)", [(modifier,) for modifier in modifiers])
    db.execute("DELETE FROM t")
    db.execute("UPDATE t SET deleted_at = strftime('%Y-%m-%d %H:%M:%f', 'now', m)")


@pytest.mark.parametrize("age, older, younger", [
    ("30 seconds", "-31 seconds", "-20 seconds"),
    ("5 minutes", "-301 seconds", "-4 minutes"),
    ("90 minutes", "-91 minutes", "-89 minutes"),
    ("1 hours", "-61 minutes", "-59 minutes"),
    ("36 hours", "-37 hours", "-35 hours"),
    ("30 days", "-31 days", "-29 days"),
    ("0.5 days", "-13 hours", "-11 hours"),
    ("2 months", "-3 months", "-1 months"),
    ("7 years", "-8 years", "-6 years"),
    ("1000 years", "-1001 years", "-999 years"),
    ("1000000 seconds", "-12 days", "-11 days"),
])
def test_units(db, style, age, older, younger):
    age_rows(db, [older, younger], **style)
    assert one(db, "SELECT softdelete_purge('t', ?)", age) == 1
    assert rows(db, "SELECT m FROM t") == [(younger,)]


@pytest.mark.parametrize("unit", ["seconds", "minutes", "hours", "days", "months", "years"])
def test_zero_of_any_unit_means_all_that_have_a_time(aged, unit):
    assert one(aged, "SELECT softdelete_purge('color', ?)", f"0 {unit}") == 8
    assert rows(aged, "SELECT id FROM color") == [(9,), (10,)]


def test_a_row_of_this_very_statement_is_old_enough_for_zero(color):
    color.execute("DELETE FROM color")
    assert one(color, "SELECT softdelete_purge('color', '0 seconds')") == 3


def test_the_future_is_not_old(db, style):
    age_rows(db, ["1 days", "-1 days"], **style)
    assert one(db, "SELECT softdelete_purge('t', '0 days')") == 1
    assert rows(db, "SELECT m FROM t") == [("1 days",)]


@pytest.mark.parametrize("time, expires", [
    ("2001-01-01", True), ("2001-01-01 00:00", True), ("2001-01-01T00:00:00Z", True), ("9999-01-01", False),
    ("0000-01-01 00:00:00.000", True)])
def test_times_that_applications_write(db, style, time, expires):
    age_rows(db, ["0 days"], **style)
    db.execute("UPDATE t SET deleted_at = ?", (time,))
    assert one(db, "SELECT softdelete_purge('t', '1 days')") == expires


def test_null_never_expires(db):
    age_rows(db, ["-1 days", "-2 days"])
    db.execute("UPDATE t SET deleted_at = NULL WHERE id = 1")
    assert one(db, "SELECT softdelete_purge('t', '0 seconds')") == 1
    assert rows(db, "SELECT id FROM t_deleted") == [(1,)]
    db.execute("UPDATE softdelete SET retention = '0 seconds'")
    assert one(db, "SELECT softdelete_purge('t')") == 0
    assert one(db, "SELECT softdelete_purge()") == 0
    assert rows(db, "SELECT id FROM t_deleted") == [(1,)]


@pytest.mark.parametrize("retention", ["30 days", "0 seconds", "1.5 hours", "12 months", "99 years", None])
def test_retention_is_shown_as_given(aged, retention):
    aged.execute("UPDATE softdelete SET retention = ?", (retention,))
    assert one(aged, "SELECT retention FROM softdelete") == retention
    aged.execute("CREATE TABLE other(id INTEGER PRIMARY KEY)")
    manage(aged, "other", retention=retention)
    assert one(aged, "SELECT retention FROM softdelete WHERE table_name = 'other'") == retention


def test_retention_is_text_in_the_registry(aged):
    aged.execute("UPDATE softdelete SET retention = '30 days'")
    assert rows(aged, "SELECT retention, typeof(retention) FROM softdelete_registry") == [("30 days", "text")]
