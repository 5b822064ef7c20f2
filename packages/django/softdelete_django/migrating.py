"""Suspends soft delete around the changes of tables that `migrate` is about to do.

Suspending and resuming become operations of the migrations themselves, as Django's contenttypes puts its own into
them: a migration that fails is rolled back together with its suspension, and no table stays without protection.
"""

from django.db import connections
from django.db.migrations import operations as django_operations
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation

from . import panel
from .operations import SoftDeleteOperation, resume, suspend


def suspend_around(plan=(), using="default", **kwargs):
    """Before migrate."""
    if connections[using].vendor == "sqlite":
        for migration, _ in plan or ():
            migration.operations = with_suspension(migration.operations)


def resume_all(using="default", **kwargs):
    """After migrate: also what a migration that was not atomic left suspended when it failed."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        panel.resume(cursor.execute)
        panel.repair(cursor.execute)


def with_suspension(operations):
    """The operations, with each run of those that change tables between a suspension and its end.

    Where a program runs SQL or Python, soft delete is in force, and deletes there fill the trash.
    """
    result, run = [], []
    for operation in [*operations, None]:
        if operation is not None and changes_tables(operation):
            run.append(operation)
            continue
        if run:
            suspension = Suspension(run)
            result += [Begin(suspension), *run, End(suspension)]
            run = []
        if operation is not None:
            result.append(operation)
    return result


def changes_tables(operation):
    if isinstance(operation, django_operations.SeparateDatabaseAndState):
        return any(changes_tables(inner) for inner in operation.database_operations)
    return isinstance(operation, (ModelOperation, FieldOperation, IndexOperation))


class Suspension:
    """One run of operations, and which models had the managed tables when it began."""

    def __init__(self, operations):
        self.operations = operations
        self.models = {}

    def begin(self, schema_editor, state):
        managed = panel.managed(schema_editor.connection)
        self.models = {model._meta.db_table: model for model in state.apps.get_models(include_auto_created=True)
                       if model._meta.db_table in managed}
        suspend(schema_editor)

    def end(self, schema_editor, state, app_label, forwards):
        """Tells the settings about tables that were renamed or dropped: nothing else knows them while suspended."""
        present = set(schema_editor.connection.introspection.table_names())
        for table, model in self.models.items():
            if table in present:
                continue
            new = self._model_now(model, state, app_label, forwards)
            if new is None:
                panel.disable(schema_editor.execute, table)
            else:
                panel.rename(schema_editor.execute, table, new._meta.db_table)
        resume(schema_editor)

    def _model_now(self, model, state, app_label, forwards):
        name = model._meta.model_name
        for operation in self.operations if forwards else reversed(self.operations):
            if isinstance(operation, django_operations.RenameModel) and model._meta.app_label == app_label:
                names = [operation.old_name.lower(), operation.new_name.lower()]
                old, new = names if forwards else reversed(names)
                name = new if name == old else name
        try:
            return state.apps.get_model(model._meta.app_label, name)
        except LookupError:
            return None


class Begin(SoftDeleteOperation):
    def __init__(self, suspension):
        self.suspension = suspension

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.suspension.begin(schema_editor, from_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.suspension.end(schema_editor, to_state, app_label, forwards=False)


class End(SoftDeleteOperation):
    def __init__(self, suspension):
        self.suspension = suspension

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.suspension.end(schema_editor, to_state, app_label, forwards=True)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.suspension.begin(schema_editor, from_state)
