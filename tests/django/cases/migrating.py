"""migrate on a database with a trash: soft delete steps aside, and is back whatever happens."""

from functools import partialmethod

from django.core import checks
from django.db import DatabaseError
from lab import Lab

REBUILD = 'migrations.AlterField("color", "color_name", models.CharField(max_length=60, unique=True))'
FAIL = 'migrations.RunSQL("INSERT INTO nowhere VALUES (1)")'
SUSPENDED = {"home_color": "suspended", "home_paint": "suspended"}

CHANGES = {
    "alter a field": REBUILD,
    "alter a field of the child": 'migrations.AlterField("paint", "paint_name", models.TextField(default=""))',
    "alter the key": 'migrations.AlterField("color", "id", models.AutoField(primary_key=True))',
    "add a field": 'migrations.AddField("color", "code", models.IntegerField(default=0))',
    "add a unique field": 'migrations.AddField("color", "code", models.IntegerField(null=True, unique=True))',
    "remove a field": 'migrations.RemoveField("color", "color_hex_code")',
    "add a foreign key": 'migrations.AddField("paint", "trim", models.ForeignKey('
                         '"home.Color", models.CASCADE, null=True, related_name="trims"))',
    "an index": 'migrations.AddIndex("paint", models.Index(fields=["paint_name"], name="paint_by_name"))',
    "a constraint": 'migrations.AddConstraint("paint", models.UniqueConstraint('
                    'fields=["paint_name", "color"], name="paint_once"))',
    "unique together": 'migrations.AlterUniqueTogether("paint", {("paint_name", "color")})',
    "a new table": 'migrations.CreateModel("Can", [("id", models.AutoField(primary_key=True)),'
                   ' ("paint", models.ForeignKey("home.Paint", models.CASCADE))])',
    "a rebuild and the way back": f'{REBUILD}, migrations.AlterField("color", "color_name",'
                                  ' models.CharField(max_length=50, unique=True))',
    "state and database": f'migrations.SeparateDatabaseAndState([{REBUILD}], [{REBUILD}])',
}


class Changes(Lab):
    def setUp(self):
        super().setUp()
        self.migrate("home")
        self.fill()

    def changed(self, name, atomic):
        self.write("0003_change", CHANGES[name], atomic)
        self.migrate("home")
        self.assert_filled()
        self.assert_require_active()
        if name != "remove a field":  # Going back needs a value for it.
            self.migrate("home", "0002")
            self.assert_filled()
            self.assert_require_active()
        self.assert_works()

    def test_renamed_column(self):
        self.write("0003_rename", 'migrations.RenameField("color", "color_name", "title")')
        self.migrate("home")
        self.assert_filled(name="title")
        self.assert_require_active()
        self.migrate("home", "0002")
        self.assert_filled()
        self.assert_works()

    def test_renamed_model(self):
        self.write("0003_rename",
                   'migrations.RenameModel("Color", "Colour"), migrations.AlterModelTable("Paint", "tin")')
        self.migrate("home")
        self.assert_require_active("home_colour", "tin")
        self.migrate("home", "0002")
        self.assert_filled()
        self.assert_require_active()
        self.assert_works()

    def test_deleted_model(self):
        self.write("0003_delete", 'migrations.DeleteModel("Paint")')
        self.migrate("home")
        self.assert_require_active("home_color")
        self.sql("DELETE FROM home_color")
        self.assertEqual(self.sql("SELECT count(*) FROM home_color"), [(2,)])

    PLAIN = ('migrations.DeleteModel("Paint"), migrations.CreateModel("Paint", [("id",'
             ' models.AutoField(primary_key=True)), ("name", models.TextField())])')

    def test_a_model_in_the_place_of_a_deleted_one(self):
        """Has no soft delete before it is enabled."""
        self.write("0003_again", self.PLAIN)
        self.migrate("home")
        self.assert_require_active("home_color")
        self.assertEqual(self.sql("SELECT group_concat(name) FROM pragma_table_info('home_paint')"), [("id,name",)])

    def test_back_to_deleted_models(self):
        """They have soft delete again, with its settings."""
        for name, operations in (("0003_delete", 'migrations.DeleteModel("Paint"), migrations.DeleteModel("Color")'),
                                 ("0003_again", self.PLAIN)):
            with self.subTest(name):
                self.before = "0002_softdelete"
                self.write(name, operations)
                self.migrate("home", name)
                self.migrate("home", "0002")
                self.assert_require_active()
                self.assertEqual(self.sql("SELECT children FROM softdelete ORDER BY table_name"),
                                 [("cascade",), ("declared",)])
                (self.folder / self.package / f"{name}.py").unlink()

    def test_a_model_in_the_place_of_a_renamed_one(self):
        self.write("0003_rename", 'migrations.RenameModel("Paint", "Tin"), migrations.CreateModel("Paint", [("id",'
                   ' models.AutoField(primary_key=True))])')
        self.migrate("home")
        self.assert_require_active("home_color", "home_tin")
        self.migrate("home", "0002")
        self.assert_filled()
        self.assert_require_active()

    def test_a_table_that_another_model_takes_over(self):
        self.write("0003_state",
                   f'migrations.SeparateDatabaseAndState([{REBUILD}], [{REBUILD}, migrations.DeleteModel("Paint")])')
        self.migrate("home")
        self.assert_require_active()

    def test_a_table_that_the_state_alone_renames(self):
        self.write("0003_state", f'migrations.SeparateDatabaseAndState([{REBUILD}],'
                   f' [{REBUILD}, migrations.AlterModelTable("Paint", "tin")])')
        self.migrate("home")
        self.assert_require_active()

    def test_a_new_child_joins_in(self):
        self.write("0003_child", 'migrations.CreateModel("Can", [("id", models.AutoField(primary_key=True)),'
                   ' ("paint", models.ForeignKey("home.Paint", models.CASCADE)), ("is_deleted", models.BooleanField()),'
                   ' ("deleted_at", models.TextField(null=True)), ("deleted_via", models.TextField(null=True))],'
                   ' options={"unique_together": {("paint", "is_deleted")}}), softdelete.EnableSoftDelete("Can"),'
                   f' {REBUILD}')
        self.migrate("home")
        self.assert_filled()
        self.assert_require_active("home_color", "home_paint", "home_can")
        self.sql("INSERT INTO home_can(paint_id, is_deleted) VALUES (3, 0)")
        self.sql("DELETE FROM home_color")
        self.assertEqual(self.sql("SELECT count(*) FROM home_paint WHERE is_deleted = 1"), [(3,)])

    def test_a_program_in_a_migration_fills_the_trash(self):
        """Between changes of tables too."""
        self.write("0003_program", f"{REBUILD}, migrations.RunPython(delete_blue),"
                   ' migrations.AddField("color", "code", models.IntegerField(default=0))')
        self.migrate("home")
        self.assertEqual(self.sql("SELECT is_deleted, code FROM home_color"), [(1, 0), (1, 0)])

    def test_suspended_by_hand(self):
        self.write("0003_sql", 'softdelete.SuspendSoftDelete(), migrations.RunSQL("ALTER TABLE home_color DROP COLUMN'
                   ' color_hex_code", "ALTER TABLE home_color ADD COLUMN color_hex_code TEXT"),'
                   ' softdelete.ResumeSoftDelete()')
        self.migrate("home")
        self.assert_filled()
        self.assert_require_active()
        self.migrate("home", "0002")
        self.assert_require_active()
        self.assert_works()

    def test_faked(self):
        self.write("0003_change", REBUILD)
        self.migrate("home", fake=True)
        self.assert_require_active()
        self.assert_filled()

    def test_nothing_to_do(self):
        before = self.sql("SELECT * FROM sqlite_master ORDER BY name")
        self.assertIn("No migrations to apply", self.migrate("home"))
        self.assertEqual(self.sql("SELECT * FROM sqlite_master ORDER BY name"), before)


