"""Pony ORM, which has no migrations."""

from orms.orm import python

PONY = python("pony")


def test_story(tmp_path):
    PONY.check(tmp_path)
