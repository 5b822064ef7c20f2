"""Alembic's environment with an asynchronous engine: the tables of models.py, less ours."""

import asyncio

from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from models import METADATA
from recipe import include_name, load_softdelete


def migrate(connection):
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # Else a rebuild's DROP TABLE deletes the rows that refer to it.
    connection.commit()
    context.configure(connection, target_metadata=METADATA, include_name=include_name)
    with context.begin_transaction():
        context.run_migrations()


async def run():
    engine = create_async_engine("sqlite+aiosqlite:///app.db", poolclass=NullPool)
    load_softdelete(engine)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(run())
