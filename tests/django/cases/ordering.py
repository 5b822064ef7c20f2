"""The example's application with archive storage: its page, and the admin with a list of its own for the trash."""

import re

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core import checks
from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse
from django.utils.formats import date_format
from orders.models import Customer, Order

CUSTOMERS, ORDERS = (reverse(f"admin:orders_{name}_changelist") for name in ("customer", "order"))
TRASH, ORDERS_TRASH = (reverse(f"admin:orders_deleted{name}_changelist") for name in ("customer", "order"))


class Admin(TestCase):
    def setUp(self):
        self.client.force_login(User.objects.create_superuser("ada"))
        self.ada, self.grace = (Customer.objects.create(customer_name=name) for name in ("Ada", "Grace"))
        for what in ("Teal", "Navy"):
            Order.objects.create(customer=self.ada, what=what)
        Order.objects.create(customer=self.grace, what="Plum")

    def messages(self, response):
        return [str(message) for message in response.context["messages"]]

    def listed(self, page, **query):
        return {str(obj) for obj in self.client.get(page, query).context["cl"].queryset}

    def act(self, action, rows, page=TRASH, **data):
        return self.client.post(page, {
            "action": action, "_selected_action": [row.pk for row in rows], **data}, follow=True)

    def log_in_with(self, *permissions):
        editor = User.objects.create_user("editor", is_staff=True)
        editor.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        self.client.force_login(editor)


class Deleting(Admin):
    def delete(self, obj):
        page = reverse(f"admin:orders_{obj._meta.model_name}_delete", args=[obj.pk])
        self.assertContains(self.client.get(page), "moved to the trash, from where it can be restored")
        return self.client.post(page, {"post": "yes"}, follow=True)

    def test_and_undo(self):
        (message,) = self.messages(self.delete(self.ada))
        self.assertIn("The customer “Ada” was moved to the trash.", message)
        self.assertEqual((Customer.objects.count(), Order.objects.count()), (1, 1))
        (message,) = self.messages(self.undo(message))
        self.assertEqual(message, "Restored 1 customer, and 2 related objects.")
        self.assertEqual((Customer.objects.count(), Order.objects.count()), (2, 3))

    def undo(self, message):
        chosen = re.findall('name="_selected_action" value="(.*?)"', message)
        return self.client.post(re.search('action="(.*?)"', message)[1], {
            "action": "restore_selected", "_selected_action": chosen}, follow=True)

    def test_several(self):
        page = self.act("delete_selected", [self.ada, self.grace], CUSTOMERS, post="yes")
        (message,) = self.messages(page)
        self.assertIn("Moved 2 customers to the trash.", message)
        self.assertContains(page, "Trash (2)")
        self.undo(message)
        self.assertEqual((Customer.objects.count(), Order.objects.count()), (2, 3))

    def test_many_are_restored_in_the_trash(self):
        Customer.objects.bulk_create([Customer(customer_name=f"{n}") for n in range(101)])
        page = self.act("delete_selected", Customer.objects.filter(orders=None), CUSTOMERS, post="yes")
        self.assertEqual(self.messages(page), ["Moved 101 customers to the trash."])

    def test_undo_is_offered_to_those_who_may(self):
        self.log_in_with("view_customer", "delete_customer", "delete_order")
        self.assertEqual(self.messages(self.delete(self.ada)), ["The customer “Ada” was moved to the trash."])


