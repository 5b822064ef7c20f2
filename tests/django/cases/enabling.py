"""The operations that enable and disable soft delete: forwards, backwards, and with settings."""

import re
from io import StringIO
from unittest import mock

from django.core import checks
from django.core.exceptions import FieldError
from django.core.management import call_command
from lab import Lab
from softdelete_django import panel


class Enabling(Lab):
    def test_unique_indexes_are_there_before_the_triggers(self):
        """Django puts them off to the end of the migration; the repair after migrate is not needed for that."""
        self.migrate("home")
        self.write("0003_can", 'migrations.CreateModel("Can", [("id", models.AutoField(primary_key=True)),'
                   ' ("size", models.IntegerField()), ("shape", models.TextField()),'
                   ' ("is_deleted", models.BooleanField()), ("deleted_at", models.TextField(null=True)),'
                   ' ("deleted_via", models.TextField(null=True))], options={"unique_together": {("size", "shape")}}),'
                   ' softdelete.EnableSoftDelete("Can")')
        with mock.patch.object(panel, "repair"):
            self.migrate("home")
        self.assert_require_active("home_color", "home_paint", "home_can")

    def test_forwards_and_backwards(self):
        self.migrate("home")
        self.fill()
        self.migrate("home", "0001")
        self.assertEqual(self.statuses(), {})
        self.assert_filled()
        self.migrate("home")
        self.assert_filled()
        self.assert_require_active()
        self.assert_works()
        self.migrate("home", "zero")
        self.assertEqual(self.sql("SELECT name FROM sqlite_master WHERE name LIKE 'home%'"), [])

    def test_settings(self):
        self.migrate("home")
        self.write("0003_settings", 'softdelete.EnableSoftDelete("Paint", retention="30 days", reuse_keys=1)')
        self.migrate("home")
        self.assertEqual(self.sql("SELECT table_name, children, retention, reuse_keys FROM softdelete ORDER BY 1"),
                         [("home_color", "cascade", None, 0), ("home_paint", "declared", "30 days", 1)])

    def settings(self):
        return self.sql("SELECT children, retention, live_indexes, reuse_keys FROM softdelete"
                        " WHERE table_name = 'home_color'")

    def test_enabling_again_replaces_the_settings_and_going_back_brings_them_back(self):
        self.migrate("home")
        self.fill()
        self.write("0003_all", 'softdelete.EnableSoftDelete("Color", "cascade", "30 days", 1, 1)')
        self.write("0004_keys", 'softdelete.EnableSoftDelete("Color", reuse_keys=1)')
        self.write("0005_separate", 'migrations.SeparateDatabaseAndState([softdelete.EnableSoftDelete("Color",'
                   ' retention="7 days")])')
        steps = {"0002": [("cascade", None, 0, 0)], "0003": [("cascade", "30 days", 1, 1)],
                 "0004": [("declared", None, 0, 1)], "0005": [("declared", "7 days", 0, 0)]}
        for name in ("0003", "0004", "0005", "0004", "0003", "0002"):
            self.migrate("home", name)
            self.assertEqual(self.settings(), steps[name], name)
        self.assert_filled()
        self.assert_require_active()
        self.migrate("home", "0001")
        self.assertEqual(self.statuses(), {})

    def test_a_setting_that_does_not_exist(self):
        self.migrate("home")
        self.write("0003_settings", 'softdelete.EnableSoftDelete("Paint", retain="30 days")')
        with self.assertRaisesRegex(TypeError, "retain"):
            self.migrate("home")

    def test_disabling_and_back(self):
        self.migrate("home")
        self.fill()
        self.write("0003_disable", 'softdelete.DisableSoftDelete("Color")')
        self.migrate("home")
        self.assert_require_active("home_paint")
        self.migrate("home", "0002")
        self.assert_require_active()
        self.assert_works()

    def test_going_back_to_a_model_that_was_renamed(self):
        self.migrate("home")
        self.write("0003_rename", 'migrations.RenameModel("Color", "Colour"),'
                   ' migrations.AlterModelOptions("Colour", {"ordering": ["id"]})')
        self.write("0004_disable", 'softdelete.DisableSoftDelete("Colour")')
        self.migrate("home")
        self.assert_require_active("home_paint")
        self.migrate("home", "0003")
        self.assertEqual(self.sql("SELECT children FROM softdelete WHERE table_name = 'home_colour'"), [("cascade",)])

    def test_settings_are_written_into_squashed_migrations(self):
        self.migrate("home")
        self.write("0003_settings", 'softdelete.EnableSoftDelete("Paint", "cascade", retention="30 days"),'
                   ' softdelete.DisableSoftDelete("Color")')
        call_command("squashmigrations", "home", "0003", interactive=False, verbosity=0)
        text = next((self.folder / self.package).glob("*squashed*")).read_text()
        written = re.findall(r"operations\.(\w+)\(\s*(.*?)\s*\),$", text, re.MULTILINE | re.DOTALL)
        self.assertEqual([(name, " ".join(arguments.split())) for name, arguments in written], [
            ("EnableSoftDelete", "model_name='Paint',"),
            ("EnableSoftDelete", "model_name='Color', children='cascade',"),
            ("EnableSoftDelete", "model_name='Paint', children='cascade', retention='30 days',"),
            ("DisableSoftDelete", "model_name='Color',"),
        ])

    def test_a_model_without_the_columns(self):
        self.migrate("home")
        self.write("0003_plain", 'migrations.CreateModel("Plain", [("id", models.AutoField(primary_key=True))]),'
                   ' softdelete.EnableSoftDelete("Plain")')
        with self.assertRaisesRegex(FieldError, "home.Plain does not declare deleted_at, deleted_via, is_deleted"):
            self.migrate("home")

    def test_only_tables_that_have_the_columns_are_missed(self):
        """A warning before the migration that adds them would come too early."""
        self.sql("CREATE TABLE home_color (id INTEGER PRIMARY KEY, is_deleted BOOL NOT NULL)")
        self.sql("CREATE TABLE home_paint (id INTEGER PRIMARY KEY)")
        found = checks.run_checks(tags=["database"], databases=["lab"])
        self.assertEqual([(problem.id, problem.obj._meta.label) for problem in found],
                         [("softdelete.W004", "home.Color")])

    def test_the_sql(self):
        """As sqlmigrate prints it."""
        self.migrate("home", "0001")
        out = StringIO()
        call_command("sqlmigrate", "home", "0002", database="lab", stdout=out)
        self.assertIn("INSERT INTO softdelete(", out.getvalue())
        self.assertIn("'home_color', 'cascade'", out.getvalue())
