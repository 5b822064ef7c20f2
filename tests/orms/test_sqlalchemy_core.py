"""SQLAlchemy Core, with Alembic."""

from orms.orm import python

CORE = python("sqlalchemy_core", program="sqlalchemy")


def test_story(tmp_path):
    CORE.check(tmp_path)
