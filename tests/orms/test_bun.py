"""Bun, the ORM of Go, with the driver mattn/go-sqlite3."""

from orms.adoption import check_adoption
from orms.orm import go

BUN = go("bun")


def test_story(tmp_path):
    BUN.check(tmp_path)


def test_soft_delete_is_adopted(tmp_path):
    check_adoption(BUN, tmp_path, ["{installed}/adopt"])
