"""A short run of the fuzz target: the same texts each time. `./dev fuzz` looks for others."""

import os
import subprocess
from pathlib import Path

import pytest

from support import LIBRARY, ROOT

RUNS = "2500"


def run(*command):
    # What makes Python load the sanitizers is not for the program, which has them built in.
    environment = {name: value for name, value in os.environ.items() if name not in ("LD_PRELOAD", "ASAN_OPTIONS")}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = done.stdout.decode(errors="replace")
    assert done.returncode == 0, f"{' '.join(map(str, command))}: {done.returncode}\n{output[-5000:]}"
    return output


@pytest.fixture(scope="module")
def program():
    """Built under the sanitizers where the library is; in a folder of its own, as other tests build meanwhile."""
    preset = "asan" if Path(LIBRARY).parent.name == "asan" else "release"
    folder = ROOT / "build" / f"fuzz-{preset}"
    run("cmake", "--preset", preset, "-B", folder, "-DSOFTDELETE_FUZZ=ON", "-DSOFTDELETE_NATIVE_TESTS=OFF")
    run("cmake", "--build", folder, "--target", "softdelete_fuzz_smoke")
    return folder / "tests/fuzz/softdelete_fuzz_smoke"


def test_texts_come_back(program):
    refused, unmanaged, plain, done = (int(part.split()[0]) for part in run(program, LIBRARY, RUNS).split(", "))
    assert refused + unmanaged + plain + done == int(RUNS)
    assert done > int(RUNS) / 20  # SQLite must take enough of them
