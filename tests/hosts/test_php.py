"""PHP's class SQLite3. What PDO can do is in test_pdo.py."""

from pathlib import Path

from hosts import prepared
from hosts.host import Host
from hosts.story import check
from support import LIBRARY

PHP = Host("php", probe=["php", "-r", "new SQLite3(':memory:');"])


def test_story(tmp_path):
    folder = Path(LIBRARY).parent
    check(PHP.story(tmp_path, "php", "-d", f"sqlite3.extension_dir={folder}", "story.php"), error="Exception")


def test_snippet(tmp_path):
    PHP.snippet(tmp_path, "PHP", "php", "-d", f"sqlite3.extension_dir={tmp_path}", "example.php")


def test_prepared_statements(tmp_path):
    prepared.check(PHP, tmp_path, "php", "-d", f"sqlite3.extension_dir={Path(LIBRARY).parent}", "prepared.php")


def test_fetching_runs_a_select_again(tmp_path):
    assert PHP.program(tmp_path, "php", "calls.php") == ["querySingle 1", "query 1", "fetchArray 2"]
