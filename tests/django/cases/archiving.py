"""Archive storage: tables that extend others, what on_delete says, checks, and purging."""

from django.core import checks
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import TestCase, TransactionTestCase
from django.test.utils import isolate_apps
from softdelete_django.checks_trashed import check_trashed
from softdelete_django.models import SoftDelete
from softdelete_django.trashed import Trashed
from studio.models import Atelier, Gallery, Note, Palette, Picture, Place, Review, Seal, Swatch

from .keeping import everything, paint


class Inheritance(TestCase):
    """The rows of both tables are one object."""

    def setUp(self):
        self.gallery = Gallery.objects.create(name="North")
        Picture.objects.create(gallery=self.gallery), Picture.objects.create(gallery=self.gallery)
        Picture.objects.create(gallery=Gallery.objects.create(name="South"))
        self.before = everything()

    def test_the_object_itself(self):
        key = self.gallery.pk
        counts = self.gallery.delete()
        self.assertEqual(counts, (4, {"studio.Picture": 2, "studio.Gallery": 1, "studio.Place": 1}))
        self.assertEqual(Gallery.trash.get(pk=Gallery.trash.get().pk).live_pk, key)
        self.assertEqual(self.gallery.restore(), counts)
        self.assertEqual(everything(), self.before)

    def test_by_the_table_that_it_extends(self):
        Place.objects.filter(name="North").delete()
        self.assertEqual(Place.trash.all().restore()[0], 4)
        self.assertEqual(everything(), self.before)

    def test_all_of_the_trash(self):
        Gallery.objects.all().delete()
        self.assertEqual(Gallery.trash.all().restore()[0], 7)
        self.assertEqual(everything(), self.before)

    def test_the_part_alone(self):
        self.gallery.delete(keep_parents=True)
        self.assertEqual(Place.objects.count(), 2)
        self.assertEqual(Gallery.trash.all().restore(), (3, {"studio.Gallery": 1, "studio.Picture": 2}))
        self.assertEqual(everything(), self.before)

    def test_purging(self):
        self.gallery.delete()
        self.assertEqual(Gallery.trash.all().purge()[0], 4)
        self.assertFalse(Place.trash.exists())


class OnDelete(TestCase):
    def test_protect(self):
        Seal.objects.create(palette=paint())
        with self.assertRaises(models.ProtectedError):
            Palette.objects.all().delete()
        self.assertEqual(Palette.trash.count() + Swatch.trash.count(), 0)

    def test_a_child_without_a_trash_is_gone(self):
        Review.objects.create(palette=paint())
        Palette.objects.all().delete()
        Palette.trash.all().restore()
        self.assertEqual((Review.objects.count(), Swatch.objects.count()), (0, 2))

    def test_set_null(self):
        note = Note.objects.create(palette=paint())
        Palette.objects.all().delete()
        self.assertIsNone(Note.objects.get().palette)
        Palette.trash.all().restore()
        self.assertEqual(Note.objects.get(), note)

    def test_set_null_of_the_database(self):
        """A table that SQL made; what the database takes of its references it gives back."""
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE memo(id INTEGER PRIMARY KEY, palette REFERENCES studio_palette ON DELETE SET"
                           " NULL)")
            cursor.execute("INSERT INTO softdelete(table_name, storage) VALUES ('memo', 'archive')")
            palette = paint()
            cursor.execute("INSERT INTO memo VALUES (1, %s)", [palette.pk])
            palette.delete(), palette.restore()
            cursor.execute("SELECT palette FROM memo")
            self.assertEqual(cursor.fetchall(), [(palette.pk,)])

    def test_nothing_is_recorded_of_a_deletion_that_failed(self):
        paint()
        with self.assertRaises(RuntimeError), transaction.atomic():
            Palette.objects.all().delete()
            raise RuntimeError
        self.assertEqual((Palette.trash.count(), Swatch.objects.count()), (0, 2))


class Checks(TestCase):
    def ids(self, found):
        return [(problem.id, getattr(problem.obj, "__name__", str(problem.obj))) for problem in found]

    def test_children_without_a_trash(self):
        self.assertEqual(self.ids(checks.run_checks()), [("softdelete.W007", "studio.Review.palette")])

    @isolate_apps("studio")
    def test_models(self):
        class Desk(Atelier, Trashed):
            class Meta:
                app_label = "studio"

        class Lamp(SoftDelete, Trashed):
            class Meta:
                app_label = "studio"

        self.assertEqual(self.ids([*check_trashed(Desk), *check_trashed(Lamp)]),
                         [("softdelete.W008", "Desk"), ("softdelete.E003", "Lamp")])

    def test_tables(self):
        def found():
            return self.ids(checks.run_checks(tags=["database"], databases=["default"]))

        self.assertEqual(found(), [])
        with connection.cursor() as cursor:
            cursor.execute("UPDATE softdelete SET suspended = 1 WHERE table_name = 'studio_note'")
            cursor.execute("DELETE FROM softdelete WHERE table_name IN ('studio_folder', 'studio_swatch_labels')")
            self.assertEqual(found(), [("softdelete.W004", "Swatch"), ("softdelete.W004", "Folder"),
                                       ("softdelete.W002", "Note")])
            cursor.execute("INSERT INTO softdelete(table_name, storage) VALUES ('studio_folder', 'flag')")
        self.assertIn(("softdelete.E004", "Folder"), found())


class Purging(TransactionTestCase):
    def test_with_what_depends_on_it(self):
        paint(), paint("Dawn")
        Palette.objects.all().delete()
        self.assertEqual(Palette.trash.filter(name="Dawn").purge(), (3, {"studio.Palette": 1, "studio.Swatch": 2}))
        self.assertEqual(Palette.trash.get().delete(), (3, {"studio.Palette": 1, "studio.Swatch": 2}))
        self.assertEqual(Palette.trash.all().delete(), (0, {}))

    def test_flush(self):
        paint().delete()
        call_command("flush", interactive=False, verbosity=0)
        self.assertEqual((Palette.trash.count(), Swatch.trash.count()), (0, 0))
