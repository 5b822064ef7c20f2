"""Configuring the build: what is too old is said in words, and a change of compiler or place is noticed."""

import os
import shutil
import subprocess

import pytest

from support import ROOT

PARTS = ["CMakeLists.txt", "CMakePresets.json", "cmake", "ext", "packages", "sql", "tools"]


def requirements(folder, *definitions):
    """What cmake/requirements.cmake says of a compiler and of SQLite's headers."""
    return subprocess.run(["cmake", *(f"-D{each}" for each in definitions), "-P", ROOT / "cmake/requirements.cmake"],
                          cwd=folder, capture_output=True, text=True)


def headers(folder, version):
    (folder / "sqlite3ext.h").touch()
    (folder / "sqlite3.h").write_text(f'#define SQLITE_VERSION        "{version}"\n#define SQLITE_VERSION_NUMBER 1\n')
    return f"SQLITE3_INCLUDE_DIR={folder}"


@pytest.mark.parametrize("version, good", [("3.34.1", False), ("3.35.0", True), ("3.50.4", True), ("4.0.0", True)])
def test_headers_of_sqlite(tmp_path, version, good):
    done = requirements(tmp_path, headers(tmp_path, version))
    assert (done.returncode == 0) == good
    if not good:
        assert "SQLite 3.35 or newer" in done.stderr and version in done.stderr


@pytest.mark.parametrize("compiler, version, good", [
    ("GNU", "8.3.0", False), ("GNU", "9.3.0", True), ("Clang", "8.0.1", False), ("Clang", "19.1.7", True),
    ("AnyOther", "1.0", True)])
def test_compiler(tmp_path, compiler, version, good):
    done = requirements(tmp_path, headers(tmp_path, "3.40.1"), "CMAKE_CXX_COMPILER=this-one",
                        f"CMAKE_CXX_COMPILER_ID={compiler}", f"CMAKE_CXX_COMPILER_VERSION={version}")
    assert (done.returncode == 0) == good
    if not good:
        assert f"needs {compiler}" in done.stderr and f"this-one is {version}" in " ".join(done.stderr.split())


@pytest.fixture
def checkout(tmp_path):
    folder = tmp_path / "check out"
    folder.mkdir()
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    shutil.copy(ROOT / "LICENSE", folder)
    return folder


def configure(checkout, **environment):
    """Configures the release build as ./dev does; gives what CMake keeps of it."""
    without = {name: value for name, value in os.environ.items() if name not in ("CXX", "CI")}
    done = subprocess.run(["bash", "-euc", "source tools/setup.sh; source tools/build.sh; configure release"],
                          cwd=checkout, env={**without, **environment}, capture_output=True, text=True)
    if done.returncode:
        return done.stderr
    lines = (checkout / "build/release/CMakeCache.txt").read_text().splitlines()
    return {line.split(":")[0]: line.split("=", 1)[1] for line in lines if "=" in line and ":" in line}


@pytest.fixture
def other_compiler(tmp_path):
    path = tmp_path / "other-c++"
    path.write_text('#!/bin/sh\nexec c++ "$@"\n')
    path.chmod(0o755)
    return str(path)


def test_another_compiler_is_used_at_once(checkout, other_compiler):
    assert configure(checkout)["CMAKE_CXX_COMPILER"] != other_compiler
    assert configure(checkout, CXX=other_compiler)["CMAKE_CXX_COMPILER"] == other_compiler
    # Without a choice nothing is built again.
    before = (checkout / "build/release/build.ninja").stat().st_mtime_ns
    assert configure(checkout)["CMAKE_CXX_COMPILER"] == other_compiler
    assert (checkout / "build/release/build.ninja").stat().st_mtime_ns == before


def test_moved_checkout(checkout):
    configure(checkout)
    # Tests configure folders of their own.
    shutil.copytree(checkout / "build/release", checkout / "build/other")
    moved = checkout.rename(checkout.parent / "moved")
    assert configure(moved)["CMAKE_HOME_DIRECTORY"] == str(moved)
    assert not (moved / "build/other/CMakeCache.txt").exists()


def test_compiler_that_is_gone(checkout, other_compiler):
    configure(checkout, CXX=other_compiler)
    os.unlink(other_compiler)
    assert configure(checkout)["CMAKE_CXX_COMPILER"] != other_compiler


def test_warnings_are_errors_in_continuous_integration_alone(checkout):
    assert configure(checkout)["CMAKE_COMPILE_WARNING_AS_ERROR"] == "OFF"
    assert configure(checkout, CI="1")["CMAKE_COMPILE_WARNING_AS_ERROR"] == "ON"
    assert configure(checkout)["CMAKE_COMPILE_WARNING_AS_ERROR"] == "OFF"


def test_old_cmake_is_told_what_is_needed(checkout, tmp_path):
    old = tmp_path / "bin/cmake"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho cmake version 3.18.4\necho\necho CMake suite\n")
    old.chmod(0o755)
    said = configure(checkout, PATH=f"{old.parent}:{os.environ['PATH']}")
    assert said == "dev: CMake is 3.18.4; 3.20 or newer is needed\n"
