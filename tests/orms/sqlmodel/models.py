"""The tables as models; with storage of flag also the columns that it has, and a filter by them."""

import sys
from typing import List, Optional

from sqlalchemy import Column, ForeignKey, Integer, Text, event
from sqlalchemy.orm import with_loader_criteria
from sqlmodel import Field, Relationship, Session, SQLModel

STAGE, STORAGE = sys.argv[1:3]
METADATA = SQLModel.metadata
AUTOINCREMENT = {"sqlite_autoincrement": True}


class Marked(SQLModel):
    if STORAGE == "flag":
        is_deleted: int = Field(default=0, nullable=False, sa_column_kwargs={"server_default": "0"})
        deleted_at: Optional[str] = Field(default=None, sa_type=Text)
        deleted_via: Optional[str] = Field(default=None, sa_type=Text)


def reference(name, ondelete=None, nullable=False):
    return Field(default=None, sa_column=Column(Integer, ForeignKey(f"{name}.id", ondelete=ondelete), nullable=nullable))


class ColorTag(Marked, table=True):
    __tablename__ = "color_tag"
    color_id: int = Field(foreign_key="color.id", primary_key=True, ondelete="CASCADE")
    tag_id: int = Field(foreign_key="tag.id", primary_key=True, ondelete="CASCADE")


class Tag(Marked, table=True):
    __table_args__ = AUTOINCREMENT
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text, unique=True)


class Color(Marked, table=True):
    __table_args__ = AUTOINCREMENT
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text, unique=True)
    hex: Optional[str] = Field(default=None, sa_type=Text)
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    if STAGE == "after":
        shade: Optional[str] = Field(default=None, sa_type=Text)
    paints: List["Paint"] = Relationship(back_populates="color", passive_deletes="all")
    swatches: List["Swatch"] = Relationship(cascade_delete=True)
    notes: List["Note"] = Relationship(back_populates="color", passive_deletes="all")
    tags: List[Tag] = Relationship(link_model=ColorTag, sa_relationship_kwargs={"order_by": "Tag.name"})


class Paint(Marked, table=True):
    __table_args__ = AUTOINCREMENT
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text)
    color_id: Optional[int] = reference("color", "CASCADE")
    color: Color = Relationship(back_populates="paints")
    sales: List["Sale"] = Relationship(passive_deletes="all")


class Swatch(Marked, table=True):
    __table_args__ = AUTOINCREMENT
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text)
    color_id: Optional[int] = reference("color")


class Note(Marked, table=True):
    __table_args__ = AUTOINCREMENT
    id: Optional[int] = Field(default=None, primary_key=True)
    text: str = Field(sa_type=Text)
    color_id: Optional[int] = reference("color", "SET NULL", nullable=True)
    color: Optional[Color] = Relationship(back_populates="notes")


class Sale(Marked, table=True):
    __table_args__ = AUTOINCREMENT
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text)
    paint_id: Optional[int] = reference("paint", "RESTRICT")


class LockedColor:
    """The same table with optimistic locking, which SQLModel takes from SQLAlchemy."""

    def __init__(self, name):
        self.name = name
        self.version = None


SQLModel._sa_registry.map_imperatively(LockedColor, Color.__table__, version_id_col=Color.__table__.c.version)


if STORAGE == "flag":
    @event.listens_for(Session, "do_orm_execute")
    def only_live(state):
        if state.is_select:
            state.statement = state.statement.options(*(
                with_loader_criteria(model, model.is_deleted == 0, include_aliases=True)
                for model in (ColorTag, Tag, Color, Paint, Swatch, Note, Sale)))
