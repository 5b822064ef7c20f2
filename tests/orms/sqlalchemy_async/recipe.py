import os

from sqlalchemy import event


def load_softdelete(engine):  # Once for each engine, also in Alembic's env.py.
    @event.listens_for(engine.sync_engine, "connect")
    def load(connection, record):
        connection.run_async(lambda db: db.enable_load_extension(True))
        connection.run_async(lambda db: db.load_extension(os.environ["SOFTDELETE_LIBRARY"]))


def include_name(name, kind, parents):  # In env.py: context.configure(..., include_name=include_name)
    return "softdelete" not in (name or "")


def enable(op, table, storage):  # In a migration; later ones end with op.execute("SELECT softdelete_repair()").
    op.execute(f"INSERT INTO softdelete(table_name, storage) VALUES ('{table}', '{storage}')")
