"""Drizzle, with better-sqlite3 and drizzle-kit."""

import pytest

from orms.adoption import check_adoption
from orms.orm import node

DRIZZLE = node("drizzle")


def test_story(tmp_path):
    DRIZZLE.check(tmp_path)


@pytest.mark.parametrize("mode, time_format", [("timestamp", "unix"), ("timestamp_ms", "unix_ms")])
def test_integer_timestamps_are_adopted(tmp_path, mode, time_format):
    check_adoption(DRIZZLE, tmp_path, ["node", "{program}/adopt.mjs"], mode, time_format=time_format)
