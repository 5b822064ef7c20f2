"""Every snippet of docs/migrations.md, run."""

import os
import re
import subprocess
import sys

import pytest

from support import COLORS, LIBRARY, ROOT, connect, manage, one, rows

PAGE = (ROOT / "docs/migrations.md").read_text()
SECTIONS = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", "## Start\n" + PAGE, re.M | re.S))


def blocks(section, language):
    return [block.replace('"build/release/softdelete"', repr(LIBRARY))
            for block in re.findall(rf"^```{language}\n(.*?)^```$", SECTIONS[section], re.M | re.S)]


def run(folder, *arguments):
    done = subprocess.run([sys.executable, "-W", "ignore", *arguments], cwd=folder, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**os.environ, "DJANGO_SETTINGS_MODULE": "site_settings", "PYTHONPATH": str(folder)})
    assert done.returncode == 0, done.stdout
    return done.stdout


def write(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def test_the_page_has_no_snippet_that_is_not_run():
    tested = [("Start", "sql"), ("Django", "python"), ("Alembic", "python"), ("Other tools", "sql"),
              ("Without suspending", "sql")]
    assert sum(len(blocks(*each)) for each in tested) == PAGE.count("\n```") // 2


# --- Django ------------------------------------------------------------------------------------

SETTINGS = """
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "app.sqlite"}}
INSTALLED_APPS = ["shop.apps.ShopConfig"]
SECRET_KEY = "test"
USE_TZ = False
"""


@pytest.fixture
def shop(tmp_path):
    """A Django project made of the page's snippets, migrated up to the enabling of soft delete."""
    pytest.importorskip("django.db", reason="needs Debian's python3-django")
    apps, models, enabling, _ = blocks("Django", "python")
    write(tmp_path, {"site_settings.py": SETTINGS, "shop/__init__.py": "", "shop/migrations/__init__.py": "",
                     "shop/apps.py": apps, "shop/models.py": models})
    run(tmp_path, "-m", "django", "makemigrations", "shop")
    assert (tmp_path / "shop/migrations/0001_initial.py").exists()
    write(tmp_path, {"shop/migrations/0002_softdelete.py": enabling})
    run(tmp_path, "-m", "django", "migrate")
    db = connect(tmp_path / "app.sqlite")
    db.execute("INSERT INTO shop_color(name, hex, is_deleted) VALUES ('red', '#f00', 0), ('green', '#0f0', 0)")
    db.execute("DELETE FROM shop_color WHERE name = 'red'")
    db.close()
    return tmp_path


def state(folder):
    db = connect(folder / "app.sqlite")
    found = (rows(db, "SELECT table_name, status FROM softdelete"), rows(db, "SELECT name FROM shop_color_active"),
             rows(db, "SELECT name, deleted_at FROM shop_color_deleted"))
    db.close()
    return found


def test_django(shop):
    before = state(shop)
    assert before[:2] == ([("shop_color", "ok")], [("green",)]) and before[2][0][0] == "red"
    write(shop, {"shop/migrations/0003_change.py": blocks("Django", "python")[3]})
    run(shop, "-m", "django", "migrate")
    assert state(shop) == before
    db = connect(shop / "app.sqlite")
    assert [row[1] for row in rows(db, "PRAGMA table_info(shop_color_active)")] == [
        "id", "name", "is_deleted", "deleted_at", "deleted_via", "name_upper"]
    db.execute("DELETE FROM shop_color")
    assert one(db, "SELECT count(*) FROM shop_color") == 2
    assert one(db, "SELECT restore('shop_color', 2)") == 1
    db.close()
    assert state(shop) == before


def test_django_back_again(shop):
    before = state(shop)
    write(shop, {"shop/migrations/0003_change.py": blocks("Django", "python")[3]})
    run(shop, "-m", "django", "migrate")
    run(shop, "-m", "django", "migrate", "shop", "0002")
    assert state(shop) == before
    run(shop, "-m", "django", "migrate", "shop", "0001")
    db = connect(shop / "app.sqlite")
    assert rows(db, "SELECT * FROM softdelete") == []
    assert one(db, "SELECT count(*) FROM shop_color") == 2


def test_django_finds_no_further_changes(shop):
    assert "No changes" in run(shop, "-m", "django", "makemigrations", "--check", "--dry-run")


# --- Alembic -----------------------------------------------------------------------------------

ENVIRONMENT = """
from alembic import context
from sqlalchemy import create_engine

with create_engine("sqlite:///app.sqlite").begin() as connection:
    context.configure(connection=connection)
    context.run_migrations()
"""

FIRST = """
revision = "1"
down_revision = None


def upgrade():
    pass
"""


def test_alembic(tmp_path):
    pytest.importorskip("alembic")
    loading, migration = blocks("Alembic", "python")
    write(tmp_path, {"alembic.ini": "[alembic]\nscript_location = .\n", "env.py": loading + ENVIRONMENT,
                     "versions/1.py": FIRST, "versions/2.py": migration})
    db = connect(tmp_path / "app.sqlite", script=COLORS)
    manage(db, "color")
    db.execute("DELETE FROM color WHERE id = 1")
    before = rows(db, "SELECT id, name, is_deleted, deleted_at FROM color")
    run(tmp_path, "-m", "alembic.config", "upgrade", "head")
    assert rows(db, "SELECT version_num FROM alembic_version") == [("2",)]
    assert rows(db, "SELECT id, name, is_deleted, deleted_at FROM color") == before
    assert rows(db, "SELECT table_name, status FROM softdelete") == [("color", "ok")]
    assert [row[1] for row in rows(db, "PRAGMA table_info(color_active)")] == [
        "id", "name", "is_deleted", "deleted_at", "deleted_via", "shade"]
    db.execute("DELETE FROM color")
    assert one(db, "SELECT count(*) FROM color") == 3


# --- SQL ---------------------------------------------------------------------------------------


@pytest.fixture
def db(color):
    color.execute("DELETE FROM color WHERE id = 1")
    return color


def test_start(db):
    (sql,) = blocks("Start", "sql")
    db.executescript(sql)
    assert rows(db, "SELECT status FROM softdelete") == [("ok",)]
    assert [row[1] for row in rows(db, "PRAGMA table_info(color_deleted)")][:2] == ["id", "name"]
    assert rows(db, "SELECT id FROM color_deleted") == [(1,)]


def test_script(db):
    (sql,) = blocks("Other tools", "sql")
    assert "CREATE VIEW" in one(db, sql.strip().rstrip(";"))


def test_other_tools_without_the_extension(db, tmp_path):
    """Drop what contains the marker, change the table, run the script that fits the new shape."""
    at_home = connect(script=COLORS)
    manage(at_home, "color")
    change = ["ALTER TABLE color DROP COLUMN hex", "ALTER TABLE color ADD COLUMN shade"]
    at_home.executescript("; ".join(["UPDATE softdelete SET suspended = 1", *change, "UPDATE softdelete SET suspended = 0"]))
    script = one(at_home, "SELECT softdelete_script('color')")
    db.execute("VACUUM INTO ?", (str(tmp_path / "host.sqlite"),))
    host = connect(tmp_path / "host.sqlite", load=False)
    host.execute("BEGIN")
    for kind in ("trigger", "view", "index"):
        for (name,) in rows(host, "SELECT name FROM sqlite_schema WHERE type = ? AND sql LIKE '%/* softdelete */%'", kind):
            host.execute(f'DROP {kind} "{name}"')
    for sql in change:
        host.execute(sql)
    host.execute("COMMIT")
    host.executescript(script)
    host.execute("DELETE FROM color WHERE id = 2")
    host.close()
    again = connect(tmp_path / "host.sqlite")
    assert rows(again, "SELECT id FROM color_deleted ORDER BY id") == [(1,), (2,)]
    assert rows(again, "SELECT status FROM softdelete") == [("ok",)]


def test_repair_and_rename(db):
    repair, rename = blocks("Without suspending", "sql")
    db.execute("ALTER TABLE color ADD COLUMN shade TEXT")
    assert rows(db, "SELECT status FROM softdelete") == [("damaged",)]
    db.executescript(repair)
    assert rows(db, "SELECT status FROM softdelete") == [("ok",)]
    db.executescript(rename)
    assert rows(db, "SELECT table_name, status FROM softdelete") == [("colour", "ok")]
    assert rows(db, "SELECT id FROM color_deleted") == [(1,)]
    db.execute("DELETE FROM colour WHERE id = 2")
    assert rows(db, "SELECT id FROM color_deleted ORDER BY id") == [(1,), (2,)]


TABLE = re.findall(r"^\| (`.*?|a rebuild) \| (.*?) \|$", SECTIONS["Without suspending"], re.M)


@pytest.mark.parametrize("sql, works", [
    ("ALTER TABLE color ADD COLUMN shade", True), ("ALTER TABLE color RENAME COLUMN hex TO code", True),
    ("ALTER TABLE color DROP COLUMN hex", False), ("ALTER TABLE color RENAME TO colour", True),
    ("DROP TABLE color", True)])
def test_the_table_of_alterations(db, sql, works):
    words = re.search(r"(ADD|RENAME|DROP) COLUMN|RENAME TO|DROP TABLE", sql).group()
    (said,) = [text for statement, text in TABLE if words in statement]
    assert ("refused" in said) == (not works)
    if works:
        db.execute(sql)
        assert rows(db, "SELECT status FROM softdelete")[0][0] in ("damaged", "missing")
    else:
        with pytest.raises(Exception, match="color_"):
            db.execute(sql)
        assert rows(db, "SELECT status FROM softdelete") == [("ok",)]
