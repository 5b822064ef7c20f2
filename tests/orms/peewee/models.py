"""The tables as models; with storage of flag also the columns that it has, and a filter by them."""

import sys

from peewee import SQL, CompositeKey, ForeignKeyField, IntegerField, ManyToManyField, TextField
from peewee import DeferredThroughModel
from playhouse.signals import Model as SignalModel
from playhouse.sqlite_ext import AutoIncrementField

from recipe import db

STAGE, STORAGE = sys.argv[1:3]


class Base(SignalModel):
    class Meta:
        database = db
        legacy_table_names = False


if STORAGE == "flag":
    class Marked(Base):
        is_deleted = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
        deleted_at = TextField(null=True)
        deleted_via = TextField(null=True)

        @classmethod
        def select(cls, *fields):
            return super().select(*fields).where(cls.is_deleted == 0)
else:
    Marked = Base

ColorTagLater = DeferredThroughModel()


class Color(Marked):
    id = AutoIncrementField()
    name = TextField(unique=True)
    hex = TextField(null=True)
    version = IntegerField(default=1, constraints=[SQL("DEFAULT 1")])
    if STAGE == "after":
        shade = TextField(null=True)


class Paint(Marked):
    id = AutoIncrementField()
    name = TextField()
    color = ForeignKeyField(Color, backref="paints", on_delete="CASCADE")


class Swatch(Marked):
    id = AutoIncrementField()
    name = TextField()
    color = ForeignKeyField(Color, backref="swatches")


class Note(Marked):
    id = AutoIncrementField()
    text = TextField()
    color = ForeignKeyField(Color, backref="notes", null=True, on_delete="SET NULL")


class Sale(Marked):
    id = AutoIncrementField()
    name = TextField()
    paint = ForeignKeyField(Paint, backref="sales", on_delete="RESTRICT")


class Tag(Marked):
    id = AutoIncrementField()
    name = TextField(unique=True)
    colors = ManyToManyField(Color, backref="tags", through_model=ColorTagLater)


class ColorTag(Marked):
    color = ForeignKeyField(Color, on_delete="CASCADE")
    tag = ForeignKeyField(Tag, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("color", "tag")


ColorTagLater.set_model(ColorTag)
MODELS = [Color, Paint, Swatch, Note, Sale, Tag, ColorTag]
