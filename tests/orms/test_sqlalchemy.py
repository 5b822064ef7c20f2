"""SQLAlchemy's ORM, with Alembic."""

from orms.adoption import check_adoption
from orms.orm import python

SQLALCHEMY = python("sqlalchemy")


def test_story(tmp_path):
    SQLALCHEMY.check(tmp_path)


def test_time_is_adopted(tmp_path):
    check_adoption(SQLALCHEMY, tmp_path, ["{installed}/venv/bin/python", "{program}/adopt.py"])
