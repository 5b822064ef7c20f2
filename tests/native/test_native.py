"""Runs the native tests, which can do what Python can't: make memory run out at any allocation.

They are linked to the static library beside the one under test, and built under the sanitizers where
that is. Only some points of failure are tried in each way; `softdelete_native NAME` tries all.
"""

import os
import subprocess
from pathlib import Path

import pytest

from support import LIBRARY, ROOT

MOST = "10"

TESTS = """
close load load_again enable enable_both repair_view repair_index repair_sound repair_live panel children
suspend suspend_all resume disable disable_all disable_used enable_returning live_indexes all_indexes remove
soft_delete soft_delete_again restore purge purge_age purge_alone trash script debug
""".split()


def run(*command, environment):
    done = subprocess.run(command, cwd=ROOT, env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 0, f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout[-5000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def environment():
    """Ours, without what makes Python load the sanitizers: the program has them built in."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LD_PRELOAD", "ASAN_OPTIONS")}
    return {**kept, "ASAN_OPTIONS": "detect_leaks=1"}


@pytest.fixture(scope="module")
def program(environment):
    built = Path(LIBRARY).parent
    preset = "asan" if built.name == "asan" else "release"
    folder = ROOT / "build" / f"native-{preset}"  # of its own, as other tests build meanwhile
    run("cmake", "--preset", preset, "-B", folder, "-DSOFTDELETE_NATIVE_TESTS=ON",
        f"-DSOFTDELETE_NATIVE_LIBRARY={built / 'libsoftdelete.a'}", environment=environment)
    run("cmake", "--build", folder, "--target", "softdelete_native", environment=environment)
    return folder / "tests/native/softdelete_native"


def test_all_are_listed(program, environment):
    assert run(program, "--list", environment=environment).split() == TESTS


@pytest.mark.parametrize("name", TESTS)
def test_native(program, environment, name):
    run(program, name, MOST, environment=environment)
