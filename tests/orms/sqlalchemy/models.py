"""The tables as mapped classes; with storage of flag also the columns that it has, and a filter by them."""

import sys

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, event
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, relationship, with_loader_criteria

STAGE, STORAGE = sys.argv[1:3]


class Base(DeclarativeBase):
    __table_args__ = {"sqlite_autoincrement": True}


def marks():
    return [Column("is_deleted", Integer, nullable=False, server_default="0"), Column("deleted_at", Text),
            Column("deleted_via", Text)] if STORAGE == "flag" else []


class Marked:
    if STORAGE == "flag":
        is_deleted = mapped_column(Integer, nullable=False, server_default="0")
        deleted_at = mapped_column(Text)
        deleted_via = mapped_column(Text)


if STORAGE == "flag":
    @event.listens_for(Session, "do_orm_execute")
    def only_live(state):
        if state.is_select:
            state.statement = state.statement.options(
                with_loader_criteria(Marked, lambda model: model.is_deleted == 0, include_aliases=True))


color_tag = Table(
    "color_tag", Base.metadata,
    Column("color_id", ForeignKey("color.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True), *marks())


class Color(Marked, Base):
    __tablename__ = "color"
    id = mapped_column(Integer, primary_key=True)
    name = mapped_column(Text, nullable=False, unique=True)
    hex = mapped_column(Text)
    version = mapped_column(Integer, nullable=False, server_default="1", default=1)
    if STAGE == "after":
        shade = mapped_column(Text)
    paints = relationship("Paint", back_populates="color", passive_deletes="all")
    swatches = relationship("Swatch", cascade="all, delete-orphan")
    notes = relationship("Note", back_populates="color", passive_deletes="all")
    tags = relationship("Tag", secondary=color_tag, order_by="Tag.name")


class LockedColor(Base):
    """The same table with optimistic locking."""
    __table__ = Color.__table__
    __table_args__ = None
    __mapper_args__ = {"version_id_col": Color.__table__.c.version, "include_properties": ["id", "name", "hex", "version"]}


class Paint(Marked, Base):
    __tablename__ = "paint"
    id = mapped_column(Integer, primary_key=True)
    name = mapped_column(Text, nullable=False)
    color_id = mapped_column(ForeignKey("color.id", ondelete="CASCADE"), nullable=False)
    color = relationship(Color, back_populates="paints")
    sales = relationship("Sale", passive_deletes="all")


class Swatch(Marked, Base):
    __tablename__ = "swatch"
    id = mapped_column(Integer, primary_key=True)
    name = mapped_column(Text, nullable=False)
    color_id = mapped_column(ForeignKey("color.id"), nullable=False)


class Note(Marked, Base):
    __tablename__ = "note"
    id = mapped_column(Integer, primary_key=True)
    text = mapped_column(Text, nullable=False)
    color_id = mapped_column(ForeignKey("color.id", ondelete="SET NULL"))
    color = relationship(Color, back_populates="notes")


class Sale(Marked, Base):
    __tablename__ = "sale"
    id = mapped_column(Integer, primary_key=True)
    name = mapped_column(Text, nullable=False)
    paint_id = mapped_column(ForeignKey("paint.id", ondelete="RESTRICT"), nullable=False)


class Tag(Marked, Base):
    __tablename__ = "tag"
    id = mapped_column(Integer, primary_key=True)
    name = mapped_column(Text, nullable=False, unique=True)


METADATA = Base.metadata
