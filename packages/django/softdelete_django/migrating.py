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


def in_direction(old, new, forwards):
    return (old, new) if forwards else (new, old)


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
        filled = []
        present = set(schema_editor.connection.introspection.table_names())
        for table, model in self.models.items():
            gone, now = self._now(model, state, app_label, forwards)
            new = now._meta.db_table if now else table
            if gone or not {table, new} & present:
                panel.disable(schema_editor.execute, table)
                continue
            if table in self.archived and now:
                pairs = self._fields(model, now, app_label, forwards)
                for old, field in pairs:
                    if old and old.column != field.column:
                        panel.rename_in_archive(schema_editor.execute, table, old.column, field.column)
                filled += [field for old, field in pairs if not field.null and (old is None or old.null)]
            if new != table and new in present:
                panel.rename(schema_editor.execute, table, new)
                if table in self.archived:
                    panel.rename_archive(schema_editor.execute, table, new)
        resume(schema_editor)
        for field in filled:
            self._fill(field, schema_editor)
        if not forwards:
            self._enable_again(schema_editor, state, app_label, present)

    def _now(self, model, state, app_label, forwards):
        """Whether a model was deleted, and what it is now, where the state knows it."""
        owner = model._meta.auto_created
        if owner:  # A table of links.
            gone, owner_now = self._now(owner, state, app_label, forwards)
            (name,) = [field.name for field in owner._meta.local_many_to_many if field.remote_field.through is model]
            name = self._fields_now(owner, app_label, forwards).get(name, name)
            fields = {field.name: field for field in owner_now._meta.local_many_to_many} if owner_now else {}
            return gone, fields[name].remote_field.through if name in fields else None
        name = self._name_now(model, app_label, forwards)
        known = name and (model._meta.app_label, name) in state.models
        return name is None, state.apps.get_model(model._meta.app_label, name) if known else None

    def _fields(self, model, now, app_label, forwards):
        """(what it was, or None, and what it is) of the fields of a model."""
        names = self._fields_now(model, app_label, forwards)
        if model._meta.auto_created:
            return list(zip(model._meta.local_concrete_fields, now._meta.local_concrete_fields))
        before = {names.get(field.name, field.name): field for field in model._meta.local_concrete_fields}
        return [(before.get(field.name), field) for field in now._meta.local_concrete_fields]

    def _fill(self, field, schema_editor):
        """Deleted rows get what Django gives live ones for a field that must have a value."""
        given = [operation.field for operation in self.operations if isinstance(operation, (
            django_operations.AddField, django_operations.AlterField))
            and operation.is_same_field_operation(django_operations.RemoveField(field.model.__name__, field.name))]
        value = schema_editor._effective_default(given[-1] if given else field)
        if value is not None:
            panel.fill_archive(schema_editor.execute, field.model._meta.db_table, field.column,
                               field.get_db_prep_save(value, schema_editor.connection))

    def _fields_now(self, model, app_label, forwards):
        """{name: new name} of the fields that were renamed."""
        model_name, names = model._meta.model_name, {}
        if model._meta.app_label != app_label:
            return names
        for operation in self.operations if forwards else reversed(self.operations):
            if isinstance(operation, django_operations.RenameModel):
                old, new = in_direction(operation.old_name_lower, operation.new_name_lower, forwards)
                model_name = new if model_name == old else model_name
            if isinstance(operation, django_operations.RenameField) and operation.model_name_lower == model_name:
                old, new = in_direction(operation.old_name, operation.new_name, forwards)
                first = next((name for name, now in names.items() if now == old), old)
                names[first] = new
        return names

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
                old, new = in_direction(operation.old_name_lower, operation.new_name_lower, forwards)
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
