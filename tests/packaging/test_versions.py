"""The version stands in CMakeLists.txt; the Django package, which is not built from it, repeats it."""

import re

from package import VERSION
from support import ROOT


def test_django_package():
    text = (ROOT / "packages/django/pyproject.toml").read_text()
    assert re.findall(r'^version = "(.*)"$', text, re.MULTILINE) == [VERSION]
