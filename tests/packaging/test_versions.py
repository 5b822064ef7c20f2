"""The version stands in CMakeLists.txt; the Django package, which is not built from it, repeats it."""

import re

from package import PYTHON_VERSION, VERSION
from support import ROOT


def test_django_package():
    text = (ROOT / "packages/django/softdelete_django/__init__.py").read_text()
    assert re.findall(r'^__version__ = "(.*)"$', text, re.MULTILINE) == [PYTHON_VERSION]


def test_changelog_tells_of_it():
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] == VERSION
