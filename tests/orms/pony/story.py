"""Pony ORM, which has no migrations: the changes of the table are made by hand."""

import os
import sqlite3
import threading

import pony
from pony.orm import ObjectNotFound, count, db_session, flush, rollback, select

from models import STAGE, STORAGE, Color, Note, Paint, Sale, Swatch, Tag, heard
from recipe import db, enable
from telling import joined, leaves, leaves_what, tell

MODELS = {"color": Color, "paint": Paint, "swatch": Swatch}
TABLES = ["color", "paint", "swatch", "note", "sale", "tag", "color_tag"]


def live(model):
    return model.select(lambda row: row.is_deleted == 0) if STORAGE == "flag" else model.select()


def get(model, **values):
    return model.get(**values, **({"is_deleted": 0} if STORAGE == "flag" else {}))


def one(model, **values):
    row = get(model, **values)
    if not row:
        raise ObjectNotFound(model)
    return row


def elsewhere(work):
    """Runs work in a session of another thread, which has a connection of its own."""
    thread = threading.Thread(target=db_session(work))
    thread.start()
    thread.join()


class Shop:
    def __init__(self, storage):
        self.storage = storage
        db.bind(provider="sqlite", filename=os.path.abspath("app.db"), create_db=True)
        db.generate_mapping(create_tables=STAGE == "create", check_tables=STAGE != "create")

    # --- helpers

    @db_session
    def names(self, tables, names):
        return joined(sorted(row.name for table in tables for row in live(MODELS[table]) if row.name in names))

    @db_session
    def hexes(self, *names):
        return joined(f"{color.name} {color.hex}" for color in live(Color).order_by(Color.name) if color.name in names)

    @staticmethod
    @db_session
    def make(*names):
        for name in names:
            Color(name=name)

    @staticmethod
    @db_session
    def remove(name):
        one(Color, name=name).delete()

    # --- create

    @staticmethod
    def versions():
        return f"Pony ORM {pony.__version__}, SQLite {sqlite3.sqlite_version}"

    @db_session
    def create(self):
        found = db.select("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence' ORDER BY name")
        if self.storage != "plain":
            for table in TABLES:
                enable(table, self.storage)
        return joined(found)

    # --- use

    @leaves("red")
    @db_session
    def insert(self):
        red = Color(name="red", hex="#f00")
        flush()
        return red.id

    @leaves("green", "blue", "black", "white")
    @db_session
    def insert_many(self):
        made = [Color(name="green", hex="#0f0"), Color(name="blue", hex="#00f"), Color(name="black"), Color(name="white")]
        flush()
        return joined(color.id for color in made)

    @leaves("rose", "cherry", "olive", tables=["paint"])
    @db_session
    def insert_related(self):
        one(Color, name="red").paints.create(name="rose")
        Paint(name="cherry", color=one(Color, name="red"))
        Paint(name="olive", color=one(Color, name="green"))

    @db_session
    def join(self):
        return joined(f"{name}/{of}" for name, of in
                      select((paint.name, paint.color.name) for paint in Paint).order_by(1))

    @db_session
    def find(self):
        return f"{one(Color, id=1).name},{one(Color, name='blue').name},{get(Color, name='nosuch') or 'none'}"

    @db_session
    def list(self):
        return joined(color.name for color in live(Color).order_by(Color.name)[1:3])

    @db_session
    def count(self):
        return f"{live(Color).count()},{str(live(Color).filter(name='red').exists()).lower()}"

    @db_session
    def load_related(self):
        red, = live(Color).filter(name="red").prefetch(Color.paints)
        return joined(sorted(paint.name for paint in red.paints))

    @db_session
    def group(self):
        return joined(f"{name} {number}" for name, number in
                      select((paint.color.name, count(paint)) for paint in Paint).order_by(1))

    @leaves_what(lambda shop: shop.hexes("red").split()[-1])
    @db_session
    def update(self):
        one(Color, name="red").hex = "#ff0000"

    @leaves("black")
    def delete(self):
        with db_session:
            self.black = one(Color, name="black").id
        self.remove("black")

    @db_session
    def find_deleted(self):
        found = get(Color, name="black"), get(Color, id=self.black)
        return ",".join([*(color.name if color else "none" for color in found),
                         str(live(Color).filter(name="black").count())])

    @leaves("white")
    @db_session
    def delete_by_query(self):
        return live(Color).filter(name="white").delete(bulk=True)

    delete_nothing = delete_by_query

    @leaves("blue")
    @db_session
    def delete_stale(self):
        blue = one(Color, name="blue")
        elsewhere(lambda: one(Color, name="blue").delete())
        blue.delete()

    @leaves("black")
    def insert_again(self):
        self.make("black")

    @leaves_what(lambda shop: shop.hexes("gray"))
    def find_or_create(self):
        self.make("gray")
        self.remove("gray")
        with db_session:
            found = get(Color, name="gray")
            if not found:
                Color(name="gray", hex="#888")
            return not found

    delete_again = delete

    @leaves("navy", "plum", "teal")
    def delete_many(self):
        self.make("navy", "plum", "teal")
        with db_session:
            names = ["navy", "plum", "teal"]
            return live(Color).filter(lambda color: color.name in names).delete(bulk=True)

    @leaves("pink", "coral", "salmon", tables=["color", "paint"])
    def cascade_by_the_database(self):
        with db_session:
            pink = Color(name="pink")
            Paint(name="coral", color=pink)
            Paint(name="salmon", color=pink)
        with db_session:
            return live(Color).filter(name="pink").delete(bulk=True)

    @leaves("gold", "amber", "honey", tables=["color", "swatch"])
    def cascade_by_the_orm(self):
        with db_session:
            gold = Color(name="gold")
            Swatch(name="amber", color=gold)
            Swatch(name="honey", color=gold)
        self.remove("gold")

    @db_session
    def calm(self):
        note = one(Note, text="calm")
        return f"{note.text}/{note.color.name if note.color else 'none'}"

    @leaves_what(calm)
    def set_null(self):
        with db_session:
            Note(text="calm", color=Color(name="jade"))
        self.remove("jade")

    @leaves("violet", tables=["paint"])
    def restrict(self):
        with db_session:
            Sale(name="first", paint=Paint(name="violet", color=Color(name="indigo")))
        with db_session:
            one(Paint, name="violet").delete()

    @leaves_what(lambda shop: f"{shop.inside}/{shop.names(['color'], ['red'])}")
    def rollback(self):
        self.inside = "-"
        with db_session:
            one(Color, name="red").delete()
            flush()
            self.inside = joined(color.name for color in live(Color).filter(name="red"))
            rollback()

    @leaves_what(lambda shop: shop.hexes("green"))
    @db_session
    def transaction(self):
        one(Color, name="green").delete()
        flush()
        Color(name="green", hex="#008000")

    @db_session
    def tags(self):
        return joined(sorted(tag.name for tag in one(Color, name="red").tags))

    @leaves_what(tags)
    @db_session
    def tag(self):
        one(Color, name="red").tags.add([Tag(name="warm"), Tag(name="bright")])

    @leaves_what(tags)
    @db_session
    def untag(self):
        one(Color, name="red").tags.remove(one(Tag, name="warm"))

    @leaves_what(tags)
    @db_session
    def tag_again(self):
        one(Color, name="red").tags.add(one(Tag, name="warm"))

    @leaves("beige")
    def events(self):
        self.make("beige")
        heard.clear()
        try:
            self.remove("beige")
        except pony.orm.OptimisticCheckError as error:
            heard.append(f"error {type(error).__name__}")
        return joined(heard)

    @leaves("cyan")
    def reload(self):
        self.make("cyan")
        with db_session:
            cyan = one(Color, name="cyan")
            elsewhere(lambda: live(Color).filter(name="cyan").delete(bulk=True))
            cyan.load(Color.hex, Color.version)
            return cyan.name

    @leaves_what(db_session(lambda shop: joined(note.text for note in live(Note))))
    @db_session
    def delete_all(self):
        return live(Note).delete(bulk=True)

    # --- introspect, migrate

    @staticmethod
    def pending():
        return db.check_tables() or "nothing"

    @db_session
    def add_column(self):
        db.execute("ALTER TABLE color ADD COLUMN shade TEXT")
        if self.storage != "plain":
            db.execute("SELECT softdelete_repair()")
        return joined(db.select("SELECT name FROM pragma_table_info('color') ORDER BY cid"))

    def unfiltered(self):
        return {"check_tables": self.pending}

    # --- after, trash

    @leaves("khaki")
    def delete_migrated(self):
        with db_session:
            Color(name="khaki", shade="light")
        self.remove("khaki")

    @leaves("khaki")
    def insert_migrated(self):
        self.make("khaki")

    @db_session
    def trash(self, *names):
        return joined(sorted(name for name in db.select("SELECT name FROM color_deleted") if name in names))

    def see_the_trash(self):
        return self.trash("khaki", "teal")

    @db_session
    def call(self, function, name):
        return db.get(f"SELECT {function}('color', id) FROM color_deleted WHERE name = $name")

    @leaves("teal")
    def restore(self):
        return self.call("restore", "teal")

    @leaves("pink", "coral", "salmon", tables=["color", "paint"])
    def restore_with_children(self):
        return self.call("restore", "pink")

    @leaves_what(lambda shop: shop.trash("plum"))
    def purge(self):
        return self.call("purge", "plum")


tell(Shop)
