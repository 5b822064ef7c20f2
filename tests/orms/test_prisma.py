"""Prisma Client, with Prisma's schema engine as WebAssembly."""

import pytest

from orms.adoption import check_adoption
from orms.orm import node

PRISMA = node("prisma")


def test_story(tmp_path):
    PRISMA.check(tmp_path)


@pytest.mark.parametrize("form, time_format", [("iso8601", "iso"), ("unixepoch-ms", "unix_ms")])
def test_timestamps_are_adopted(tmp_path, form, time_format):
    check_adoption(PRISMA, tmp_path, ["node", "{program}/adopt.mjs"], form, time_format=time_format)
