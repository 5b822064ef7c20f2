"""Tcl's sqlite3."""

from hosts import prepared
from hosts.host import Host
from hosts.story import check

TCL = Host("tcl", probe=["sh", "-c", "echo package require sqlite3 | tclsh"])


def test_story(tmp_path):
    check(TCL.story(tmp_path, "tclsh", "story.tcl"), error="NONE")


def test_snippet(tmp_path):
    TCL.snippet(tmp_path, "Tcl", "tclsh", "example.tcl")


def test_prepared_statements(tmp_path):
    prepared.check(TCL, tmp_path, "tclsh", "prepared.tcl")
