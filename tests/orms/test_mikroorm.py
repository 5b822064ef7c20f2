"""MikroORM 6, the last for Node.js 20, with better-sqlite3."""

from orms.orm import node

MIKROORM = node("mikroorm")


def test_story(tmp_path):
    MIKROORM.check(tmp_path)
