"""The admin of models that refer to each other, and of long lists."""

import re

from django.contrib.auth.models import Permission, User
from django.test import TestCase
from django.urls import reverse
from shop.models import Badge, Favorite, Lease, Product, Review, Shelf, Shop

from .deleting import stock


def page(obj, kind="change"):
    return reverse(f"admin:shop_{obj._meta.model_name}_{kind}", args=[obj.pk])


BADGES = reverse("admin:shop_badge_changelist")
SHOPS = reverse("admin:shop_shop_changelist")


class Administration(TestCase):
    def setUp(self):
        self.client.force_login(User.objects.create_superuser("ada", password="secret"))

    def log_in_with(self, *permissions):
        editor = User.objects.create_user("editor", password="x", is_staff=True)
        editor.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        self.client.force_login(editor)

    def act(self, action, *objects, page=SHOPS, **data):
        return self.client.post(f"{page}?trash=1", {
            "action": action, "_selected_action": [obj.pk for obj in objects], **data}, follow=True)


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


class Belongings(Administration):
    """What is restored and purged along with what was chosen."""

    def setUp(self):
        super().setUp()
        self.shop = stock(shelves=1, products=2)
        Review.objects.create(product=Product.objects.first())
        self.shop.delete()

    def test_purging_lists_it(self):
        response = self.act("purge_selected", self.shop)
        for text in (page(Shelf.everything.get()), *map(page, Product.everything.all()), page(Review.objects.get())):
            self.assertContains(response, text, count=1)

    def test_purging_needs_permission_for_it(self):
        self.log_in_with("view_shop", "delete_shop", "view_shelf", "delete_shelf", "delete_product")
        response = self.act("purge_selected", self.shop)
        self.assertContains(response, "<li>review</li>", html=True)
        self.assertNotContains(response, "<li>product</li>", html=True)
        self.assertNotContains(response, "Yes, purge")
        self.assertEqual(self.act("purge_selected", self.shop, post="yes").status_code, 403)
        self.assertEqual((Shop.everything.count(), Product.everything.count(), Review.objects.count()), (1, 2, 1))

    def test_purging_with_permission_for_it(self):
        self.log_in_with("view_shop", "delete_shop", "delete_shelf", "delete_product", "delete_review")
        self.act("purge_selected", self.shop)
        self.act("purge_selected", self.shop, post="yes")
        self.assertEqual((Shop.everything.count(), Product.everything.count(), Review.objects.count()), (0, 0, 0))

    def test_purging_what_is_protected(self):
        Lease.objects.create(shop=self.shop)
        response = self.act("purge_selected", self.shop, post="yes")
        self.assertContains(response, "Nothing was purged.")
        self.assertEqual(Shop.everything.count(), 1)

    def test_restoring_needs_permission_for_it(self):
        self.log_in_with("view_shop", "change_shop", "change_shelf")
        response = self.act("restore_selected", self.shop)
        self.assertContains(response, "Nothing was restored. Your account may not change these, which come along:"
                                      " products.")
        self.assertEqual(Shop.objects.count() + Shelf.objects.count() + Product.objects.count(), 0)

    def test_restoring_with_permission_for_it(self):
        self.log_in_with("view_shop", "change_shop", "change_shelf", "change_product")
        self.act("restore_selected", self.shop)
        self.assertEqual((Shop.objects.count(), Product.objects.count()), (1, 2))


class Lists(Administration):
    def fill(self, count):
        Badge.objects.bulk_create([Badge(number=number) for number in range(count)])
        Badge.objects.all().delete()

    def ask_to_purge_all(self):
        """What the page that asks sends when it is confirmed."""
        page = self.act("purge_selected", Badge.everything.deleted().first(), page=BADGES, select_across=1)
        return re.findall(r'<input type="hidden" name="(?!csrf)(\w+)" value="(.*?)">', page.content.decode())

    def confirm(self, fields):
        return self.client.post(f"{BADGES}?trash=1", dict(fields), follow=True)

    def test_emptying_a_large_trash(self):
        """A form may have 1000 fields."""
        self.fill(1200)
        Badge.objects.create(number=-1)
        fields = self.ask_to_purge_all()
        self.assertLess(len(fields), 10)
        self.assertContains(self.confirm(fields), "Purged 1200 badges.")
        self.assertEqual(Badge.everything.get().number, -1)

    def test_emptying_asks_again_when_there_is_more_in_the_trash(self):
        self.fill(3)
        fields = self.ask_to_purge_all()
        Badge.objects.create(number=3).delete()
        self.assertContains(self.confirm(fields), "Yes, purge")
        self.assertEqual(Badge.everything.count(), 4)
        self.confirm(self.ask_to_purge_all())
        self.assertEqual(Badge.everything.count(), 0)

    def test_the_trash_can_not_be_edited_in_the_list(self):
        self.fill(2)
        Badge.objects.create(number=9)
        for trash, editable in (("", True), ("1", False), ("all", False)):
            with self.subTest(trash):
                content = self.client.get(BADGES, {"trash": trash}).content.decode()
                self.assertEqual('name="form-0-number"' in content, editable)
