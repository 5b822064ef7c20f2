"""Bun, the ORM of Go, with the driver mattn/go-sqlite3."""

from orms.orm import go

BUN = go("bun")


def test_story(tmp_path):
    BUN.check(tmp_path)
