"""SQLAlchemy Core, with Alembic for the migrations."""

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from models import (color, color_tag, live_color, live_color_tag, live_note, live_paint, live_swatch, live_tag, note, paint,
                    sale, tag)
from schema import Schema
from telling import joined, leaves, leaves_what, tell

LIVE = {"color": live_color, "paint": live_paint, "swatch": live_swatch}


class Shop(Schema):
    product = f"SQLAlchemy Core {sa.__version__}"

    def run(self, statement, *parameters):
        with self.engine.begin() as connection:
            return connection.execute(statement, *parameters)

    def rows(self, statement):
        with self.engine.begin() as connection:
            return connection.execute(statement).all()

    def make(self, table, **values):
        return self.run(table.insert().values(values)).inserted_primary_key[0]

    def remove(self, *names):
        return self.run(color.delete().where(color.c.name.in_(names))).rowcount

    def key(self, table, name):
        with self.engine.begin() as connection:
            return connection.execute(select(table.c.id).where(table.c.name == name)).scalar_one()

    def names(self, tables, names):
        return joined(sorted(name for table in tables for name, in self.rows(
            select(LIVE[table].c.name).where(LIVE[table].c.name.in_(names)))))

    def hexes(self, *names):
        return joined(f"{name} {hex}" for name, hex in self.rows(
            select(live_color.c.name, live_color.c.hex).where(live_color.c.name.in_(names)).order_by(live_color.c.name)))

    def put(self, name, hex):
        statement = upsert(color).values(name=name, hex=hex)
        return self.run(statement.on_conflict_do_update(index_elements=["name"], set_={"hex": hex})).rowcount

    # --- use

    @leaves("red")
    def insert(self):
        return self.make(color, name="red", hex="#f00")

    @leaves("green", "blue", "black", "white")
    def insert_many(self):
        return self.run(color.insert(), [{"name": "green", "hex": "#0f0"}, {"name": "blue", "hex": "#00f"},
                                         {"name": "black", "hex": None}, {"name": "white", "hex": None}]).rowcount

    @leaves("rose", "cherry", "olive", tables=["paint"])
    def insert_related(self):
        for name, of in ("rose", "red"), ("cherry", "red"), ("olive", "green"):
            self.make(paint, name=name, color_id=self.key(color, of))

    def join(self):
        joining = live_paint.join(live_color, live_paint.c.color_id == live_color.c.id)
        return joined(f"{name}/{of}" for name, of in self.rows(
            select(live_paint.c.name, live_color.c.name).select_from(joining).order_by(live_paint.c.name)))

    def find(self):
        query = select(live_color.c.name)
        found = [self.rows(query.where(live_color.c.id == 1)), self.rows(query.where(live_color.c.name == "blue")),
                 self.rows(query.where(live_color.c.name == "nosuch"))]
        return ",".join(rows[0][0] if rows else "none" for rows in found)

    def list(self):
        return joined(name for name, in self.rows(
            select(live_color.c.name).order_by(live_color.c.name).offset(1).limit(2)))

    def count(self):
        (number,), = self.rows(select(func.count()).select_from(live_color))
        (there,), = self.rows(select(select(live_color.c.id).where(live_color.c.name == "red").exists()))
        return f"{number},{str(there).lower()}"

    def group(self):
        joining = live_color.join(live_paint, live_paint.c.color_id == live_color.c.id)
        return joined(f"{name} {number}" for name, number in self.rows(
            select(live_color.c.name, func.count()).select_from(joining).group_by(live_color.c.name)
            .order_by(live_color.c.name)))

    @leaves_what(lambda shop: shop.hexes("red").split()[-1])
    def update(self):
        return self.run(color.update().where(color.c.id == self.key(color, "red")).values(hex="#ff0000")).rowcount

    @leaves_what(lambda shop: shop.hexes("black", "white"))
    def update_by_query(self):
        return self.run(color.update().where(color.c.name.in_(["black", "white"])).values(hex="#000")).rowcount

    @leaves_what(lambda shop: shop.hexes("green"))
    def upsert(self):
        return self.put("green", "#0e0")

    @leaves("black")
    def delete(self):
        self.black = self.key(live_color, "black")
        return self.run(color.delete().where(color.c.id == self.black)).rowcount

    def find_deleted(self):
        query = select(live_color.c.name)
        found = self.rows(query.where(live_color.c.name == "black")), self.rows(query.where(live_color.c.id == self.black))
        (number,), = self.rows(select(func.count()).where(live_color.c.name == "black"))
        return ",".join([*(rows[0][0] if rows else "none" for rows in found), str(number)])

    @leaves("white")
    def delete_by_query(self):
        return self.remove("white")

    delete_nothing = delete_by_query

    @leaves("blue")
    def delete_stale(self):
        key = self.key(live_color, "blue")
        with self.engine.begin() as first:
            first.execute(color.delete().where(color.c.id == key))
        with self.engine.begin() as second:
            return second.execute(color.delete().where(color.c.id == key)).rowcount

    @leaves("black")
    def insert_again(self):
        self.make(color, name="black")

    @leaves_what(lambda shop: shop.hexes("white"))
    def upsert_deleted(self):
        return self.put("white", "#fff")

    @leaves_what(lambda shop: shop.hexes("gray"))
    def find_or_create(self):
        self.make(color, name="gray", hex="#777")
        self.remove("gray")
        statement = upsert(color).values(name="gray", hex="#888").on_conflict_do_nothing(index_elements=["name"])
        return self.run(statement).rowcount

    delete_again = delete

    @leaves_what(lambda shop: shop.returned)
    def returning(self):
        self.make(color, name="lime")
        self.returned = joined(name for name, in self.rows(
            color.delete().where(color.c.name == "lime").returning(color.c.name)))

    @leaves("navy", "plum", "teal")
    def delete_many(self):
        for name in "navy", "plum", "teal":
            self.make(color, name=name)
        return self.remove("navy", "plum", "teal")

    @leaves("pink", "coral", "salmon", tables=["color", "paint"])
    def cascade_by_the_database(self):
        pink = self.make(color, name="pink")
        for name in "coral", "salmon":
            self.make(paint, name=name, color_id=pink)
        return self.remove("pink")

    def calm(self):
        joining = live_note.outerjoin(live_color, live_note.c.color_id == live_color.c.id)
        (text, of), = self.rows(select(live_note.c.text, live_color.c.name).select_from(joining))
        return f"{text}/{of or 'none'}"

    @leaves_what(calm)
    def set_null(self):
        self.make(note, text="calm", color_id=self.make(color, name="jade"))
        return self.remove("jade")

    @leaves("violet", tables=["paint"])
    def restrict(self):
        violet = self.make(paint, name="violet", color_id=self.make(color, name="indigo"))
        self.make(sale, name="first", paint_id=violet)
        return self.run(paint.delete().where(paint.c.id == violet)).rowcount

    @leaves_what(lambda shop: f"{shop.inside}/{shop.names(['color'], ['red'])}")
    def rollback(self):
        with self.engine.connect() as connection:
            connection.execute(color.delete().where(color.c.name == "red"))
            self.inside = joined(connection.scalars(select(live_color.c.name).where(live_color.c.name == "red")))
            connection.rollback()

    @leaves_what(lambda shop: shop.hexes("green"))
    def transaction(self):
        with self.engine.begin() as connection:
            connection.execute(color.delete().where(color.c.name == "green"))
            connection.execute(color.insert().values(name="green", hex="#008000"))

    def tags(self):
        joining = live_tag.join(live_color_tag, live_color_tag.c.tag_id == live_tag.c.id)
        return joined(name for name, in self.rows(
            select(live_tag.c.name).select_from(joining).where(live_color_tag.c.color_id == self.key(color, "red"))
            .order_by(live_tag.c.name)))

    def link(self, tag_id):
        self.run(color_tag.insert().values(color_id=self.key(color, "red"), tag_id=tag_id))

    @leaves_what(tags)
    def tag(self):
        for name in "warm", "bright":
            self.link(self.make(tag, name=name))

    @leaves_what(tags)
    def untag(self):
        return self.run(color_tag.delete().where(color_tag.c.tag_id == self.key(tag, "warm"))).rowcount

    @leaves_what(tags)
    def tag_again(self):
        self.link(self.key(tag, "warm"))

    @leaves_what(lambda shop: joined(text for text, in shop.rows(select(live_note.c.text))))
    def delete_all(self):
        return self.run(note.delete()).rowcount

    # --- after

    @leaves("khaki")
    def delete_migrated(self):
        self.make(color, name="khaki", shade="light")
        return self.remove("khaki")

    @leaves("khaki")
    def insert_migrated(self):
        self.make(color, name="khaki")


tell(Shop)
