"""Soft delete for every table."""

from alembic import op

from models import STORAGE, Base
from recipe import enable

revision, down_revision = "2", "1"


def upgrade():
    if STORAGE != "plain":
        for table in Base.metadata.tables:
            enable(op, table, STORAGE)
