import os

from sqlalchemy import event
from sqlalchemy.engine import Engine


@event.listens_for(Engine, "connect")  # Once in the program, and in Alembic's env.py.
def load_softdelete(connection, record):
    connection.enable_load_extension(True)
    connection.load_extension(os.environ["SOFTDELETE_LIBRARY"])
    connection.enable_load_extension(False)


def include_name(name, kind, parents):  # In env.py: context.configure(..., include_name=include_name)
    return "softdelete" not in (name or "")


def enable(op, table, storage):  # In a migration; later ones end with op.execute("SELECT softdelete_repair()").
    op.execute(f"INSERT INTO softdelete(table_name, storage) VALUES ('{table}', '{storage}')")
