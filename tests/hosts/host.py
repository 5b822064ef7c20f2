"""Runs story programs and the snippets of docs/hosts.md, each in a temporary folder.

A test of a host reads:

    RUBY = Host("ruby", probe=["ruby", "-e", "require 'sqlite3'"])

    def test_story(tmp_path):
        check(RUBY.story(tmp_path, "ruby", "story.rb"), error="SQLite3::SQLException")

    def test_snippet(tmp_path):
        RUBY.snippet(tmp_path, "Ruby", "ruby", "example.rb")
"""

import functools
import os
import re
import shlex
import shutil
import subprocess
import sys
import pytest

from support import LIBRARY, ROOT, connect, rows

PAGE = ROOT / "docs/hosts.md"
FENCE = re.compile(r"^```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SNIPPET_LINES = 10
SECONDS = 300


def run(command, folder, environment=None):
    """Runs a command and gives the lines that it prints."""
    done = subprocess.run([str(word) for word in command], cwd=folder, env={**os.environ, **(environment or {})},
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0, f"{shlex.join(map(str, command))}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout.splitlines()


@functools.lru_cache(maxsize=None)
def trouble(command, folder):
    """Why a probe fails; nothing where it doesn't."""
    try:
        run(command, folder)
    except (AssertionError, OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return ""


def python_with(*modules):
    """A Python that has the modules: ours, or Debian's, for which its packages are made."""
    imports = "import " + ", ".join(modules)
    for python in (sys.executable, "/usr/bin/python3"):
        if not trouble((python, "-c", imports), ROOT):
            return python
    return sys.executable


def sections(page):
    """The headings of a page, each with the text below it; a # inside a fenced block is no heading."""
    found, heading, fenced = {}, "", False
    for line in page.splitlines(keepends=True):
        fenced ^= line.startswith("```")
        if line.startswith("#") and not fenced:
            heading = line.lstrip("#").strip()
        else:
            found[heading] = found.get(heading, "") + line
    return found


def snippet(heading):
    """The first fenced block below a heading of docs/hosts.md."""
    block = FENCE.search(sections(PAGE.read_text())[heading])
    assert block, f"docs/hosts.md has no snippet below {heading}"
    return block[1]


def sqlite_inside(host, version):
    """The version of SQLite that the page's table names for a version of a host."""
    row = re.search(rf"^\| {re.escape(host)} \| {re.escape(version)} \| (\S+) \|$", PAGE.read_text(), re.MULTILINE)
    assert row, f"docs/hosts.md has no row for {host} {version}"
    return row[1]


def colors(path):
    """The database that the page begins with: a managed table color, all of whose rows are live."""
    connect(path, script=FENCE.search(PAGE.read_text())[1]).close()


class Host:
    """A language or a library, whose files lie in tests/hosts/NAME.

    probe is a command that succeeds where the host is installed. It runs in the folder of the npm
    packages, build/hosts/NAME, where the host has such.
    """

    group = "hosts"

    def __init__(self, name, probe, environment=None):
        self.name = name
        self.probe = tuple(probe)
        self.environment = environment or {}
        self.folder = ROOT / "tests" / self.group / name
        self.installed = ROOT / "build" / self.group / name

    def require(self):
        """Skips the test where the host is missing; fails it in strict mode, which is where CI is set."""
        reason = trouble(self.probe, self.installed if self.installed.is_dir() else ROOT)
        if not reason:
            return
        packages = self.folder / "packages"
        lines = packages.read_text().splitlines() if packages.exists() else []
        needs = f" (Debian: {' '.join(line.split()[0] for line in lines)})" if lines else ""
        reason = f"{self.name} is not there{needs}; `./dev test {self.group} {self.name}` installs it. {reason}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)

    def copy(self, folder):
        """A copy of the host's files beside its installed npm packages, to run or compile there."""
        self.require()
        program = folder / "program"
        program.mkdir()
        if self.folder.is_dir():
            shutil.copytree(self.folder, program, dirs_exist_ok=True)
        self.link_packages(program)
        return program

    def link_packages(self, folder):
        packages = self.installed / "node_modules"
        if packages.is_dir():
            (folder / "node_modules").symlink_to(packages)

    def run(self, folder, *command):
        """Runs a command with the host's environment; gives the lines that it prints."""
        return run(command, folder, self.environment)

    def program(self, folder, *command, before=None):
        """Runs one of the host's programs, which the command's last word names, in an empty folder.

        before is called with that folder, to put something into it.
        """
        *command, program = command
        path = self.copy(folder) / program
        work = folder / "work"
        work.mkdir()
        if before:
            before(work)
        return self.run(work, *command, path, LIBRARY)

    def story(self, folder, *command):
        """Runs the program that tells the story; see story.py."""
        return self.program(folder, *command)

    def snippet_folder(self, folder, heading, file):
        """Writes what the page says is there, and the snippet."""
        self.require()
        text = snippet(heading)
        assert len(text.splitlines()) <= SNIPPET_LINES
        shutil.copy(LIBRARY + ".so", folder / "softdelete.so")
        colors(folder / "app.db")
        (folder / file).write_text(text)
        self.link_packages(folder)

    def snippet(self, folder, heading, *command):
        """Runs the snippet below a heading as it stands, in the file that the command's last word names."""
        self.snippet_folder(folder, heading, command[-1])
        self.check_snippet(folder, self.run(folder, *command))

    @staticmethod
    def check_snippet(folder, lines):
        """A snippet deletes green, prints what is live, and restores green; it may print restore()'s result."""
        assert re.findall(r"\w+", " ".join(lines)) in (["red", "blue"], ["red", "blue", "1"])
        db = connect(folder / "app.db")
        assert rows(db, "SELECT name FROM color_active ORDER BY id") == [("red",), ("green",), ("blue",)]
        assert rows(db, "SELECT * FROM color_deleted") == []
        db.close()
