"""The npm package, installed into an empty folder."""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from pathlib import Path

import pytest

from package import COLORS, VERSION, make_all, need, run, snippet
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
def packages(tmp_path_factory):
    """The main package, and the one with the library."""
    need(("npm", "npm"), ("node", "nodejs"))
    return make_all("npm", tmp_path_factory.mktemp("packed"))


@pytest.fixture(scope="module")
def project(packages, tmp_path_factory):
    """A project that depends on both: without a registry npm can't find the second by itself."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "package.json").write_text('{"private": true}')
    run("npm", "install", "--offline", "--no-audit", "--no-fund", "--no-package-lock", *packages, cwd=folder)
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
    (library,) = folder.glob(f"node_modules/{NAME}-*/softdelete.*")
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


def names(package):
    with tarfile.open(package) as archive:
        return {Path(name).name for name in archive.getnames()}


def test_packages_hold_what_is_used_and_no_more(packages):
    main, library = packages
    assert names(main) == {"package.json", "index.js", "index.d.ts", "README.md", "LICENSE"}
    assert names(library) == {"package.json", "README.md", "LICENSE", "softdelete.so"}
    assert main.name == f"{NAME}-{VERSION}.tgz"


def test_library_s_package_is_for_this_platform_alone(project, node):
    (folder,) = project.glob(f"node_modules/{NAME}-*")
    fields = json.loads((folder / "package.json").read_text())
    platform, cpu = run(node, "-p", "`${process.platform} ${process.arch}`").split()
    assert (fields["os"], fields["cpu"], fields["version"]) == ([platform], [cpu], VERSION)
    assert fields["libc"] in (["glibc"], ["musl"])
    main = json.loads((project / "node_modules" / NAME / "package.json").read_text())
    assert main["optionalDependencies"][folder.name] == VERSION


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


def test_missing_library_is_a_package_to_install(project, node, tmp_path):
    folder = copy_of(project, tmp_path / "project").parent
    shutil.rmtree(folder)
    (said,) = evaluate(node, OPEN + "console.log(message(softdelete.getLoadablePath));", tmp_path / "project")
    assert f"install {folder.name}" in said


def test_platform_without_a_library(project, node):
    program = "Object.defineProperty(process, 'arch', { value: 'm68k' });" + OPEN
    (said,) = evaluate(node, program + "console.log(message(softdelete.getLoadablePath));", project)
    assert "there is no library for linux-m68k" in said
    assert "darwin-arm64, " in said and "Build it from the sources" in said


def test_driver_that_loads_no_extensions(project, node):
    (said,) = evaluate(node, OPEN + "console.log(message(() => softdelete.load({})));", project)
    assert "has no loadExtension()" in said and "better-sqlite3 and node:sqlite can" in said


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
