"""Drizzle, with better-sqlite3 and drizzle-kit."""

from orms.orm import node

DRIZZLE = node("drizzle")


def test_story(tmp_path):
    DRIZZLE.check(tmp_path)
