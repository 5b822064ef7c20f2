"""What Django's program does with the schema and the trash: migrations by its commands, and introspection."""

import os
import re
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path

STAGE, STORAGE = sys.argv[1:3]
os.environ.update(DJANGO_SETTINGS_MODULE="settings", SHOP_STORAGE=STORAGE,
                  SHOP_SHAPE="2" if STAGE in ("after", "trash") else "0")

import django  # noqa: E402

sys.path.insert(0, os.getcwd())
django.setup()

import recipe_without  # noqa: E402
from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.signals import connection_created  # noqa: E402
from settings import LOADS  # noqa: E402
from telling import joined, leaves, leaves_what  # noqa: E402

BY_TABLE = {model._meta.db_table: model for model in apps.get_app_config("shop").get_models()}

ENABLE = """from django.db import migrations
from recipe import enable

class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [enable(table, "{storage}") for table in {tables}]
"""


class Schema:
    def __init__(self, storage):
        self.storage = storage
        if STAGE == "trash" and not LOADS and storage == "archive":
            connection_created.connect(recipe_without.restorable)

    @staticmethod
    def manage(*arguments, shape=0, **environment):
        done = subprocess.run([sys.executable, Path(__file__).parent / "manage.py", *arguments], text=True,
                              env={**os.environ, "SHOP_SHAPE": str(shape), **environment}, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout

    # --- create

    @staticmethod
    def versions():
        return f"Django {django.__version__}, Python {sys.version_info[0]}.{sys.version_info[1]}, SQLite {sqlite3.sqlite_version}"

    def tables(self, include_views=False):
        names = connection.introspection.table_names(include_views=include_views)
        return joined(name for name in sorted(names) if not name.startswith("django_")
                      and "softdelete" not in name and not name.endswith(("_active", "_deleted")))

    def create(self):
        Path("shop_migrations").mkdir()
        Path("shop_migrations/__init__.py").touch()
        self.manage("makemigrations", "shop", "--name", "initial")
        self.manage("migrate")
        found = self.tables()
        if self.storage != "plain" and LOADS:
            Path("shop_migrations/0002_softdelete.py").write_text(ENABLE.format(
                storage=self.storage, tables=[*BY_TABLE, "color_tag"]))
            self.manage("migrate")
        return found

    # --- introspect, migrate

    @staticmethod
    def inspectdb(*tables):
        text = StringIO()
        call_command("inspectdb", *tables, stdout=text)
        return text.getvalue()

    def introspect(self):
        return joined(["id", *re.findall(r"^    (\w+) = models\.", self.inspectdb("color"), re.MULTILINE)])

    def introspect_tables(self):
        return self.tables(include_views=True)

    def pending(self, shape=0):
        said = self.manage("makemigrations", "shop", "--check", "--dry-run", shape=shape)
        return "nothing" if "No changes detected" in said else said

    def unfiltered(self):
        def rebuild():
            self.manage("makemigrations", "shop", shape=2)
            self.manage("migrate", shape=2, SHOP_LOADS="0")

        rebuild.left = lambda shop: "color is " + self.rows("SELECT status FROM softdelete WHERE table_name = 'color'")[0][0]
        inspectdb = {"inspectdb": lambda: f"{self.inspectdb().count('models.Model')} models"}
        return {**inspectdb, "migrate with a rebuild, without suspending or repair": rebuild} if LOADS else inspectdb

    def migrate(self, shape):
        self.manage("makemigrations", "shop", shape=shape)
        self.manage("migrate", shape=shape)
        return self.introspect()

    def add_column(self):
        return self.migrate(1)

    def rebuild(self):
        columns = self.migrate(2).split(",")
        return joined(sorted(columns, key=lambda name: ["id", "name", "hex", "version", name].index(name)))

    # --- trash

    def rows(self, sql, *values):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    def trash(self, *names):
        marks = ", ".join(["%s"] * len(names))
        return joined(name for name, in self.rows(
            f"SELECT name FROM color_deleted WHERE name IN ({marks}) ORDER BY name", *names))

    def see_the_trash(self):
        return self.trash("khaki", "teal")

    def restored(self, name):
        if LOADS:
            return self.rows("SELECT restore('color', id) FROM color_deleted WHERE name = %s", name)[0][0]
        (key,), = self.rows("SELECT id FROM color_deleted WHERE name = %s", name)
        recipe_without.restore(connection, "color", key)

    @leaves("teal")
    def restore(self):
        return self.restored("teal")

    @leaves_what(lambda shop: shop.trash("plum"))
    def purge(self):
        if LOADS:
            return self.rows("SELECT purge('color', id) FROM color_deleted WHERE name = %s", "plum")[0][0]
        self.rows("DELETE FROM color_deleted WHERE name = %s RETURNING id", "plum")
