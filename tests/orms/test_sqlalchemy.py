"""SQLAlchemy's ORM, with Alembic."""

from orms.orm import python

SQLALCHEMY = python("sqlalchemy")


def test_story(tmp_path):
    SQLALCHEMY.check(tmp_path)
