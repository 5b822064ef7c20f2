"""A project that takes the sources in by CMake's FetchContent."""

from package import run, snippet
from support import ROOT

PROJECT = """
cmake_minimum_required(VERSION 3.20)
project(program C CXX)
include(FetchContent)
FetchContent_Declare(softdelete SOURCE_DIR "%s")
FetchContent_MakeAvailable(softdelete)
add_executable(program program.c)
target_link_libraries(program PRIVATE softdelete::static sqlite3)
"""


def test_program_with_the_sources_inside(tmp_path):
    (tmp_path / "program.c").write_text(snippet("docs/packages.md", "c"))
    (tmp_path / "CMakeLists.txt").write_text(PROJECT % ROOT)
    run("cmake", "-G", "Ninja", "-S", tmp_path, "-B", tmp_path / "build", "-DCMAKE_UNITY_BUILD=ON")
    run("cmake", "--build", tmp_path / "build", "--target", "program")
    assert run(tmp_path / "build/program") == "red\n"
