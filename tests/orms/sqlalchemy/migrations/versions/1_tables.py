"""The tables, as autogenerate writes them of the models."""

from alembic import op
from alembic.autogenerate import produce_migrations
from alembic.migration import MigrationContext
from alembic.operations import Operations

from models import METADATA

revision, down_revision = "1", None


def upgrade():
    context = op.get_context()
    script = produce_migrations(MigrationContext.configure(context.connection), METADATA)
    for operation in script.upgrade_ops.ops:
        Operations(context).invoke(operation)
