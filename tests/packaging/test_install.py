"""cmake --install, as a packager and as the author of a C program meet it."""

import os
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from package import need

LIBRARY = Path(os.environ["SOFTDELETE_LIBRARY"] + ".so")
ROOT = Path(__file__).resolve().parents[2]

PROGRAM = r"""
#include <sqlite3.h>
#include <softdelete.h>
#include <stdio.h>

static int print_row(void *unused, int count, char **values, char **names) {
  (void)unused; (void)names;
  for (int i = 0; i < count; ++i) printf("%s%s", i ? "|" : "", values[i] ? values[i] : "");
  printf("\n");
  return 0;
}

int main(void) {
  sqlite3 *db;
  char *message = NULL;
  sqlite3_auto_extension((void (*)(void))sqlite3_softdelete_init);
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) {
    fprintf(stderr, "open: %s\n", sqlite3_errmsg(db));
    return 1;
  }
  if (sqlite3_exec(db,
          "CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT);"
          "INSERT INTO color VALUES (1, 'red'), (2, 'green'), (3, 'blue');"
          "INSERT INTO softdelete(table_name) VALUES ('color');"
          "DELETE FROM color WHERE id = 2;"
          "SELECT 'active', id, name FROM color_active ORDER BY id;"
          "SELECT 'deleted', id, name FROM color_deleted;"
          "SELECT 'version', softdelete_version();",
          print_row, NULL, &message) != SQLITE_OK) {
    fprintf(stderr, "exec: %s\n", message);
    return 1;
  }
  return sqlite3_close(db);
}
"""


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def project_version():
    return re.search(r"^set\(SOFTDELETE_VERSION (\S+)\)$", (ROOT / "CMakeLists.txt").read_text(), re.MULTILINE)[1]


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    folder = tmp_path_factory.mktemp("install dir")
    run("cmake", "--install", str(LIBRARY.parent), "--prefix", str(folder))
    return folder


@pytest.fixture(scope="module")
def pkg_config(prefix):
    need(("pkg-config", "pkg-config"))
    (folder,) = {path.parent for path in prefix.rglob("softdelete.pc")}
    environment = {**os.environ, "PKG_CONFIG_PATH": str(folder)}

    def ask(*arguments):
        return run("pkg-config", *arguments, env=environment).strip()

    return ask


def test_everything_has_its_place(prefix):
    installed = {path.relative_to(prefix) for path in prefix.rglob("*") if path.is_file()}
    assert {path.name for path in installed} == {
        "softdelete.so", "libsoftdelete.a", "softdelete.h", "softdelete.pc",
        "softdelete-config.cmake", "softdelete-config-release.cmake", "softdelete-config-version.cmake",
    }
    assert Path("include/softdelete.h") in installed
    assert all(path.parts[0] in ("include", "lib", "lib64") for path in installed)


def test_installed_library_loads(prefix):
    (library,) = prefix.rglob("softdelete.so")
    connection = sqlite3.connect(":memory:")
    connection.enable_load_extension(True)
    connection.load_extension(str(library.with_suffix("")))
    assert connection.execute("SELECT softdelete_version()").fetchone()
    connection.close()


def test_pkg_config_tells_version_and_extension(pkg_config, prefix, project_version):
    assert pkg_config("--modversion", "softdelete") == project_version
    extension = pkg_config("--variable=extension", "softdelete").replace("\\ ", " ")
    assert Path(extension).resolve() == next(prefix.rglob("softdelete.so")).resolve()


@pytest.mark.parametrize("standard", ["-std=c99", "-std=c11"])
def test_c_program_with_the_static_library(pkg_config, tmp_path, standard, project_version):
    source = tmp_path / "program.c"
    source.write_text(PROGRAM)
    program = tmp_path / "program"
    # Through a shell, as a build script does it: pkg-config escapes spaces for one.
    flags = pkg_config("--cflags", "--libs", "softdelete", "sqlite3")
    run("sh", "-c", f'"${{CC:-cc}}" {standard} -Wall -Wextra -Wpedantic -Werror "$1" -o "$2" {flags}',
        "sh", str(source), str(program))
    assert run(str(program)).splitlines() == [
        "active|1|red", "active|3|blue", "deleted|2|green", f"version|{project_version}",
    ]


def test_header_serves_cplusplus_too(pkg_config, tmp_path):
    source = tmp_path / "program.cpp"
    source.write_text(
        "#include <softdelete.h>\n"
        "int main() {\n"
        "  return sqlite3_auto_extension("
        "reinterpret_cast<void (*)()>(sqlite3_softdelete_init));\n"
        "}\n"
    )
    flags = pkg_config("--cflags", "--libs", "softdelete", "sqlite3")
    run("sh", "-c", f'"${{CXX:-c++}}" -std=c++17 -Wall -Wextra -Wpedantic -Werror "$1" -o "$2" {flags}',
        "sh", str(source), str(tmp_path / "program"))
    run(str(tmp_path / "program"))


def test_find_package(prefix, tmp_path, project_version):
    (tmp_path / "program.c").write_text(PROGRAM)
    (tmp_path / "CMakeLists.txt").write_text("""
cmake_minimum_required(VERSION 3.20)
project(program C CXX)
find_package(softdelete 1.0 REQUIRED)
add_executable(program program.c)
target_link_libraries(program PRIVATE softdelete::static sqlite3)
file(GENERATE OUTPUT extension CONTENT "$<TARGET_FILE:softdelete::loadable>")
""")
    run("cmake", "-S", str(tmp_path), "-B", str(tmp_path / "build"), f"-DCMAKE_PREFIX_PATH={prefix}")
    run("cmake", "--build", str(tmp_path / "build"))
    assert run(str(tmp_path / "build/program")).splitlines()[-1] == f"version|{project_version}"
    assert Path((tmp_path / "build/extension").read_text()).resolve() == next(prefix.rglob("softdelete.so")).resolve()


def test_ctest_runs_each_folder_of_tests():
    listed = run("ctest", "--test-dir", str(LIBRARY.parent), "-N")
    folders = {path.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").rglob("test_*.py")}
    assert set(re.findall(r"Test +#\d+: (\S+)", listed)) == folders - {"clusters", "hosts", "orms", "release"}
    run("ctest", "--test-dir", str(LIBRARY.parent), "--output-on-failure", "-R", "^functions$")
