"""What the loadable library shows to its host: one symbol, and no needs that a host may lack."""

import os
import re
import subprocess
from pathlib import Path

import pytest

LIBRARY = Path(os.environ["SOFTDELETE_LIBRARY"] + ".so")


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_file_name_gives_the_entry_point():
    assert LIBRARY.name == "softdelete.so"


def test_only_the_entry_point_is_exported():
    symbols = run("nm", "-D", "--defined-only", "--format=posix", str(LIBRARY)).splitlines()
    assert [line.split()[:2] for line in symbols] == [["sqlite3_softdelete_init", "T"]]


def test_needs_the_c_library_alone():
    needed = re.findall(r"\(NEEDED\).*\[(.+)\]", run("readelf", "-d", str(LIBRARY)))
    # The dynamic loader itself counts as a part of the C library.
    c_library = re.compile(r"lib[cm]\.so\.6|ld-linux.*\.so\.\d|libc\.musl-.*")
    assert needed
    assert [name for name in needed if not c_library.fullmatch(name)] == []


def test_takes_no_symbol_of_sqlite_from_the_host():
    # Everything goes through the table of functions that the host passes at loading, so the
    # library fits hosts that hide their SQLite.
    undefined = run("nm", "-D", "--undefined-only", "--format=posix", str(LIBRARY))
    assert re.findall(r"^sqlite3\w*", undefined, re.MULTILINE) == []


def test_opens_nothing():
    undefined = run("nm", "-D", "--undefined-only", "--format=posix", str(LIBRARY))
    assert re.findall(r"^(?:f?open\w*|socket|connect|exec\w*|fork|posix_spawn\w*|system|popen|dlopen|pthread_create)\b",
                      undefined, re.MULTILINE) == []


@pytest.mark.parametrize("flag", ["RUNPATH", "RPATH", "TEXTREL"])
def test_depends_on_no_place(flag):
    assert f"({flag})" not in run("readelf", "-d", str(LIBRARY))


def test_holds_no_streams_and_no_locales():
    # They were most of the library, which has no use for them.
    assert re.findall(r"std::(?:locale|ios_base|basic_\w*stream\w*)\b", run("nm", "-C", str(LIBRARY))) == []
