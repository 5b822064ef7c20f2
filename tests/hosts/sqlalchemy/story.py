import sys

from sqlalchemy import Column, ForeignKey, Integer, String, create_engine, event, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, declarative_base, relationship

LIBRARY = sys.argv[1]
Base = declarative_base()


class Color(Base):
    __tablename__ = "color"
    __mapper_args__ = {"confirm_deleted_rows": False}  # A soft DELETE counts no rows.
    id = Column(Integer, primary_key=True)
    name = Column(String, nullable=False, unique=True)
    # The database does what a deletion does to the children, and SQLAlchemy leaves them alone.
    paints = relationship("Paint", passive_deletes="all")


class Paint(Base):
    __tablename__ = "paint"
    __mapper_args__ = {"confirm_deleted_rows": False}
    id = Column(Integer, primary_key=True)
    color_id = Column(Integer, ForeignKey("color.id", ondelete="CASCADE"))
    name = Column(String)


def open_engine(extension):
    engine = create_engine("sqlite:///app.db")

    @event.listens_for(engine, "connect")
    def prepare(connection, record):
        connection.execute("PRAGMA foreign_keys = ON")
        if extension:
            connection.enable_load_extension(True)
            connection.load_extension(LIBRARY)
            connection.enable_load_extension(False)

    return engine


def names(session, view):
    return ",".join(session.scalars(text(f"SELECT name FROM {view} ORDER BY id"))) or "-"


def show(session, title):
    live, trash = (f"{names(session, f'color_{state}')} / {names(session, f'paint_{state}')}"
                   for state in ("active", "deleted"))
    colors, paints = (session.scalar(select(func.count()).select_from(model)) for model in (Color, Paint))
    print(f"{title}: live {live}; trash {trash}; rows {colors} / {paints}")


def delete(session, model, name):
    session.delete(session.scalars(select(model).filter_by(name=name)).one())
    session.commit()


def change(session, sql, **parameters):
    session.execute(text(sql), parameters)
    session.commit()


engine = open_engine(True)
with Session(engine) as session:
    print("sqlite", session.scalar(func.sqlite_version()))
    Base.metadata.create_all(session.connection())
    session.add_all([
        Color(id=1, name="red", paints=[Paint(id=1, name="rose"), Paint(id=2, name="cherry")]),
        Color(id=2, name="green", paints=[Paint(id=3, name="olive")]),
        Color(id=3, name="blue", paints=[Paint(id=4, name="navy")]),
    ])
    session.commit()
    change(session, "INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')")
    show(session, "enabled")

    delete(session, Color, "red")
    show(session, "deleted")
    print("restore", session.scalar(func.restore("color", 1)))
    session.commit()
    show(session, "restored")
    delete(session, Color, "red")
    print("purge", session.scalar(func.purge("color", 1)))
    session.commit()
    show(session, "purged")

    change(session, "UPDATE softdelete SET suspended = 1")
    delete(session, Paint, "olive")
    change(session, "UPDATE softdelete SET suspended = 0")
    show(session, "resumed")
engine.dispose()

engine = open_engine(False)
with Session(engine) as session:
    functions = "SELECT count(*) FROM pragma_function_list WHERE name = 'restore'"
    print("functions", session.scalar(text(functions)))
    delete(session, Color, "blue")
    show(session, "plain delete")
    change(session, "UPDATE color_deleted SET is_deleted = 0 WHERE name = :name", name="blue")
    show(session, "plain restore")
engine.dispose()

engine = open_engine(True)
with Session(engine) as session:
    change(session, "DELETE FROM softdelete WHERE table_name = :name", name="paint")
    print("managed", ",".join(session.scalars(text("SELECT table_name FROM softdelete"))))
    change(session, "DELETE FROM paint")
    print("paints", session.scalar(select(func.count()).select_from(Paint)))
    try:
        change(session, "INSERT INTO softdelete(table_name) VALUES ('nowhere')")
    except DBAPIError as error:
        print(f"error {type(error).__name__}: {error.orig}")
