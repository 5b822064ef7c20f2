"""The files of one commit are the same bytes wherever, and whenever, they are made."""

import pytest

from package import run
from release.machines import FILES, TOOLS, library
from support import ROOT

HOSTED = "linux-amd64"


def test_another_folder_gives_the_same_bytes(tmp_path):
    commit = run("git", "-C", ROOT, "describe", "--always", "--exclude=*", "--abbrev=12", "--dirty").strip()
    if commit.endswith("-dirty") or commit.encode() + b"\0" not in library(HOSTED):
        pytest.skip("./dev release was not run on the commit that is checked out, or not all is committed")
    copy = tmp_path / "elsewhere" / "a copy"
    run("git", "clone", "--quiet", ROOT, copy)
    (copy / "build").mkdir()
    (copy / "build/release-tools").symlink_to(TOOLS)
    run(copy / "dev", "release", HOSTED)
    made = {path.name: path for path in (copy / "build/release-files").iterdir()}
    for name in ("SHA256SUMS", "checksums.txt"):  # which list the files of all platforms
        del made[name]
    assert len(made) > 5
    assert [name for name, path in made.items() if path.read_bytes() != (FILES / name).read_bytes()] == []
