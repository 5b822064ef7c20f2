"""Bun: bun:sqlite."""

from hosts.javascript.host import JavaScript
from hosts.story import check
from support import ROOT

BUN = JavaScript("bun", ROOT / "build/hosts/bun/node_modules/.bin/bun")


def test_story(tmp_path):
    check(BUN.story(tmp_path, *BUN.command, "bun_sqlite.mjs"), error="SQLiteError", sqlite=BUN.sqlite("Bun", "bun"))


def test_snippet(tmp_path):
    BUN.snippet(tmp_path, "Bun", *BUN.command, "example.mjs")
