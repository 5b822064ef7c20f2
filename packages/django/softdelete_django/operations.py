"""Migration operations: soft delete on and off, and out of the way of changes to tables."""

from django.core.exceptions import FieldError
from django.db.migrations.operations.base import Operation

from . import panel


class SoftDeleteOperation(Operation):
    """An operation on what the extension keeps in the database; the state of the models stays as it is."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label, state):
        pass


class EnableSoftDelete(SoftDeleteOperation):
    """Enables soft delete for the table of a model; the settings are columns of the extension's control panel."""

    def __init__(self, model_name, **settings):
        self.model_name = model_name
        self.settings = settings

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = self._model(app_label, schema_editor, to_state)
        if model:
            self._check_columns(model)
            run_deferred(schema_editor)
            panel.enable(schema_editor.execute, model._meta.db_table, self.settings)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        model = self._model(app_label, schema_editor, from_state)
        if model:
            panel.disable(schema_editor.execute, model._meta.db_table)

    def describe(self):
        return f"Enable soft delete for {self.model_name}"

    @property
    def migration_name_fragment(self):
        return f"{self.model_name.lower()}_softdelete"

    def references_model(self, name, app_label):
        return name.lower() == self.model_name.lower()

    def _model(self, app_label, schema_editor, state):
        """The model, where this database is one that its table and the extension are in."""
        model = state.apps.get_model(app_label, self.model_name)
        connection = schema_editor.connection
        if connection.vendor == "sqlite" and self.allow_migrate_model(connection.alias, model):
            return model
        return None

    def _check_columns(self, model):
        needed = {self.settings.get("flag_column", "is_deleted"),
                  self.settings.get("time_column", "deleted_at"), "deleted_via"}
        missing = sorted(needed - {field.column for field in model._meta.local_concrete_fields})
        if missing:
            raise FieldError(
                f"{model._meta.label} does not declare {', '.join(missing)}, and would lose them when Django rebuilds"
                " its table. Let it inherit from softdelete_django.models.SoftDelete, and run makemigrations, before"
                " EnableSoftDelete.")


class DisableSoftDelete(EnableSoftDelete):
    """The reverse of EnableSoftDelete: the rows and the columns stay, and a deletion is a real one from then on."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Disable soft delete for {self.model_name}"

    @property
    def migration_name_fragment(self):
        return f"{self.model_name.lower()}_no_softdelete"


class SuspendSoftDelete(SoftDeleteOperation):
    """Drops what the extension generated, so that SQLite lets tables be changed; the settings stay."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        suspend(schema_editor)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        resume(schema_editor)

    def describe(self):
        return "Suspend soft delete"


class ResumeSoftDelete(SoftDeleteOperation):
    """Makes it anew, for the tables as they are then."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        resume(schema_editor)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        suspend(schema_editor)

    def describe(self):
        return "Resume soft delete"


def suspend(schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        run_deferred(schema_editor)
        panel.suspend(schema_editor.execute)


def resume(schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        run_deferred(schema_editor)
        panel.resume(schema_editor.execute)


def run_deferred(schema_editor):
    """Creates the indexes that Django puts off to the end of a migration: the triggers depend on the unique ones."""
    deferred, schema_editor.deferred_sql = schema_editor.deferred_sql, []
    for sql in deferred:
        schema_editor.execute(sql)