for name in CHANGES:
    for atomic in (True, False):
        setattr(Changes, f"test_{name.replace(' ', '_')}{'' if atomic else '_not_atomic'}",
                partialmethod(Changes.changed, name, atomic))


class Failures(Lab):
    def setUp(self):
        super().setUp()
        self.migrate("home")
        self.fill()

    def test_a_failing_migration_is_rolled_back_with_its_suspension(self):
        self.write("0003_change", REBUILD)
        self.write("0004_fails", f'migrations.AddField("color", "code", models.IntegerField(default=0)), {FAIL}')
        with self.assertRaises(DatabaseError):
            self.migrate("home")
        self.assert_filled()
        self.assert_require_active()
        self.assertIn("0003", self.applied()[-1])
        self.assert_works()

    def test_a_change_that_fails_half_way(self):
        """While soft delete is suspended."""
        self.write("0003_fails", f'{REBUILD}, migrations.AddField("color", "color_hex_code", models.IntegerField())')
        with self.assertRaises(DatabaseError):
            self.migrate("home")
        self.assert_filled()
        self.assert_require_active()

    def test_one_that_is_not_atomic_stays_suspended_until_the_next_migrate(self):
        self.write("0003_fails", 'migrations.AddField("color", "color_hex_code", models.IntegerField())', atomic=False)
        with self.assertRaises(DatabaseError):
            self.migrate("home")
        self.assertEqual(self.statuses(), SUSPENDED)
        self.assertEqual(self.check(), "softdelete.W002 softdelete.W002")
        self.migrate("home", "0002")
        self.assert_filled()
        self.assert_require_active()
        self.assertEqual(self.check(), "")

    def test_a_damaged_table_is_repaired(self):
        self.sql("DROP TRIGGER home_color_softdelete_delete")
        self.assertEqual(self.statuses()["home_color"], "damaged")
        self.migrate("home")
        self.assert_require_active()

    def test_a_model_that_loses_the_columns(self):
        self.write("0003_forget", ", ".join(f'migrations.RemoveField("color", "{name}")'
                                            for name in ("is_deleted", "deleted_at", "deleted_via")))
        with self.assertRaises(DatabaseError):
            self.migrate("home")
        self.assert_filled()
        self.assert_require_active()

    def applied(self):
        return [name for (name,) in self.sql("SELECT name FROM django_migrations WHERE app = 'home' ORDER BY id")]

    def check(self):
        found = checks.run_checks(tags=["database"], databases=["lab"])
        return " ".join(problem.id for problem in found)
