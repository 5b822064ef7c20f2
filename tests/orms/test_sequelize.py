"""Sequelize, with sqlite3."""

from orms.orm import node

SEQUELIZE = node("sequelize")


def test_story(tmp_path):
    SEQUELIZE.check(tmp_path)
