"""Sequelize, with sqlite3."""

from orms.adoption import check_adoption
from orms.orm import node

SEQUELIZE = node("sequelize")


def test_story(tmp_path):
    SEQUELIZE.check(tmp_path)


def test_paranoid_models_are_adopted(tmp_path):
    check_adoption(SEQUELIZE, tmp_path, ["node", "{program}/adopt.mjs"], "deleted_at")


def test_paranoid_models_are_adopted_by_their_own_name_of_the_time(tmp_path):
    check_adoption(SEQUELIZE, tmp_path, ["node", "{program}/adopt.mjs"], "deletedAt", time_column="deletedAt")
