"""aiosqlite, Python's sqlite3 for asyncio."""

from hosts.host import Host, python_with
from hosts.story import check

PYTHON = python_with("aiosqlite")
AIOSQLITE = Host("aiosqlite", probe=[PYTHON, "-c", "import aiosqlite"])


def test_story(tmp_path):
    check(AIOSQLITE.story(tmp_path, PYTHON, "story.py"), error="OperationalError")


def test_snippet(tmp_path):
    AIOSQLITE.snippet(tmp_path, "aiosqlite", PYTHON, "example.py")
