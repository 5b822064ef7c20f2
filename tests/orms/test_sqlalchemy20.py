"""SQLAlchemy 2.0, with the program of the newest."""

from orms.orm import python

SQLALCHEMY = python("sqlalchemy20", program="sqlalchemy")


def test_story(tmp_path):
    SQLALCHEMY.check(tmp_path)
