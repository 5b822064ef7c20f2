"""Loading the extension, and what is said where something is missing."""

import sqlite3
import tempfile
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import NotSupportedError, connection, models
from django.test import SimpleTestCase, TestCase, override_settings
from django.test.utils import isolate_apps
from shop.models import Badge, Customer, Favorite, Review
from softdelete_django import extension
from softdelete_django.checks import check_tables, extended_tables, foreign_managers, shown_links, unmanaged_parents
from softdelete_django.models import SoftDelete
from softdelete_django.querysets import LiveManager, SoftDeleteQuerySet


class Loading(SimpleTestCase):
    def refused(self, message):
        with self.assertRaisesMessage(ImproperlyConfigured, message):
            extension.load(sqlite3.connect(":memory:"))

    def test_with_and_without_the_suffix(self):
        for path in (settings.SOFTDELETE_LIBRARY, Path(f"{settings.SOFTDELETE_LIBRARY}.so")):
            with self.subTest(path), override_settings(SOFTDELETE_LIBRARY=path):
                database = sqlite3.connect(":memory:")
                extension.load(database)
                self.assertTrue(database.execute("SELECT softdelete_version()").fetchone())

    def test_nothing_else_can_be_loaded_afterwards(self):
        database = sqlite3.connect(":memory:")
        extension.load(database)
        with self.assertRaisesMessage(sqlite3.OperationalError, "not authorized"):
            database.load_extension(str(settings.SOFTDELETE_LIBRARY))

    @override_settings()
    def test_no_setting(self):
        del settings.SOFTDELETE_LIBRARY
        self.refused("SOFTDELETE_LIBRARY is not set")

    @override_settings(SOFTDELETE_LIBRARY="/nowhere/softdelete")
    def test_no_file(self):
        self.refused("there is no /nowhere/softdelete with the suffix .so")

    def test_another_file(self):
        with tempfile.TemporaryDirectory() as folder, override_settings(SOFTDELETE_LIBRARY=f"{folder}/softdelete.so"):
            Path(folder, "softdelete.so").write_text("no library")
            self.refused("can't be loaded")

    def test_a_python_without_extensions(self):
        with self.assertRaisesMessage(ImproperlyConfigured, "--enable-loadable-sqlite-extensions"):
            extension.load(object())


class Connecting(TestCase):
    def test_a_connection_without_the_extension_is_not_used(self):
        other = connection.copy()
        with override_settings(SOFTDELETE_LIBRARY="/nowhere/softdelete"):
            for _ in "12":
                with self.assertRaises(ImproperlyConfigured):
                    other.ensure_connection()
        self.assertIsNone(other.connection)

    def test_another_kind_of_database(self):
        """Nothing is loaded, and deleting is refused: there is no trash."""
        extension.load_into(mock.Mock(vendor="postgresql", connection=None))
        with mock.patch.object(connection, "vendor", "postgresql"), \
                self.assertRaisesMessage(NotSupportedError, "shop.Badge has a trash on SQLite only"):
            Badge.objects.all().delete()


class Checks(TestCase):
    def test_the_migrations_fit_the_models(self):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)

    def test_the_project_is_sound(self):
        self.assertEqual([problem for problem in checks.run_checks() if not problem.is_silenced()], [])

    def test_a_table_that_takes_more_than_on_delete_says(self):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE softdelete SET children = 'cascade'"
                           " WHERE table_name IN ('shop_product', 'shop_shelf')")
        (problem,) = check_tables(databases=["default"])
        self.assertEqual((problem.id, problem.obj), ("softdelete.W003", Favorite._meta.get_field("product")))

    def test_a_table_without_soft_delete(self):
        self.assertEqual(check_tables(databases=["default"]), [])
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM softdelete WHERE table_name = 'shop_badge'")
        (problem,) = check_tables(databases=["default"])
        self.assertEqual((problem.id, problem.obj), ("softdelete.W004", Badge))

    @isolate_apps("shop")
    def test_a_parent_without_a_trash(self):
        class Answer(SoftDelete):
            review = models.ForeignKey(Review, models.CASCADE)

            class Meta:
                app_label = "shop"

        self.assertEqual([problem.id for problem in unmanaged_parents(Answer)], ["softdelete.W001"])

    @isolate_apps("shop")
    def test_a_model_that_extends_a_table(self):
        class Large(Badge):
            class Meta:
                app_label = "shop"

        self.assertEqual([problem.id for problem in extended_tables(Large)], ["softdelete.E001"])

    @isolate_apps("shop")
    def test_a_model_that_extends_a_table_without_a_trash(self):
        class Account(SoftDelete, Customer):
            class Meta:
                app_label = "shop"

        self.assertEqual([problem.id for problem in extended_tables(Account)], ["softdelete.W006"])

    @isolate_apps("shop")
    def test_a_manager_with_the_delete_of_django(self):
        class Account(AbstractUser, SoftDelete):
            rows = models.Manager()

            class Meta:
                app_label = "shop"

        found = {problem.id: problem.msg for problem in foreign_managers(Account)}
        self.assertEqual(list(found), ["softdelete.E002"])
        self.assertIn("rows, objects of shop.Account", found["softdelete.E002"])

    @isolate_apps("shop")
    def test_managers_that_fill_the_trash(self):
        class Query(SoftDeleteQuerySet):
            pass

        class People(LiveManager, UserManager):
            pass

        class Account(AbstractUser, SoftDelete):
            objects = People()
            rows = LiveManager.from_queryset(Query)()
            query = Query.as_manager()

            class Meta:
                app_label = "shop"

        self.assertEqual(list(foreign_managers(Account)), [])

    @isolate_apps("shop")
    def test_links_that_queries_do_not_find(self):
        class Person(SoftDelete):
            class Meta:
                app_label = "shop"

        class Club(SoftDelete):
            people = models.ManyToManyField(Person, through="Member")

            class Meta:
                app_label = "shop"

        class Member(SoftDelete):
            club = models.ForeignKey(Club, models.CASCADE, related_name="+")
            person = models.ForeignKey(Person, models.CASCADE)

            class Meta:
                app_label = "shop"

        self.assertEqual(list(shown_links(Club)), [])

        class Fee(SoftDelete):
            club = models.ForeignKey(Club, models.CASCADE, related_name="+")

            class Meta:
                app_label = "shop"

        (problem,) = shown_links(Club)
        self.assertEqual((problem.id, problem.obj), ("softdelete.W005", Club._meta.get_field("people")))
