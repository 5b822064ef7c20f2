"""A database of its own for tests of migrations, and later migrations of an application of the example."""

import shutil
import sys
import tempfile
import unittest
from importlib import import_module
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.test import override_settings

MIGRATION = """
from django.db import migrations, models
import django.db.models.deletion
from softdelete_django import operations as softdelete


def delete_blue(apps, schema_editor):
    apps.get_model("home", "Color").objects.using("lab").filter(color_name="blue").delete()


class Migration(migrations.Migration):
    atomic = {atomic}
    dependencies = [("{application}", "{before}")]
    operations = [{operations}]
"""


class Lab(unittest.TestCase):
    """Not Django's TestCase: migrate runs its own transactions, on the database `lab` alone."""

    packages = 0
    application = "home"

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.connection = connections["lab"]
        self.use(self.folder / "lab.sqlite")
        self.addCleanup(self.connection.close)
        Lab.packages += 1
        self.package = f"later{Lab.packages}"
        folder = self.folder / self.package
        migrations = import_module(f"{self.application}.migrations")
        shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
        sys.path.insert(0, str(self.folder))
        self.addCleanup(sys.path.remove, str(self.folder))
        settings = override_settings(MIGRATION_MODULES={self.application: self.package})
        settings.enable()
        self.addCleanup(settings.disable)
        self.before = "0002_softdelete"

    def use(self, path):
        self.connection.close()
        self.connection.settings_dict["NAME"] = str(path)

    def write(self, name, operations, atomic=True):
        """A migration after the last one."""
        text = MIGRATION.format(
            application=self.application, atomic=atomic, before=self.before, operations=operations)
        (self.folder / self.package / f"{name}.py").write_text(text)
        self.before = name

    def migrate(self, *arguments, **options):
        out = StringIO()
        # The models of these migrations are not those of the application, so that nothing is created for them.
        call_command("migrate", *arguments, database="lab", stdout=out, verbosity=1, **options)
        return out.getvalue()

    def sql(self, text, *parameters):
        with self.connection.cursor() as cursor:
            cursor.execute(text, parameters)
            return cursor.fetchall() if cursor.description else None

    def fill(self):
        """red is in the trash with its first paint; its second was deleted before; blue is live with its paint."""
        colors, paints = (apps.get_model("home", name).objects.using("lab") for name in ("Color", "Paint"))
        red = colors.create(color_name="red", color_hex_code="#FF0000")
        blue = colors.create(color_name="blue", color_hex_code="#0000FF")
        for number, color in enumerate([red, red, blue], 1):
            paints.create(pk=number, paint_name=f"paint {number}", color=color)
        paints.get(pk=2).delete()
        red.delete()
        self.assert_filled()

    def assert_filled(self, color="home_color", name="color_name"):
        rows = self.sql(f"SELECT {name}, is_deleted, deleted_at IS NOT NULL, deleted_via FROM {color} ORDER BY id")
        self.assertEqual(rows, [("red", 1, 1, None), ("blue", 0, 0, None)])
        rows = self.sql("SELECT id, is_deleted, deleted_at IS NOT NULL, deleted_via FROM home_paint ORDER BY id")
        self.assertEqual(rows, [(1, 1, 1, color), (2, 1, 1, None), (3, 0, 0, None)])

    def statuses(self):
        return dict(self.sql("SELECT table_name, status FROM softdelete"))

    def assert_require_active(self, *tables):
        self.assertEqual(self.statuses(), dict.fromkeys(tables or ("home_color", "home_paint"), "ok"))

    def assert_works(self, color="home_color"):
        """Deleting and restoring with plain SQL, with the children."""
        self.sql(f"DELETE FROM {color} WHERE is_deleted = 0")
        self.assertEqual(self.sql("SELECT count(*) FROM home_paint WHERE is_deleted = 1"), [(3,)])
        self.sql(f"UPDATE {color} SET is_deleted = 0")
        self.assertEqual(self.sql("SELECT id FROM home_paint WHERE is_deleted = 1"), [(2,)])
        self.assertEqual(self.sql("PRAGMA foreign_key_check"), [])
