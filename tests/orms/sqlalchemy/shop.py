"""SQLAlchemy's ORM, with Alembic for the migrations."""

from sqlalchemy import delete, event, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session, joinedload

from models import Color, LockedColor, Note, Paint, Sale, Swatch, Tag
from schema import Schema
from telling import joined, leaves, leaves_what

MODELS = {"color": Color, "paint": Paint, "swatch": Swatch, "sale": Sale}


class Shop(Schema):
    # --- helpers

    def session(self):
        return Session(self.engine)

    def names(self, tables, names):
        with self.session() as session:
            return joined(sorted(name for table in tables for name in session.scalars(
                select(MODELS[table].name).where(MODELS[table].name.in_(names)))))

    def hexes(self, *names):
        with self.session() as session:
            return joined(f"{color.name} {color.hex}" for color in session.scalars(
                select(Color).where(Color.name.in_(names)).order_by(Color.name)))

    @staticmethod
    def color(session, name, model=Color):
        return session.scalars(select(model).where(model.name == name)).one()

    def add(self, *objects):
        with self.session() as session:
            session.add_all(objects)
            session.commit()

    def remove(self, name):
        with self.session() as session:
            session.delete(self.color(session, name))
            session.commit()

    def put(self, name, hex):
        statement = upsert(Color).values(name=name, hex=hex)
        with self.session() as session:
            done = session.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"hex": hex}))
            session.commit()
            return done.rowcount

    # --- use

    @leaves("red")
    def insert(self):
        red = Color(name="red", hex="#f00")
        with self.session() as session:
            session.add(red)
            session.commit()
            return red.id

    @leaves("green", "blue", "black", "white")
    def insert_many(self):
        with self.session() as session:
            keys = session.scalars(insert(Color).returning(Color.id), [
                {"name": "green", "hex": "#0f0"}, {"name": "blue", "hex": "#00f"},
                {"name": "black", "hex": None}, {"name": "white", "hex": None}]).all()
            session.commit()
            return joined(keys)

    @leaves("rose", "cherry", "olive", tables=["paint"])
    def insert_related(self):
        with self.session() as session:
            red = self.color(session, "red")
            red.paints += [Paint(name="rose"), Paint(name="cherry")]
            session.add(Paint(name="olive", color=self.color(session, "green")))
            session.commit()

    def join(self):
        with self.session() as session:
            return joined(f"{paint}/{color}" for paint, color in session.execute(
                select(Paint.name, Color.name).join(Paint.color).order_by(Paint.name)))

    def find(self):
        with self.session() as session:
            missing = session.scalars(select(Color).where(Color.name == "nosuch")).one_or_none()
            return f"{session.get(Color, 1).name},{self.color(session, 'blue').name},{missing or 'none'}"

    def list(self):
        with self.session() as session:
            return joined(color.name for color in session.scalars(select(Color).order_by(Color.name).offset(1).limit(2)))

    def count(self):
        with self.session() as session:
            number = session.scalar(select(func.count()).select_from(Color))
            there = session.scalar(select(select(Color.id).where(Color.name == "red").exists()))
            return f"{number},{str(there).lower()}"

    def load_related(self):
        with self.session() as session:
            red = session.scalars(select(Color).where(Color.name == "red").options(joinedload(Color.paints))).unique().one()
            return joined(sorted(paint.name for paint in red.paints))

    def group(self):
        with self.session() as session:
            return joined(f"{name} {number}" for name, number in session.execute(
                select(Color.name, func.count(Paint.id)).join(Color.paints).group_by(Color.name).order_by(Color.name)))

    @leaves_what(lambda shop: shop.hexes("red").split()[-1])
    def update(self):
        with self.session() as session:
            self.color(session, "red").hex = "#ff0000"
            session.commit()

    @leaves_what(lambda shop: shop.hexes("black", "white"))
    def update_by_query(self):
        with self.session() as session:
            done = session.execute(update(Color).where(Color.name.in_(["black", "white"])).values(hex="#000"))
            session.commit()
            return done.rowcount

    @leaves_what(lambda shop: shop.hexes("green"))
    def upsert(self):
        return self.put("green", "#0e0")

    @leaves("black")
    def delete(self):
        with self.session() as session:
            black = self.color(session, "black")
            self.black = black.id
            session.delete(black)
            session.commit()

    def find_deleted(self):
        with self.session() as session:
            by_name = session.scalars(select(Color).where(Color.name == "black")).one_or_none()
            number = session.scalar(select(func.count()).select_from(Color).where(Color.name == "black"))
            return f"{by_name and by_name.name or 'none'},{session.get(Color, self.black) and 'black' or 'none'},{number}"

    @leaves("white")
    def delete_by_query(self):
        with self.session() as session:
            done = session.execute(delete(Color).where(Color.name == "white"))
            session.commit()
            return done.rowcount

    delete_nothing = delete_by_query

    @leaves("blue")
    def delete_stale(self):
        with self.session() as first, Session(self.engine, expire_on_commit=False) as second:
            loaded = self.color(second, "blue")
            second.commit()
            first.delete(self.color(first, "blue"))
            first.commit()
            second.delete(loaded)
            second.commit()

    @leaves("black")
    def insert_again(self):
        self.add(Color(name="black"))

    @leaves_what(lambda shop: shop.hexes("white"))
    def upsert_deleted(self):
        return self.put("white", "#fff")

    delete_again = delete

    @leaves_what(lambda shop: shop.returned)
    def returning(self):
        self.add(Color(name="lime"))
        with self.session() as session:
            self.returned = joined(session.scalars(delete(Color).where(Color.name == "lime").returning(Color.name)))
            session.commit()

    @leaves("navy", "plum", "teal")
    def delete_many(self):
        self.add(Color(name="navy"), Color(name="plum"), Color(name="teal"))
        with self.session() as session:
            done = session.execute(delete(Color).where(Color.name.in_(["navy", "plum", "teal"])))
            session.commit()
            return done.rowcount

    @leaves("pink", "coral", "salmon", tables=["color", "paint"])
    def cascade_by_the_database(self):
        self.add(Color(name="pink", paints=[Paint(name="coral"), Paint(name="salmon")]))
        self.remove("pink")

    @leaves("gold", "amber", "honey", tables=["color", "swatch"])
    def cascade_by_the_orm(self):
        self.add(Color(name="gold", swatches=[Swatch(name="amber"), Swatch(name="honey")]))
        self.remove("gold")

    def calm(self):
        with self.session() as session:
            note = session.scalars(select(Note).where(Note.text == "calm")).one()
            return f"{note.text}/{note.color and note.color.name or 'none'}"

    @leaves_what(calm)
    def set_null(self):
        self.add(Color(name="jade", notes=[Note(text="calm")]))
        self.remove("jade")

    @leaves("violet", tables=["paint"])
    def restrict(self):
        self.add(Color(name="indigo", paints=[Paint(name="violet", sales=[Sale(name="first")])]))
        with self.session() as session:
            session.delete(session.scalars(select(Paint).where(Paint.name == "violet")).one())
            session.commit()

    @leaves_what(lambda shop: f"{shop.inside}/{shop.names(['color'], ['red'])}")
    def rollback(self):
        with self.session() as session:
            session.delete(self.color(session, "red"))
            session.flush()
            self.inside = joined(session.scalars(select(Color.name).where(Color.name == "red")))
            session.rollback()

    @leaves_what(lambda shop: shop.hexes("green"))
    def transaction(self):
        with self.session() as session, session.begin():
            session.delete(self.color(session, "green"))
            session.flush()
            session.add(Color(name="green", hex="#008000"))

    @leaves("onyx")
    def lock(self):
        with self.session() as session:
            onyx = LockedColor(name="onyx")
            session.add(onyx)
            session.commit()
            onyx.hex = "#123"
            session.commit()
            session.delete(onyx)
            session.commit()

    @leaves("opal")
    def lock_stale(self):
        self.add(Color(name="opal"))
        with Session(self.engine, expire_on_commit=False) as first, self.session() as second:
            opal = self.color(first, "opal", LockedColor)
            first.commit()
            self.color(second, "opal", LockedColor).hex = "#abc"
            second.commit()
            first.delete(opal)
            first.commit()

    def tags(self):
        with self.session() as session:
            return joined(tag.name for tag in self.color(session, "red").tags)

    @leaves_what(tags)
    def tag(self):
        with self.session() as session:
            red = self.color(session, "red")
            red.tags += [Tag(name="warm"), Tag(name="bright")]
            session.commit()

    @leaves_what(tags)
    def untag(self):
        with self.session() as session:
            red = self.color(session, "red")
            red.tags.remove(session.scalars(select(Tag).where(Tag.name == "warm")).one())
            session.commit()

    @leaves_what(tags)
    def tag_again(self):
        with self.session() as session:
            red = self.color(session, "red")
            red.tags.append(session.scalars(select(Tag).where(Tag.name == "warm")).one())
            session.commit()

    @leaves("beige")
    def events(self):
        heard = []
        self.add(Color(name="beige"))
        with self.session() as session:
            for target, name in [(Color, "before_delete"), (Color, "after_delete"), (session, "persistent_to_deleted"),
                                 (session, "deleted_to_detached"), (session, "after_commit")]:
                event.listen(target, name, lambda *_, name=name: heard.append(name))
            session.delete(self.color(session, "beige"))
            session.commit()
        return joined(heard)

    @leaves("cyan")
    def reload(self):
        self.add(Color(name="cyan"))
        with self.session() as session:
            cyan = self.color(session, "cyan")
            session.commit()
            self.remove("cyan")
            session.refresh(cyan)

    def notes(self):
        with self.session() as session:
            return joined(session.scalars(select(Note.text)))

    @leaves_what(notes)
    def delete_all(self):
        with self.session() as session:
            done = session.execute(delete(Note))
            session.commit()
            return done.rowcount

    # --- after

    @leaves("khaki")
    def delete_migrated(self):
        self.add(Color(name="khaki", shade="light"))
        self.remove("khaki")

    @leaves("khaki")
    def insert_migrated(self):
        self.add(Color(name="khaki"))
