"""Suspends soft delete around the changes of tables that `migrate` is about to do.

Suspending and resuming become operations of the migrations themselves, as Django's contenttypes puts its own into
them: a migration that fails is rolled back together with its suspension, and no table stays without protection.
"""

from django.db import connections
from django.db.migrations import operations as django_operations
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation

from . import panel
from .operations import SETTINGS, SoftDeleteOperation, resume, suspend


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
        self.archived = set()

    def begin(self, schema_editor, state):
        managed = panel.managed(schema_editor.connection)
        self.archived = panel.archived(schema_editor.connection)
        self.models = {model._meta.db_table: model for model in state.apps.get_models(include_auto_created=True)
                       if model._meta.db_table in managed}
        suspend(schema_editor)

    def end(self, schema_editor, state, app_label, forwards):
        """Tells the settings about tables that were renamed, dropped, or are back: nothing else knows them while
        suspended."""
        present = set(schema_editor.connection.introspection.table_names())
        for table, model in self.models.items():
            name = self._name_now(model, app_label, forwards)
            known = state.models.get((model._meta.app_label, name))
            new = state.apps.get_model(model._meta.app_label, name)._meta.db_table if known else table
            if name is None or not {table, new} & present:
                panel.disable(schema_editor.execute, table)
            elif new != table and new in present:
                panel.rename(schema_editor.execute, table, new)
                if table in self.archived:
                    panel.rename_archive(schema_editor.execute, table, new)
        resume(schema_editor)
        if not forwards:
            self._enable_again(schema_editor, state, app_label, present)

    def _name_now(self, model, app_label, forwards):
        """None where the model was deleted, even if there is another of its name since."""
        name = model._meta.model_name
        if model._meta.app_label != app_label:
            return name
        deleting = django_operations.DeleteModel if forwards else django_operations.CreateModel
        for operation in self.operations if forwards else reversed(self.operations):
            if isinstance(operation, deleting) and operation.name_lower == name:
                return None
            if isinstance(operation, django_operations.RenameModel):
                names = [operation.old_name_lower, operation.new_name_lower]
                old, new = names if forwards else reversed(names)
                name = new if name == old else name
        return name

    def _enable_again(self, schema_editor, state, app_label, present):
        """The tables of models whose deletion is unapplied."""
        for operation in self.operations:
            known = isinstance(operation, django_operations.DeleteModel) and state.models.get(
                (app_label, operation.name_lower))
            if known and SETTINGS in known.options:
                table = state.apps.get_model(app_label, operation.name)._meta.db_table
                if table in present:
                    panel.enable(schema_editor.execute, table, known.options[SETTINGS])


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
