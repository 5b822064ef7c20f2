"""What Tortoise's program does with the schema and the trash: migrations by its commands."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

STAGE, STORAGE = sys.argv[1:3]
os.environ.update(SHOP_STORAGE=STORAGE, SHOP_SHAPE="2" if STAGE in ("after", "trash") else "0")

import tortoise  # noqa: E402
from tortoise import Tortoise  # noqa: E402

from settings import CONFIG  # noqa: E402
from telling import joined, leaves, leaves_what  # noqa: E402

TABLES = ["color", "paint", "swatch", "note", "sale", "tag", "color_tag"]

ENABLE = """from tortoise import migrations
from sqlite_recipe import enable

class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [enable(table, "{storage}") for table in {tables}]
"""


class Schema:
    asynchronous = True

    def __init__(self, storage):
        self.storage = storage
        self.started = False

    async def start(self):
        """Opens the database, but for the stages whose work is a command's."""
        if not self.started:
            await Tortoise.init(config=CONFIG)
            self.started = True
        return Tortoise.get_connection("default")

    async def close(self):
        if self.started:
            await Tortoise.close_connections()

    async def rows(self, sql, *values):
        return await (await self.start()).execute_query_dict(sql, list(values))

    @staticmethod
    def command(*arguments, shape=0):
        done = subprocess.run([sys.executable, "-m", "tortoise", *arguments], text=True, capture_output=True, env={
            **os.environ, "SHOP_SHAPE": str(shape), "SHOP_MIGRATES": "1", "TORTOISE_ORM": "settings.CONFIG", "NO_COLOR": "1",
            "PYTHONPATH": f"{Path(__file__).parent}:{os.getcwd()}:{os.environ['PYTHONPATH']}"}, check=False)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout

    # --- create

    @staticmethod
    def versions():
        return f"Tortoise ORM {tortoise.__version__}, SQLite {sqlite3.sqlite_version}"

    def create(self):
        Path("shop_migrations").mkdir()
        Path("shop_migrations/__init__.py").touch()
        self.command("makemigrations", "shop", "--name", "initial")
        self.command("migrate")
        db = sqlite3.connect("app.db")
        found = [name for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        db.close()
        if self.storage != "plain":
            Path("shop_migrations/0002_softdelete.py").write_text(ENABLE.format(storage=self.storage, tables=TABLES))
            self.command("migrate")
        return joined(name for name in found if name not in ("tortoise_migrations", "sqlite_sequence"))

    # --- introspect, migrate

    def pending(self):
        said = self.command("makemigrations")
        return "nothing" if "No changes detected" in said else said

    async def columns(self):
        found = [row["name"] for row in await self.rows("SELECT name FROM pragma_table_info('color')")]
        return joined(sorted(found, key=["id", "name", "hex", "version", *found].index))

    async def status(self):
        (row,) = await self.rows("SELECT status FROM softdelete WHERE table_name = 'color'")
        return f"color is {row['status']}"

    def migrate(self, shape, ending=()):
        known = set(Path("shop_migrations").glob("0*.py"))
        self.command("makemigrations", shape=shape)
        (made,) = set(Path("shop_migrations").glob("0*.py")) - known
        text, end = made.read_text(), "\n    ]\n"
        assert text.count(end) == 1
        made.write_text(text.replace(end, "".join(f'\n        ops.RunSQL("{sql}"),' for sql in ending) + end))
        self.command("migrate", shape=shape)

    async def add_column(self):
        self.migrate(1, [] if self.storage == "plain" else ["SELECT softdelete_repair()"])
        return await self.columns()

    async def rebuild(self):
        ending = {"plain": [], "archive": ["SELECT softdelete_repair()"],
                  "flag": ["SELECT softdelete_repair()", "UPDATE softdelete SET suspended = 0"]}
        if self.storage == "flag":
            await self.rows("UPDATE softdelete SET suspended = 1")
        self.migrate(2, ending[self.storage])
        return await self.columns()

    def unfiltered(self):
        def rebuild():
            self.migrate(2)

        rebuild.left = Schema.status
        return {"tortoise migrate with a rebuild, without suspending or repair": rebuild}

    # --- trash

    async def trash(self, *names):
        marks = ", ".join("?" * len(names))
        return joined([row["name"] for row in await self.rows(
            f"SELECT name FROM color_deleted WHERE name IN ({marks}) ORDER BY name", *names)])

    async def see_the_trash(self):
        return await self.trash("khaki", "teal")

    async def call(self, function, name):
        (row,) = await self.rows(f"SELECT {function}('color', id) AS done FROM color_deleted WHERE name = ?", name)
        return row["done"]

    @leaves("teal")
    async def restore(self):
        return await self.call("restore", "teal")

    @leaves("pink", "coral", "salmon", tables=["color", "paint"])
    async def restore_with_children(self):
        return await self.call("restore", "pink")

    @leaves_what(lambda shop: shop.trash("plum"))
    async def purge(self):
        return await self.call("purge", "plum")
