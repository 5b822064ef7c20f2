"""Alembic's environment: the tables of models.py, less ours."""

import sqlalchemy as sa
from alembic import context

from models import METADATA
from recipe import include_name

with sa.create_engine("sqlite:///app.db").connect() as connection:
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # Else a rebuild's DROP TABLE deletes the rows that refer to it.
    connection.commit()
    context.configure(connection, target_metadata=METADATA, include_name=include_name)
    with context.begin_transaction():
        context.run_migrations()
