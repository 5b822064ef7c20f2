"""The tables; with storage of flag also the columns that it has, and a filter by them: the views as tables to read."""

import sys

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

STAGE, STORAGE = sys.argv[1:3]
METADATA = MetaData()
VIEWS = MetaData()


def both(name, *columns, key=True):
    """The table to write to, and what is read: its view `..._active` with storage of flag."""
    if STORAGE == "flag":
        columns = [*columns, Column("is_deleted", Integer, nullable=False, server_default="0"),
                   Column("deleted_at", Text), Column("deleted_via", Text)]
    if key:
        columns = [Column("id", Integer, primary_key=True), *columns]
    table = Table(name, METADATA, *columns, sqlite_autoincrement=key)
    if STORAGE != "flag":
        return table, table
    return table, Table(f"{name}_active", VIEWS, *(Column(column.name, column.type) for column in table.columns))


def reference(name, **options):
    return ForeignKey(f"{name}.id", **options)


color, live_color = both(
    "color", Column("name", Text, nullable=False, unique=True), Column("hex", Text),
    Column("version", Integer, nullable=False, server_default="1"),
    *([Column("shade", Text)] if STAGE == "after" else []))
paint, live_paint = both("paint", Column("name", Text, nullable=False),
                         Column("color_id", reference("color", ondelete="CASCADE"), nullable=False))
swatch, live_swatch = both("swatch", Column("name", Text, nullable=False),
                           Column("color_id", reference("color"), nullable=False))
note, live_note = both("note", Column("text", Text, nullable=False),
                       Column("color_id", reference("color", ondelete="SET NULL")))
sale, live_sale = both("sale", Column("name", Text, nullable=False),
                       Column("paint_id", reference("paint", ondelete="RESTRICT"), nullable=False))
tag, live_tag = both("tag", Column("name", Text, nullable=False, unique=True))
color_tag, live_color_tag = both(
    "color_tag", Column("color_id", reference("color", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", reference("tag", ondelete="CASCADE"), primary_key=True), key=False)
