"""ActiveRecord, as Debian has it."""

from orms.orm import Orm

ACTIVERECORD = Orm("activerecord", "Ruby", ["ruby", "{program}/story.rb"])


def test_story(tmp_path):
    ACTIVERECORD.check(tmp_path)
