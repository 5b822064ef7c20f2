"""Fixtures for the trash: tables whose rows were deleted long ago."""

import pytest

from support import manage


@pytest.fixture(params=["flag", "time"], ids=["flag and time", "time only"])
def style(request):
    """The settings of both ways to mark a row."""
    return {} if request.param == "flag" else {"flag_column": "deleted_at"}


@pytest.fixture
def aged(db, style):
    """Ten rows, 1 to 10, of which 1 to 8 were deleted 8 to 1 days ago; 9 without a time; 10 lives."""
    db.execute("CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT)")
    db.execute("WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10)"
               " INSERT INTO color SELECT i, 'color ' || i FROM n")
    manage(db, "color", **style)
    last = 8 if style else 9  # Without a flag, a row without a time is a live one.
    db.execute("DELETE FROM color WHERE id <= ?", (last,))
    db.execute("UPDATE color SET deleted_at = strftime('%Y-%m-%d %H:%M:%f', 'now', (id - 9) || ' days')"
               " WHERE id <= 8")
    if not style:
        db.execute("UPDATE color SET deleted_at = NULL WHERE id = 9")
    return db
