"""Builds and runs the native programs."""

import fcntl
import os
import subprocess
from pathlib import Path

from support import LIBRARY, ROOT


def run(*command):
    # What makes Python load the sanitizers is not for the programs, which have them built in.
    kept = {name: value for name, value in os.environ.items() if name not in ("LD_PRELOAD", "ASAN_OPTIONS")}
    done = subprocess.run(command, cwd=ROOT, env={**kept, "ASAN_OPTIONS": "detect_leaks=1"}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 0, f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout[-5000:]}"
    return done.stdout


def build(target):
    """The program's path. Linked to the static library beside the one under test, and built like that one."""
    built = Path(LIBRARY).parent
    preset = built.name if built.name in ("asan", "coverage") else "release"
    folder = ROOT / "build" / f"{target}-{preset}"  # of its own, as other tests build meanwhile
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w") as lock:  # two files of tests have the same program
        fcntl.flock(lock, fcntl.LOCK_EX)
        run("cmake", "--preset", preset, "-B", folder, "-DSOFTDELETE_NATIVE_TESTS=ON",
            f"-DSOFTDELETE_NATIVE_LIBRARY={built / 'libsoftdelete.a'}")
        run("cmake", "--build", folder, "--target", target)
    return folder / "tests/native" / target
