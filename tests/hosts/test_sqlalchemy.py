"""SQLAlchemy, with objects in a session."""

from hosts.host import Host, colors, python_with
from hosts.story import check

PYTHON = python_with("sqlalchemy")
SQLALCHEMY = Host("sqlalchemy", probe=[PYTHON, "-c", "import sqlalchemy"])
ASYNC_PYTHON = python_with("sqlalchemy", "aiosqlite")
ASYNCHRONOUS = Host("sqlalchemy", probe=[ASYNC_PYTHON, "-c", "import aiosqlite, sqlalchemy.ext.asyncio"])

ASYNC_SNIPPET = """
import asyncio

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine("sqlite+aiosqlite:///app.db")

%s
async def main():
    async with engine.begin() as db:
        await db.execute(text("DELETE FROM color WHERE name = 'green'"))
        print(*await db.scalars(text("SELECT name FROM color_active")))
        await db.scalar(text("SELECT restore('color', 2)"))
    await engine.dispose()

asyncio.run(main())
"""


def test_story(tmp_path):
    check(SQLALCHEMY.story(tmp_path, PYTHON, "story.py"), error="OperationalError")


def test_snippet(tmp_path):
    SQLALCHEMY.snippet(tmp_path, "SQLAlchemy", PYTHON, "example.py")


def test_asynchronous_snippet(tmp_path):
    ASYNCHRONOUS.snippet_folder(tmp_path, "Asynchronous engines", "snippet")
    (tmp_path / "example.py").write_text(ASYNC_SNIPPET % (tmp_path / "snippet").read_text())
    ASYNCHRONOUS.check_snippet(tmp_path, ASYNCHRONOUS.run(tmp_path, ASYNC_PYTHON, "example.py"))


def test_a_delete_that_counts_no_rows(tmp_path):
    lines = SQLALCHEMY.program(tmp_path, PYTHON, "counts.py", before=lambda work: colors(work / "app.db"))
    assert lines == ["Color SAWarning", "VersionedColor StaleDataError", "UnconfirmedColor committed"]
