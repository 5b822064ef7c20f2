"""restore() and purge(): what comes back, what goes for good."""

from django.db import IntegrityError, models, transaction
from django.test import TestCase, TransactionTestCase
from shop.models import (Alarm, Badge, Booking, Category, Coupon, Favorite, Lease, Product, Redemption, Review, Shelf,
                         Seat, Shop, Tag, Visit)
from softdelete_django.wording import worded

from .deleting import stock


class Restoring(TestCase):
    def setUp(self):
        self.shop = stock()

    def test_exactly_what_the_deletion_took(self):
        first = Product.objects.order_by("pk").first()
        first.delete()
        self.shop.delete()
        self.assertEqual(self.shop.restore(), (8, {"shop.Product": 5, "shop.Shelf": 2, "shop.Shop": 1}))
        self.assertFalse(self.shop.is_deleted)
        self.assertIsNone(self.shop.deleted_at)
        self.assertEqual(list(Product.everything.deleted()), [first])

    def test_not_what_an_earlier_deletion_of_a_parent_took(self):
        shelf = Shelf.objects.first()
        shelf.delete()
        self.shop.delete()
        self.assertEqual(self.shop.restore(), (5, {"shop.Product": 3, "shop.Shelf": 1, "shop.Shop": 1}))
        self.assertEqual(Shelf.everything.get(pk=shelf.pk).restore(), (4, {"shop.Product": 3, "shop.Shelf": 1}))

    def test_a_row_with_two_parents_comes_back_with_the_one_that_took_it(self):
        # Django's foreign keys are deferred, and a row may live under a deleted parent by such a one.
        shelf = Shelf.objects.first()
        Booking.objects.create(shop=stock("Other"), shelf=shelf)
        Shop.objects.filter(name="Other").delete()
        shelf.delete()
        Shop.everything.get(name="Other").restore()
        self.assertEqual(Booking.objects.count(), 1)

    def test_a_queryset(self):
        Product.objects.filter(name__endswith="1").delete()
        self.assertEqual(Product.everything.filter(name="Corner 0 1").restore(), (1, {"shop.Product": 1}))
        self.assertEqual(Product.everything.deleted().restore(), (1, {"shop.Product": 1}))

    def test_a_live_row(self):
        self.assertEqual(self.shop.restore(), (0, {}))

    def test_a_child_of_a_deleted_parent(self):
        self.shop.delete()
        self.assertEqual(Product.everything.first().restore(), (1, {"shop.Product": 1}))

    def test_a_tree_all_of_whose_rows_were_deleted_themselves(self):
        root = Category.objects.create(name="root")
        Category.objects.create(name="b", parent=Category.objects.create(name="a", parent=root))
        # The rows are in the table before their parents.
        Category.objects.filter(name="root").update(parent=Category.objects.create(name="top"))
        Category.objects.all().delete()
        self.assertEqual(Category.everything.all().restore(), (4, {"shop.Category": 4}))

    def test_a_reference_to_something_else_than_the_key(self):
        coupon = Coupon.objects.create(code="SPRING")
        Redemption.objects.create(coupon=coupon)
        coupon.delete()
        self.assertEqual(coupon.restore(), (2, {"shop.Coupon": 1, "shop.Redemption": 1}))

    def test_references_are_as_they_were(self):
        product = Product.objects.first()
        product.tags.add(Tag.objects.create(word="new"))
        favorite, review = Favorite.objects.create(product=product), Review.objects.create(product=product)
        self.shop.delete()
        self.shop.restore()
        product = Product.objects.get(pk=product.pk)
        self.assertEqual([tag.word for tag in product.tags.all()], ["new"])
        self.assertEqual(Favorite.objects.get(pk=favorite.pk).product, product)
        self.assertEqual(Review.objects.get(pk=review.pk).product, product)

    def test_constant_number_of_statements(self):
        self.shop.delete()
        with self.assertNumQueries(6):  # Savepoint, lock, sizes, UPDATE, sizes, its end.
            Shop.everything.all().restore()


