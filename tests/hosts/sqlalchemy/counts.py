# What SQLAlchemy makes of a DELETE that counts no rows.
import warnings

from sqlalchemy import Column, Integer, String, create_engine, text
from sqlalchemy.exc import SAWarning
from sqlalchemy.orm import Session, declarative_base
from sqlalchemy.orm.exc import StaleDataError

Base = declarative_base()
engine = create_engine("sqlite:///app.db")
with engine.begin() as connection:
    connection.execute(text("ALTER TABLE color ADD COLUMN version INTEGER NOT NULL DEFAULT 1"))


class Color(Base):
    __tablename__ = "color"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    version = Column(Integer)


class VersionedColor(Base):
    __table__ = Color.__table__
    __mapper_args__ = {"version_id_col": Color.__table__.c.version}


class UnconfirmedColor(Base):
    __table__ = Color.__table__
    __mapper_args__ = {"version_id_col": Color.__table__.c.version, "confirm_deleted_rows": False}


warnings.simplefilter("error", SAWarning)
for model, key in ((Color, 1), (VersionedColor, 2), (UnconfirmedColor, 3)):
    with Session(engine) as session:
        session.delete(session.get(model, key))
        try:
            session.commit()
            print(model.__name__, "committed")
        except (SAWarning, StaleDataError) as error:
            print(model.__name__, type(error).__name__)
