"""Node.js: its own node:sqlite, and packages that bring an SQLite."""

import pytest

from hosts import plain, prepared
from hosts.javascript.host import JavaScript
from hosts.story import check
from support import ROOT

PACKAGES = ["better-sqlite3", "libsql", "node-sqlite3-wasm", "sql.js"]


def release(version):
    """npm installs the one for this platform."""
    found = ROOT.glob(f"build/hosts/node/node_modules/node-{version}-*/bin/node")
    return JavaScript("node", next(found, f"node-{version}"), packages=PACKAGES)


NODE_24 = release(24)
NODE_26 = release(26)
BOTH = pytest.mark.parametrize("node", [pytest.param(NODE_24, id="24"), pytest.param(NODE_26, id="26")])


@pytest.mark.parametrize("node, package", [
    pytest.param(NODE_24, "node-24-linux-x64", id="24"), pytest.param(NODE_26, "node-26-linux-x64", id="26"),
])
def test_story_with_node_sqlite(tmp_path, node, package):
    lines = node.story(tmp_path, *node.command, "node_sqlite.mjs")
    check(lines, error="Error", sqlite=node.sqlite("Node.js", package))


@pytest.mark.parametrize("program, package", [("better_sqlite3.mjs", "better-sqlite3"), ("libsql.mjs", "libsql")])
def test_story(tmp_path, program, package):
    lines = NODE_24.story(tmp_path, *NODE_24.command, program)
    check(lines, error="SqliteError", sqlite=NODE_24.sqlite(package, package))


@pytest.mark.parametrize("heading", ["node:sqlite", "better-sqlite3", "libsql"])
def test_snippet(tmp_path, heading):
    NODE_24.snippet(tmp_path, heading, *NODE_24.command, "example.mjs")


@BOTH
def test_under_the_defaults_of_node_sqlite(tmp_path, node):
    node.check_strict(tmp_path)


@BOTH
def test_prepared_statements(tmp_path, node):
    prepared.check(node, tmp_path, *node.command, "prepared.mjs")


def test_two_sqlites_in_one_process(tmp_path):
    assert NODE_24.program(tmp_path, *NODE_24.command, "two.mjs") == ["1", "1", "2"]


@pytest.mark.parametrize("program", ["sql_js.mjs", "node_sqlite3_wasm.mjs"])
def test_plain_sql(tmp_path, program):
    plain.check(NODE_24, tmp_path, *NODE_24.command, program, refused="no such function: load_extension")
