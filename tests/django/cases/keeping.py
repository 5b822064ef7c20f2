"""Archive storage: an ordinary model, whose deleted rows come back exactly."""

from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models.signals import post_delete, pre_delete
from django.test import TestCase
from studio.models import (Atelier, Easel, Folder, Gallery, Label, Left, Mixture, Palette, Picture, Place, Print, Right,
                           Seal, Series, Sunset, Swatch)


def paint(name="Sunset", swatches=2):
    palette = Palette.objects.create(name=name)
    for number in range(swatches):
        Swatch.objects.create(palette=palette, name=f"{name} {number}")
    return palette


def everything():
    """All live rows of the models, to compare."""
    return {model: sorted(map(str, model.objects.values())) for model in (
        Palette, Label, Swatch, Swatch.labels.through, Mixture, Folder, Place, Gallery, Picture, Series, Print, Left,
        Right)}


class Deleting(TestCase):
    def test_the_table_and_the_manager_are_those_of_an_ordinary_model(self):
        self.assertEqual([field.column for field in Palette._meta.get_fields() if field.concrete], ["id", "name"])
        self.assertIs(type(Palette.objects), models.Manager)
        self.assertEqual([manager.name for manager in Palette._meta.managers], ["objects"])
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)

    def test_counts_are_those_of_django(self):
        palette = paint()
        self.assertEqual(palette.delete(), (3, {"studio.Swatch": 2, "studio.Palette": 1}))
        self.assertIsNone(palette.pk)
        self.assertEqual(Swatch.objects.count(), 0)

    def test_the_trash(self):
        paint().delete()
        (palette,), swatches = Palette.trash.all(), Swatch.trash.order_by("name")
        self.assertEqual([str(swatch) for swatch in swatches], ["Sunset 0", "Sunset 1"])
        self.assertEqual([swatch.deleted_via for swatch in swatches], ["studio_palette"] * 2)
        self.assertEqual((str(palette), palette.deleted_via), ("Sunset", None))
        self.assertIsNotNone(palette.deleted_at)
        self.assertEqual(Swatch.trash.filter(palette_id=palette.id, name__endswith="1").count(), 1)
        with self.assertRaises(AttributeError):
            Palette(name="x").trash

    def test_what_a_deleted_row_refers_to(self):
        paint().delete()
        swatch = Swatch.trash.first()
        self.assertEqual(swatch.palette, Palette.trash.get())
        Palette.trash.update(name="Dusk")
        self.assertEqual(str(Swatch.trash.first().palette), "Dusk")
        Palette.trash.all().restore()
        Swatch.objects.all().delete()
        self.assertEqual(Swatch.trash.first().palette, Palette.objects.get())
        self.assertEqual(Swatch.trash.filter(palette__name="Dusk").count(), 2)

    def test_a_value_can_be_used_again(self):
        paint(swatches=0).delete()
        palette = Palette(name="Sunset")
        palette.full_clean()
        palette.save()
        with self.assertRaisesMessage(IntegrityError, "palette: cannot restore: a live row has the same name"), \
                transaction.atomic():
            Palette.trash.all().restore()
        Palette.trash.update(name="Dusk")
        self.assertEqual(Palette.trash.all().restore(), (1, {"studio.Palette": 1}))
        self.assertEqual(Palette.objects.count(), 2)

    def test_statements(self):
        """Of a row that takes nothing along it is Django's one."""
        seal = Seal.objects.create(palette=paint(swatches=0))
        with self.assertNumQueries(1):
            seal.delete()


