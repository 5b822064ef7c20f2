"""Tortoise ORM, with its own migrations."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

STAGE, STORAGE = sys.argv[1:3]
os.environ.update(SHOP_STORAGE=STORAGE, SHOP_SHAPE="2" if STAGE in ("after", "trash") else "0")

import tortoise  # noqa: E402
from tortoise import Tortoise, signals  # noqa: E402
from tortoise.functions import Count  # noqa: E402
from tortoise.transactions import in_transaction  # noqa: E402

from models import Color, Note, Paint, Sale, Tag  # noqa: E402
from settings import CONFIG  # noqa: E402
from telling import joined, leaves, leaves_what, tell  # noqa: E402

MODELS = {"color": Color, "paint": Paint}
TABLES = ["color", "paint", "swatch", "note", "sale", "tag", "color_tag"]

ENABLE = """from tortoise import migrations
from sqlite_recipe import enable

class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [enable(table, "{storage}") for table in {tables}]
"""


class Shop:
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

    # --- helpers

    async def names(self, tables, names):
        await self.start()
        found = [await MODELS[table].filter(name__in=names).values_list("name", flat=True) for table in tables]
        return joined(sorted(name for some in found for name in some))

    async def hexes(self, *names):
        return joined(f"{color.name} {color.hex}" for color in await Color.filter(name__in=names).order_by("name"))

    @staticmethod
    async def put(name, hex):
        await Color.bulk_create([Color(name=name, hex=hex)], on_conflict=["name"], update_fields=["hex"])

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

    # --- use

    @leaves("red")
    async def insert(self):
        await self.start()
        return (await Color.create(name="red", hex="#f00")).id

    @leaves("green", "blue", "black", "white")
    async def insert_many(self):
        await Color.bulk_create([Color(name="green", hex="#0f0"), Color(name="blue", hex="#00f"),
                                 Color(name="black"), Color(name="white")])

    @leaves("rose", "cherry", "olive", tables=["paint"])
    async def insert_related(self):
        red, green = await Color.get(name="red"), await Color.get(name="green")
        for name, color in ("rose", red), ("cherry", red), ("olive", green):
            await Paint.create(name=name, color=color)

    async def join(self):
        return joined(f"{paint.name}/{paint.color.name}" for paint in
                      await Paint.all().select_related("color").order_by("name"))

    async def find(self):
        red, blue = await Color.get(id=1), await Color.get(name="blue")
        return f"{red.name},{blue.name},{await Color.get_or_none(name='nosuch') or 'none'}"

    async def list(self):
        return joined(color.name for color in await Color.all().order_by("name").offset(1).limit(2))

    async def count(self):
        return f"{await Color.all().count()},{str(await Color.filter(name='red').exists()).lower()}"

    async def load_related(self):
        red = await Color.get(name="red").prefetch_related("paints")
        return joined(sorted(paint.name for paint in red.paints))

    async def group(self):
        query = Color.annotate(number=Count("paints")).filter(number__gt=0).order_by("name")
        return joined(f"{name} {number}" for name, number in await query.values_list("name", "number"))

    async def red(self):
        return (await self.hexes("red")).split()[-1]

    @leaves_what(red)
    async def update(self):
        red = await Color.get(name="red")
        red.hex = "#ff0000"
        await red.save()

    @leaves_what(lambda shop: shop.hexes("black", "white"))
    async def update_by_query(self):
        return await Color.filter(name__in=["black", "white"]).update(hex="#000")

    @leaves_what(lambda shop: shop.hexes("green"))
    async def upsert(self):
        await self.put("green", "#0e0")

    @leaves("black")
    async def delete(self):
        black = await Color.get(name="black")
        self.black = black.id
        await black.delete()

    async def find_deleted(self):
        found = await Color.get_or_none(name="black"), await Color.get_or_none(id=self.black)
        number = await Color.filter(name="black").count()
        return ",".join([*(color.name if color else "none" for color in found), str(number)])

    @leaves("white")
    async def delete_by_query(self):
        return await Color.filter(name="white").delete()

    delete_nothing = delete_by_query

    @leaves("blue")
    async def delete_stale(self):
        first, second = await Color.get(name="blue"), await Color.get(name="blue")
        await first.delete()
        await second.delete()

    @leaves("black")
    async def insert_again(self):
        await Color.create(name="black")

    @leaves_what(lambda shop: shop.hexes("white"))
    async def upsert_deleted(self):
        await self.put("white", "#fff")

    @leaves_what(lambda shop: shop.hexes("gray"))
    async def find_or_create(self):
        await (await Color.create(name="gray", hex="#777")).delete()
        return (await Color.get_or_create(name="gray", defaults={"hex": "#888"}))[1]

    delete_again = delete

    @leaves("navy", "plum", "teal")
    async def delete_many(self):
        await Color.bulk_create([Color(name=name) for name in ("navy", "plum", "teal")])
        return await Color.filter(name__in=["navy", "plum", "teal"]).delete()

    @leaves("pink", "coral", "salmon", tables=["color", "paint"])
    async def cascade_by_the_database(self):
        pink = await Color.create(name="pink")
        await Paint.bulk_create([Paint(name="coral", color=pink), Paint(name="salmon", color=pink)])
        await pink.delete()

    async def calm(self):
        note = await Note.get(text="calm").prefetch_related("color")
        return f"{note.text}/{note.color.name if note.color else 'none'}"

    @leaves_what(calm)
    async def set_null(self):
        jade = await Color.create(name="jade")
        await Note.create(text="calm", color=jade)
        await jade.delete()

    @leaves("violet", tables=["paint"])
    async def restrict(self):
        violet = await Paint.create(name="violet", color=await Color.create(name="indigo"))
        await Sale.create(name="first", paint=violet)
        await violet.delete()

    async def after_rollback(self):
        return f"{self.inside}/{await self.names(['color'], ['red'])}"

    @leaves_what(after_rollback)
    async def rollback(self):
        async with in_transaction() as connection:
            await (await Color.get(name="red")).delete()
            self.inside = joined(await Color.filter(name="red").values_list("name", flat=True))
            await connection.rollback()

    @leaves_what(lambda shop: shop.hexes("green"))
    async def transaction(self):
        async with in_transaction():
            await (await Color.get(name="green")).delete()
            await Color.create(name="green", hex="#008000")

    async def tags(self):
        red = await Color.get(name="red").prefetch_related("tags")
        return joined(sorted(tag.name for tag in red.tags))

    @leaves_what(tags)
    async def tag(self):
        await (await Color.get(name="red")).tags.add(await Tag.create(name="warm"), await Tag.create(name="bright"))

    @leaves_what(tags)
    async def untag(self):
        await (await Color.get(name="red")).tags.remove(await Tag.get(name="warm"))

    @leaves_what(tags)
    async def tag_again(self):
        await (await Color.get(name="red")).tags.add(await Tag.get(name="warm"))

    @leaves("beige")
    async def events(self):
        heard = []

        async def before(sender, instance, connection):
            heard.append("pre_delete")

        async def after(sender, instance, connection):
            heard.append("post_delete")

        signals.pre_delete(Color)(before)
        signals.post_delete(Color)(after)
        await (await Color.create(name="beige")).delete()
        return joined(heard)

    @leaves("cyan")
    async def reload(self):
        cyan = await Color.create(name="cyan")
        await Color.filter(name="cyan").delete()
        await cyan.refresh_from_db()

    async def notes(self):
        return joined(await Note.all().values_list("text", flat=True))

    @leaves_what(notes)
    async def delete_all(self):
        return await Note.all().delete()

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

        rebuild.left = Shop.status
        return {"tortoise migrate with a rebuild, without suspending or repair": rebuild}

    # --- after, trash

    @leaves("khaki")
    async def delete_migrated(self):
        await self.start()
        await (await Color.create(name="khaki", shade="light")).delete()

    @leaves("khaki")
    async def insert_migrated(self):
        await Color.create(name="khaki")

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


tell(Shop)
