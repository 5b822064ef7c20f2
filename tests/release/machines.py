"""The files of ./dev release, and what the libraries of each platform run on here."""

import os
import re
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from package import VERSION
from support import ROOT

FILES = ROOT / "build/release-files"
TOOLS = ROOT / "build/release-tools"

PLATFORMS = re.findall(r'^  "(\S+)', (ROOT / "cmake/toolchains/zig.cmake").read_text(), re.MULTILINE)
# As a file is called for it. Nothing here runs programs for macOS.
QEMU = ["qemu-aarch64-static", "-L", str(TOOLS / "arm64")]
RUNS_ON = {
    "linux-amd64": [], "linux-arm64": QEMU, "linux-amd64-musl": [], "linux-arm64-musl": QEMU,
    "windows-amd64": ["/usr/lib/wine/wine64"], "windows-arm64": [str(TOOLS / "arm64/wine64")],
}


def suffix(platform):
    return {"windows": "dll", "darwin": "dylib"}.get(platform.split("-")[0], "so")


def archive(platform):
    path = FILES / f"softdelete-{VERSION}-{platform}.{'zip' if platform.startswith('windows') else 'tar.gz'}"
    if not path.exists():
        pytest.skip(f"./dev release was not run for {platform}")
    return path


def members(path):
    """The files in a package as {name: bytes}."""
    if path.suffix in (".zip", ".whl"):
        with zipfile.ZipFile(path) as opened:
            return {name: opened.read(name) for name in opened.namelist()}
    with tarfile.open(path) as opened:
        return {each.name: opened.extractfile(each).read() for each in opened.getmembers() if each.isfile()}


def library(platform):
    return members(archive(platform))[f"softdelete.{suffix(platform)}"]


def run_on(platform, program, *arguments, **environment):
    """Runs a program of this platform; gives what it prints."""
    environment = {**os.environ, "WINEPREFIX": str(TOOLS / "wine"), "WINEDEBUG": "-all", **environment}
    root = "Z:" if platform.startswith("windows") else ""  # Wine's drive that is the whole file system
    arguments = [f"{root}{each}" if str(each).startswith("/") else str(each) for each in arguments]
    done = subprocess.run([*RUNS_ON[platform], str(program), *arguments], env=environment,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode().replace("\r\n", "\n")


def host(platform):
    (path,) = [each for each in (ROOT / "build/cross" / platform).glob("host*") if each.suffix in ("", ".exe")]
    return Path(path)
