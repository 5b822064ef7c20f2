"""A column gets another type, for which Alembic rebuilds the table. Flag storage steps aside meanwhile."""

import sqlalchemy as sa
from alembic import op

from models import STORAGE

revision, down_revision = "4", "3"


def upgrade():
    if STORAGE == "flag":
        op.execute("UPDATE softdelete SET suspended = 1")
    with op.batch_alter_table("color", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("hex", existing_type=sa.Text(), type_=sa.String(9))
    if STORAGE != "plain":
        op.execute("SELECT softdelete_repair()")
    if STORAGE == "flag":
        op.execute("UPDATE softdelete SET suspended = 0")
