"""What delete() takes along, in how many statements, and what it says about it."""

from django.db import NotSupportedError, connection, models
from django.db.models.signals import post_delete, pre_delete
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from shop.models import (Alarm, Badge, Booking, Category, Coupon, Favorite, Kiosk, Lease, Product,
                         Redemption, Review, Shelf, Shop, Tag, Token, Use, Visit)


def stock(name="Corner", shelves=2, products=3):
    """A shop with shelves and products."""
    shop = Shop.objects.create(name=name)
    for number in range(shelves):
        shelf = Shelf.objects.create(shop=shop, name=f"{name} {number}")
        Product.objects.bulk_create([Product(shelf=shelf, name=f"{shelf} {n}") for n in range(products)])
    return shop


class Counts(TestCase):
    def test_a_queryset(self):
        Badge.objects.bulk_create([Badge(number=n) for n in range(5)])
        self.assertEqual(Badge.objects.filter(number__lt=3).delete(), (3, {"shop.Badge": 3}))
        self.assertEqual(Badge.objects.count(), 2)
        self.assertEqual(Badge.everything.count(), 5)

    def test_children_of_children(self):
        stock()
        self.assertEqual(Shop.objects.all().delete(), (9, {"shop.Product": 6, "shop.Shelf": 2, "shop.Shop": 1}))
        self.assertFalse(Product.objects.exists())

    def test_an_instance(self):
        shop = stock()
        self.assertEqual(shop.delete(), (9, {"shop.Product": 6, "shop.Shelf": 2, "shop.Shop": 1}))
        self.assertIsNotNone(shop.pk)
        self.assertTrue(shop.is_deleted)
        again = Shop.everything.get(pk=shop.pk)
        self.assertEqual(shop.deleted_at, again.deleted_at)

    def test_soft_deleted_is_delete(self):
        self.assertEqual(Badge.objects.create(number=1).soft_deleted(), (1, {"shop.Badge": 1}))

    def test_what_is_deleted_already_does_not_count(self):
        badge = Badge.objects.create(number=1)
        badge.delete()
        time = Badge.everything.get().deleted_at
        self.assertEqual(badge.delete(), (0, {}))
        self.assertEqual(Badge.everything.all().delete(), (0, {}))
        self.assertEqual(Badge.everything.get().deleted_at, time)

    def test_an_empty_queryset(self):
        self.assertEqual(Shop.objects.none().delete(), (0, {}))
        self.assertEqual(Shop.objects.filter(pk__in=[]).delete(), (0, {}))

    def test_a_condition_on_the_children(self):
        """It no longer holds once they are deleted."""
        stock("Corner"), stock("Empty", shelves=0)
        chosen = Shop.objects.annotate(n=models.Count("shelves")).filter(n__gt=1)
        self.assertEqual(chosen.delete(), (9, {"shop.Product": 6, "shop.Shelf": 2, "shop.Shop": 1}))
        self.assertEqual([shop.name for shop in Shop.objects.all()], ["Empty"])

    def test_related_manager(self):
        shop = stock()
        stock("Other")
        self.assertEqual(shop.shelves.all().delete(), (8, {"shop.Product": 6, "shop.Shelf": 2}))
        self.assertEqual(shop.shelves.count(), 0)
        self.assertEqual(Shelf.objects.count(), 2)

    def test_a_queryset_with_order_and_relations(self):
        stock()
        rows = Product.objects.select_related("shelf").order_by("shelf__name").filter(shelf__shop__name="Corner")
        self.assertEqual(rows.delete(), (6, {"shop.Product": 6}))


