"""The admin of models that refer to each other, and of long lists."""

from django.contrib.auth.models import User
from django.test import TestCase
from django.urls import reverse
from shop.models import Favorite, Product

from .deleting import stock


def page(obj, kind="change"):
    return reverse(f"admin:shop_{obj._meta.model_name}_{kind}", args=[obj.pk])


class Administration(TestCase):
    def setUp(self):
        self.client.force_login(User.objects.create_superuser("ada", password="secret"))


class Forms(Administration):
    def setUp(self):
        super().setUp()
        stock()
        self.product, self.other = Product.objects.order_by("pk")[:2]
        self.favorite = Favorite.objects.create(product=self.product)
        self.product.delete()

    def test_a_reference_to_the_trash_is_shown_and_kept(self):
        self.assertContains(self.client.get(page(self.favorite)),
                            f'<option value="{self.product.pk}" selected>{self.product}</option>', html=True)
        self.client.post(page(self.favorite), {"product": self.product.pk})
        self.assertEqual(Favorite.objects.get().product, self.product)

    def test_it_can_be_changed(self):
        self.client.post(page(self.favorite), {"product": self.other.pk})
        self.assertEqual(Favorite.objects.get().product, self.other)

    def test_other_deleted_objects_are_not_offered(self):
        self.other.delete()
        self.assertNotContains(self.client.get(page(self.favorite)), f'<option value="{self.other.pk}"')
        favorite = Favorite.objects.create()
        self.assertContains(self.client.post(page(favorite), {"product": self.other.pk}), "Select a valid choice.")
