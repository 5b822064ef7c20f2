"""ActiveRecord, the object-relational mapper of Rails."""

from hosts.host import Host, colors
from hosts.story import check

ACTIVERECORD = Host("activerecord", probe=["ruby", "-e", "require 'active_record'; require 'sqlite3'"])


def test_story(tmp_path):
    check(ACTIVERECORD.story(tmp_path, "ruby", "story.rb"), error="ActiveRecord::StatementInvalid")


def test_snippet(tmp_path):
    ACTIVERECORD.snippet(tmp_path, "ActiveRecord", "ruby", "example.rb")


def test_a_delete_that_counts_no_rows(tmp_path):
    lines = ACTIVERECORD.program(tmp_path, "ruby", "counts.rb", before=lambda work: colors(work / "app.db"))
    assert lines == ["after_destroy red", "stale green", "trash red,green"]
