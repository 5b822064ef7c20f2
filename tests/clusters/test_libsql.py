"""libSQL: a database in a file, by its client for Node.js."""

import pytest

from clusters.engine import Engine, check_file, statements
from clusters.story import STORAGES, Story, setup

LIBSQL = Engine("libsql", probe=["node", "-e", "require('@libsql/client')"])


@pytest.mark.parametrize("storage", STORAGES)
def test_story(tmp_path, storage):
    path = tmp_path / "app.db"
    with LIBSQL.node(tmp_path, "libsql.mjs", path) as cluster:
        cluster.run(*statements(setup(storage)))
        cluster.run("PRAGMA foreign_keys = ON")
        Story(cluster, storage).tell()
    check_file(path)
