"""Short runs of the fuzz targets, the same each time. `./dev fuzz` looks for others.

`corpus` has what was found, and a few files that reach much of the code.
"""

import os
import subprocess
from pathlib import Path

import pytest

from support import LIBRARY, ROOT

TEXTS = "2500"
CHANGES = {"files": "500", "statements": "1000"}
CORPUS = Path(__file__).parent / "corpus"


def run(*command):
    # What makes Python load the sanitizers is not for the programs, which have them built in.
    environment = {name: value for name, value in os.environ.items() if name not in ("LD_PRELOAD", "ASAN_OPTIONS")}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = done.stdout.decode(errors="replace")
    assert done.returncode == 0, f"{' '.join(map(str, command))}: {done.returncode}\n{output[-5000:]}"
    return output


@pytest.fixture(scope="module")
def programs():
    """Built under the sanitizers where the library is; in a folder of its own, as other tests build meanwhile."""
    preset = "asan" if Path(LIBRARY).parent.name == "asan" else "release"
    folder = ROOT / "build" / f"fuzz-{preset}"
    run("cmake", "--preset", preset, "-B", folder, "-DSOFTDELETE_FUZZ=ON", "-DSOFTDELETE_NATIVE_TESTS=OFF")
    targets = {name: f"softdelete_fuzz_{name}_replay" for name in ("tables", *CHANGES)}
    run("cmake", "--build", folder, "--target", *targets.values())
    return {name: folder / "tests/fuzz" / target for name, target in targets.items()}


def test_texts_come_back(programs):
    output = run(programs["tables"], LIBRARY, TEXTS)
    refused, unmanaged, plain, done = (int(part.split()[0]) for part in output.split(", "))
    assert refused + unmanaged + plain + done == int(TEXTS)
    assert done > int(TEXTS) / 20  # SQLite must take enough of them


@pytest.mark.parametrize("name", CHANGES)
def test_corpus_and_changes_of_it(programs, name):
    files = sorted((CORPUS / name).iterdir())
    assert files
    run(programs[name], LIBRARY, CHANGES[name], "1", *files)