class Statements(TestCase):
    """One a table and not one a row, however many rows there are."""

    def count(self, rows):
        with CaptureQueriesContext(connection) as captured:
            counts = rows.delete()
        updates = [query["sql"].split()[1] for query in captured
                   if query["sql"].startswith("UPDATE") and not query["sql"].endswith("WHERE 0")]
        return counts, updates, len(captured)

    def test_a_table_alone(self):
        Badge.objects.bulk_create([Badge(number=n) for n in range(1000)])
        with self.assertNumQueries(3):  # A savepoint, the UPDATE, the savepoint's end.
            self.assertEqual(Badge.objects.all().delete(), (1000, {"shop.Badge": 1000}))

    def test_a_tree(self):
        stock("Small", shelves=1, products=1)
        small = self.count(Shop.objects.filter(name="Small"))
        Shop.objects.bulk_create([Shop(name=f"{n}") for n in range(1000)])
        Shelf.objects.bulk_create([Shelf(shop=shop, name="") for shop in Shop.objects.all() for _ in "12"])
        Product.objects.bulk_create([Product(shelf=shelf, name="") for shelf in Shelf.objects.all() for _ in "123"])
        large = self.count(Shop.objects.all())
        self.assertEqual(large[0], (9000, {"shop.Product": 6000, "shop.Shelf": 2000, "shop.Shop": 1000}))
        self.assertEqual(large[1], ['"shop_product"', '"shop_shelf"', '"shop_shop"'])
        self.assertEqual(large[1:], small[1:])


class Relations(TestCase):
    def setUp(self):
        self.shop = stock()
        self.shelf = Shelf.objects.first()
        self.product = self.shelf.products.first()

    def refused(self, error, rows):
        before = Product.objects.count(), Shelf.objects.count()
        with self.assertRaises(error) as caught:
            rows.delete()
        self.assertEqual((Product.objects.count(), Shelf.objects.count()), before)
        return caught.exception

    def test_protect(self):
        alarm = Alarm.objects.create(shelf=self.shelf)
        error = self.refused(models.ProtectedError, self.shop)
        self.assertEqual(error.protected_objects, {alarm})

    def test_protect_counts_live_rows_alone(self):
        Alarm.objects.create(shelf=self.shelf).delete()
        self.assertEqual(self.shelf.delete(), (4, {"shop.Product": 3, "shop.Shelf": 1}))

    def test_protect_of_a_table_without_trash(self):
        lease = Lease.objects.create(shop=self.shop)
        self.assertEqual(self.refused(models.ProtectedError, Shop.objects.all()).protected_objects, {lease})

    def test_restrict(self):
        booking = Booking.objects.create(shop=self.shop, shelf=self.shelf)
        self.assertEqual(self.refused(models.RestrictedError, self.shelf).restricted_objects, {booking})

    def test_restrict_where_the_row_goes_anyway(self):
        Booking.objects.create(shop=self.shop, shelf=self.shelf)
        self.assertEqual(self.shop.delete()[1]["shop.Booking"], 1)

    def test_a_child_without_trash_stays(self):
        Review.objects.create(product=self.product)
        self.assertEqual(self.product.delete(), (1, {"shop.Product": 1}))
        self.assertTrue(Review.objects.get().product.is_deleted)

    def test_set_null_waits_for_the_purge(self):
        visit = Visit.objects.create(shop=self.shop)
        favorite = Favorite.objects.create(product=self.product)
        self.shop.delete()
        self.assertEqual(Visit.objects.get(pk=visit.pk).shop, self.shop)
        self.assertEqual(Favorite.objects.get(pk=favorite.pk).product, self.product)

    def test_many_to_many(self):
        self.product.tags.add(Tag.objects.create(word="new"), Tag.objects.create(word="red"))
        Tag.objects.get(word="red").delete()
        self.assertEqual([tag.word for tag in self.product.tags.all()], ["new"])
        self.product.delete()
        self.assertEqual(Product.everything.get(pk=self.product.pk).tags.count(), 1)

    def test_a_reference_to_something_else_than_the_key(self):
        coupon = Coupon.objects.create(code="SPRING")
        Redemption.objects.create(coupon=coupon), Redemption.objects.create(coupon=coupon)
        other = Redemption.objects.create(coupon=Coupon.objects.create(code="FALL"))
        self.assertEqual(Coupon.objects.filter(code="SPRING").delete(), (3, {"shop.Redemption": 2, "shop.Coupon": 1}))
        self.assertEqual(list(Redemption.objects.all()), [other])

    def test_a_table_that_refers_to_itself(self):
        root = Category.objects.create(name="root")
        for name in "ab":
            Category.objects.create(name=name * 2, parent=Category.objects.create(name=name, parent=root))
        self.assertEqual(root.delete(), (5, {"shop.Category": 5}))

    def test_a_circle(self):
        one = Category.objects.create(name="one")
        two = Category.objects.create(name="two", parent=one)
        Category.objects.filter(pk=one.pk).update(parent=two)
        self.assertEqual(one.delete(), (2, {"shop.Category": 2}))
        self.assertEqual(Category.everything.get(pk=one.pk).restore(), (2, {"shop.Category": 2}))

    def test_a_proxy(self):
        """Is what its rows are called, as by Django's delete()."""
        counts = 9, {"shop.Product": 6, "shop.Shelf": 2, "shop.Kiosk": 1}
        self.assertEqual(Kiosk.objects.all().delete(), counts)
        self.assertEqual(Kiosk.everything.get().restore(), counts)
        self.assertEqual(Kiosk.objects.get().delete(), counts)
        self.assertEqual(Kiosk.everything.all().purge(), counts)


