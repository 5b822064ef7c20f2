"""The packages of ./dev release, installed into clean environments, and checked by the tools of those who take them."""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess

import pytest

from release.machines import FILES, PLATFORMS, QEMU, TOOLS, VERSION, archive, library, members, suffix
from package import PYTHON_VERSION, run, snippet
from support import ROOT

BIN = TOOLS / "python/bin"
HOSTED = "linux-amd64"
TAGS = {
    "linux-amd64": "manylinux_2_17_x86_64", "linux-arm64": "manylinux_2_17_aarch64",
    "linux-amd64-musl": "musllinux_1_2_x86_64", "linux-arm64-musl": "musllinux_1_2_aarch64",
    "windows-amd64": "win_amd64", "windows-arm64": "win_arm64",
    "darwin-amd64": "macosx_11_0_x86_64", "darwin-arm64": "macosx_11_0_arm64",
}
NPM = {
    "linux-amd64": "linux-x64", "linux-arm64": "linux-arm64", "linux-amd64-musl": "linux-x64-musl",
    "linux-arm64-musl": "linux-arm64-musl", "windows-amd64": "windows-x64", "windows-arm64": "windows-arm64",
    "darwin-amd64": "darwin-x64", "darwin-arm64": "darwin-arm64",
}


def one_file(pattern):
    found = list(FILES.glob(pattern))
    if not found:
        pytest.skip(f"./dev release did not make {pattern}")
    (path,) = found
    return path


def wheel(platform):
    return one_file(f"sqlite_softdelete-{PYTHON_VERSION}-py3-none-{TAGS[platform]}*.whl")


def npm(platform):
    return one_file(f"sqlite-softdelete-{NPM[platform]}-{VERSION}.tgz")


def test_checksums():
    listed = dict(reversed(line.split("  ")) for line in (FILES / "SHA256SUMS").read_text().splitlines())
    files = {path.name: path for path in FILES.iterdir() if path.name not in ("SHA256SUMS", "checksums.txt")}
    assert listed == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_all_packages_of_a_platform_have_the_library_that_is_tested(platform):
    name, wanted = f"softdelete.{suffix(platform)}", library(platform)
    assert members(wheel(platform))[f"softdelete/{name}"] == wanted
    assert members(npm(platform))[f"package/{name}"] == wanted


@pytest.mark.parametrize("platform", PLATFORMS)
def test_npm_installs_it_there_alone(platform):
    fields = json.loads(members(npm(platform))["package/package.json"])
    main = json.loads(members(one_file(f"sqlite-softdelete-{VERSION}.tgz"))["package/package.json"])
    assert main["optionalDependencies"][fields["name"]] == fields["version"] == main["version"] == VERSION
    system, cpu = NPM[platform].replace("windows", "win32").split("-")[:2]
    assert (fields["os"], fields["cpu"]) == ([system], [cpu])
    libc = {"linux": ["musl" if platform.endswith("musl") else "glibc"]}.get(system)
    assert fields.get("libc") == libc


@pytest.mark.parametrize("platform", [each for each in PLATFORMS if each.startswith("linux")])
def test_auditwheel(platform):
    said = " ".join(run(BIN / "auditwheel", "show", wheel(platform)).split())
    assert f'platform tag: "{TAGS[platform]}"' in said


def test_twine():
    run(BIN / "twine", "check", "--strict", *FILES.glob("*.whl"), *(path for path in FILES.glob("*.tar.gz")
                                                                   if path.name.startswith("s") and "_" in path.name))


@pytest.fixture
def venv(tmp_path):
    run("/usr/bin/python3", "-m", "venv", tmp_path / "venv")
    return tmp_path / "venv/bin/python"


