"""Hibernate with its community dialect and the driver of Xerial."""

from orms.orm import java

HIBERNATE = java("hibernate")


def test_story(tmp_path):
    HIBERNATE.check(tmp_path)
