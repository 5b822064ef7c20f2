"""sqlx, with its migrations."""

from orms.orm import rust

SQLX = rust("sqlx")


def test_story(tmp_path):
    SQLX.check(tmp_path)
