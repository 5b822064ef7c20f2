"""APSW, another way from Python to SQLite."""

from hosts import prepared
from hosts.host import Host, python_with
from hosts.story import check

PYTHON = python_with("apsw")
APSW = Host("apsw", probe=[PYTHON, "-c", "import apsw"])


def test_story(tmp_path):
    check(APSW.story(tmp_path, PYTHON, "story.py"), error="SQLError")


def test_snippet(tmp_path):
    APSW.snippet(tmp_path, "APSW", PYTHON, "example.py")


def test_prepared_statements(tmp_path):
    prepared.check(APSW, tmp_path, PYTHON, "prepared.py")
