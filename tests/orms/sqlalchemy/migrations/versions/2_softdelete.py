"""Soft delete for every table."""

from alembic import op

from models import METADATA, STORAGE
from recipe import enable

revision, down_revision = "2", "1"


def upgrade():
    if STORAGE != "plain":
        for table in METADATA.tables:
            enable(op, table, STORAGE)
