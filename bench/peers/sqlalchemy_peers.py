"""SQLAlchemy with sqlalchemy-easy-softdelete, and with softdelete in both storages."""
import os
from datetime import datetime, timezone

from sqlalchemy import Column, ForeignKey, Integer, Text
from sqlalchemy import column, create_engine, delete, event, func, select, table, text, update
from sqlalchemy.orm import Session, declarative_base, relationship, with_loader_criteria
from sqlalchemy_easy_softdelete.mixin import generate_soft_delete_mixin_class

from racing import Contestant, main


def models(mixin):
    base = declarative_base()

    class Album(mixin, base):
        __tablename__ = "album"
        id = Column(Integer, primary_key=True)
        title = Column(Text, nullable=False)
        tracks = relationship("Track", passive_deletes="all")

    class Track(mixin, base):
        __tablename__ = "track"
        id = Column(Integer, primary_key=True)
        title = Column(Text, nullable=False)
        album_id = Column(ForeignKey("album.id", ondelete="CASCADE"), nullable=False, index=True)

    return Album, Track


class SqlAlchemy(Contestant):
    put_away = "DELETE FROM track"

    def __init__(self, rows):
        super().__init__(rows)
        self.Album, self.Track = self.models()

    def open(self, path):
        self.engine = create_engine(f"sqlite:///{path}")
        event.listen(self.engine, "connect", self.connected)
        self.session = Session(self.engine)

    @staticmethod
    def connected(connection, record):
        connection.enable_load_extension(True)
        connection.load_extension(os.environ["SOFTDELETE_LIBRARY"])
        for pragma in "journal_mode = WAL", "synchronous = OFF", "foreign_keys = ON":
            connection.execute(f"PRAGMA {pragma}")

    def close(self):
        self.session.close()
        self.engine.dispose()

    def create_tables(self):
        self.Album.metadata.create_all(self.engine)

    def sql(self, statement):
        self.session.execute(text(statement))
        self.session.commit()

    def live(self):
        return self.session.scalar(select(func.count(self.Track.id)))

    def counted(self, run):
        statements = 0

        def count(connection, cursor, statement, parameters, context, many):
            nonlocal statements
            statements += len(parameters) if many else 1

        event.listen(self.engine, "before_cursor_execute", count)
        run()
        return statements

    def before_delete(self):
        return self.session.scalars(select(self.Track).where(self.Track.id.in_(self.singles))).all()

    def delete(self, tracks):
        for track in tracks:
            self.session.delete(track)
        self.session.commit()

    def these(self, key):
        return key.between(self.many.start, self.many.stop - 1)

    def delete_many(self, _):
        self.session.execute(delete(self.Track).where(self.these(self.Track.id)))
        self.session.commit()

    def before_cascade(self):
        self.delete([self.session.get(self.Track, 1)])
        return self.session.get(self.Album, 1)

    def cascade(self, album):
        self.delete([album])

    def before_restore(self):
        self.delete(self.before_delete())
        return self.singles

    def restore(self, keys):
        for key in keys:
            self.session.execute(select(func.restore("track", key)))
        self.session.commit()

    def before_restore_many(self):
        self.delete_many(None)

    def restore_many(self, _):
        trash = table("track_deleted", column("id"), column("is_deleted"))
        self.session.execute(self.restoring(trash).where(self.these(trash.c.id)))
        self.session.commit()

    def before_restore_cascade(self):
        self.cascade(self.before_cascade())

    def restore_cascade(self, _):
        self.session.execute(select(func.restore("album", 1)))
        self.session.commit()

    def list(self, _):
        self.session.scalars(select(self.Track)).all()


class EasySoftdelete(SqlAlchemy):
    marks = {"deleted_at": "NULL"}
    put_away = "UPDATE track SET deleted_at = CURRENT_TIMESTAMP"
    lacks = {"cascade": "no cascade", "restore_cascade": "no cascade"}

    def models(self):
        return models(generate_soft_delete_mixin_class())

    def delete(self, tracks):
        for track in tracks:
            track.delete()
        self.session.commit()

    def mark_many(self, deleted_at):
        self.session.execute(update(self.Track).where(self.these(self.Track.id)).values(deleted_at=deleted_at))
        self.session.commit()

    def delete_many(self, _):
        self.mark_many(datetime.now(timezone.utc))

    def restore_many(self, _):
        self.mark_many(None)

    def before_restore(self):
        super().before_restore()
        query = select(self.Track).where(self.Track.id.in_(self.singles))
        return self.session.scalars(query.execution_options(include_deleted=True)).all()

    def restore(self, tracks):
        for track in tracks:
            track.undelete()
        self.session.commit()


class Archive(SqlAlchemy):
    storage = "archive"

    def models(self):
        class Unmarked:
            pass

        return models(Unmarked)

    def restoring(self, trash):
        return select(func.sum(func.restore("track", trash.c.id)))


class Flag(SqlAlchemy):
    storage = "flag"

    def models(self):
        class Marked:
            is_deleted = Column(Integer, nullable=False, server_default="0")
            __mapper_args__ = {"confirm_deleted_rows": False}  # SQLite counts none.

        @event.listens_for(Session, "do_orm_execute")
        def only_live(state):
            if state.is_select:
                state.statement = state.statement.options(
                    with_loader_criteria(Marked, lambda model: model.is_deleted == 0, include_aliases=True))

        return models(Marked)

    def restoring(self, trash):
        return update(trash).values(is_deleted=0)


main({"sqlalchemy-easy-softdelete": EasySoftdelete, "archive": Archive, "flag": Flag})
