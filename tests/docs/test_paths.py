"""The pages for contributors and for security name tests and files; these must be there."""

import re

import pytest

from support import ROOT


@pytest.mark.parametrize("page", ["SECURITY.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_what_is_named_is_there(page):
    named = set(re.findall(r"`((?:tests|ext|docs|sql)/[\w/.]+?)(?:::(\w+))?`", (ROOT / page).read_text()))
    assert named
    for path, test in named:
        assert (ROOT / path).exists(), path
        if test and test != "NAME":
            assert f"def {test}(" in (ROOT / path).read_text(), test
