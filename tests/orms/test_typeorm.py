"""TypeORM, with better-sqlite3."""

from orms.orm import node

TYPEORM = node("typeorm")


def test_story(tmp_path):
    TYPEORM.check(tmp_path)
