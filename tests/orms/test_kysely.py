"""Kysely, with better-sqlite3."""

from orms.orm import node

KYSELY = node("kysely")


def test_story(tmp_path):
    KYSELY.check(tmp_path)
