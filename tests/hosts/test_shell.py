"""The sqlite3 shell."""

from hosts.host import Host
from hosts.story import check

SHELL = Host("shell", probe=["sqlite3", "-version"])


def test_story(tmp_path):
    check(SHELL.story(tmp_path, "bash", "story.sh"), error="-")


def test_snippet(tmp_path):
    SHELL.snippet(tmp_path, "sqlite3 shell", "sh", "example.sh")
