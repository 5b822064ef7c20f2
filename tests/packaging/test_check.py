"""./dev check: what a sanitizer reports makes it fail, also where no test notices."""

import shutil
import subprocess

import pytest

from support import ROOT

COMPILER = shutil.which("g++")

# With "memory" or "number" it goes wrong in a way that one of the sanitizers sees.
PROGRAM = """
#include <climits>
#include <cstring>
int main(int count, char** arguments) {
  const char* fault = count > 1 ? arguments[1] : "";
  char* text = new char[8]();
  int number = INT_MAX - 2;
  if (std::strcmp(fault, "memory") == 0) delete[] text;
  if (std::strcmp(fault, "number") == 0) number += 2 * count;
  return text[0] + (number == 0);
}
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A place with a space in its name, and a program in place of the library of build/asan."""
    folder = tmp_path_factory.mktemp("check out")
    asan = folder / "build/asan"
    asan.mkdir(parents=True)
    (asan / "CMakeCache.txt").write_text(f"CMAKE_CXX_COMPILER:FILEPATH={COMPILER}\n")
    (asan / "program.cpp").write_text(PROGRAM)
    built = COMPILER and subprocess.run(
        [COMPILER, "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "program.cpp", "-o", "program"],
        cwd=asan, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not built or built.returncode:
        pytest.skip("g++ and its sanitizers are not here")
    return folder


def run_sanitized(folder, tests):
    script = f"source {ROOT}/tools/setup.sh; source {ROOT}/tools/build.sh; source {ROOT}/tools/test.sh\n" \
             f"root=$PWD; run_pytest() {{ {tests}; }}; run_sanitized"
    return subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize("fault, report", [
    ("memory", "heap-use-after-free"), ("number", "__ubsan_handle_add_overflow")])
def test_a_report_is_a_failure(checkout, fault, report):
    done = run_sanitized(checkout, f"build/asan/program {fault} || true")
    assert done.returncode != 0
    assert report in done.stderr
    # It is not taken for one of the next run.
    assert run_sanitized(checkout, "build/asan/program").returncode == 0


def test_a_failed_test_is_a_failure(checkout):
    done = run_sanitized(checkout, "return 3")
    assert done.returncode == 3 and "sanitizer" not in done.stderr
