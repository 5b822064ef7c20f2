"""The tables as entities; with storage of flag also the columns that it has."""

import sys

from pony.orm import Optional, PrimaryKey, Required, Set

from recipe import db

STAGE, STORAGE = sys.argv[1:3]
heard = []


def marks():
    """The columns of flag storage, for each entity its own."""
    return {"is_deleted": Required(int, default=0, sql_default="0"), "deleted_at": Optional(str, nullable=True),
            "deleted_via": Optional(str, nullable=True)} if STORAGE == "flag" else {}


class Color(db.Entity):
    _table_ = "color"
    id = PrimaryKey(int, auto=True)
    name = Required(str, unique=True)
    hex = Optional(str, nullable=True)
    version = Required(int, default=1, sql_default="1")
    if STAGE == "after":
        shade = Optional(str, nullable=True)
    paints = Set("Paint")
    swatches = Set("Swatch")
    notes = Set("Note")
    tags = Set("Tag", table="color_tag", column="tag_id")
    locals().update(marks())

    def before_delete(self):
        heard.append("before_delete")

    def after_delete(self):
        heard.append("after_delete")


class Paint(db.Entity):
    _table_ = "paint"
    id = PrimaryKey(int, auto=True)
    name = Required(str)
    color = Required(Color, column="color_id")
    sales = Set("Sale", cascade_delete=False)
    locals().update(marks())


class Swatch(db.Entity):
    _table_ = "swatch"
    id = PrimaryKey(int, auto=True)
    name = Required(str)
    color = Required(Color, column="color_id")
    locals().update(marks())


class Note(db.Entity):
    _table_ = "note"
    id = PrimaryKey(int, auto=True)
    text = Required(str)
    color = Optional(Color, column="color_id")
    locals().update(marks())


class Sale(db.Entity):
    _table_ = "sale"
    id = PrimaryKey(int, auto=True)
    name = Required(str)
    paint = Required(Paint, column="paint_id")
    locals().update(marks())


class Tag(db.Entity):
    _table_ = "tag"
    id = PrimaryKey(int, auto=True)
    name = Required(str, unique=True)
    colors = Set(Color, column="color_id")
    locals().update(marks())