class Purging(TransactionTestCase):
    """On a database that checks foreign keys at the end of each transaction."""

    def setUp(self):
        self.shop = stock()

    def test_with_what_depends_on_it(self):
        self.shop.delete()
        self.assertEqual(self.shop.purge(), (9, {"shop.Product": 6, "shop.Shelf": 2, "shop.Shop": 1}))
        self.assertEqual(Product.everything.count(), 0)

    def test_never_a_live_row(self):
        self.assertEqual(self.shop.purge(), (0, {}))
        self.assertEqual(Shop.everything.all().purge(), (0, {}))
        self.assertEqual(Product.objects.count(), 6)

    def test_children_without_trash_go_too(self):
        product = Product.objects.first()
        product.tags.add(Tag.objects.create(word="new"))
        Review.objects.create(product=product), Review.objects.create(product=Product.objects.last())
        product.delete()
        self.assertEqual(product.purge(), (3, {"shop.Product_tags": 1, "shop.Review": 1, "shop.Product": 1}))
        self.assertEqual(Review.objects.count(), 1)

    def test_children_without_trash_of_children(self):
        Review.objects.create(product=Product.objects.first())
        self.shop.delete()
        self.assertEqual(Shop.everything.all().purge()[1]["shop.Review"], 1)

    def test_set_null(self):
        product = Product.objects.first()
        visit, live = Visit.objects.create(shop=self.shop), Favorite.objects.create(product=product)
        Favorite.objects.create(product=product).delete()
        self.shop.delete()
        self.shop.purge()
        visit.refresh_from_db()
        self.assertIsNone(visit.shop)
        self.assertEqual([favorite.product for favorite in Favorite.everything.all()], [None, None])
        self.assertEqual(Favorite.objects.get(), live)

    def test_protect(self):
        """What protects is not purged along, even in the trash."""
        shelf = Shelf.objects.first()
        alarm = Alarm.objects.create(shelf=shelf)
        alarm.delete(), shelf.delete()
        with self.assertRaises(models.ProtectedError):
            shelf.purge()
        self.assertEqual(Shelf.everything.deleted().count(), 1)
        alarm.purge()
        self.assertEqual(shelf.purge()[1]["shop.Shelf"], 1)

    def test_protect_by_a_table_without_trash(self):
        self.shop.delete()
        Lease.objects.create(shop=self.shop)
        with self.assertRaises(models.ProtectedError):
            self.shop.purge()

    def test_uuid(self):
        coupon = Coupon.objects.create(code="SPRING")
        Redemption.objects.create(coupon=coupon)
        coupon.delete()
        self.assertEqual(coupon.purge(), (2, {"shop.Coupon": 1, "shop.Redemption": 1}))

    def test_many(self):
        Badge.objects.bulk_create([Badge(number=n) for n in range(3000)])
        Badge.objects.all().delete()
        self.assertEqual(Badge.everything.filter(number__lt=2500).purge(), (2500, {"shop.Badge": 2500}))
        self.assertEqual(Badge.everything.count(), 500)


class Wording(TestCase):
    """Errors name models and fields as people know them, not tables and columns."""

    def test_of_a_value_that_a_live_row_has(self):
        seat = Seat.objects.create(number=1)
        seat.delete()
        Seat.objects.create(number=1)
        with self.assertRaises(IntegrityError) as refused, transaction.atomic():
            seat.restore()
        self.assertEqual(str(refused.exception), "seat: a live row has the same number; delete it or change its value"
                                                 " before you restore this one")

    def test_of_names_with_several_words(self):
        self.assertEqual(
            worded("shop_product_tags: a deleted row in the trash has the same product_id, tag_id; restore or purge it"
                   " first, or set reuse_keys = 1 in softdelete"),
            "product-tag relationship: a deleted row in the trash has the same product, tag; restore or purge it first")
        self.assertEqual(worded("other: shop_shop of shop_shops"), "other: shop of shop_shops")
