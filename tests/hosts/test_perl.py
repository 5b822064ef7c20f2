"""Perl's DBI with DBD::SQLite."""

from hosts import prepared
from hosts.host import Host
from hosts.story import check

PERL = Host("perl", probe=["perl", "-MDBD::SQLite", "-e", "1"])


def test_story(tmp_path):
    check(PERL.story(tmp_path, "perl", "story.pl"), error="-")


def test_snippet(tmp_path):
    PERL.snippet(tmp_path, "Perl", "perl", "example.pl")


def test_prepared_statements(tmp_path):
    prepared.check(PERL, tmp_path, "perl", "prepared.pl")
