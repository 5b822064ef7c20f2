"""The amalgamation: one source and one header, compiled with nothing but SQLite's headers beside them."""

import os
import re
import subprocess
import tarfile

import pytest

from package import COLORS, VERSION, make, run, snippet
from support import ROOT, connect, one

COMPILER = os.environ.get("CXX", "c++").split()
FLAGS = ["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-fvisibility=hidden"]
if os.environ.get("CI"):
    FLAGS.append("-Werror")


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    with tarfile.open(make("amalgamation", tmp_path_factory.mktemp("archive"))) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def results(sources):
    """The object for static linking and the loadable library, compiled side by side: it takes a while."""
    compiled = {"softdelete.o": ["-DSQLITE_CORE"], "loadable.o": ["-fPIC"]}
    running = [
        subprocess.Popen([*COMPILER, *FLAGS, *flags, "-c", "softdelete.cpp", "-o", name], cwd=sources,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for name, flags in compiled.items()
    ]
    outputs = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], "".join(outputs)
    run(*COMPILER, "-shared", "loadable.o", "-o", "softdelete.so", cwd=sources)
    return sources


@pytest.fixture
def loaded(results):
    db = connect(load=False)
    db.enable_load_extension(True)
    db.load_extension(str(results / "softdelete"))
    yield db
    db.close()


def test_is_one_source_and_one_header(sources):
    assert sorted(path.name for path in sources.iterdir() if path.suffix not in (".o", ".so")) == [
        "LICENSE", "softdelete.cpp", "softdelete.h", "softdelete.map",
    ]


@pytest.mark.parametrize("name", ["softdelete.cpp", "softdelete.h"])
def test_files_tell_version_and_license_and_name_nothing_that_is_not_there(sources, name):
    text = (sources / name).read_text()
    assert f"softdelete {VERSION}, MIT license" in text.splitlines()[0]
    assert "docs/reference.md" not in text
    assert f'#define SOFTDELETE_VERSION "{VERSION}"\n' in text


def test_program_with_softdelete_inside(results, tmp_path):
    program = tmp_path / "program.c"
    program.write_text(snippet("docs/packages.md", "c"))
    run(os.environ.get("CC", "cc"), "-std=c99", "-Wall", "-Wextra", "-Werror", f"-I{results}", "-c", program,
        "-o", tmp_path / "program.o")
    run(*COMPILER, tmp_path / "program.o", results / "softdelete.o", "-lsqlite3", "-o", tmp_path / "program")
    assert run(tmp_path / "program") == "red\n"


def test_loadable_library(loaded):
    loaded.executescript(COLORS)
    assert one(loaded, "SELECT name FROM color_deleted") == "green"
    assert one(loaded, "SELECT restore('color', 2)") == 1


def test_library_with_the_runtime_inside_shows_its_entry_point_alone(results, tmp_path):
    flags = re.search(r"^Add `(.+?)`", (ROOT / "docs/packages.md").read_text(), re.MULTILINE)[1].split()
    library = tmp_path / "softdelete.so"
    run(*COMPILER, "-shared", "loadable.o", "-o", library, *flags, cwd=results)
    symbols = run("nm", "-D", "--defined-only", "--format=posix", library).splitlines()
    assert [line.split()[0] for line in symbols] == ["sqlite3_softdelete_init"]
    assert "libstdc++" not in run("readelf", "-d", library)


def test_is_what_the_project_builds(loaded, db):
    # The script has every template in it that enabling a table uses.
    script = "SELECT softdelete_script('color')"
    for connection in (loaded, db):
        connection.execute("CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
    assert one(loaded, script) == one(db, script)
    assert one(loaded, "SELECT softdelete_version()") == one(db, "SELECT softdelete_version()")
