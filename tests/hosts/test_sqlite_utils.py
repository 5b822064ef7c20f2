"""sqlite-utils as a library."""

from hosts.host import Host, python_with
from hosts.story import check

PYTHON = python_with("sqlite_utils")
SQLITE_UTILS = Host("sqlite_utils", probe=[PYTHON, "-c", "import sqlite_utils"])


def test_story(tmp_path):
    check(SQLITE_UTILS.story(tmp_path, PYTHON, "story.py"), error="OperationalError")


def test_snippet(tmp_path):
    SQLITE_UTILS.snippet(tmp_path, "sqlite-utils", PYTHON, "example.py")
