"""What ./dev demo shows, and what it leaves."""

import os
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from package import script
from support import LIBRARY, connect, rows

# The library under test is there already.
DEMO = 'source tools/demo.sh; called_from=$PWD; build() { :; }; library() { echo "$LIBRARY"; }; demo "$@"'


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "it's a \"folder\""
    folder.mkdir()
    return folder


@pytest.fixture
def demo(folder):
    def demo(*arguments):
        return script(DEMO, *arguments, env={**os.environ, "TMPDIR": str(folder), "LIBRARY": LIBRARY},
                      stdin=subprocess.DEVNULL)
    return demo


def opened(told, sql):
    """Runs the command that the last line shows, as a shell would."""
    command = told.splitlines()[-1]
    assert command.startswith("  sqlite3 ")
    done = subprocess.run(["bash", "-c", f"{command} -batch"], input=sql, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


def test_tour_is_short_and_fits_a_terminal(demo):
    told = demo().splitlines()
    assert len(told) <= 107
    assert [line for line in told[:-1] if len(line) > 120 and not line.startswith("Refused: ")] == []


def test_tour_refuses_twice_and_in_words(demo):
    told = demo()
    assert "rror" not in told
    refused = re.findall(r"^Refused: (.*)$", told, re.MULTILINE)
    assert len(refused) == 2
    assert "palette_color" in refused[0]
    assert "name" in refused[1]
    assert not re.search(r"\(\d+\)$", "\n".join(refused), re.MULTILINE)


def test_tour_names_its_results(demo):
    # The shell heads a column that has no name with its expression.
    assert not re.search(r"^\w+\(.*\)\s*$", demo(), re.MULTILINE)


def test_tour_shows_what_intercepts_a_delete(demo):
    assert 'BEFORE DELETE ON "color"' in demo()


def test_tour_ends_with_its_tables_managed(demo):
    told = demo()
    assert opened(told, "SELECT count(*), min(status), max(status) FROM softdelete;") == ["4|ok|ok"]
    assert opened(told, "DELETE FROM color WHERE name = 'blue'; SELECT name FROM color_deleted;") == ["blue"]
    assert opened(told, "DELETE FROM paint WHERE name = 'silver'; SELECT name FROM paint_deleted;") == ["gold", "silver"]


def test_tour_shows_both_storages(demo):
    told = demo()
    assert re.search(r"^color +flag .* ok *$", told, re.MULTILINE)
    assert re.search(r"^paint +archive .* ok *$", told, re.MULTILINE)


@pytest.fixture
def database(folder):
    path = folder / "my database.sqlite"
    db = sqlite3.connect(path)
    db.executescript("""
        CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE book(id INTEGER PRIMARY KEY, author_id REFERENCES author);
        INSERT INTO author(name) VALUES ('Ada'), ('Bob');
        INSERT INTO book(author_id) VALUES (1), (1);
    """)
    db.close()
    return path


def test_own_table_is_managed_in_the_copy_alone(demo, database):
    before = database.read_bytes()
    told = demo(database, "Author")
    assert "rror" not in told and "Refused" not in told
    assert opened(told, "SELECT group_concat(table_name || ' ' || status) FROM (SELECT * FROM softdelete ORDER BY"
                        " table_name);") == ["author", "ok,book", "ok"]
    assert opened(told, "DELETE FROM author; SELECT name FROM author_deleted;") == ["Bob"]
    assert database.read_bytes() == before
    assert list(Path(database).parent.glob("my database*")) == [database]


def test_own_table_with_an_archive(demo, database):
    told = demo(database, "author", "archive")
    assert "rror" not in told and "Refused" not in told
    assert "('author', 'archive')" in told
    assert re.findall(r"^ *(restored|deleted|purged) *\n-+ *\n1 *$", told, re.MULTILINE) == ["restored", "deleted", "purged"]
    assert opened(told, "SELECT storage || status FROM softdelete;") == ["archiveok", "archiveok"]
    assert opened(told, "DELETE FROM author; SELECT name FROM author_deleted;") == ["Bob"]


def test_own_table_with_another_storage(demo, database):
    with pytest.raises(AssertionError, match="flag or archive"):
        demo(database, "author", "attic")


def test_own_table_without_rows(demo, database):
    with sqlite3.connect(database) as db:
        db.execute("DELETE FROM book")
    told = demo(database, "book")
    assert "has no rows" in told
    assert opened(told, "SELECT status FROM softdelete;") == ["ok"]


def test_the_extension_alone_reads_what_the_tour_left(demo, folder):
    demo()
    (path,) = folder.glob("softdelete-demo.*/tour.sqlite")
    db = connect(path)
    assert rows(db, "SELECT name FROM color_active ORDER BY name") == [("blue",), ("green",), ("red",)]
    db.close()
