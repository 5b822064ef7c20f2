"""Eloquent, Laravel's ORM, with Doctrine's DBAL, as Debian has them; PHP's PDO can't load extensions there."""

from orms.adoption import check_adoption
from orms.orm import Orm

ELOQUENT = Orm("eloquent", "PHP", ["php", "{program}/story.php"], loads=False)


def test_story(tmp_path):
    ELOQUENT.check(tmp_path)


def test_soft_deletes_are_adopted(tmp_path):
    check_adoption(ELOQUENT, tmp_path, ["php", "{program}/adopt.php"])
