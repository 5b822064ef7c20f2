"""Ruby's sqlite3."""

from hosts import prepared
from hosts.host import Host
from hosts.story import check

RUBY = Host("ruby", probe=["ruby", "-e", "require 'sqlite3'"])


def test_story(tmp_path):
    check(RUBY.story(tmp_path, "ruby", "story.rb"), error="SQLite3::SQLException")


def test_snippet(tmp_path):
    RUBY.snippet(tmp_path, "Ruby", "ruby", "example.rb")


def test_prepared_statements(tmp_path):
    prepared.check(RUBY, tmp_path, "ruby", "prepared.rb")