class Refusals(TestCase):
    """As Django's delete()."""

    def refused(self, rows, message):
        for name in ("delete", "restore", "purge"):
            with self.assertRaisesMessage(TypeError, message):
                getattr(rows, name)()

    def test_sliced(self):
        self.refused(Badge.objects.all()[:3], "limit")

    def test_distinct(self):
        self.refused(Badge.objects.distinct(), "distinct")

    def test_values(self):
        self.refused(Badge.objects.values("number"), "values")

    def test_combined(self):
        with self.assertRaises(NotSupportedError):
            Badge.objects.all().union(Badge.objects.all()).delete()

    def test_binary_keys(self):
        token = Token.objects.create(value=b"\x00\xff")
        Use.objects.create(token=token)
        with self.assertRaisesMessage(NotSupportedError, "shop.Token has a binary primary key"):
            Token.objects.all().delete()
        self.assertEqual((Token.objects.count(), Use.objects.count()), (1, 1))

    def test_never_saved(self):
        with self.assertRaisesMessage(ValueError, "never saved"):
            Badge(number=1).delete()

    def test_a_manager_has_no_delete(self):
        self.assertFalse(hasattr(Badge.objects, "delete"))


class Signals(TestCase):
    def listen(self, signal, model):
        heard = []

        def receiver(instance, **kwargs):
            heard.append((instance, model.everything.get(pk=instance.pk).is_deleted))

        signal.connect(receiver, sender=model)
        self.addCleanup(signal.disconnect, receiver, sender=model)
        return heard

    def test_of_a_child(self):
        before, after = self.listen(pre_delete, Product), self.listen(post_delete, Product)
        shop = stock(shelves=1, products=2)
        products = set(Product.objects.all())
        shop.delete()
        self.assertEqual({product for product, _ in before}, products)
        self.assertEqual([deleted for _, deleted in before], [False, False])
        self.assertEqual([deleted for _, deleted in after], [True, True])

    def test_of_an_instance(self):
        """The receiver gets the very object."""
        heard = self.listen(pre_delete, Badge)
        badge = Badge.objects.create(number=1)
        badge.delete()
        self.assertIs(heard[0][0], badge)

    def test_of_a_proxy(self):
        """And not of the model that it stands for, as in Django."""
        kiosks, shops = self.listen(pre_delete, Kiosk), self.listen(pre_delete, Shop)
        stock()
        Kiosk.objects.all().delete()
        self.assertEqual([type(kiosk) for kiosk, _ in kiosks], [Kiosk])
        self.assertEqual(shops, [])

    def test_not_for_what_is_deleted_already(self):
        badge = Badge.objects.create(number=1)
        badge.delete()
        heard = self.listen(pre_delete, Badge)
        badge.delete()
        self.assertEqual(heard, [])
