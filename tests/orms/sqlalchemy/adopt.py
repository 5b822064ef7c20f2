"""A nullable DateTime, with a filter of the application; ../adoption.py tells what this does."""

import sys
from datetime import datetime, timezone

from sqlalchemy import ForeignKey, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, with_loader_criteria


class Base(DeclarativeBase):
    pass


class Marked:
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    deleted_at: Mapped[datetime | None] = mapped_column()


class Color(Marked, Base):
    __tablename__ = "color"


class Paint(Marked, Base):
    __tablename__ = "paint"
    color_id: Mapped[int] = mapped_column(ForeignKey("color.id", ondelete="CASCADE"))


@event.listens_for(Session, "do_orm_execute")
def only_live(state):
    if state.is_select and not state.execution_options.get("deleted_too"):
        state.statement = state.statement.options(
            with_loader_criteria(Marked, lambda model: model.deleted_at.is_(None), include_aliases=True))


def color(name, **options):
    return session.scalars(select(Color).filter_by(name=name).execution_options(**options)).one()


def make():
    Base.metadata.create_all(engine)
    session.add_all(Color(name=name) for name in ("red", "blue", "green"))
    session.add_all(Paint(name=name, color_id=color(of).id)
                    for name, of in (("rose", "red"), ("cherry", "red"), ("olive", "green")))
    delete("blue")


def insert(name):
    session.add(Color(name=name))


def delete(name):
    color(name).deleted_at = datetime.now(timezone.utc)


def restore(name):
    color(name, deleted_too=True).deleted_at = None


step, name = sys.argv[1:]
engine = create_engine("sqlite:///app.db")
with Session(engine) as session:
    {"make": lambda _: make(), "insert": insert, "delete": delete, "restore": restore, "show": lambda _: None}[step](name)
    session.commit()
    print("/".join(",".join(session.scalars(select(model.name).order_by(model.name))) for model in (Color, Paint)))