def pip(venv, *arguments):
    run(venv, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-index", *arguments)


def test_wheel_in_a_virtual_environment(venv):
    pip(venv, wheel(HOSTED))
    assert run(venv, "-c", snippet("packages/python/README.md", "python")) == "red\n"
    assert run(venv, "-c", "import softdelete; print(softdelete.__version__)").strip() == PYTHON_VERSION


def first_screen(tool):
    """What the README says to install, and to call then."""
    text = (ROOT / "README.md").read_text()
    return re.search(rf"^    {tool} install (\S+) +# [\w.]+: (.*)$", text, re.MULTILINE).groups()


def test_first_screen_of_the_readme_in_python(venv):
    name, call = first_screen("pip")
    pip(venv, "--find-links", FILES, "--pre", name)
    program = f"import sqlite3; connection = sqlite3.connect(':memory:'); {call}; " \
              "print(*connection.execute('SELECT softdelete_version()').fetchone())"
    assert run(venv, "-c", program).strip() == VERSION


def test_sdist_is_compiled_where_it_is_installed(venv):
    run(venv, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "setuptools", "wheel")
    pip(venv, "--no-build-isolation", one_file("sqlite_softdelete-*.tar.gz"))
    assert run(venv, "-c", snippet("packages/python/README.md", "python")) == "red\n"


def test_django_package(venv):
    pip(venv, "--no-deps", one_file("softdelete_django-*.whl"))
    assert run(venv, "-c", "import softdelete_django as d; print(d.__version__)").strip() == PYTHON_VERSION
    templates = [name for name in members(one_file("softdelete_django-*.whl")) if name.endswith(".html")]
    assert templates
    assert one_file("softdelete_django-*.tar.gz")


def test_npm_project(tmp_path):
    (tmp_path / "package.json").write_text('{"private": true}')
    main = one_file(f"sqlite-softdelete-{VERSION}.tgz")
    run("npm", "install", "--offline", "--no-audit", "--no-fund", "--no-package-lock", main, npm(HOSTED), cwd=tmp_path)
    path = run("node", "-p", "require('sqlite-softdelete').getLoadablePath()", cwd=tmp_path).strip()
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    db.load_extension(path)
    assert db.execute("SELECT softdelete_version()").fetchone() == (VERSION,)
    db.close()
    name, call = first_screen("npm")
    assert main.name == f"{name}-{VERSION}.tgz"
    told = run("node", "-e", f"const db = {{ loadExtension: console.log }}; {call}", cwd=tmp_path)
    assert told.strip() == path
    shutil.rmtree(tmp_path / "node_modules/sqlite-softdelete-linux-x64")
    said = subprocess.run(["node", "-e", "require('sqlite-softdelete').getLoadablePath()"], cwd=tmp_path,
                          capture_output=True, text=True).stderr
    assert "install sqlite-softdelete-linux-x64" in said


@pytest.mark.parametrize("architecture, platform, command", [
    ("amd64", "linux-amd64", ["sqlite3"]),
    ("arm64", "linux-arm64", [*QEMU, str(TOOLS / "arm64/usr/bin/sqlite3")]),
])
def test_debian_package(architecture, platform, command, tmp_path):
    package = one_file(f"libsqlite3-mod-softdelete_*_{architecture}.deb")
    # DEBEMAIL names the address where a package is published.
    run("lintian", "--fail-on", "error,warning", "--allow-root", "--suppress-tags",
        "bogus-mail-host,bogus-mail-host-in-debian-changelog", package)
    run("dpkg-deb", "-x", package, tmp_path)
    (path,) = tmp_path.rglob("softdelete.so")
    assert path.read_bytes() == library(platform)
    folder = {**os.environ, "LD_LIBRARY_PATH": str(path.parent)}
    if command[0] != "sqlite3":
        folder = os.environ
        command = [command[0], "-E", f"LD_LIBRARY_PATH={path.parent}", *command[1:]]
    done = run(*command, "-batch", "-init", os.devnull, "-cmd", ".load softdelete", ":memory:",
               "SELECT softdelete_version()", env=folder)
    assert done.strip() == VERSION


@pytest.mark.skipif(os.geteuid() != 0, reason="only root enters another root")
def test_apt_installs_the_debian_package():
    root, package = TOOLS / "debian", one_file("libsqlite3-mod-softdelete_*_amd64.deb")
    shutil.copy(package, root / "tmp")

    def sqlite3_there():
        return subprocess.run(["chroot", root, "sqlite3", "-batch", "-cmd", ".load softdelete", ":memory:",
                               "SELECT softdelete_version()"], capture_output=True, text=True)

    assert sqlite3_there().returncode != 0
    run("chroot", root, "apt-get", "-qq", "install", f"/tmp/{package.name}")
    try:
        assert sqlite3_there().stdout.strip() == VERSION
    finally:
        run("chroot", root, "apt-get", "-qq", "--yes", "purge", "libsqlite3-mod-softdelete")
    assert sqlite3_there().returncode != 0


def test_sqlpkg_names_what_is_there():
    description = json.loads((ROOT / "sqlpkg.json").read_text())
    for name, file in description["assets"]["files"].items():
        assert archive(name).name == file.replace("{version}", VERSION)
