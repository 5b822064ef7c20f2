"""SQLAlchemy's ORM with AsyncSession and aiosqlite, with Alembic."""

from orms.orm import python

ASYNC = python("sqlalchemy_async", program="sqlalchemy")


def test_story(tmp_path):
    ASYNC.check(tmp_path)
