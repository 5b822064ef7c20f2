"""Fixtures for migrations: authors with their books, some of both in the trash."""

import pytest

from support import connect, manage

LIBRARY = """
CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT NOT NULL, born INT);
CREATE INDEX author_name ON author(name);
CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT NOT NULL, price REAL,
  author_id INTEGER NOT NULL, FOREIGN KEY(author_id) REFERENCES author(id) ON DELETE CASCADE);
INSERT INTO author VALUES (1, 'Austen', 1775), (2, 'Borges', 1899), (3, 'Calvino', 1923), (4, 'Dickens', 1812);
INSERT INTO book VALUES (10, 'Emma', 9.5, 1), (11, 'Persuasion', 8, 1), (20, 'Ficciones', 7, 2), (21, 'El Aleph', 6, 2),
  (30, 'Palomar', 5, 3), (40, 'Hard Times', 4, 4);
"""


@pytest.fixture(params=["flag", "time"], ids=["flag and time", "time only"])
def style(request):
    """The settings of both ways to mark a row."""
    return {} if request.param == "flag" else {"flag_column": "deleted_at"}


def fill(db, style):
    db.executescript(LIBRARY)
    manage(db, "book", **style)
    manage(db, "author", **style)
    db.execute("DELETE FROM author WHERE id = 1")  # Takes Emma and Persuasion along.
    db.execute("DELETE FROM book WHERE id IN (20, 40)")
    return db


@pytest.fixture
def library(db, style):
    """Author 1 is in the trash with the books 10 and 11; so are, by themselves, the books 20 and 40."""
    return fill(db, style)


@pytest.fixture
def library_file(path, style):
    """The same in a file; no connection is open."""
    fill(connect(path, script="PRAGMA synchronous = OFF"), style).close()
    return path
