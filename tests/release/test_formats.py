"""The libraries for macOS and Windows as files: what they are for, show and need. Those for macOS are not run."""

import re
import subprocess

import pytest

from release import macho
from release.machines import library

WINDOWS_OWN = re.compile(r"(api-ms-win-crt-[a-z0-9-]+|KERNEL32|ADVAPI32|ntdll|bcrypt|ucrtbase)\.dll", re.IGNORECASE)
# Names of zig's linker for the file itself.
EXPORTED_BY_ZIG = {"__mh_dylib_header", "___dso_handle"}


@pytest.mark.parametrize("platform, architecture", [("darwin-amd64", "x86_64"), ("darwin-arm64", "arm64")])
def test_macos(platform, architecture):
    found = macho.read(library(platform))
    assert found["architecture"] == architecture
    assert set(found["exports"]) - EXPORTED_BY_ZIG == {"_sqlite3_softdelete_init"}
    assert set(found["needs"]) <= {"/usr/lib/libSystem.B.dylib"}
    assert found["oldest"] == (11, 0)
    # macOS refuses code for arm64 without one.
    assert found["signed"] or (architecture == "x86_64" and found["signed"] is None)


@pytest.mark.parametrize("platform, machine", [("windows-amd64", 0x8664), ("windows-arm64", 0xAA64)])
def test_windows(platform, machine, tmp_path):
    data = library(platform)
    header = int.from_bytes(data[0x3C:0x40], "little")
    assert data[header:header + 4] == b"PE\0\0"
    assert int.from_bytes(data[header + 4:header + 6], "little") == machine
    path = tmp_path / "softdelete.dll"
    path.write_bytes(data)
    said = subprocess.run(["objdump", "-p", path], check=True, capture_output=True, text=True).stdout
    needed = re.findall(r"DLL Name: (\S+)", said)
    assert [name for name in needed if not WINDOWS_OWN.fullmatch(name)] == []
    names = said.split("[Ordinal/Name Pointer] Table", 1)[1]
    assert re.findall(r"\bsqlite3_\w+", names) == ["sqlite3_softdelete_init"]
