"""What README.md and pages of docs/ show is what happens.

Every fenced block of these kinds is run:

- ```sql in a fresh sqlite3 shell with the extension loaded and an empty database; where a ```text
  block follows directly, the output, errors included, must equal it; else nothing may fail.
- ```python as a fresh process, with the same rule for a ```text block.
- ```c, where it has a main(), compiled against the static library and run; else only compiled, as
  the body of a function that has `sqlite3 *db`.
- ```sh only where the line before says <!-- run -->, from the project's folder.

All but C run with a copy of the library in build/release of an otherwise empty working folder. An HTML
comment before a block steers it: <!-- not run: reason --> leaves it out, and <!-- sql ... -->
holds SQL that runs first, for a reader who has read what came before.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from support import LIBRARY, ROOT, shell

# Run by tests of their own: tests/migrations/test_recipes.py, tests/trash/test_purge_loops.py, tests/hosts, tests/packaging,
# tests/clusters.
ELSEWHERE = {"migrations.md", "purging.md", "hosts.md", "packages.md", "clusters.md"}
PAGES = ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md") if path.name not in ELSEWHERE)]
BLOCK = re.compile(
    r"^(?:<!--(?P<comment>(?:(?!-->).)*)-->\n+)?"
    r"(?P<indent> *)```(?P<kind>sql|python|c|sh)\n(?P<text>.*?)^ *```$"
    r"(?:\n+(?P=indent)```text\n(?P<output>.*?)^ *```$)?",
    re.MULTILINE | re.DOTALL,
)


@dataclass
class Block:
    place: str
    kind: str
    text: str
    output: str
    comment: str

    @property
    def wanted(self):
        if self.comment.startswith("not run"):
            return False
        return self.kind != "sh" or self.comment == "run"

    @property
    def before(self):
        return self.comment[4:] if self.comment.startswith(("sql\n", "sql ")) else ""


def undent(text, indent):
    return re.sub(f"^{indent}", "", text or "", flags=re.MULTILINE)


def blocks():
    for page in PAGES:
        path = ROOT / page
        content = path.read_text() if path.exists() else ""
        for match in BLOCK.finditer(content):
            line = content.count("\n", 0, match.start("kind")) + 1
            block = Block(f"{page}:{line}", match["kind"], undent(match["text"], match["indent"]),
                          undent(match["output"], match["indent"]), (match["comment"] or "").strip())
            if block.wanted:
                yield block


def of_kind(kind):
    found = [block for block in blocks() if block.kind == kind]
    return pytest.mark.parametrize("block", found, ids=[each.place for each in found])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "build/release").mkdir(parents=True)
    shutil.copy(Path(LIBRARY + ".so"), tmp_path / "build/release")
    return tmp_path


def finished(command, folder):
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout
    return done.stdout


def compare(found, block):
    if block.output:
        assert [line.rstrip() for line in found.strip().splitlines()] == [
            line.rstrip() for line in block.output.strip().splitlines()]


def test_pages_that_are_run_elsewhere_are_there():
    assert {page for page in ELSEWHERE if not (ROOT / "docs" / page).exists()} == set()


@pytest.mark.parametrize("page", PAGES)
def test_no_block_is_overlooked(page):
    """Every block that SQL, Python, C or a shell could run is found, and none is left out without a reason."""
    text = (ROOT / page).read_text()
    fences = re.findall(r"^ *```(?:sql|python|c|sh)\n", text, re.MULTILINE)
    left_out = re.findall(r"^<!-- not run: ", text, re.MULTILINE)
    assert len([block for block in blocks() if block.place.startswith(f"{page}:")]) == len(fences) - len(left_out)


@of_kind("sql")
def test_sql(block, folder):
    setup = f".output /dev/null\n{block.before}\n.output\n" if block.before else ""
    # Blocks may show errors on purpose, if the text below says so.
    compare(shell(setup + block.text, cwd=folder, check=not block.output), block)


@of_kind("python")
def test_python(block, folder):
    script = folder / "example.py"
    script.write_text(block.text)
    compare(finished([sys.executable, script.name], folder), block)


def fragment(text):
    """A program around some statements."""
    lines = text.splitlines()
    includes = ["#include <stdio.h>", "#include <sqlite3.h>"] + [line for line in lines if line.startswith("#include")]
    body = [line for line in lines if not line.startswith("#include")]
    return "\n".join([*includes, "void example(sqlite3 *db);", "void example(sqlite3 *db) {", "(void)db;", *body, "}", ""])


@of_kind("c")
def test_c(block, folder):
    source, program = folder / "example.c", folder / "example"
    source.write_text(block.text if "main(" in block.text else fragment(block.text))
    command = [os.environ.get("CC", "cc"), "-std=c99", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'ext'}", str(source)]
    if "main(" not in block.text:
        finished([*command, "-fsyntax-only"], folder)
        return
    build = Path(LIBRARY).parent
    sanitizers = re.search(r"^SOFTDELETE_SANITIZE:\w+=(.+)$", (build / "CMakeCache.txt").read_text(), re.MULTILINE)
    flags = [f"-fsanitize={sanitizers[1]}"] if sanitizers else []
    finished([*command, "-o", str(program), *flags, str(build / "libsoftdelete.a"), "-lsqlite3", "-lstdc++", "-lm",
              "-lpthread", "-ldl"], folder)
    compare(finished([str(program)], folder), block)


@of_kind("sh")
def test_sh(block):
    compare(finished(["bash", "-euo", "pipefail", "-c", block.text], ROOT), block)


def headings(page):
    """What links can name, as GitHub makes it of headings."""
    titles = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_links_lead_somewhere(page):
    path = ROOT / page
    for target, heading in re.findall(r"\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\)", path.read_text()):
        found = (path.parent / target).resolve() if target else path
        assert found.exists(), target
        assert not heading or heading in headings(found), f"{target}#{heading}"
