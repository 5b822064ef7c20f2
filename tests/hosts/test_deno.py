"""Deno: its node:sqlite."""

from hosts.javascript.host import JavaScript
from hosts.story import check
from support import ROOT

DENO = JavaScript("deno", ROOT / "build/hosts/deno/node_modules/.bin/deno",
                  "run", "--allow-read", "--allow-write", "--allow-ffi")


def test_story(tmp_path):
    check(DENO.story(tmp_path, *DENO.command, "deno_sqlite.mjs"), error="Error", sqlite=DENO.sqlite("Deno", "deno"))


def test_snippet(tmp_path):
    DENO.snippet(tmp_path, "Deno", *DENO.command, "example.mjs")


def test_under_the_defaults_of_node_sqlite(tmp_path):
    DENO.check_strict(tmp_path)
