"""C and C++: the extension loaded, linked, and linked into a program that needs no library at all."""

import os
import shlex
from pathlib import Path

import pytest

from hosts.host import Host
from hosts.story import check
from support import LIBRARY, ROOT

CC = shlex.split(os.environ.get("CC", "cc"))
CXX = shlex.split(os.environ.get("CXX", "c++"))
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]
LINKED = ["-DLINKED", f"-I{ROOT / 'ext'}", str(Path(LIBRARY).parent / "libsoftdelete.a")]
SQLITE = ["-lsqlite3", "-lstdc++", "-lm"]
C = Host("c", probe=[*CC, "--version"])

SNIPPET = """
#include <softdelete.h>
#include <sqlite3.h>
#include <stdio.h>

static int print(void *unused, int count, char **values, char **names) {
  (void)unused; (void)count; (void)names;
  puts(values[0]);
  return 0;
}

int main(void) {
%s  return sqlite3_close(db);
}
"""


def build(folder, compiler, source, *flags):
    """Compiles; the libraries come after what needs them."""
    C.run(folder, *compiler, *STRICT, str(source), "-o", "program", *flags, *SQLITE)
    return folder / "program"


@pytest.mark.parametrize("compiler, flags", [
    pytest.param([*CC, "-std=c99"], [], id="C, loaded"),
    pytest.param([*CC, "-std=c99"], LINKED, id="C, linked"),
    pytest.param([*CC, "-std=c99"], [*LINKED, "-static"], id="C, static"),
    pytest.param([*CXX, "-std=c++17", "-x", "c++"], [], id="C++, loaded"),
    pytest.param([*CXX, "-std=c++17", "-x", "c++"], ["-x", "none", *LINKED], id="C++, linked"),
])
def test_story(tmp_path, compiler, flags):
    C.require()
    (tmp_path / "work").mkdir()
    program = build(tmp_path, compiler, C.folder / "story.c", *flags)
    check(C.run(tmp_path / "work", program, LIBRARY), error="-")


def test_snippet(tmp_path):
    C.snippet_folder(tmp_path, "C and C++", "snippet")
    source = tmp_path / "example.c"
    source.write_text(SNIPPET % (tmp_path / "snippet").read_text())
    C.check_snippet(tmp_path, C.run(tmp_path, build(tmp_path, [*CC, "-std=c99"], source, *LINKED)))
