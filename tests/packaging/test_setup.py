"""What ./dev would install for which tests, where hardly anything is there, and what it says of it."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from package import need
from support import ROOT

SOURCES = "for file in setup build test programs orms django package release; do source tools/$file.sh; done; "


class Machine:
    """One with few commands: Debian's own, and those that a test adds."""

    def __init__(self, folder):
        self.folder = folder
        for command in ("bash", "dpkg-query", "id", "mktemp", "tail", "rm", "env", "realpath", "sed", "sh"):
            (folder / command).symlink_to(shutil.which(command))
        self.add("apt-cache")

    def add(self, command, text=""):
        path = self.folder / command
        path.unlink(missing_ok=True)
        path.write_text(f"#!{shutil.which('sh')}\n{text}\n")
        path.chmod(0o755)

    def run(self, text, stdin=subprocess.DEVNULL):
        return subprocess.run([shutil.which("bash"), "-euo", "pipefail", "-c", SOURCES + text], cwd=ROOT, text=True,
                              env={"PATH": str(self.folder)}, stdin=stdin, capture_output=True)

    def lists(self, text):
        """What is needed and what is wished for after a piece of the set-up."""
        done = self.run(text + '; printf "%s\\n" "${needed[*]-}" "${wished[*]-} ${python_wishes[*]-}"')
        assert done.returncode == 0, done.stderr
        return [line.split() for line in done.stdout.split("\n")[:2]]

    def wishes(self, *tests):
        asked = " ".join(tests)
        return self.lists(f"asked=({asked}); want_tests")[1]


@pytest.fixture
def machine(tmp_path):
    need(("dpkg-query", "dpkg"))
    return Machine(tmp_path)


@pytest.fixture
def terminal():
    ours, theirs = os.openpty()
    yield theirs
    os.close(ours)
    os.close(theirs)


# --- which tests need what -----------------------------------------------------------------------

@pytest.mark.parametrize("test", ["tests/panel", "tests/panel/test_views.py", "tests/trash", "tests/uniqueness"])
def test_the_core_needs_pytest_and_little_else(machine, test):
    assert machine.wishes(test) == ["xdist"]


@pytest.mark.parametrize("test, wishes", [
    ("tests/packaging/test_npm.py", ["npm", "xdist"]),
    ("tests/packaging/test_install.py", ["pkg-config", "xdist"]),
    ("tests/packaging/test_setup.py", ["xdist"]),
    ("tests/migrations/test_alembic.py", ["xdist", "alembic", "sqlalchemy"]),
    ("tests/django/test_cases.py", ["xdist", "django"]),
    ("tests/hosts/test_rust.py", ["cargo", "xdist"]),
])
def test_one_file_needs_its_own(machine, test, wishes):
    assert [wish for wish in machine.wishes(test) if not wish.startswith("lib")] == wishes


def test_a_folder_needs_what_its_files_do(machine):
    assert {"npm", "mypy", "pkg-config"} <= set(machine.wishes("tests/packaging"))


def test_wheel_needs_what_python_lacks(machine):
    has_pip = 'python_has() { [[ "$*" == "/usr/bin/python3 pip" ]]; }; '
    wanted = [] if os.access("/usr/bin/python3", os.X_OK) else ["python3"]
    assert machine.lists(has_pip + "want_packaging wheel")[0] == [*wanted, "python3-setuptools", "python3-wheel"]


@pytest.mark.parametrize("arguments, run", [
    ("", "tests/django"), ("-k purge", "tests/django -k purge"),
    ("tests/django/test_readme.py", "tests/django/test_readme.py"),
    ("tests/django/cases/site.py -x", "tests/django/test_cases.py::test_area[site] -x")])
def test_django_runs_the_file_that_is_named(machine, arguments, run):
    done = machine.run('run_tests() { echo "$@"; }; declare -a needed=() wished=() python_wishes=(); django_tests ' + arguments)
    assert (done.returncode, done.stdout.strip()) == (0, run), done.stderr


