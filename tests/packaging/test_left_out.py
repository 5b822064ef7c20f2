"""Tests whose tools are missing are left out: none fails for that."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT

# A plugin that hides modules: all there is of one then is a folder of that name beside the tests, if there is one.
HIDING = """
import sys
from importlib.machinery import PathFinder

class Hiding:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in {hidden}:
            found = PathFinder.find_spec(name, [place for place in sys.path if place.startswith({tests!r})])
            if found is None:
                raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
            return found

sys.meta_path.insert(0, Hiding)
"""


def results(folder, tests, modules=(), commands=()):
    """How many of these tests passed, failed and so on, where some modules and commands are not there."""
    (folder / "hiding.py").write_text(HIDING.format(hidden=set(modules), tests=str(ROOT / "tests")))
    path = folder / "bin"
    path.mkdir()
    for place in map(Path, os.environ["PATH"].split(os.pathsep)):
        for command in place.iterdir() if place.is_dir() else ():
            link = path / command.name
            if command.name not in commands and not link.exists():
                link.symlink_to(command)
    done = subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "hiding", *tests],
                          cwd=ROOT, env={**os.environ, "PATH": str(path), "PYTHONPATH": str(folder)},
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    counts = re.findall(r"(\d+) (\w+)", done.stdout.splitlines()[-1])
    return {outcome.rstrip("s"): int(count) for count, outcome in counts}, done.stdout


@pytest.mark.parametrize("tests, missing", [
    (["tests/django", "tests/migrations/test_django.py"], {"modules": ["django"]}),
    (["tests/migrations/test_recipes.py"], {"modules": ["django", "alembic", "sqlalchemy"]}),
    (["tests/migrations/test_alembic.py", "tests/hosts/test_sqlalchemy.py"], {"modules": ["alembic", "sqlalchemy"]}),
    (["tests/packaging/test_install.py"], {"commands": ["pkg-config"]}),
    (["tests/packaging/test_npm.py"], {"commands": ["npm"]}),
    (["tests/packaging/test_debian.py"], {"commands": ["readelf"]}),
])
def test_none_fails_for_what_is_missing(tmp_path, tests, missing):
    counts, output = results(tmp_path, tests, **missing)
    assert not {"failed", "error"} & set(counts), output
    assert counts["skipped"] > 0
