"""A column is added."""

import sqlalchemy as sa
from alembic import op

from models import STORAGE

revision, down_revision = "3", "2"


def upgrade():
    op.add_column("color", sa.Column("shade", sa.Text()))
    if STORAGE != "plain":
        op.execute("SELECT softdelete_repair()")
