"""Builds SQLite's library from its source, for a Python that takes it in place of the system's."""

import fcntl
import os
import shlex
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from support import ROOT

INSTALLED = ROOT / "build/hosts/versions"
OPTIONS = Path(__file__).parent / "options"


def source(package):
    """The folder of sqlite3.c, which older packages keep in an archive."""
    folder = package / "deps/sqlite3"
    if not folder.is_dir():
        with tarfile.open(package / "deps/sqlite3.tar.gz") as archive:
            archive.extractall(folder, [archive.getmember(name) for name in ("sqlite3.c", "sqlite3.h")])
    return folder


def compiled(package):
    """The folder of the shared library; compiled once for each list of options."""
    folder = package / "build"
    folder.mkdir(exist_ok=True)
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        library = folder / "libsqlite3.so.0"
        if not library.exists() or library.stat().st_mtime < OPTIONS.stat().st_mtime:
            done = subprocess.run(
                [*shlex.split(os.environ.get("CC", "cc")), "-O1", "-w", "-shared", "-fPIC",
                 "-Wl,-soname,libsqlite3.so.0", *OPTIONS.read_text().split(), str(source(package) / "sqlite3.c"),
                 "-o", str(library) + ".new", "-lm", "-ldl", "-lpthread"], capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            os.replace(str(library) + ".new", library)
    return folder


def environment(version):
    """What makes Python use that SQLite; skips the test where it isn't there, or Python has its own."""
    package = INSTALLED / f"node_modules/sqlite-{version}"
    missing = None
    if not package.is_dir():
        missing = f"the source of SQLite {version} is not there; `./dev test hosts versions` installs it with npm"
    else:
        result = {**os.environ, "LD_LIBRARY_PATH": str(compiled(package))}
        found = subprocess.run([sys.executable, "-c", "import sqlite3; print(sqlite3.sqlite_version)"],
                               env=result, capture_output=True, text=True, check=True).stdout.strip()
        if found == version:
            return result
        missing = (f"{sys.executable} has an SQLite of its own, {found}; set PYTHON to one that uses the system's,"
                   " such as Debian's python3")
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
