"""SQLAlchemy, with objects in a session."""

from hosts.host import Host, colors, python_with
from hosts.story import check

PYTHON = python_with("sqlalchemy")
SQLALCHEMY = Host("sqlalchemy", probe=[PYTHON, "-c", "import sqlalchemy"])


def test_story(tmp_path):
    check(SQLALCHEMY.story(tmp_path, PYTHON, "story.py"), error="OperationalError")


def test_snippet(tmp_path):
    SQLALCHEMY.snippet(tmp_path, "SQLAlchemy", PYTHON, "example.py")


def test_a_delete_that_counts_no_rows(tmp_path):
    lines = SQLALCHEMY.program(tmp_path, PYTHON, "counts.py", before=lambda work: colors(work / "app.db"))
    assert lines == ["Color SAWarning", "VersionedColor StaleDataError", "UnconfirmedColor committed"]
