"""Python's own sqlite3."""

import sys

from hosts import plain, prepared
from hosts.host import Host
from hosts.story import check

PYTHON = Host("python", probe=[sys.executable, "-c", "import sqlite3"])


def test_story(tmp_path):
    check(PYTHON.story(tmp_path, sys.executable, "story.py"), error="OperationalError")


def test_snippet(tmp_path):
    PYTHON.snippet(tmp_path, "sqlite3", sys.executable, "example.py")


def test_prepared_statements(tmp_path):
    prepared.check(PYTHON, tmp_path, sys.executable, "prepared.py")


def test_plain_sql(tmp_path):
    plain.check(PYTHON, tmp_path, sys.executable, "plain.py", refused="OperationalError: not authorized")
