"""The example through Django's test client: the pages, and the admin with its trash."""

import re
from unittest import mock

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.urls import reverse
from django.utils.formats import date_format
from home.models import Color, Paint

COLORS = reverse("admin:home_color_changelist")
PAINTS = reverse("admin:home_paint_changelist")


def change_page(obj):
    return reverse(f"admin:home_{obj._meta.model_name}_change", args=[obj.pk])


def delete_page(obj):
    return reverse(f"admin:home_{obj._meta.model_name}_delete", args=[obj.pk])


class Site(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.user = User.objects.create_superuser("ada", password="secret")
        cls.red = Color.objects.create(color_name="Red", color_hex_code="#FF0000")
        cls.blue = Color.objects.create(color_name="Blue", color_hex_code="#0000FF")
        for name in ("Barn door", "Lipstick"):
            Paint.objects.create(paint_name=name, color=cls.red)
        Paint.objects.create(paint_name="Fence", color=cls.blue)

    def setUp(self):
        self.client.force_login(self.user)

    def messages(self, response):
        return [str(message) for message in response.context["messages"]]

    def act(self, action, *objects, page=COLORS, trash="", **data):
        return self.client.post(f"{page}?trash={trash}" if trash else page, {
            "action": action, "_selected_action": [obj.pk for obj in objects], **data}, follow=True)

    def listed(self, page=COLORS, **query):
        return {str(obj) for obj in self.client.get(page, query).context["cl"].queryset}


class Pages(Site):
    def test_home(self):
        self.client.logout()
        self.red.delete()
        response = self.client.get("/")
        self.assertContains(response, "Blue")
        self.assertContains(response, "Fence")
        self.assertNotContains(response, "Red")
        self.assertContains(response, "In the trash: 1 color.")

    def test_home_shows_live_paints_alone(self):
        Paint.objects.get(paint_name="Lipstick").delete()
        response = self.client.get("/")
        self.assertContains(response, "Barn door")
        self.assertNotContains(response, "Lipstick")

    def test_login(self):
        self.client.logout()
        self.assertTemplateUsed(self.client.get("/login/"), "login.html")
        response = self.client.post("/login/", {"username": "ada", "password": "secret"})
        self.assertRedirects(response, "/")
        self.assertContains(self.client.get("/"), "Log out")

    def test_wrong_password(self):
        self.client.logout()
        response = self.client.post("/login/", {"username": "ada", "password": "wrong"})
        self.assertContains(response, "Please enter a correct username and password")

    def test_logout(self):
        self.assertRedirects(self.client.post("/logout/"), "/")
        self.assertContains(self.client.get("/"), "Log in")

    def test_sample(self):
        Color.objects.all().delete()
        Color.everything.all().purge()
        User.objects.all().delete()
        call_command("sample")
        self.assertGreater(Color.objects.count(), 3)
        self.assertTrue(Paint.objects.exists())
        self.assertTrue(self.client.login(username="admin", password="admin"))

    def test_sample_brings_nothing_back(self):
        Color.objects.all().delete()
        call_command("sample")
        self.assertEqual(Color.objects.count(), 0)


class Deleting(Site):
    def test_one_object(self):
        page = self.client.get(delete_page(self.red))
        self.assertContains(page, "Paint: ")
        self.assertContains(page, "Barn door")
        self.assertNotContains(page, "Fence")
        self.assertContains(page, "<li>Colors: 1</li>", html=True)
        self.assertContains(page, "<li>Paints: 2</li>", html=True)
        self.assertContains(page, "moved to the trash, from where it can be restored")
        page = self.client.post(delete_page(self.red), {"post": "yes"}, follow=True)
        self.assertRedirects(page, COLORS)
        (message,) = self.messages(page)
        self.assertIn("The color “Red” was moved to the trash.", message)
        self.assertEqual({color.color_name for color in Color.objects.all()}, {"Blue"})
        self.assertEqual(Paint.everything.deleted().count(), 2)

    def test_what_is_in_the_trash_already_is_not_listed(self):
        Paint.objects.get(paint_name="Lipstick").delete()
        page = self.client.get(delete_page(self.red))
        self.assertContains(page, "<li>Paints: 1</li>", html=True)
        self.assertNotContains(page, "Lipstick")

    def test_the_action(self):
        page = self.act("delete_selected", self.red, self.blue)
        self.assertContains(page, "<li>Paints: 3</li>", html=True)
        self.assertContains(page, "Fence")
        self.assertContains(page, "moved to the trash, from where it can be restored")
        page = self.act("delete_selected", self.red, self.blue, post="yes")
        (message,) = self.messages(page)
        self.assertIn("Moved 2 colors to the trash.", message)
        self.assertEqual((Color.objects.count(), Color.everything.count(), Paint.everything.count()), (0, 2, 3))
        page = self.undo(message)
        self.assertEqual(self.messages(page), ["Restored 2 colors, and 3 related objects."])
        self.assertEqual((Color.objects.count(), Paint.objects.count()), (2, 3))

    def undo(self, message):
        """Presses the button in it."""
        action = re.search('action="(.*?)"', message)[1]
        chosen = re.findall('name="_selected_action" value="(.*?)"', message)
        return self.client.post(action, {"action": "restore_selected", "_selected_action": chosen}, follow=True)

    def test_undo(self):
        page = self.client.post(delete_page(self.red), {"post": "yes"}, follow=True)
        self.assertRegex(self.messages(page)[0], 'name="csrfmiddlewaretoken" value=".+"')
        self.undo(*self.messages(page))
        self.assertEqual((Color.objects.count(), Paint.objects.count()), (2, 3))

    def test_an_inline(self):
        paints = self.red.paints.order_by("pk")
        data = {"color_name": "Red", "color_hex_code": "#FF0000", "paints-TOTAL_FORMS": 2, "paints-INITIAL_FORMS": 2}
        for number, paint in enumerate(paints):
            data.update({f"paints-{number}-id": paint.pk, f"paints-{number}-color": self.red.pk,
                         f"paints-{number}-paint_name": paint.paint_name})
        self.assertRedirects(self.client.post(change_page(self.red), {**data, "paints-0-DELETE": "on"}), COLORS)
        self.assertEqual(Paint.everything.deleted().get().paint_name, "Barn door")

    def test_without_permission_for_the_children(self):
        self.client.force_login(self.editor("view_color", "delete_color"))
        self.assertContains(self.client.get(delete_page(self.red)), "your account doesn't have permission")
        self.assertNotContains(self.client.get(delete_page(self.red)), "moved to the trash")
        self.assertEqual(self.client.post(delete_page(self.red), {"post": "yes"}).status_code, 403)
        self.assertEqual(Color.objects.count(), 2)

    def test_undo_is_offered_to_those_who_may(self):
        self.client.force_login(self.editor("view_color", "delete_color", "view_paint", "delete_paint"))
        page = self.client.post(delete_page(self.red), {"post": "yes"}, follow=True)
        self.assertEqual(self.messages(page), ["The color “Red” was moved to the trash."])

    def editor(self, *permissions):
        user = User.objects.create_user("editor", password="x", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        return user


class Trash(Site):
    def setUp(self):
        super().setUp()
        self.red.delete()

    def test_filter(self):
        self.assertEqual(self.listed(), {"Blue"})
        self.assertEqual(self.listed(trash=1), {"Red"})
        self.assertEqual(self.listed(trash="all"), {"Blue", "Red"})
        self.assertEqual(self.listed(trash=1, q="blu"), set())

    def test_the_trash_shows_when_and_why(self):
        page = self.client.get(PAINTS, {"trash": 1})
        self.assertContains(page, date_format(Color.everything.get(pk=self.red.pk).deleted_at, "Y-m-d H:i"))
        self.assertContains(page, ", with its color")

    def test_all_marks_what_is_deleted(self):
        marks = {row[1]: row[2] for row in re.findall(
            r'(?s)<tr>.*?field-(\S+).*?>([A-Z][a-z]+)</a>.*?field-in_trash[^>]*>(.*?)</td>',
            self.client.get(COLORS, {"trash": "all"}).content.decode())}
        self.assertEqual(marks["Blue"], "")
        self.assertIn(date_format(Color.everything.get(pk=self.red.pk).deleted_at, "Y-m-d H:i"), marks["Red"])

    def test_the_action_says_where_things_go(self):
        self.assertContains(self.client.get(COLORS), "Move selected colors to the trash")

    def test_actions_fit_the_view(self):
        def actions(**query):
            form = self.client.get(COLORS, query).context["action_form"]
            return {name for name, _ in form.fields["action"].choices if name}

        self.assertEqual(actions(), {"delete_selected"})
        self.assertEqual(actions(trash=1), {"restore_selected", "purge_selected"})
        self.assertEqual(actions(trash="all"), {"restore_selected", "purge_selected"})

    def test_restore(self):
        page = self.act("restore_selected", self.red, trash=1)
        self.assertEqual(self.messages(page), ["Restored 1 color, and 2 related objects."])
        self.assertEqual(self.listed(), {"Blue", "Red"})
        self.assertEqual(Paint.objects.count(), 3)

    def test_restore_without_the_parent(self):
        paint = Paint.everything.get(paint_name="Lipstick")
        page = self.act("restore_selected", paint, page=PAINTS, trash=1)
        (message,) = self.messages(page)
        self.assertEqual(message, "Nothing was restored. paint: cannot restore: the row of color that it refers to is"
                                  " deleted; restore that one first")
        self.assertEqual(Paint.objects.count(), 1)

    def test_purge_asks_first(self):
        page = self.act("purge_selected", self.red, trash=1)
        self.assertContains(page, "Red")
        self.assertContains(page, "can't be undone")
        self.assertEqual(Color.everything.count(), 2)
        page = self.act("purge_selected", self.red, trash=1, post="yes")
        self.assertEqual(self.messages(page), ["Purged 1 color, and 2 related objects."])
        self.assertEqual((Color.everything.count(), Paint.everything.count()), (1, 1))
        self.assertEqual([str(entry) for entry in LogEntry.objects.filter(user=self.user)], ["Deleted “Red.”"])

    def test_a_deleted_object_can_be_looked_at(self):
        page = self.client.get(change_page(self.red))
        self.assertContains(page, "In the trash since")
        self.assertContains(page, "Restore")
        self.assertContains(page, '<button class="softdelete-tool for-good" name="action" value="purge_selected">')
        self.assertContains(page, "#FF0000")
        self.assertNotContains(page, 'name="_save"')
        self.assertNotContains(page, delete_page(self.red))

    def test_a_deleted_object_is_not_changed(self):
        response = self.client.post(change_page(self.red), {"color_name": "Pink", "color_hex_code": "#FF8888"})
        self.assertEqual(response.status_code, 403)
        self.assertEqual(self.client.post(delete_page(self.red), {"post": "yes"}).status_code, 403)

    def test_each_request_in_a_transaction(self):
        with mock.patch.dict(connection.settings_dict, ATOMIC_REQUESTS=True):
            paint = Paint.everything.get(paint_name="Lipstick")
            (message,) = self.messages(self.act("restore_selected", paint, page=PAINTS, trash=1))
            self.assertIn("Nothing was restored", message)
            self.act("restore_selected", self.red, trash=1)
            self.client.post(delete_page(self.blue), {"post": "yes"})
        self.assertEqual({color.color_name for color in Color.objects.all()}, {"Red"})

    def test_its_history_tells(self):
        self.act("restore_selected", self.red, trash=1)
        history = self.client.get(reverse("admin:home_color_history", args=[self.red.pk]))
        self.assertContains(history, "Restored.")

    def test_a_name_that_the_trash_holds(self):
        page = self.client.post(reverse("admin:home_color_add"), {
            "color_name": "Red", "color_hex_code": "#EE0000", "paints-TOTAL_FORMS": 0, "paints-INITIAL_FORMS": 0})
        self.assertContains(page, "A deleted color in the trash has this color name. Restore or purge it first.")

    def test_autocomplete_offers_the_living(self):
        found = self.client.get(reverse("admin:autocomplete"), {
            "term": "e", "app_label": "home", "model_name": "paint", "field_name": "color"}).json()["results"]
        self.assertEqual([color["text"] for color in found], ["Blue"])

    def test_without_permission(self):
        user = User.objects.create_user("viewer", password="x", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename="view_color"))
        self.client.force_login(user)
        self.assertEqual(self.listed(trash=1), {"Red"})
        self.act("restore_selected", self.red, trash=1)
        self.act("purge_selected", self.red, trash=1, post="yes")
        self.assertEqual(Color.everything.deleted().count(), 1)
        self.assertNotContains(self.client.get(change_page(self.red)), "restore_selected")
