"""jOOQ, without generated classes, with the driver of Xerial."""

from orms.orm import java

JOOQ = java("jooq")


def test_story(tmp_path):
    JOOQ.check(tmp_path)
