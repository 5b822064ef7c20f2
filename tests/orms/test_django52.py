"""Django 5.2."""

from orms.orm import python

DJANGO = python("django52", program="django")


def test_story(tmp_path):
    DJANGO.check(tmp_path)
