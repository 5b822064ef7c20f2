"""What every program with SQLAlchemy shares: Alembic's migrations, introspection, and the trash."""

import sqlite3
from collections import Counter
from pathlib import Path

import alembic
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import bindparam, event, func, select, text

import recipe
from models import METADATA
from telling import joined, leaves, leaves_what


@event.listens_for(sa.engine.Engine, "connect")
def foreign_keys(connection, record):
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


class Schema:
    product = f"SQLAlchemy {sa.__version__}"

    def __init__(self, storage):
        self.storage = storage
        self.engine = sa.create_engine("sqlite:///app.db")

    def connected(self, work):
        """What work(connection) gives, in a transaction."""
        with self.engine.begin() as connection:
            return work(connection)

    # --- create

    def versions(self):
        return f"{self.product}, Alembic {alembic.__version__}, SQLite {sqlite3.sqlite_version}"

    def migrate(self, revision):
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        command.upgrade(config, revision)

    def create(self):
        self.migrate("1")
        db = sqlite3.connect("app.db")
        found = [name for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        db.close()
        self.migrate("2")
        return joined(name for name in found if name not in ("alembic_version", "sqlite_sequence"))

    # --- introspect, migrate

    def columns(self):
        return self.connected(lambda connection: joined(column["name"] for column in
                                                        sa.inspect(connection).get_columns("color")))

    introspect = columns

    def introspect_tables(self):
        def reflect(connection):
            reflected = sa.MetaData()
            reflected.reflect(connection, only=lambda name, _: recipe.include_name(name, "table", {}))
            return joined(sorted(set(reflected.tables) - {"alembic_version"}))

        return self.connected(reflect)

    def pending(self, include_name=recipe.include_name):
        return self.connected(lambda connection: describe(compare_metadata(
            MigrationContext.configure(connection, opts={"include_name": include_name}), METADATA)))

    def add_column(self):
        self.migrate("3")
        return self.columns()

    def rebuild(self):
        self.migrate("4")
        return self.columns()

    def unfiltered(self):
        def batch(connection):
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            with Operations(MigrationContext.configure(connection)).batch_alter_table("color") as table:
                table.alter_column("hex", existing_type=sa.Text(), type_=sa.String(9))

        def status(connection):
            return "color is " + connection.scalar(text("SELECT status FROM softdelete WHERE table_name = 'color'"))

        def alter():
            return self.connected(batch)

        alter.left = lambda shop: shop.connected(status)
        return {"alembic autogenerate": lambda: self.pending(include_name=None),
                "alembic batch, without suspending or repair": alter}

    # --- trash

    def trash(self, *names):
        query = text("SELECT name FROM color_deleted WHERE name IN :names ORDER BY name")
        return self.connected(lambda connection: joined(connection.scalars(
            query.bindparams(bindparam("names", names, expanding=True)))))

    def see_the_trash(self):
        return self.trash("khaki", "teal")

    def call(self, function, name):
        def work(connection):
            key = connection.scalar(text("SELECT id FROM color_deleted WHERE name = :name"), {"name": name})
            return connection.scalar(select(getattr(func, function)("color", key)))

        return self.connected(work)

    @leaves("teal")
    def restore(self):
        return self.call("restore", "teal")

    @leaves("pink", "coral", "salmon", tables=["color", "paint"])
    def restore_with_children(self):
        return self.call("restore", "pink")

    @leaves_what(lambda shop: shop.trash("plum"))
    def purge(self):
        return self.call("purge", "plum")


def describe(changes):
    """What autogenerate proposes, such as `remove_index 23,remove_table 19`."""
    flat = [change for group in changes for change in (group if isinstance(group, list) else [group])]
    counts = Counter(change[0] for change in flat)
    return joined(f"{kind} {counts[kind]}" for kind in sorted(counts)) if flat else "nothing"
