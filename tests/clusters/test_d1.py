"""Cloudflare D1, as its own simulator for a developer's machine runs it."""

import json
import shutil

import pytest

from clusters.engine import Engine, Refused, blocks, check_file, contents, statements
from clusters.story import STORAGES, Story, setup
from hosts.host import run
from support import LIBRARY

D1 = Engine("d1", probe=["node", "-e", "require('miniflare')"])


@pytest.mark.parametrize("storage", STORAGES)
def test_story(tmp_path, storage):
    with D1.node(tmp_path, "d1.mjs", tmp_path / "d1") as cluster:
        cluster.run(*statements(setup(storage)))
        Story(cluster, storage, temp=False).tell()
    path, = (each for each in (tmp_path / "d1").rglob("*.sqlite") if each.name != "metadata.sqlite")
    check_file(path)


# What D1 forbids. None of it is in a script; the last says why an archive is restored without TEMP.
FORBIDDEN = {
    "BEGIN": "To execute a transaction", "SAVEPOINT softdelete": "To execute a transaction",
    "ATTACH ':memory:' AS other": "not authorized", "PRAGMA user_version = 1": "not authorized",
    "VACUUM": "cannot VACUUM", "UPDATE sqlite_schema SET sql = sql": "may not be modified",
    "SELECT load_extension('softdelete')": "not authorized", "CREATE TABLE _cf_color(id)": "not authorized",
    "CREATE TEMP TABLE color(id)": "not authorized",
    "CREATE TEMP TRIGGER t AFTER DELETE ON color BEGIN SELECT 1; END": "not authorized",
}


def test_what_is_forbidden(tmp_path):
    with D1.node(tmp_path, "d1.mjs", tmp_path / "d1") as cluster:
        cluster.run("CREATE TABLE color(id INTEGER PRIMARY KEY)")
        for statement, message in FORBIDDEN.items():
            with pytest.raises(Refused, match=message):
                cluster.run(statement)


def test_a_batch_is_taken_back_as_a_whole(tmp_path):
    with D1.node(tmp_path, "d1.mjs", tmp_path / "d1") as cluster:
        cluster.run(*statements(setup("archive")))
        story = Story(cluster, "archive", temp=False)
        story.begin()
        before = contents(cluster.query)
        with pytest.raises(Refused):
            cluster.run("DELETE FROM palette WHERE id = 1", "INSERT INTO swatch(id) VALUES (9)")
        assert contents(cluster.query) == before


def test_the_page(tmp_path):
    """The commands of docs/clusters.md: a migration, and statements, by D1's own command."""
    folder = D1.copy(tmp_path)
    shutil.copy(LIBRARY + ".so", folder / "softdelete.so")
    (folder / "wrangler.toml").write_text(blocks("Cloudflare D1", "toml")[0])
    (folder / "migrations").mkdir()
    (folder / "migrations/0001_color.sql").write_text(
        "CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
        "INSERT INTO color VALUES (1, 'red'), (2, 'green'), (3, 'blue');\n")
    output = []
    for block in blocks("The scripts", "sh") + blocks("Cloudflare D1", "sh"):
        output = run(["bash", "-euo", "pipefail", "-c", block], folder, {"WRANGLER_SEND_METRICS": "false", "CI": "1"})
    last = len(output) - output[::-1].index("[") - 1
    answer = json.loads("\n".join(output[last:]))
    assert [row["name"] for row in answer[-1]["results"]] == ["red", "blue"]
