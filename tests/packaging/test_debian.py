"""Debian's package, unpacked into an empty folder."""

import gzip
import os
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from package import VERSION, make, need, run
from support import ROOT


# A candidate sorts before the version itself.
DEBIAN_VERSION = VERSION.replace("-", "~") + "-1"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    need(("dpkg-deb", "dpkg"), ("readelf", "binutils"))
    return make("deb", tmp_path_factory.mktemp("deb"))


@pytest.fixture(scope="module")
def tree(package, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tree")
    run("dpkg-deb", "-x", package, folder)
    return folder


@pytest.fixture
def field(package):
    return lambda name: run("dpkg-deb", "--field", package, name).strip()


def files(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def test_name_is_made_of_package_version_and_architecture(package):
    architecture = run("dpkg", "--print-architecture").strip()
    assert package.name == f"libsqlite3-mod-softdelete_{DEBIAN_VERSION}_{architecture}.deb"


@pytest.mark.parametrize(("name", "value"), [
    ("Package", "libsqlite3-mod-softdelete"), ("Version", DEBIAN_VERSION),
    ("Recommends", "sqlite3"), ("Enhances", "libsqlite3-0"), ("Section", "libs"),
])
def test_control_field(field, name, value):
    assert field(name) == value


def test_depends_on_the_c_library_that_it_was_linked_to(field):
    assert re.fullmatch(r"libc6(\.\d+)? \(>= 2\.\d+\)", field("Depends"))


def test_maintainer_is_who_makes_the_package(package, tmp_path):
    mine = make("deb", tmp_path, DEBFULLNAME="Ada", DEBEMAIL="ada@debian.example")
    assert run("dpkg-deb", "--field", mine, "Maintainer").strip() == "Ada <ada@debian.example>"


def test_everything_has_its_place(tree):
    folder = run("dpkg-architecture", "-qDEB_HOST_MULTIARCH").strip() if shutil.which("dpkg-architecture") else None
    (library,) = tree.rglob("softdelete.so")
    assert library.parents[1] == tree / "usr/lib" and folder in (None, library.parent.name)
    assert sorted(path.name for path in files(tree / "usr/share")) == [
        "changelog.Debian.gz", "changelog.gz", "copyright", "libsqlite3-mod-softdelete"]


def test_changelog_is_the_project_s(tree):
    (changelog,) = tree.rglob("changelog.gz")
    assert gzip.decompress(changelog.read_bytes()) == (ROOT / "CHANGELOG.md").read_bytes()


def test_library_loads_by_its_path(tree):
    (library,) = tree.rglob("softdelete.so")
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    db.load_extension(str(library.with_suffix("")))
    assert db.execute("SELECT softdelete_version()").fetchone() == (VERSION,)
    db.close()


def test_library_loads_by_its_name_where_the_loader_looks(tree):
    (library,) = tree.rglob("softdelete.so")
    environment = {**os.environ, "LD_LIBRARY_PATH": str(library.parent)}
    command = ["sqlite3", "-batch", "-init", os.devnull, "-cmd", ".load softdelete", ":memory:"]
    assert run(*command, "SELECT softdelete_version()", env=environment).strip() == VERSION


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can install packages; run the tests as root")
def test_dpkg_unpacks_it_into_an_empty_system(package, tree, tmp_path):
    # Without its dependencies, and without the scripts, which need a shell there.
    (tmp_path / "var/lib/dpkg/updates").mkdir(parents=True)
    (tmp_path / "var/lib/dpkg/info").mkdir()
    (tmp_path / "var/lib/dpkg/status").touch()
    path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
    run("dpkg", f"--root={tmp_path}", "--force-depends", "--unpack", package, env={**os.environ, "PATH": path})
    listed = run("dpkg-query", f"--admindir={tmp_path / 'var/lib/dpkg'}", "-L", "libsqlite3-mod-softdelete")
    shutil.rmtree(tmp_path / "var")
    assert files(tmp_path) == files(tree)
    assert {Path("/") / path for path in files(tree)} <= {Path(line) for line in listed.splitlines()}
