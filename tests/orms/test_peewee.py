"""peewee, with its own migrations."""

from orms.orm import python

PEEWEE = python("peewee")


def test_story(tmp_path):
    PEEWEE.check(tmp_path)
