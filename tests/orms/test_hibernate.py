"""Hibernate with its community dialect and the driver of Xerial."""

import pytest

from orms.adoption import check_adoption
from orms.orm import java

HIBERNATE = java("hibernate")


def test_story(tmp_path):
    HIBERNATE.check(tmp_path)


@pytest.mark.parametrize("mark, settings", [
    ("DELETED", {"flag_column": "deleted"}),
    ("ACTIVE", {"flag_column": "active", "live_value": 1, "deleted_value": 0}),
    ("TIMESTAMP", {"flag_column": "deleted", "time_column": "deleted"}),
    ("YES_NO", {"flag_column": "deleted", "live_value": "N", "deleted_value": "Y"}),
])
def test_soft_delete_is_adopted(tmp_path, mark, settings):
    check_adoption(HIBERNATE, tmp_path, ["java", "-cp", "{installed}/adopt:{installed}/lib/*", "Adopt"], mark, **settings)
