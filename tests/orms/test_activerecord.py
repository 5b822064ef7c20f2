"""ActiveRecord, as Debian has it."""

from orms.adoption import check_adoption
from orms.orm import Orm

ACTIVERECORD = Orm("activerecord", "Ruby", ["ruby", "{program}/story.rb"])


def test_story(tmp_path):
    ACTIVERECORD.check(tmp_path)


def test_deleted_at_is_adopted(tmp_path):
    check_adoption(ACTIVERECORD, tmp_path, ["ruby", "{program}/adopt.rb"])