class Trash(Admin):
    def setUp(self):
        super().setUp()
        self.ada.delete()

    def test_list(self):
        self.assertEqual(self.listed(CUSTOMERS), {"Grace"})
        self.assertEqual(self.listed(TRASH), {"Ada"})
        self.assertEqual(self.listed(TRASH, q="gra"), set())
        self.assertEqual(self.listed(ORDERS_TRASH, what="Navy"), {"1 l of Navy"})
        page = self.client.get(TRASH)
        self.assertContains(page, "Customers in the trash")
        self.assertContains(page, date_format(Customer.trash.get().deleted_at, "Y-m-d H:i"))
        self.assertContains(page, "In the files under")
        page = self.client.get(ORDERS_TRASH)
        self.assertContains(page, ", with its customer")
        self.assertContains(page, '<td class="field-customer nowrap">Ada</td>', html=True)

    def test_a_deleted_object(self):
        (ada,) = Customer.trash.all()
        page = self.client.get(reverse("admin:orders_deletedcustomer_change", args=[ada.pk]))
        for text in ("Ada", "In the trash since", 'value="restore_selected"', 'value="purge_selected"'):
            self.assertContains(page, text)
        for text in ('name="_save"', "History", "deletelink"):
            self.assertNotContains(page, text)

    def test_restore(self):
        page = self.act("restore_selected", Customer.trash.all())
        self.assertEqual(self.messages(page), ["Restored 1 customer, and 2 related objects."])
        history = self.client.get(reverse("admin:orders_customer_history", args=[Customer.objects.first().pk]))
        self.assertContains(history, "Restored.")

    def test_restore_without_the_parent(self):
        page = self.act("restore_selected", Order.trash.all(), ORDERS_TRASH)
        self.assertEqual(self.messages(page), ["Nothing was restored. order: cannot restore: the row of customer that"
                                               " it refers to is deleted; restore that first"])

    def test_restore_over_a_live_one(self):
        Customer.objects.create(customer_name="Ada")
        (message,) = self.messages(self.act("restore_selected", Customer.trash.all()))
        self.assertIn("a live row has the same customer name", message)

    def test_purge(self):
        page = self.act("purge_selected", Customer.trash.all())
        self.assertContains(page, "can't be undone")
        self.assertContains(page, "<li>Orders: 2</li>", html=True)
        self.assertEqual((Customer.trash.count(), Order.trash.count()), (1, 2))
        page = self.act("purge_selected", Customer.trash.all(), post="yes")
        self.assertEqual(self.messages(page), ["Purged 1 customer, and 2 related objects."])
        self.assertEqual((Customer.trash.count(), Order.trash.count()), (0, 0))
        self.assertEqual([str(entry) for entry in LogEntry.objects.all()], ["Deleted “Ada.”"])

    def test_permissions(self):
        self.log_in_with("view_customer")
        self.assertEqual(self.listed(TRASH), {"Ada"})
        for action in ("restore_selected", "purge_selected"):
            self.act(action, Customer.trash.all(), post="yes")
        self.assertEqual(Customer.trash.count(), 1)
        self.assertEqual(self.client.get(ORDERS_TRASH).status_code, 403)

    def test_permissions_for_what_comes_or_goes_along(self):
        self.log_in_with("view_customer", "change_customer", "delete_customer")
        (message,) = self.messages(self.act("restore_selected", Customer.trash.all()))
        self.assertIn("Your account may not change these, which come along: orders.", message)
        self.assertContains(self.act("purge_selected", Customer.trash.all()), "<li>order</li>", html=True)
        self.assertEqual(self.act("purge_selected", Customer.trash.all(), post="yes").status_code, 403)
        self.assertEqual((Customer.trash.count(), Order.trash.count()), (1, 2))


class Project(Admin):
    def test_page(self):
        self.ada.delete()
        page = self.client.get("/orders/")
        self.assertContains(page, "1 l of Plum")
        self.assertContains(page, "In the trash: 1 customer.")
        self.assertNotContains(page, "Ada")

    def test_sample_brings_nothing_back(self):
        Customer.objects.all().delete()
        call_command("sample")
        self.assertEqual(Customer.objects.count(), 0)

    def test_checks(self):
        self.assertEqual(checks.run_checks(), [])
        self.assertEqual(checks.run_checks(tags=["database"], databases=["default"]), [])

    def test_the_index_names_what_is_live(self):
        page = self.client.get(reverse("admin:index"))
        self.assertContains(page, "Customers")
        self.assertNotContains(page, "Deleted")
