"""TypeORM, with better-sqlite3."""

from orms.adoption import check_adoption
from orms.orm import node

TYPEORM = node("typeorm")


def test_story(tmp_path):
    TYPEORM.check(tmp_path)


def test_delete_date_column_is_adopted(tmp_path):
    check_adoption(TYPEORM, tmp_path, ["node", "{program}/adopt.mjs"])
