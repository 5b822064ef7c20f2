"""GORM with a driver in pure Go, which can't load extensions and needs none on a prepared database."""

from orms.orm import go

GORM = go("gorm_pure", program="gorm", loads=False)


def test_story(tmp_path):
    GORM.check(tmp_path)