def test_everything_needs_everything(machine):
    assert {"npm", "mypy", "django", "cargo"} <= set(machine.wishes("tests"))


def test_what_is_there_is_not_installed_once_more(machine):
    for command in ("cargo", "npm"):
        machine.add(command)
    assert not {"cargo", "npm"} & set(machine.wishes("tests/hosts", "tests/packaging/test_npm.py"))


def test_hosts_with_packages_of_npm_need_npm_once(machine):
    assert machine.wishes("tests/hosts/test_bun.py", "tests/hosts/test_versions.py").count("npm") == 1


@pytest.mark.parametrize("oldest, found", [("3.4", True), ("3.99", False)])
def test_an_orm_may_want_a_newer_python(machine, tmp_path, oldest, found):
    requirements = tmp_path / "requirements.txt"
    requirements.write_text(f"# Python {oldest} or newer\ndjango==6.1.3\n")
    done = machine.run(f"python={sys.executable}; python_for {requirements}")
    if found:
        assert (done.returncode, done.stdout) == (0, f"{sys.executable}\n")
    else:
        assert (done.returncode, done.stderr) == (1, f"dev: {requirements} needs Python 3.99 or newer\n")


def test_an_orm_that_is_not_there(machine):
    machine.add("tr", 'exec %s "$@"' % shutil.which("tr"))
    done = machine.run("run_orms no_such_orm")
    assert done.returncode == 1
    assert done.stderr.startswith("dev: there is no no_such_orm in orms; there are: ")


def test_building_needs_a_compiler_and_no_git(machine):
    assert machine.lists("want_build")[0] == ["cmake", "ninja-build", "g++", "libsqlite3-dev"]


def test_compiler_that_cxx_names_and_that_is_not_there(machine):
    done = machine.run("CXX=no-such-c++; want_build")
    assert (done.returncode, done.stderr) == (1, "dev: the compiler that CXX names, no-such-c++, was not found\n")


@pytest.mark.parametrize("tests, target", [
    ("tests/panel", "softdelete"), ("tests/hosts/test_c.py", "all"), ("tests/native/test_wanted.py", "all"),
    ("tests/panel tests/docs", "all"), ("tests", "all")])
def test_static_library_is_built_for_those_who_link_it(machine, tests, target):
    assert machine.run(f"asked=({tests}); tested_target").stdout == f"{target}\n"


# --- installing ----------------------------------------------------------------------------------

HINT = "  apt-get update && apt-get install -y --no-install-recommends cmake mypy\n"
BOTH = "need cmake; wish mypy; install_missing; echo went on"


def test_without_apt_names_are_told(machine):
    done = machine.run(BOTH)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr == "dev: not found, and needed: cmake. These are Debian's names; please install the same here.\n"


def test_user_without_sudo_is_told_once_what_to_run(machine):
    machine.add("apt-get", "exit 1")
    machine.add("id", "echo 1000")
    done = machine.run(BOTH)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr == "dev: not found, and needed: cmake. As root, run\n" + HINT


def test_package_that_is_wished_for_and_then_needed_is_named_once(machine):
    assert machine.lists("wish mypy; wish cmake; need cmake") == [["cmake"], ["mypy", "xdist"]]


def test_user_without_sudo_runs_the_other_tests(machine):
    machine.add("apt-get", "exit 1")
    machine.add("id", "echo 1000")
    done = machine.run("wish mypy; install_missing; echo went on")
    assert done.stdout == "went on\n"
    assert "mypy. Without that, tests are left out or take longer." in done.stderr and "apt-get update && " in done.stderr


def test_sudo_that_would_ask_for_a_password_is_not_used_without_a_terminal(machine):
    machine.add("apt-get", "exit 1")
    machine.add("id", "echo 1000")
    machine.add("sudo", "exit 1")
    assert machine.run(BOTH).stderr.endswith(HINT)


