"""SQLModel, with Alembic."""

from orms.orm import python

SQLMODEL = python("sqlmodel", program="sqlalchemy")


def test_story(tmp_path):
    SQLMODEL.check(tmp_path)
