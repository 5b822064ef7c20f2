"""Runs the tests in cases/, each file in a Django of its own: its settings can't be set twice in a process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("django.db", reason="needs Debian's python3-django")

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PATHS = [HERE, HERE / "project", ROOT / "examples/django"]
AREAS = sorted(path.stem for path in (HERE / "cases").glob("[a-z]*.py"))
# The example with its own: Django then puts the test database into memory, with a shared cache.
SETTINGS = {"site": "core.settings", "ordering": "core.settings", "keeping": "studio_settings",
            "archiving": "studio_settings"}


@pytest.mark.parametrize("area", AREAS)
def test_area(area, tmp_path):
    settings = SETTINGS.get(area, "project_settings")
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "DJANGO_TEST_FOLDER": str(tmp_path),
                   "PYTHONPATH": os.pathsep.join(map(str, PATHS))}
    done = subprocess.run([sys.executable, "-m", "django", "test", f"cases.{area}"], env=environment,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0 and "\nOK" in done.stdout, done.stdout
