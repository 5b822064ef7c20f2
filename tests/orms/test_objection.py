"""Objection, with Knex and better-sqlite3."""

from orms.orm import node

OBJECTION = node("objection", program="knex")


def test_story(tmp_path):
    OBJECTION.check(tmp_path)
