"""Fixtures for all tests; support.py holds what they are made of."""

import os

import pytest
from hypothesis import settings

from support import COLORS, connect, manage  # noqa: F401  (connect is imported from here too)

# A change is not to fail by what chance drew: where CI is set, each run draws the same. Elsewhere, and in `./dev fuzz`,
# every run looks at something new.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture
def db():
    """An in-memory database with the extension."""
    connection = connect()
    yield connection
    connection.close()


@pytest.fixture
def color(db):
    """The same with a managed table: three colors, all live."""
    db.executescript(COLORS)
    manage(db, "color")
    return db


@pytest.fixture
def path(tmp_path):
    """A database file that does not exist yet."""
    return tmp_path / "test.sqlite"


@pytest.fixture
def color_file(path):
    """A database file with the managed table of colors; no connection is open."""
    connection = connect(path, script=COLORS)
    manage(connection, "color")
    connection.close()
    return path
