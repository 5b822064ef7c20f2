"""Django 4.2."""

from orms.orm import python

DJANGO = python("django42", program="django")


def test_story(tmp_path):
    DJANGO.check(tmp_path)
