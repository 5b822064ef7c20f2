"""SQLAlchemy's ORM with AsyncSession and aiosqlite, with Alembic for the migrations."""

import aiosqlite
import sqlalchemy as sa
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import selectinload
from sqlalchemy.pool import NullPool

from models import Color, LockedColor, Note, Paint, Sale, Swatch, Tag
from recipe import load_softdelete
from schema import Schema
from telling import joined, leaves, leaves_what, tell

MODELS = {"color": Color, "paint": Paint, "swatch": Swatch, "sale": Sale}


class Shop(Schema):
    asynchronous = True
    product = f"SQLAlchemy AsyncSession {sa.__version__}, aiosqlite {aiosqlite.__version__}"

    def __init__(self, storage):
        self.storage = storage
        self.engine = create_async_engine("sqlite+aiosqlite:///app.db", poolclass=NullPool)
        load_softdelete(self.engine)

    async def close(self):
        await self.engine.dispose()

    async def connected(self, work):
        async with self.engine.begin() as connection:
            return await connection.run_sync(work)

    # --- helpers

    def session(self):
        return AsyncSession(self.engine, expire_on_commit=False)

    async def rows(self, statement):
        async with self.session() as session:
            return (await session.execute(statement)).all()

    async def names(self, tables, names):
        return joined(sorted([name for table in tables for name, in await self.rows(
            select(MODELS[table].name).where(MODELS[table].name.in_(names)))]))

    async def hexes(self, *names):
        return joined(f"{color.name} {color.hex}" for color, in await self.rows(
            select(Color).where(Color.name.in_(names)).order_by(Color.name)))

    @staticmethod
    async def color(session, name, model=Color):
        return (await session.scalars(select(model).where(model.name == name))).one()

    async def add(self, *objects):
        async with self.session() as session:
            session.add_all(objects)
            await session.commit()

    async def remove(self, name):
        async with self.session() as session:
            color = await self.color(session, name)
            await session.delete(color)
            await session.commit()

    async def change(self, statement):
        async with self.session() as session:
            done = await session.execute(statement)
            await session.commit()
            return done.rowcount

    async def put(self, name, hex):
        statement = upsert(Color).values(name=name, hex=hex)
        return await self.change(statement.on_conflict_do_update(index_elements=["name"], set_={"hex": hex}))

    # --- use

    @leaves("red")
    async def insert(self):
        red = Color(name="red", hex="#f00")
        await self.add(red)
        return red.id

    @leaves("green", "blue", "black", "white")
    async def insert_many(self):
        async with self.session() as session:
            keys = (await session.scalars(insert(Color).returning(Color.id), [
                {"name": "green", "hex": "#0f0"}, {"name": "blue", "hex": "#00f"},
                {"name": "black", "hex": None}, {"name": "white", "hex": None}])).all()
            await session.commit()
            return joined(keys)

    @leaves("rose", "cherry", "olive", tables=["paint"])
    async def insert_related(self):
        async with self.session() as session:
            red, green = await self.color(session, "red"), await self.color(session, "green")
            session.add_all([Paint(name="rose", color=red), Paint(name="cherry", color=red), Paint(name="olive", color=green)])
            await session.commit()

    async def join(self):
        return joined(f"{paint}/{color}" for paint, color in await self.rows(
            select(Paint.name, Color.name).join(Paint.color).order_by(Paint.name)))

    async def find(self):
        async with self.session() as session:
            missing = await session.scalar(select(Color).where(Color.name == "nosuch"))
            red, blue = await session.get(Color, 1), await self.color(session, "blue")
            return f"{red.name},{blue.name},{missing or 'none'}"

    async def list(self):
        return joined(color.name for color, in await self.rows(select(Color).order_by(Color.name).offset(1).limit(2)))

    async def count(self):
        (number,), = await self.rows(select(func.count()).select_from(Color))
        (there,), = await self.rows(select(select(Color.id).where(Color.name == "red").exists()))
        return f"{number},{str(there).lower()}"

    async def load_related(self):
        (red,), = await self.rows(select(Color).where(Color.name == "red").options(selectinload(Color.paints)))
        return joined(sorted(paint.name for paint in red.paints))

    async def group(self):
        return joined(f"{name} {number}" for name, number in await self.rows(
            select(Color.name, func.count(Paint.id)).join(Color.paints).group_by(Color.name).order_by(Color.name)))

    async def red(self):
        return (await self.hexes("red")).split()[-1]

    @leaves_what(red)
    async def update(self):
        async with self.session() as session:
            red = await self.color(session, "red")
            red.hex = "#ff0000"
            await session.commit()

    @leaves_what(lambda shop: shop.hexes("black", "white"))
    async def update_by_query(self):
        return await self.change(update(Color).where(Color.name.in_(["black", "white"])).values(hex="#000"))

    @leaves_what(lambda shop: shop.hexes("green"))
    async def upsert(self):
        return await self.put("green", "#0e0")

    @leaves("black")
    async def delete(self):
        async with self.session() as session:
            black = await self.color(session, "black")
            self.black = black.id
            await session.delete(black)
            await session.commit()

    async def find_deleted(self):
        async with self.session() as session:
            found = await session.scalar(select(Color).where(Color.name == "black")), await session.get(Color, self.black)
            number = await session.scalar(select(func.count()).select_from(Color).where(Color.name == "black"))
            return ",".join([*(color.name if color else "none" for color in found), str(number)])

    @leaves("white")
    async def delete_by_query(self):
        return await self.change(delete(Color).where(Color.name == "white"))

    delete_nothing = delete_by_query

    @leaves("blue")
    async def delete_stale(self):
        async with self.session() as second:
            loaded = await self.color(second, "blue")
            await second.commit()
            await self.remove("blue")
            await second.delete(loaded)
            await second.commit()

    @leaves("black")
    async def insert_again(self):
        await self.add(Color(name="black"))

    @leaves_what(lambda shop: shop.hexes("white"))
    async def upsert_deleted(self):
        return await self.put("white", "#fff")

    delete_again = delete

    @leaves_what(lambda shop: shop.returned)
    async def returning(self):
        await self.add(Color(name="lime"))
        async with self.session() as session:
            self.returned = joined(await session.scalars(delete(Color).where(Color.name == "lime").returning(Color.name)))
            await session.commit()

    @leaves("navy", "plum", "teal")
    async def delete_many(self):
        await self.add(Color(name="navy"), Color(name="plum"), Color(name="teal"))
        return await self.change(delete(Color).where(Color.name.in_(["navy", "plum", "teal"])))

    @leaves("pink", "coral", "salmon", tables=["color", "paint"])
    async def cascade_by_the_database(self):
        await self.add(Color(name="pink", paints=[Paint(name="coral"), Paint(name="salmon")]))
        await self.remove("pink")

    @leaves("gold", "amber", "honey", tables=["color", "swatch"])
    async def cascade_by_the_orm(self):
        await self.add(Color(name="gold", swatches=[Swatch(name="amber"), Swatch(name="honey")]))
        await self.remove("gold")

    async def calm(self):
        (text, color), = await self.rows(select(Note.text, Color.name).outerjoin(Note.color).where(Note.text == "calm"))
        return f"{text}/{color or 'none'}"

    @leaves_what(calm)
    async def set_null(self):
        await self.add(Color(name="jade", notes=[Note(text="calm")]))
        await self.remove("jade")

    @leaves("violet", tables=["paint"])
    async def restrict(self):
        await self.add(Color(name="indigo", paints=[Paint(name="violet", sales=[Sale(name="first")])]))
        async with self.session() as session:
            violet = (await session.scalars(select(Paint).where(Paint.name == "violet"))).one()
            await session.delete(violet)
            await session.commit()

    async def after_rollback(self):
        return f"{self.inside}/{await self.names(['color'], ['red'])}"

    @leaves_what(after_rollback)
    async def rollback(self):
        async with self.session() as session:
            await session.delete(await self.color(session, "red"))
            await session.flush()
            self.inside = joined(await session.scalars(select(Color.name).where(Color.name == "red")))
            await session.rollback()

    @leaves_what(lambda shop: shop.hexes("green"))
    async def transaction(self):
        async with self.session() as session, session.begin():
            await session.delete(await self.color(session, "green"))
            await session.flush()
            session.add(Color(name="green", hex="#008000"))

    @leaves("onyx")
    async def lock(self):
        async with self.session() as session:
            onyx = LockedColor(name="onyx")
            session.add(onyx)
            await session.commit()
            onyx.hex = "#123"
            await session.commit()
            await session.delete(onyx)
            await session.commit()

    @leaves("opal")
    async def lock_stale(self):
        await self.add(Color(name="opal"))
        async with self.session() as first, self.session() as second:
            opal = await self.color(first, "opal", LockedColor)
            await first.commit()
            other = await self.color(second, "opal", LockedColor)
            other.hex = "#abc"
            await second.commit()
            await first.delete(opal)
            await first.commit()

    async def tags(self):
        (red,), = await self.rows(select(Color).where(Color.name == "red").options(selectinload(Color.tags)))
        return joined(tag.name for tag in red.tags)

    async def retag(self, change):
        async with self.session() as session:
            red = (await session.scalars(select(Color).where(Color.name == "red").options(selectinload(Color.tags)))).one()
            change(red.tags, await session.scalar(select(Tag).where(Tag.name == "warm")))
            await session.commit()

    @leaves_what(tags)
    async def tag(self):
        await self.retag(lambda tags, _: tags.extend([Tag(name="warm"), Tag(name="bright")]))

    @leaves_what(tags)
    async def untag(self):
        await self.retag(lambda tags, warm: tags.remove(warm))

    @leaves_what(tags)
    async def tag_again(self):
        await self.retag(lambda tags, warm: tags.append(warm))

    @leaves("cyan")
    async def reload(self):
        await self.add(Color(name="cyan"))
        async with self.session() as session:
            cyan = await self.color(session, "cyan")
            await session.commit()
            await self.remove("cyan")
            await session.refresh(cyan)

    async def notes(self):
        return joined([text for text, in await self.rows(select(Note.text))])

    @leaves_what(notes)
    async def delete_all(self):
        return await self.change(delete(Note))

    # --- after

    @leaves("khaki")
    async def delete_migrated(self):
        await self.add(Color(name="khaki", shade="light"))
        await self.remove("khaki")

    @leaves("khaki")
    async def insert_migrated(self):
        await self.add(Color(name="khaki"))


tell(Shop)
