"""The oldest SQLite that is promised and the newest: this project's tests once more, on each of them."""

import importlib.util
import re
import subprocess
import sys

import pytest

from hosts.versions.library import environment
from support import ROOT

OLDEST, NEWEST = "3.35.2", "3.54.1"
TOGETHER = ["-n", "auto", "--dist", "loadfile"] if importlib.util.find_spec("xdist") else []

# Tests that say nothing about these versions. The sqlite3 shell runs with the SQLite that it was built with.
LEFT_OUT = {
    "surroundings/test_hosts_defaults.py": "runs the shell",
    "views/test_view_insert.py::test_double_quoted_default_where_the_host_forbids_it": "runs the shell",
    "migrations/test_defensive.py": "runs the shell",
    "migrations/test_copies.py::test_a_dump_of_one_table_can_be_enabled": "runs the shell",
}
LEFT_OUT_ON = {
    OLDEST: {
        "functions/test_direct_only.py::test_panel_in_a_trigger":
            "SQLite 3.35 lets a trigger write to any virtual table; reading is refused there too",
        "uniqueness/test_rebuild.py::test_many_tables_at_once":
            "SQLite 3.35 loses its place in the statement journal of a database in memory, some 254 pages in: memjrnlTruncate()",
        "panel/test_interrupted.py::test_every_step":
            "SQLite 3.35 prepares a statement again that an authorizer has refused once",
    },
    NEWEST: {
        "views/test_bytecode.py::test_same_bytecode": "EXISTS becomes a join over a table, but not over a view",
        "panel/test_hostile_registry.py::test_view_that_says_it_is_a_table": "SQLite 3.54 refuses such a schema",
        "panel/test_hostile_registry.py::test_trigger_that_hides_its_table": "SQLite 3.54 refuses such a schema",
    },
}
NAMES = {
    OLDEST: "not shell and (not strict or restrict)",  # STRICT came with 3.37
    NEWEST: "not shell",
}
# The fewest tests that must have run, so that a mistake in the lists above can't leave all of them out.
FOLDERS = {"panel": 400, "views": 60, "functions": 100, "connections": 80, "deleting": 450, "tables": 900,
           "surroundings": 120, "foreign_keys": 80, "trash": 1000, "migrations": 900, "uniqueness": 400}


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("version", [OLDEST, NEWEST])
def test_suite(tmp_path, version, folder):
    settings = {**environment(version), "SOFTDELETE_SEQUENCES": "300", "HYPOTHESIS_STORAGE_DIRECTORY": str(tmp_path)}
    left_out = [f"--deselect=tests/{name}" for name in {**LEFT_OUT, **LEFT_OUT_ON[version]} if name.startswith(folder + "/")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "--tb=short", "--maxfail=10", *TOGETHER,
         f"tests/{folder}", "-k", NAMES[version], *left_out],
        cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=900)
    assert done.returncode == 0, done.stdout[-10000:]
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) >= FOLDERS[folder]
