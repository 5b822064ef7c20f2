"""Tortoise ORM, with its own migrations."""

from orms.orm import python

COUNTED = "Tortoise counts the rows of a DELETE by total_changes(), which has those that triggers write"
TORTOISE = python("tortoise", archive_differs=dict.fromkeys(["delete by query", "delete many", "delete all"], COUNTED))


def test_story(tmp_path):
    TORTOISE.check(tmp_path)
