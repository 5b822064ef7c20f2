"""A Django in this process, with one database that each test puts in place."""

import django
from django.conf import settings

if not settings.configured:
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=[], USE_TZ=False, DEFAULT_AUTO_FIELD="django.db.models.AutoField")
    django.setup()

from django.db import connections, migrations, models  # noqa: E402
from django.db.backends.sqlite3.base import DatabaseWrapper  # noqa: E402
from django.db.migrations.state import ProjectState  # noqa: E402

from support import load_extension  # noqa: E402

SUSPEND = migrations.RunSQL("UPDATE softdelete SET suspended = 1", "UPDATE softdelete SET suspended = 0")
RESUME = migrations.RunSQL("UPDATE softdelete SET suspended = 0", "UPDATE softdelete SET suspended = 1")
REPAIR = migrations.RunSQL("SELECT softdelete_repair()")


class Site:
    """A database of Django's, the state that its migrations led to, and a connection to look at it."""

    def __init__(self, path, applied=()):
        self.wrapper = DatabaseWrapper({**connections["default"].settings_dict, "NAME": str(path)}, "default")
        connections["default"] = self.wrapper
        self.state = ProjectState()
        for operation in applied:
            operation.state_forwards("shop", self.state)
        self.connect()

    def connect(self):
        self.wrapper.close()
        self.wrapper.connect()
        self.db = load_extension(self.wrapper.connection)
        self.db.execute("PRAGMA synchronous = OFF")

    def migrate(self, *operations, atomic=True):
        migration = migrations.Migration("test", "shop")
        migration.operations = list(operations)
        try:
            with self.wrapper.schema_editor(atomic=atomic) as editor:
                state = migration.apply(self.state.clone(), editor)
        except Exception:
            # The schema editor checks foreign keys first, and stays in its transaction where they
            # are broken; the command ends then, and so does its connection.
            self.wrapper.in_atomic_block = False
            self.connect()
            raise
        self.state = state

    def close(self):
        self.wrapper.close()


def columns(style):
    """The fields that soft delete needs in a model."""
    flag = [] if style else [("is_deleted", models.BooleanField(default=False))]
    return flag + [("deleted_at", models.TextField(null=True)), ("deleted_via", models.TextField(null=True))]


def initial(style):
    """Authors and books, as the migration that creates them."""
    return [
        migrations.CreateModel("Author", [
            ("id", models.AutoField(primary_key=True)), ("name", models.CharField(max_length=50)),
            ("born", models.IntegerField(null=True)), *columns(style)],
            options={"db_table": "author", "indexes": [models.Index(fields=["name"], name="author_name")]}),
        migrations.CreateModel("Book", [
            ("id", models.AutoField(primary_key=True)), ("title", models.CharField(max_length=50)),
            ("price", models.FloatField(null=True)),
            ("author", models.ForeignKey("shop.Author", models.DO_NOTHING)), *columns(style)],
            options={"db_table": "book"}),
    ]
