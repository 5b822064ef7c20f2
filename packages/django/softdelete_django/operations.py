"""Migration operations: soft delete on and off, and out of the way of changes to tables."""

from django.core.exceptions import FieldError
from django.db.migrations.operations.base import Operation

from . import archives, panel


class SoftDeleteOperation(Operation):
    """An operation on what the extension keeps in the database; the state of the models stays as it is."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label, state):
        pass


# Where the state of a model keeps its settings, for the way back. Django carries options along, through renaming as
# well, and leaves private ones out when it makes the model.
SETTINGS = "_softdelete"
ARCHIVE = ("storage", "archive")


class EnableSoftDelete(SoftDeleteOperation):
    """Enables soft delete for the table of a model; the settings are columns of the extension's control panel.

    Where it is enabled already, the settings are replaced: one that is not given gets its default.
    """

    # One by one, because squashmigrations writes no others into the new migration.
    def __init__(self, model_name, children=None, retention=None, live_indexes=None, reuse_keys=None, flag_column=None,
                 time_column=None, active_view=None, deleted_view=None, storage=None):
        self.model_name = model_name
        settings = {
            "children": children, "retention": retention, "live_indexes": live_indexes, "reuse_keys": reuse_keys,
            "flag_column": flag_column, "time_column": time_column,
            "active_view": active_view, "deleted_view": deleted_view, "storage": storage}
        self.settings = {name: value for name, value in settings.items() if value is not None}

    def state_forwards(self, app_label, state):
        self._options(app_label, state)[SETTINGS] = self.settings

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self._become(self.settings, app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self._become(self._options(app_label, to_state).get(SETTINGS), app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Enable soft delete for {self.model_name}"

    @property
    def migration_name_fragment(self):
        return f"{self.model_name.lower()}_softdelete"

    def references_model(self, name, app_label):
        return name.lower() == self.model_name.lower()

    def _options(self, app_label, state):
        return state.models[app_label, self.model_name.lower()].options

    def _become(self, settings, app_label, schema_editor, from_state, to_state):
        """Enabled with these settings; without any, disabled."""
        model = self._model(app_label, schema_editor, to_state)
        if model is None:
            return
        earlier = self._options(app_label, from_state).get(SETTINGS) or {}
        models = [model]
        if ARCHIVE in (settings or earlier).items():
            # Django deletes the links of a row with it, and they come back with it.
            models += archives.own_links(model)
        if settings is None:
            for each in models:
                panel.disable(schema_editor.execute, each._meta.db_table, earlier)
            return
        self._check(model, settings)
        run_deferred(schema_editor)
        for each in models:
            panel.enable(schema_editor.execute, each._meta.db_table, settings, earlier)

    def _model(self, app_label, schema_editor, state):
        """The model, where this database is one that its table and the extension are in."""
        model = state.apps.get_model(app_label, self.model_name)
        connection = schema_editor.connection
        if connection.vendor == "sqlite" and self.allow_migrate_model(connection.alias, model):
            return model
        return None

    def _check(self, model, settings):
        if ARCHIVE in settings.items():
            if "deleted_view" in settings:
                raise ValueError(f"{model._meta.label}: deleted_view can't be chosen with storage='archive', because"
                                 f" {model._meta.object_name}.trash reads the one with the name of the table.")
            return
        needed = {settings.get("flag_column", "is_deleted"), settings.get("time_column", "deleted_at"), "deleted_via"}
        missing = sorted(needed - {field.column for field in model._meta.local_concrete_fields})
        if missing:
            raise FieldError(
                f"{model._meta.label} does not declare {', '.join(missing)}, and would lose them when Django rebuilds"
                " its table. Let it inherit from softdelete_django.models.SoftDelete, and run makemigrations, before"
                " EnableSoftDelete.")


class DisableSoftDelete(EnableSoftDelete):
    """The reverse of EnableSoftDelete: the rows and the columns stay, and a deletion is a real one from then on."""

    def __init__(self, model_name):
        super().__init__(model_name)

    def state_forwards(self, app_label, state):
        self._options(app_label, state).pop(SETTINGS, None)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self._become(None, app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        settings = self._options(app_label, to_state).get(SETTINGS) or {}
        self._become(settings, app_label, schema_editor, from_state, to_state)

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
