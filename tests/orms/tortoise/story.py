"""Tortoise ORM, with its own migrations."""

from schema import Schema  # First, as the models look at the environment that it sets.

from tortoise import signals
from tortoise.functions import Count
from tortoise.transactions import in_transaction

from models import Color, Note, Paint, Sale, Tag
from telling import joined, leaves, leaves_what, tell

MODELS = {"color": Color, "paint": Paint}


class Shop(Schema):
    async def names(self, tables, names):
        await self.start()
        found = [await MODELS[table].filter(name__in=names).values_list("name", flat=True) for table in tables]
        return joined(sorted(name for some in found for name in some))

    async def hexes(self, *names):
        return joined(f"{color.name} {color.hex}" for color in await Color.filter(name__in=names).order_by("name"))

    @staticmethod
    async def put(name, hex):
        await Color.bulk_create([Color(name=name, hex=hex)], on_conflict=["name"], update_fields=["hex"])

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

    # --- after

    @leaves("khaki")
    async def delete_migrated(self):
        await self.start()
        await (await Color.create(name="khaki", shade="light")).delete()

    @leaves("khaki")
    async def insert_migrated(self):
        await Color.create(name="khaki")


tell(Shop)
