"""docs/orms.md and docs/orms are what tools/orms_pages.py makes of what the programs of tests/orms saw."""

import importlib.util

import pytest

from support import ROOT

SPEC = importlib.util.spec_from_file_location("orms_pages", ROOT / "tools/orms_pages.py")
orms = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(orms)


@pytest.mark.parametrize("path, text", [pytest.param(*page, id=page[0].name) for page in orms.pages().items()])
def test_page_is_what_was_seen(path, text):
    assert path.read_text() == text, "run ./dev test orms --write"


def test_every_program_was_seen():
    tests = {path.stem.removeprefix("test_") for path in orms.ORMS.glob("test_*.py")}
    assert tests == {path.parent.name for path in orms.ORMS.glob("*/seen.txt")}


@pytest.mark.parametrize("folder", [path.parent for path in sorted(orms.ORMS.glob("*/seen.txt"))], ids=lambda path: path.name)
def test_archive_storage_leaves_what_a_plain_database_leaves(folder):
    seen = orms.Seen.read(folder / "seen.txt")
    for saw in seen.plain, seen.archive:
        for name, text in saw.items():
            if name in orms.BY_NAME and text != "-":
                assert text.rpartition("; ")[2] == orms.BY_NAME[name].left
