"""SeaORM, whose entities make the schema."""

from orms.orm import rust

SEAORM = rust("seaorm")


def test_story(tmp_path):
    SEAORM.check(tmp_path)
