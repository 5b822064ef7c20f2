"""Diesel, with its migrations and command line."""

from orms.orm import rust

DIESEL = rust("diesel")


def test_story(tmp_path):
    DIESEL.check(tmp_path)