class Restoring(TestCase):
    def check(self, rows, expected=None):
        """Deletes rows, and restores what was deleted by itself."""
        before, model, trash = everything(), rows.model, self.trash()
        counts = rows.delete()
        self.assertNotEqual(everything(), before)
        restored = model.trash.filter(deleted_via=None).restore()
        self.assertEqual(everything(), before)
        self.assertEqual(restored, counts)
        self.assertEqual(self.trash(), trash)
        connection.check_constraints()

    def trash(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT table_name, deleted_rows FROM softdelete ORDER BY 1")
            return cursor.fetchall()

    def test_a_tree(self):
        paint(), paint("Dawn")
        self.check(Palette.objects.all())
        self.check(Palette.objects.filter(name="Dawn"))

    def test_an_object(self):
        palette, before = paint(), everything()
        palette.delete()
        self.assertEqual(palette.restore(), (3, {"studio.Palette": 1, "studio.Swatch": 2}))
        self.assertEqual((palette.name, everything()), ("Sunset", before))
        self.assertEqual(palette.restore(), (0, {}))

    def test_an_object_of_a_queryset_that_was_deleted(self):
        palette = paint()
        Palette.objects.all().delete()
        self.assertEqual(palette.restore()[0], 3)
        with self.assertRaisesMessage(ValueError, "never saved"):
            Palette(name="x").restore()

    def test_not_what_was_deleted_before(self):
        palette = paint(swatches=3)
        first, second, _ = Swatch.objects.order_by("pk")
        first.delete()
        Swatch.objects.filter(pk=second.pk).delete()
        palette.delete()
        self.assertEqual(palette.restore(), (2, {"studio.Palette": 1, "studio.Swatch": 1}))
        self.assertEqual(Swatch.trash.all().restore(), (2, {"studio.Swatch": 2}))

    def test_a_row_that_was_restored_and_deleted_again(self):
        palette = paint(swatches=1)
        palette.delete(), palette.restore()
        Swatch.objects.get().delete()
        palette.delete()
        self.assertEqual(palette.restore(), (1, {"studio.Palette": 1}))

    def test_links(self):
        label, other = Label.objects.create(word="warm"), Label.objects.create(word="dark")
        paint()
        for swatch in Swatch.objects.all():
            swatch.labels.add(label, other)
        other.swatches.remove(Swatch.objects.first())
        self.check(Swatch.objects.filter(name="Sunset 0"))
        self.check(Label.objects.filter(word="dark"))
        self.check(Palette.objects.all())

    def test_links_of_two_deleted_rows(self):
        paint(swatches=1)
        Swatch.objects.get().labels.add(Label.objects.create(word="warm"))
        before = everything()
        Label.objects.all().delete()
        Swatch.objects.all().delete()
        Swatch.trash.all().restore()
        self.assertEqual(Swatch.objects.get().labels.count(), 0)
        Label.trash.all().restore()
        self.assertEqual(everything(), before)

    def test_several_parents(self):
        palette, other = paint(), paint("Dawn")
        first, second = palette.swatches.all()
        Mixture.objects.create(palette=palette, first=first, second=second)
        Mixture.objects.create(palette=other, first=first)
        self.check(Palette.objects.all())
        self.check(Palette.objects.filter(pk=palette.pk))
        self.check(Palette.objects.filter(pk=other.pk))
        self.check(Swatch.objects.filter(pk=second.pk))

    def test_a_row_waits_for_its_other_parent(self):
        palette, other = paint(), paint("Dawn")
        Mixture.objects.create(palette=other, first=palette.swatches.first())
        palette.delete(), other.delete()
        palette.restore()
        self.assertEqual(Mixture.objects.count(), 0)
        self.assertEqual(other.restore()[1]["studio.Mixture"], 1)

    def test_a_table_that_refers_to_itself(self):
        root = Folder.objects.create(name="root")
        for name in "ab":
            Folder.objects.create(name=name * 2, parent=Folder.objects.create(name=name, parent=root))
        # Before its parent in the table.
        top = Folder.objects.create(name="top")
        Folder.objects.filter(pk=root.pk).update(parent=top)
        self.check(Folder.objects.filter(name="top"))
        self.check(Folder.objects.filter(name="a"))
        self.check(Folder.objects.all())

    def test_a_circle(self):
        one = Folder.objects.create(name="one")
        Folder.objects.filter(pk=one.pk).update(parent=Folder.objects.create(name="two", parent=one))
        before = everything()
        one.delete()
        self.assertEqual(one.restore(), (2, {"studio.Folder": 2}))
        self.assertEqual(everything(), before)

    def test_tables_that_refer_to_each_other(self):
        left = Left.objects.create()
        for right in Right.objects.create(left=left), Right.objects.create(left=left):
            Left.objects.create(right=right)
        self.check(Left.objects.filter(pk=left.pk))

    def test_keys_that_are_used_again(self):
        """With each row its own children come back."""
        for number in range(3):
            palette = Palette.objects.create(pk=7, name=f"{number}")
            Swatch.objects.create(pk=7, palette=palette, name=f"of {number}")
            palette.delete()
        self.assertEqual(Palette.trash.get(name="1").restore()[0], 2)
        self.assertEqual(Swatch.objects.get().name, "of 1")

    def test_a_reference_to_something_else_than_the_key(self):
        Print.objects.create(series=Series.objects.create(code="A"))
        Print.objects.create(series=Series.objects.create(code="B"))
        self.check(Series.objects.filter(code="A"))

    def test_a_proxy(self):
        paint()
        counts = 3, {"studio.Swatch": 2, "studio.Sunset": 1}
        self.assertEqual(Sunset.objects.get().delete(), counts)
        self.assertEqual(Sunset.trash.all().restore(), (3, {"studio.Palette": 1, "studio.Swatch": 2}))

    def test_a_parent_without_a_trash(self):
        """Its children are in the trash, and can't come back."""
        atelier = Atelier.objects.create()
        Easel.objects.create(atelier=atelier)
        atelier.delete()
        with self.assertRaisesMessage(IntegrityError, "easel: cannot restore: the row of atelier"), \
                transaction.atomic():
            Easel.trash.all().restore()

    def test_a_child_of_a_deleted_parent(self):
        paint().delete()
        with self.assertRaisesMessage(IntegrityError, "swatch: cannot restore: the row of palette that it refers to is"
                                                      " deleted; restore that first"), transaction.atomic():
            Swatch.trash.first().restore()

    def test_a_receiver_that_deletes(self):
        """What it deletes is part of the deletion."""
        def receiver(instance, **kwargs):
            instance.swatches.all().delete()

        pre_delete.connect(receiver, sender=Palette)
        self.addCleanup(pre_delete.disconnect, receiver, sender=Palette)
        paint()
        before = everything()
        Palette.objects.all().delete()
        Palette.trash.all().restore()
        self.assertEqual(everything(), before)

    def test_signals(self):
        heard = []

        def receiver(instance, **kwargs):
            heard.append(str(instance))

        post_delete.connect(receiver, sender=Swatch)
        self.addCleanup(post_delete.disconnect, receiver, sender=Swatch)
        paint()
        self.check(Palette.objects.all())
        self.assertEqual(sorted(heard), ["Sunset 0", "Sunset 1"])

    def test_many(self):
        """Django deletes these in several statements."""
        Palette.objects.bulk_create([Palette(name=f"{n}") for n in range(1200)])
        Swatch.objects.bulk_create([Swatch(palette=each, name="") for each in Palette.objects.all() for _ in "12"])
        self.check(Palette.objects.all())
