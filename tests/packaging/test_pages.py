"""What a reader does with the pages: typing one example after the other, and naming the library that was built."""

import re

import pytest

from support import ROOT, shell

PAGES = ["README.md", "docs/migrations.md", "docs/purging.md", "sql/purge.sql"]


def test_examples_of_the_readme_typed_one_after_the_other():
    text = (ROOT / "README.md").read_text()
    examples = re.findall(r"^```sql\n(.*?)^```\n```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(examples) > 1
    told = shell("".join(sql for sql, _ in examples))
    assert told == "".join(shown for _, shown in examples)


@pytest.mark.parametrize("page", PAGES)
def test_the_library_is_named_where_it_was_built(page):
    loads = re.findall(r"""(?:\.load |load_extension\((?:db, )?["'])([^"'\s]+)""", (ROOT / page).read_text())
    assert set(loads) - {"softdelete", "./softdelete"} == {"build/release/softdelete"}
