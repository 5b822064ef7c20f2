"""Django 6.1, without the extension: the Python that runs it may not be able to load it, and needs not."""

from orms.orm import python

DJANGO = python("django61", program="django", loads=False, environment={"SHOP_LOADS": "0"})


def test_story(tmp_path):
    DJANGO.check(tmp_path)