def test_user_whom_sudo_refuses_is_told_once_what_to_run(machine, tmp_path, terminal):
    machine.add("apt-get", "exit 1")
    machine.add("id", "echo 1000")
    machine.add("sudo", f'printf "%s\\n" "$*" >>{tmp_path}/calls; exit 1')
    done = machine.run(BOTH, terminal)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr == "dev: not found, and needed: cmake. As root, run\n" + HINT
    assert "apt-get" not in (tmp_path / "calls").read_text()


def test_password_is_asked_for_with_what_it_is_for(machine, tmp_path, terminal):
    machine.add("apt-get")
    machine.add("id", "echo 1000")
    machine.add("sudo", f'printf "%s\\n" "$*" >>{tmp_path}/calls; [ "$1" != -n ]')
    assert machine.run(BOTH, terminal).stdout == "went on\n"
    asked = (tmp_path / "calls").read_text().splitlines()[1]
    assert "cmake mypy" in asked


@pytest.mark.parametrize("user, sudo", [(0, None), (1000, '[ "$1" = -n ] && exit 0; exec "$@"')])
def test_what_is_installed_is_said_before(machine, tmp_path, user, sudo):
    machine.add("apt-get", f'echo "$@" >>{tmp_path}/calls; echo noise')
    machine.add("id", f"echo {user}")
    if sudo:
        machine.add("sudo", sudo)
    done = machine.run(BOTH)
    assert done.stdout == "went on\n"
    assert done.stderr == "Installing with apt-get, and what these need: cmake mypy\n"
    assert (tmp_path / "calls").read_text() == "update\ninstall -y --no-install-recommends cmake mypy\n"


def test_package_that_this_release_lacks_does_not_stop_the_others(machine, tmp_path):
    machine.add("apt-get", f'echo "$@" >>{tmp_path}/calls')
    machine.add("apt-cache", '[ "$2" != mypy ]')
    machine.add("id", "echo 0")
    done = machine.run(BOTH)
    assert "there is no package mypy here" in done.stderr
    assert (tmp_path / "calls").read_text().endswith("--no-install-recommends cmake\n")


def test_failure_of_apt_is_shown(machine):
    machine.add("apt-get", 'echo "it broke: $1"; exit 1')
    machine.add("id", "echo 0")
    done = machine.run(BOTH)
    assert done.returncode == 1 and done.stdout == ""
    assert re.findall("it broke: .*", done.stderr) == ["it broke: update", "it broke: install"]


def test_no_python_that_loads_extensions(machine):
    done = machine.run("python_has() { return 1; }; want_python")
    assert done.returncode == 1 and done.stdout == ""
    assert "Debian's python3 can" in done.stderr and "--enable-loadable-sqlite-extensions" in done.stderr


def test_python_without_extensions_is_passed_over(machine):
    machine.add("python3", "exit 1")
    machine.add("python3.9", "exit 0")
    done = machine.run("find_python no_such_module; echo $python")
    assert done.stdout == "python3.9\n"


def test_python_that_lacks_a_wish_will_do(machine):
    # It has what is needed, and no more.
    machine.add("python3", 'case "$*" in *xdist*) exit 1;; esac')
    machine.add("apt-get", "exit 1")
    machine.add("id", "echo 1000")
    done = machine.run("python_needs=(no_such_module); want_python; install_missing; choose_python; echo $python")
    assert done.stdout == "python3\n"


def test_unknown_package_is_named_with_those_that_there_are(machine):
    done = machine.run("package nonsense")
    assert "there is no package nonsense; there are: npm wheel sdist django deb sqlpkg amalgamation, or all" in done.stderr


def test_package_all_makes_all(machine):
    stubs = 'want_build() { :; }; install_missing() { :; }; build() { :; }; ls() { :; }; want_packaging() { :; };'
    made = 'make_packages() { echo "${@:3}"; };'
    assert machine.run(stubs + made + "package all").stdout == "npm wheel sdist django deb sqlpkg amalgamation\n"
