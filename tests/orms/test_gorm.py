"""GORM with the driver mattn/go-sqlite3."""

from orms.adoption import check_adoption
from orms.orm import go

GORM = go("gorm")


def test_story(tmp_path):
    GORM.check(tmp_path)


def test_deleted_at_is_adopted(tmp_path):
    check_adoption(GORM, tmp_path, ["{installed}/adopt"])
