"""Fixtures for all tests; support.py holds what they are made of."""

import pytest

from support import COLORS, connect, manage  # noqa: F401  (connect is imported from here too)


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
