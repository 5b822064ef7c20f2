"""The reference speaks of every function, of every column of the virtual tables, and of every status."""

import re

import pytest

from support import ROOT, connect, rows

REFERENCE = (ROOT / "docs/reference.md").read_text() + (ROOT / "docs/statements.md").read_text()


def names(load):
    db = connect(load=load)
    found = {name for name, in rows(db, "SELECT name FROM pragma_function_list")}
    db.close()
    return found


def test_functions():
    ours = names(True) - names(False)
    assert {"restore", "softdelete_purge"} <= ours
    assert [name for name in sorted(ours) if f"`{name}(" not in REFERENCE] == []


@pytest.mark.parametrize("table", ["softdelete", "softdelete_trash"])
def test_columns(db, table):
    # Hidden ones are for the extension itself.
    columns = [name for name, in rows(db, f"SELECT name FROM pragma_table_info('{table}')")]
    assert "table_name" in columns
    assert [name for name in columns if f"`{name}`" not in REFERENCE] == []


def test_statuses():
    source = (ROOT / "ext/manage/manage.cpp").read_text() + (ROOT / "ext/manage/manage.hpp").read_text()
    for status in ("ok", "suspended", "outdated", "newer", "damaged", "missing"):
        assert f"Status::{status}" in source
        assert f"\n| `{status}` |" in REFERENCE


def test_objects():
    """What enabling adds has a name that the sources give."""
    sources = "".join(path.read_text() for path in (ROOT / "ext").rglob("*.[ch]pp"))
    suffixes = set(re.findall(r"`color_softdelete_([a-z_]*)", REFERENCE))
    assert {"delete", "archive", "unlinked_"} <= suffixes
    assert [each for each in sorted(suffixes) if not re.search(rf'"(_?softdelete_)?{each.rstrip("_")}_?[ "]', sources)] == []
