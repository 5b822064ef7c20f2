"""delete() in transactions, on other databases, and beside other programs."""

import sqlite3
import threading

from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.test import TransactionTestCase
from shop.models import Badge, Card, Customer, Lease, Product, Shelf, Shop, Tag

from .deleting import stock


class Transactions(TransactionTestCase):
    databases = {"default", "other"}

    def test_rollback(self):
        stock()
        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            Shop.objects.all().delete()
            raise ZeroDivisionError
        self.assertEqual(Product.objects.count(), 6)

    def test_a_refused_deletion_leaves_the_transaction_usable(self):
        shop = stock()
        Lease.objects.create(shop=shop)
        with transaction.atomic():
            with self.assertRaises(models.ProtectedError):
                shop.delete()
            Badge.objects.create(number=1)
        self.assertEqual(Badge.objects.count(), 1)

    def test_a_parent_without_trash_stays_as_long_as_the_trash_refers_to_it(self):
        """Django deletes the children first, and the database finds them again when it commits."""
        customer = Customer.objects.create()
        card = Card.objects.create(customer=customer)
        with self.assertRaises(IntegrityError):
            customer.delete()
        customer = Customer.objects.get()
        self.assertFalse(Card.objects.get().is_deleted)
        card.delete(), card.purge()
        self.assertEqual(customer.delete(), (1, {"shop.Customer": 1}))

    def test_another_database(self):
        for number in range(3):
            Badge.objects.using("other").create(number=number)
        Badge.objects.create(number=0)
        self.assertEqual(Badge.objects.using("other").filter(number__gt=0).delete(), (2, {"shop.Badge": 2}))
        badge = Badge.objects.using("other").get()
        self.assertEqual(badge.delete(), (1, {"shop.Badge": 1}))
        self.assertEqual(badge.restore(), (1, {"shop.Badge": 1}))
        self.assertEqual(Badge.objects.using("other").count(), 1)
        self.assertEqual(Badge.everything.get().is_deleted, False)

    def test_a_program_without_the_extension(self):
        stock()
        path = connection.settings_dict["NAME"]
        plain = sqlite3.connect(str(path))
        plain.execute("DELETE FROM shop_product WHERE name = 'Corner 0 1'")
        plain.commit()
        plain.close()
        self.assertEqual(Product.objects.count(), 5)
        self.assertEqual(Product.everything.deleted().get().name, "Corner 0 1")

    def test_flush_leaves_nothing(self):
        """It is Django's own, which this test case runs after each test; the trash goes too."""
        stock()
        Product.objects.all().delete()
        self._fixture_teardown()
        self.assertEqual(Product.everything.count(), 0)
        Badge.objects.create(number=1)
        self.assertEqual(Badge.objects.all().delete(), (1, {"shop.Badge": 1}))
        self.assertEqual(Badge.everything.count(), 1)


class Concurrency(TransactionTestCase):
    """Several threads write; each waits for its turn, and none is told that the database is locked."""

    databases = {"default"}

    def journal(self, mode):
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA journal_mode = {mode}")

    def work_in_threads(self, work, name):
        failures = []

        def run(number):
            try:
                for turn in range(15):
                    work(f"{name} {number} {turn}")
            except DatabaseError as error:
                failures.append(str(error))
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])

    def in_both_modes(self, work):
        self.addCleanup(self.journal, "DELETE")
        for mode in ("WAL", "DELETE"):
            with self.subTest(mode):
                self.journal(mode)
                self.work_in_threads(work, mode)

    def test_delete(self):
        def work(name):
            shop = Shop.objects.create(name=name)
            Shelf.objects.create(shop=shop, name=name)
            self.assertEqual(shop.delete(), (2, {"shop.Shelf": 1, "shop.Shop": 1}))

        self.in_both_modes(work)

    def test_restore_and_purge(self):
        def work(name):
            tag = Tag.objects.create(word=name)
            tag.delete()
            tag.restore()
            tag.delete()
            tag.purge()

        self.in_both_modes(work)
