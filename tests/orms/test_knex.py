"""Knex, with better-sqlite3."""

from orms.orm import node

KNEX = node("knex")


def test_story(tmp_path):
    KNEX.check(tmp_path)
