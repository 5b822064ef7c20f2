"""What ./dev would install for the tests, where hardly anything is there."""

import os
import shutil

import pytest

from package import need, script


@pytest.fixture
def missing(tmp_path):
    """Runs a piece of the set-up with no commands but those named; gives the packages that it wants."""
    need(("dpkg-query", "dpkg"), ("apt-cache", "apt"))

    def missing(wishes, *commands):
        for command in ("bash", "dpkg-query", "apt-cache"):
            (tmp_path / command).symlink_to(shutil.which(command))
        for command in commands:
            (tmp_path / command).touch(mode=0o755)
        text = 'source tools/hosts.sh; ' + wishes + '; printf "%s\\n" "${missing[@]}"'
        return script(text, env={**os.environ, "PATH": str(tmp_path)}).splitlines()
    return missing


def test_rust_needs_cargo(missing):
    assert "cargo" in missing("want_hosts rust")


def test_cargo_that_is_there_is_not_installed_once_more(missing):
    assert "cargo" not in missing("want_hosts rust", "cargo")


def test_hosts_with_packages_of_npm_need_npm_once(missing):
    assert missing("want_hosts bun versions").count("npm") == 1


def test_npm_that_is_there_is_not_installed_once_more(missing):
    assert missing("want_hosts bun", "npm") == [""]
