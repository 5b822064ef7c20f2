"""What the tests of packages share: making one from the library under test, and what the documents show."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from support import LIBRARY, ROOT

VERSION = re.search(r"^set\(SOFTDELETE_VERSION (\S+)\)$", (ROOT / "CMakeLists.txt").read_text(), re.MULTILINE)[1]
# As Python writes it.
PYTHON_VERSION = VERSION.replace("-rc.", "rc")

# A story in which everything that a package brings has a part.
COLORS = """
CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO color(name) VALUES ('red'), ('green'), ('blue');
INSERT INTO softdelete(table_name) VALUES ('color');
DELETE FROM color WHERE name = 'green';
"""


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def script(text, *arguments, **options):
    """Runs a piece of shell with the functions of ./dev."""
    sources = "source tools/setup.sh; source tools/build.sh; source tools/package.sh; "
    return run("bash", "-euo", "pipefail", "-c", sources + text, "dev", *arguments, cwd=ROOT, **options)


def need(*commands):
    for command, package in commands:
        if not shutil.which(command):
            pytest.skip(f"{command} was not found; install {package}")


def make_all(kind, folder, **environment):
    """Makes the packages of one kind of the library under test; gives their files, those with longer names last."""
    script('make_packages "$@"', Path(LIBRARY).parent, folder, kind, env={**os.environ, **environment})
    return sorted((path for path in folder.iterdir() if path.name != "checksums.txt"), key=lambda path: len(path.name))


def make(kind, folder, **environment):
    (package,) = make_all(kind, folder, **environment)
    return package


def snippet(page, language):
    """The one fenced block of a language that a page has."""
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / page).read_text(), re.MULTILINE | re.DOTALL)
    return block
