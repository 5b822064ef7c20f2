"""The last better-sqlite3 for Node.js 20. npm compiles it for a minute, so it is a host of its own."""

from hosts.javascript.host import JavaScript
from hosts.story import check
from support import ROOT

NODE_20 = JavaScript("node20", ROOT / "build/hosts/node20/node_modules/node-20/bin/node",
                     packages=["better-sqlite3"])


def test_story(tmp_path):
    lines = NODE_20.story(tmp_path, *NODE_20.command, "better_sqlite3.mjs")
    check(lines, error="SqliteError", sqlite=NODE_20.sqlite("better-sqlite3", "better-sqlite3"))


def test_snippet(tmp_path):
    NODE_20.snippet(tmp_path, "better-sqlite3", *NODE_20.command, "example.mjs")
