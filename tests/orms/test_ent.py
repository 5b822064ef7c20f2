"""ent, with the driver mattn/go-sqlite3."""

from orms.orm import go

ENT = go("ent")


def test_story(tmp_path):
    ENT.check(tmp_path)
