"""The npm package, installed into an empty folder."""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from pathlib import Path

import pytest

from package import COLORS, VERSION, make, need, run, snippet
from support import ROOT

NAME = "sqlite-softdelete"
# Put there by ./dev test.
TOOLS = ROOT / "build/tests/node/node_modules"


@pytest.fixture(scope="module")
def node():
    """A Node.js with node:sqlite, which 22.5 was the first to have."""
    for candidate in [os.environ.get("NODE"), "node", *TOOLS.glob("node-*/bin/node")]:
        if candidate and shutil.which(candidate) and subprocess.run(
                [candidate, "-e", "require('node:sqlite')"], capture_output=True).returncode == 0:
            return candidate
    return pytest.skip("no Node.js with node:sqlite was found; install 22.13 or newer, or set NODE to it")


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    need(("npm", "npm"), ("node", "nodejs"))
    return make("npm", tmp_path_factory.mktemp("packed"))


@pytest.fixture(scope="module")
def project(package, tmp_path_factory):
    """A project that depends on the package."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "package.json").write_text('{"private": true}')
    run("npm", "install", "--offline", "--no-audit", "--no-fund", "--no-package-lock", package, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def tool(project):
    """Makes an npm package that the tests need part of the project."""
    def link(name):
        if not (TOOLS / name).exists():
            pytest.skip(f"{name} was not found; ./dev test installs it where npm is there")
        target = project / "node_modules" / name
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            target.symlink_to(TOOLS / name)
        return target
    return link


def copy_of(project, folder):
    """The project once more, to be damaged. Gives its library."""
    shutil.copytree(project, folder, symlinks=True)
    (library,) = folder.glob(f"node_modules/{NAME}/lib/*/softdelete.*")
    return library


def evaluate(node, program, folder, name="program.cjs"):
    (folder / name).write_text(program)
    # Warnings that node:sqlite is experimental are beside the point.
    return run(node, "--no-warnings", name, cwd=folder).splitlines()


OPEN = """
const { DatabaseSync } = require("node:sqlite");
const softdelete = require("sqlite-softdelete");
const message = (action) => { try { action(); return "no error"; } catch (error) { return error.message; } };
const open = (allowExtension = true) => new DatabaseSync(":memory:", { allowExtension });
"""


def test_package_holds_what_is_used_and_no_more(package):
    with tarfile.open(package) as archive:
        names = [Path(name) for name in archive.getnames()]
    assert {name.name for name in names} == {
        "package.json", "index.js", "index.d.ts", "README.md", "LICENSE", "softdelete.so",
    }
    assert package.name == f"{NAME}-{VERSION}.tgz"


def test_libraries_of_other_platforms_are_taken_along(package, tmp_path):
    other = tmp_path / "libraries/win32-x64/softdelete.dll"
    other.parent.mkdir(parents=True)
    other.write_text("built elsewhere")
    with tarfile.open(make("npm", tmp_path / "packed", SOFTDELETE_LIBRARIES=str(tmp_path / "libraries"))) as archive:
        libraries = [name for name in archive.getnames() if name.startswith("package/lib/")]
    assert "package/lib/win32-x64/softdelete.dll" in libraries
    assert len(libraries) == 2


def test_version(project):
    installed = json.loads((project / "node_modules" / NAME / "package.json").read_text())
    assert installed["version"] == VERSION


def test_readme(project, node):
    assert evaluate(node, snippet("packages/npm/README.md", "js"), project, "readme.mjs") == ["red"]


def test_documentation(project, tool, node):
    tool("better-sqlite3")
    assert evaluate(node, snippet("docs/packages.md", "js"), project, "page.mjs") == ["0"]


def test_require_serves_as_well_as_import(project, node):
    program = OPEN + f"""
    const db = open();
    softdelete.load(db);
    db.exec(`{COLORS}`);
    console.log(db.prepare("SELECT softdelete_version() AS version").get().version);
    console.log(db.prepare("SELECT group_concat(name) AS names FROM color_active").get().names);
    """
    assert evaluate(node, program, project) == [VERSION, "red,blue"]


def test_better_sqlite3(project, tool, node):
    tool("better-sqlite3")
    program = f"""
    const db = require("better-sqlite3")(":memory:");
    require("sqlite-softdelete").load(db);
    db.exec(`{COLORS}`);
    console.log(db.prepare("SELECT restore('color', 2)").pluck().get());
    """
    assert evaluate(node, program, project) == ["1"]


def test_path_is_one_that_sqlite_loads(project, node):
    (path,) = evaluate(node, OPEN + "console.log(softdelete.getLoadablePath());", project)
    assert Path(path).is_absolute()
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    db.load_extension(path)
    assert db.execute("SELECT softdelete_version()").fetchone() == (VERSION,)
    db.close()


def test_loading_is_switched_off_afterwards(project, node):
    program = OPEN + """
    const db = open();
    softdelete.load(db);
    console.log(message(() => db.loadExtension(softdelete.getLoadablePath())));
    """
    assert evaluate(node, program, project) == ["extension loading is not allowed"]


def test_loading_is_switched_off_after_a_failure(project, node, tmp_path):
    library = copy_of(project, tmp_path / "project")
    library.write_text("no library")
    program = OPEN + """
    const db = open();
    console.log(message(() => softdelete.load(db)) === "no error");
    console.log(message(() => db.loadExtension(softdelete.getLoadablePath())));
    """
    assert evaluate(node, program, tmp_path / "project") == ["false", "extension loading is not allowed"]


def test_database_that_refuses_extensions(project, node):
    (said,) = evaluate(node, OPEN + "console.log(message(() => softdelete.load(open(false))));", project)
    assert "allowExtension: true" in said


def test_missing_library_is_named_by_platform(project, node, tmp_path):
    library = copy_of(project, tmp_path / "project")
    platform = library.parent.name
    library.parent.rename(library.parents[1] / "beos-m68k")
    (said,) = evaluate(node, OPEN + "console.log(message(softdelete.getLoadablePath));", tmp_path / "project")
    assert f"no library for {platform} " in said
    assert "beos-m68k" in said


def test_types(project, tool, node):
    compiler = tool("typescript") / "bin/tsc"
    for package in ["better-sqlite3", "@types/better-sqlite3", "@types/node"]:
        tool(package)
    (project / "typed.mts").write_text("""
        import Database from "better-sqlite3";
        import { DatabaseSync } from "node:sqlite";
        import { getLoadablePath, load } from "sqlite-softdelete";

        const path: string = getLoadablePath();
        load(new Database(path));
        load(new DatabaseSync(path, { allowExtension: true }));
        // @ts-expect-error: no database
        load(path);
    """)
    run(node, compiler, "--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "typed.mts", cwd=project)
