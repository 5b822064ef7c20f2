"""sqlpkg.json, and the archives that it names."""

import hashlib
import json
import platform
import tarfile

import pytest

from package import VERSION, make
from support import ROOT, connect, rows

SYSTEM = platform.system().lower()
ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())


@pytest.fixture(scope="module")
def description():
    return json.loads((ROOT / "sqlpkg.json").read_text())


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return make("sqlpkg", tmp_path_factory.mktemp("sqlpkg"))


def test_version_is_the_project_s(description):
    assert description["version"] == VERSION


def test_package_is_called_after_the_library(description):
    # sqlpkg which NAME/NAME looks for a library with the package's name.
    assert description["name"] == "softdelete"


def test_archive_is_the_one_that_is_named_for_this_platform(description, archive):
    named = description["assets"]["files"].get(f"{SYSTEM}-{ARCHITECTURE}")
    if named is None:
        pytest.skip(f"sqlpkg.json names no archive for {SYSTEM}-{ARCHITECTURE}")
    assert archive.name == named.replace("{version}", VERSION)


def test_archives_of_all_platforms_are_named_alike(description):
    for name, file in description["assets"]["files"].items():
        suffix = "zip" if name.startswith("windows") else "tar.gz"
        assert file == f"softdelete-{{version}}-{name}.{suffix}"


def test_archive_holds_a_library_that_loads(archive, tmp_path):
    with tarfile.open(archive) as opened:
        assert sorted(opened.getnames()) == ["LICENSE", "softdelete.so"]
        opened.extractall(tmp_path)
    db = connect(load=False)
    db.enable_load_extension(True)
    db.load_extension(str(tmp_path / "softdelete.so"))
    assert rows(db, "SELECT softdelete_version()") == [(VERSION,)]
    db.close()


def test_checksums(archive):
    (line,) = (archive.parent / "checksums.txt").read_text().splitlines()
    assert line.split() == [hashlib.sha256(archive.read_bytes()).hexdigest(), archive.name]


def test_symbols_are_the_functions_and_tables(description, db):
    def names(connection):
        functions = rows(connection, "SELECT name FROM pragma_function_list")
        return {name for name, in functions + rows(connection, "SELECT name FROM pragma_module_list")}

    plain = connect(load=False)
    names(plain)  # makes a module of each PRAGMA
    names(db)
    assert set(description["symbols"]) == names(db) - names(plain)
    plain.close()
