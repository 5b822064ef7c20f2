"""peewee, with its own migrations."""

import sqlite3
from pathlib import Path

import peewee
from peewee import fn
from playhouse.migrations import Runner
from playhouse.reflection import Introspector, generate_models
from playhouse.schema_diff import diff_models
from playhouse.signals import post_delete, pre_delete

import recipe
from models import MODELS, Color, Note, Paint, Sale, Swatch, Tag
from recipe import db
from telling import joined, leaves, leaves_what, tell

BY_TABLE = {model._meta.table_name: model for model in MODELS}


class Shop:
    def __init__(self, storage):
        self.storage = storage

    # --- helpers

    def names(self, tables, names):
        return joined(sorted(row.name for table in tables for row in
                             BY_TABLE[table].select().where(BY_TABLE[table].name.in_(names))))

    def hexes(self, *names):
        return joined(f"{color.name} {color.hex}" for color in
                      Color.select().where(Color.name.in_(names)).order_by(Color.name))

    def put(self, name, hex):
        return Color.insert(name=name, hex=hex).on_conflict(conflict_target=[Color.name], update={"hex": hex}).execute()

    # --- create

    @staticmethod
    def versions():
        return f"peewee {peewee.__version__}, SQLite {sqlite3.sqlite_version}"

    @staticmethod
    def migrate(name):
        Runner(db, str(Path(__file__).parent / "migrations")).up(name)

    def tables(self, names):
        return joined(name for name in sorted(names) if name not in ("schema_migration", "sqlite_sequence"))

    def create(self):
        self.migrate("0001_tables")
        found = self.tables(db.get_tables())
        self.migrate("0002_softdelete")
        return found

    # --- use

    @leaves("red")
    def insert(self):
        return Color.create(name="red", hex="#f00").id

    @leaves("green", "blue", "black", "white")
    def insert_many(self):
        return Color.insert_many([{"name": "green", "hex": "#0f0"}, {"name": "blue", "hex": "#00f"},
                                  {"name": "black", "hex": None}, {"name": "white", "hex": None}]).execute()

    @leaves("rose", "cherry", "olive", tables=["paint"])
    def insert_related(self):
        red, green = Color.get(name="red"), Color.get(name="green")
        for name, color in ("rose", red), ("cherry", red), ("olive", green):
            Paint.create(name=name, color=color)

    def join(self):
        return joined(f"{paint.name}/{paint.color.name}" for paint in
                      Paint.select(Paint, Color).join(Color).order_by(Paint.name))

    def find(self):
        missing = Color.get_or_none(name="nosuch")
        return f"{Color.get_by_id(1).name},{Color.get(name='blue').name},{missing or 'none'}"

    def list(self):
        return joined(color.name for color in Color.select().order_by(Color.name).offset(1).limit(2))

    def count(self):
        there = Color.select().where(Color.name == "red").exists()
        return f"{Color.select().count()},{str(there).lower()}"

    def load_related(self):
        red, = peewee.prefetch(Color.select().where(Color.name == "red"), Paint.select())
        return joined(sorted(paint.name for paint in red.paints))

    def group(self):
        query = Color.select(Color.name, fn.COUNT(Paint.id).alias("number")).join(Paint)
        return joined(f"{color.name} {color.number}" for color in query.group_by(Color.name).order_by(Color.name))

    @leaves_what(lambda shop: shop.hexes("red").split()[-1])
    def update(self):
        red = Color.get(name="red")
        red.hex = "#ff0000"
        return red.save()

    @leaves_what(lambda shop: shop.hexes("black", "white"))
    def update_by_query(self):
        return Color.update(hex="#000").where(Color.name.in_(["black", "white"])).execute()

    @leaves_what(lambda shop: shop.hexes("green"))
    def upsert(self):
        return self.put("green", "#0e0")

    @leaves("black")
    def delete(self):
        black = Color.get(name="black")
        self.black = black.id
        return black.delete_instance()

    def find_deleted(self):
        found = Color.get_or_none(name="black"), Color.get_or_none(id=self.black)
        number = Color.select().where(Color.name == "black").count()
        return ",".join([*(color.name if color else "none" for color in found), str(number)])

    @leaves("white")
    def delete_by_query(self):
        return Color.delete().where(Color.name == "white").execute()

    delete_nothing = delete_by_query

    @leaves("blue")
    def delete_stale(self):
        first, second = Color.get(name="blue"), Color.get(name="blue")
        first.delete_instance()
        return second.delete_instance()

    @leaves("black")
    def insert_again(self):
        Color.create(name="black")

    @leaves_what(lambda shop: shop.hexes("white"))
    def upsert_deleted(self):
        return self.put("white", "#fff")

    @leaves_what(lambda shop: shop.hexes("gray"))
    def find_or_create(self):
        Color.create(name="gray", hex="#777").delete_instance()
        return Color.get_or_create(name="gray", defaults={"hex": "#888"})[1]

    delete_again = delete

    @leaves_what(lambda shop: shop.returned)
    def returning(self):
        Color.create(name="lime")
        self.returned = joined(row.name for row in Color.delete().where(Color.name == "lime").returning(Color.name))

    @leaves("navy", "plum", "teal")
    def delete_many(self):
        for name in "navy", "plum", "teal":
            Color.create(name=name)
        return Color.delete().where(Color.name.in_(["navy", "plum", "teal"])).execute()

    @leaves("pink", "coral", "salmon", tables=["color", "paint"])
    def cascade_by_the_database(self):
        pink = Color.create(name="pink")
        Paint.insert_many([{"name": "coral", "color": pink}, {"name": "salmon", "color": pink}]).execute()
        return pink.delete_instance()

    @leaves("gold", "amber", "honey", tables=["color", "swatch"])
    def cascade_by_the_orm(self):
        gold = Color.create(name="gold")
        Swatch.insert_many([{"name": "amber", "color": gold}, {"name": "honey", "color": gold}]).execute()
        return gold.delete_instance(recursive=True)

    def calm(self):
        note = Note.get(text="calm")
        return f"{note.text}/{note.color.name if note.color else 'none'}"

    @leaves_what(calm)
    def set_null(self):
        jade = Color.create(name="jade")
        Note.create(text="calm", color=jade)
        return jade.delete_instance()

    @leaves("violet", tables=["paint"])
    def restrict(self):
        violet = Paint.create(name="violet", color=Color.create(name="indigo"))
        Sale.create(name="first", paint=violet)
        return violet.delete_instance()

    @leaves_what(lambda shop: f"{shop.inside}/{shop.names(['color'], ['red'])}")
    def rollback(self):
        with db.atomic() as transaction:
            Color.get(name="red").delete_instance()
            self.inside = self.names(["color"], ["red"])
            transaction.rollback()

    @leaves_what(lambda shop: shop.hexes("green"))
    def transaction(self):
        with db.atomic():
            Color.get(name="green").delete_instance()
            Color.create(name="green", hex="#008000")

    def tags(self):
        return joined(tag.name for tag in Color.get(name="red").tags.order_by(Tag.name))

    @leaves_what(tags)
    def tag(self):
        Color.get(name="red").tags.add([Tag.create(name="warm"), Tag.create(name="bright")])

    @leaves_what(tags)
    def untag(self):
        Color.get(name="red").tags.remove(Tag.get(name="warm"))

    @leaves_what(tags)
    def tag_again(self):
        Color.get(name="red").tags.add(Tag.get(name="warm"))

    @leaves("beige")
    def events(self):
        heard = []
        for signal, name in (pre_delete, "pre_delete"), (post_delete, "post_delete"):
            signal.connect(lambda sender, instance, name=name: heard.append(name), name=name)
        Color.create(name="beige").delete_instance()
        return joined(heard)

    @leaves("cyan")
    def reload(self):
        cyan = Color.create(name="cyan")
        Color.delete().where(Color.name == "cyan").execute()
        return Color.get_by_id(cyan.id).name

    @leaves_what(lambda shop: joined(note.text for note in Note.select()))
    def delete_all(self):
        return Note.delete().execute()

    # --- introspect, migrate

    @staticmethod
    def columns():
        return joined(generate_models(db, table_names=["color"])["color"]._meta.columns)

    introspect = columns

    def introspect_tables(self):
        found = Introspector.from_database(db).introspect(include_views=True)
        ours = ("softdelete", "_active", "_deleted")
        return self.tables(name for name in found.model_names if not any(part in name for part in ours))

    def pending(self):
        return str(recipe.pending(MODELS)) or "nothing"

    def unfiltered(self):
        def status():
            return db.execute_sql("SELECT status FROM softdelete WHERE table_name = 'color'").fetchone()[0]

        def alter():
            migrator = Runner(db).migrator
            with migrator.migration_context():
                migrator.migrate(migrator.alter_column_type("color", "hex", peewee.CharField(9, null=True)))

        def drops():
            diff = diff_models(db, MODELS)
            return f"drop index {len(diff.drop_indexes)}" if diff else "nothing"

        alter.left = lambda shop: f"color is {status()}"
        return {
            "pwiz": lambda: f"{len(Introspector.from_database(db).introspect().model_names)} tables",
            "diff_models": drops,
            "alter_column_type, without suspending": alter,
        }

    def add_column(self):
        self.migrate("0003_shade")
        return self.columns()

    def rebuild(self):
        self.migrate("0004_hex")
        return self.columns()

    # --- after, trash

    @leaves("khaki")
    def delete_migrated(self):
        return Color.create(name="khaki", shade="light").delete_instance()

    @leaves("khaki")
    def insert_migrated(self):
        Color.create(name="khaki")

    def trash(self, *names):
        marks = ", ".join("?" * len(names))
        return joined(name for name, in db.execute_sql(
            f"SELECT name FROM color_deleted WHERE name IN ({marks}) ORDER BY name", names))

    def see_the_trash(self):
        return self.trash("khaki", "teal")

    @staticmethod
    def call(function, name):
        return db.execute_sql(f"SELECT {function}('color', id) FROM color_deleted WHERE name = ?", (name,)).fetchone()[0]

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
