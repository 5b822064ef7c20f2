"""Managers, save() and validation beside a trash."""

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.forms import modelform_factory
from django.test import TestCase
from shop.models import Badge, Brand, Contract, Product, Seat, Shelf, Shop, Supplier

from .deleting import stock


class Managers(TestCase):
    def setUp(self):
        self.shop = stock(shelves=2, products=1)
        self.gone = Shelf.objects.order_by("pk").first()
        self.gone.delete()

    def test_objects_and_everything(self):
        self.assertEqual((Shelf.objects.count(), Shelf.everything.count()), (1, 2))
        self.assertEqual(list(Shelf.everything.deleted()), [self.gone])
        self.assertEqual(Shelf.everything.live().count(), 1)

    def test_related(self):
        self.assertEqual(self.shop.shelves.count(), 1)
        self.assertEqual(self.shop.shelves(manager="everything").count(), 2)

    def test_a_deleted_parent_can_be_read(self):
        self.assertEqual(Product.everything.get(shelf=self.gone).shelf, self.gone)

    def test_refresh(self):
        Shelf.everything.filter(pk=self.gone.pk).update(name="new")
        self.gone.refresh_from_db()
        self.assertEqual(self.gone.name, "new")


class Indexes(TestCase):
    """What is asked of live rows is found by the indexes that cover these alone."""

    def test_of_a_constraint_of_django(self):
        self.assertIn("seat_once", Seat.objects.filter(number=1).explain())

    def test_of_the_extension(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT softdelete_live_indexes('shop_shelf', 1)")
        self.assertIn("shop_shelf_shop_id", Shelf.objects.filter(shop=1).explain())
        self.assertIn("shop_shelf_shop_id", Shelf.everything.filter(shop=1, is_deleted=0).explain())
        self.assertNotIn("shop_shelf_shop_id", Shelf.everything.filter(shop=1).explain())


class Saving(TestCase):
    def setUp(self):
        self.badge = Badge.objects.create(number=1)

    def other(self):
        return Badge.everything.get(pk=self.badge.pk)

    def test_an_object_that_was_read_earlier_does_not_restore(self):
        earlier = self.other()
        self.badge.delete()
        earlier.number = 2
        earlier.save()
        self.assertEqual((self.other().is_deleted, self.other().number), (True, 2))

    def test_an_object_that_was_created_here_does_not_restore(self):
        self.other().delete()
        self.badge.save()
        self.assertTrue(self.other().is_deleted)

    def test_an_object_that_was_read_in_the_trash_does_not_delete(self):
        self.badge.delete()
        in_trash = self.other()
        self.badge.restore()
        in_trash.save()
        self.assertFalse(self.other().is_deleted)

    def test_a_deleted_object_keeps_its_time(self):
        self.badge.delete()
        time = self.other().deleted_at
        in_trash = self.other()
        in_trash.save()
        self.badge.save()
        self.assertEqual(self.other().deleted_at, time)

    def test_setting_the_flag(self):
        self.badge.is_deleted = True
        self.badge.save()
        self.assertTrue(self.other().is_deleted)
        self.assertIsNotNone(self.other().deleted_at)
        self.badge.is_deleted = False
        self.badge.save(update_fields=["is_deleted"])
        self.assertFalse(self.other().is_deleted)
        self.assertIsNone(self.other().deleted_at)

    def test_deferred_fields(self):
        badge = Badge.objects.only("number").get()
        self.badge.delete()
        badge.number = 3
        badge.save()
        self.assertEqual((self.other().number, self.other().is_deleted), (3, True))

    def test_the_flag_is_written_after_other_fields_were_read_or_saved(self):
        changes = {
            "refresh": lambda badge: badge.refresh_from_db(fields=["number"]),
            "save": lambda badge: badge.save(update_fields=["number"]),
        }
        for name, change in changes.items():
            with self.subTest(name):
                self.badge.restore()
                badge = self.other()
                badge.is_deleted = True
                change(badge)
                badge.save()
                self.assertTrue(self.other().is_deleted)

    def test_the_flag_is_written_after_a_deferred_field_was_read(self):
        badge = Badge.objects.defer("number").get()
        badge.is_deleted = True
        self.assertEqual(badge.number, 1)
        badge.save()
        self.assertTrue(self.other().is_deleted)

    def test_fixtures_carry_the_trash(self):
        shop = stock(shelves=1, products=1)
        shop.delete()
        objects = [*Shop.everything.all(), *Shelf.everything.all(), *Product.everything.all()]
        text = serializers.serialize("json", objects)
        before = list(Product.everything.values()), list(Shop.everything.values())
        Shop.everything.all().purge()
        for loaded in serializers.deserialize("json", text):
            loaded.save()
        self.assertEqual((list(Product.everything.values()), list(Shop.everything.values())), before)
        self.assertEqual(Shop.everything.get().restore()[0], 3)


class Unique(TestCase):
    def setUp(self):
        Badge.objects.create(number=1).delete()
        Shop.objects.create(name="Corner", city="Rome").delete()

    def errors(self, model, fields, instance=None, **data):
        return modelform_factory(model, fields=fields)(data, instance=instance).errors

    def test_a_value_in_the_trash(self):
        errors = self.errors(Badge, ["number"], number=1)
        self.assertEqual(errors, {"number": [
            "A deleted badge in the trash has this number. Restore or purge it first."]})

    def test_a_live_value_has_the_error_of_django_alone(self):
        Badge.objects.create(number=2)
        errors = self.errors(Badge, ["number"], number=2)
        self.assertEqual(errors, {"number": ["Badge with this Number already exists."]})

    def test_together(self):
        errors = self.errors(Shop, ["name", "city"], name="Corner", city="Rome")
        self.assertEqual(errors, {"__all__": [
            "A deleted shop in the trash has this name and city. Restore or purge it first."]})
        self.assertEqual(self.errors(Shop, ["name", "city"], name="Corner", city="Oslo"), {})

    def test_a_field_that_the_form_does_not_have(self):
        self.assertEqual(self.errors(Shop, ["name"], name="Corner"), {})

    def test_its_own_value(self):
        badge = Badge.everything.get()
        self.assertEqual(self.errors(Badge, ["number"], instance=badge, number=1), {})

    def test_changing_to_it(self):
        badge = Badge.objects.create(number=2)
        self.assertIn("number", self.errors(Badge, ["number"], instance=badge, number=1))

    def test_without_validation_the_database_refuses(self):
        with self.assertRaisesMessage(IntegrityError, "in the trash has the same number"), transaction.atomic():
            Badge.objects.create(number=1)

    def test_unique_among_the_living(self):
        """The value can be used again, and then the deleted row can't be restored."""
        first = Seat.objects.create(number=1)
        first.delete()
        self.assertEqual(self.errors(Seat, ["number"], number=1), {})
        Seat.objects.create(number=1)
        with self.assertRaisesMessage(IntegrityError, "a live row has the same number"), transaction.atomic():
            first.restore()
        with self.assertRaisesMessage(IntegrityError, "UNIQUE"), transaction.atomic():
            Seat.objects.create(number=1)

    def test_keys_that_are_used_again(self):
        """With reuse_keys = 1 a new row takes the place of the deleted one; a row that changes does not."""
        supplier, brand = Supplier.objects.create(name="Ada"), Brand.objects.create(name="one")
        Contract.objects.create(supplier=supplier, brand=brand).delete()
        data = {"supplier": supplier.pk, "brand": brand.pk}
        other = Contract.objects.create(supplier=supplier, brand=Brand.objects.create(name="two"))
        self.assertIn("__all__", self.errors(Contract, list(data), instance=other, **data))
        form = modelform_factory(Contract, fields=list(data))(data)
        self.assertEqual(form.errors, {})
        form.save()
        self.assertEqual(Contract.everything.count(), 2)

    def test_full_clean(self):
        with self.assertRaises(ValidationError):
            Badge(number=1).full_clean()

    def test_choices_offer_the_living(self):
        shop = stock(shelves=1, products=0)
        shelf = Shelf.objects.get()
        shelf.delete()
        self.assertIn("shelf", self.errors(Product, ["shelf", "name"], shelf=shelf.pk, name="x"))
        self.assertFalse(shop.is_deleted)
