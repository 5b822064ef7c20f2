"""GORM with the driver mattn/go-sqlite3."""

from orms.orm import go

GORM = go("gorm")


def test_story(tmp_path):
    GORM.check(tmp_path)
