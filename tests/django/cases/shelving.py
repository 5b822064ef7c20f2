"""migrate on a database with archive storage: what is in the trash comes back into the tables as they are now."""

from functools import partialmethod

from django.core.management import call_command
from lab import Lab

CHANGES = {
    "alter a field": 'migrations.AlterField("order", "what", models.TextField(default=""))',
    "alter a field of the parent": 'migrations.AlterField("customer", "customer_name",'
                                   ' models.CharField(max_length=60, unique=True))',
    "add a field": 'migrations.AddField("customer", "city", models.TextField(default="Rome"))',
    "remove a field": 'migrations.RemoveField("order", "liters")',
    "rename a field": 'migrations.RenameField("order", "what", "which")',
    "rename and alter a field": 'migrations.RenameField("order", "what", "which"),'
                                ' migrations.AlterField("order", "which", models.TextField(default="")),'
                                ' migrations.RenameField("order", "which", "color")',
    "rename a foreign key": 'migrations.RenameField("order", "customer", "buyer")',
    "another column": 'migrations.AlterField("order", "what", models.CharField(max_length=50, db_column="which"))',
    "rename the models": 'migrations.RenameModel("Customer", "Buyer"), migrations.RenameModel("Order", "Wish")',
    "rename a table": 'migrations.AlterModelTable("order", "wish")',
    "an index": 'migrations.AddIndex("order", models.Index(fields=["what"], name="order_by_what"))',
}


class Shelves(Lab):
    application = "orders"

    def setUp(self):
        super().setUp()
        self.migrate("orders")
        self.sql("INSERT INTO orders_customer(id, customer_name) VALUES (1, 'Ada'), (2, 'Grace')")
        self.sql("INSERT INTO orders_order(id, customer_id, what, liters) VALUES (1, 1, 'Teal', 3), (2, 2, 'Navy', 4),"
                 " (3, 2, 'Plum', 5)")
        self.sql("DELETE FROM orders_order WHERE id = 3")

    def tables(self):
        return [name for (name,) in self.sql("SELECT table_name FROM softdelete ORDER BY table_name")]

    def rows(self, table):
        return sorted(tuple(sorted(map(str, row))) for row in self.sql(f"SELECT * FROM {table}"))

    def changed(self, operations):
        before = [self.rows(table) for table in self.tables()]
        self.sql("DELETE FROM orders_order"), self.sql("DELETE FROM orders_customer")
        self.write("0003_change", operations)
        self.migrate("orders")
        self.check()
        lists = self.sql("SELECT name FROM sqlite_master WHERE name GLOB '*_softdelete_restoring' ORDER BY name")
        self.assertEqual(lists, [(f"{table}_softdelete_restoring",) for table in self.tables()])
        if "RemoveField" not in operations:  # Its values are gone.
            self.migrate("orders", "0002")
            self.check()
            self.assertEqual(self.tables(), ["orders_customer", "orders_order"])
            # Of rows that were deleted one by one the parents come first.
            self.sql("SELECT restore('orders_customer', id) FROM orders_customer_deleted")
            self.sql("SELECT restore('orders_order', id) FROM orders_order_deleted WHERE id < 3")
            self.assertEqual([self.rows(table) for table in self.tables()], before)
            self.sql("DELETE FROM orders_order"), self.sql("DELETE FROM orders_customer")
            self.migrate("orders")
        for table in self.tables():  # Customers are first.
            self.sql(f"SELECT restore('{table}', id) FROM {table}_deleted")
        self.assertEqual([len(self.rows(table)) for table in self.tables()], [2, 3])

    def check(self):
        self.assertEqual({status for (status,) in self.sql("SELECT status FROM softdelete")}, {"ok"})

    def test_forwards_and_backwards(self):
        self.migrate("orders", "0001")
        self.assertEqual(self.statuses(), {})
        self.migrate("orders")
        self.assertEqual(self.sql("SELECT what FROM orders_order_deleted"), [("Plum",)])
        self.migrate("orders", "zero")
        self.migrate("orders")
        self.assertEqual(self.sql("SELECT count(*) FROM orders_order"), [(0,)])

    def test_a_value_that_must_be_given(self):
        """Is given to deleted rows as well."""
        self.write("0003_fields", 'migrations.AddField("order", "code", models.IntegerField(default=7),'
                   ' preserve_default=False), migrations.AddField("order", "note", models.TextField(null=True))')
        self.write("0004_note", 'migrations.AlterField("order", "note", models.TextField(default="none"),'
                   ' preserve_default=False), migrations.RenameField("order", "code", "number")')
        self.migrate("orders")
        self.sql("SELECT restore('orders_order', 3)")
        self.assertEqual(self.sql("SELECT number, note FROM orders_order"), [(7, "none")] * 3)

    def test_links(self):
        """Those of a model are in the trash with it, also where it gets another name."""
        self.write("0003_links", 'migrations.AddField("order", "helpers", models.ManyToManyField("orders.Customer",'
                   ' related_name="+")), softdelete.EnableSoftDelete("Order", storage="archive")')
        self.migrate("orders")
        self.assertEqual(self.tables(), ["orders_customer", "orders_order", "orders_order_helpers"])
        self.sql("INSERT INTO orders_order_helpers(order_id, customer_id) VALUES (1, 2), (2, 1)")
        self.sql("DELETE FROM orders_order_helpers WHERE order_id = 1")
        self.write("0004_names", 'migrations.RenameModel("Order", "Wish"), migrations.RenameField("Wish", "helpers",'
                   ' "friends"), migrations.RenameModel("Customer", "Buyer")')
        for name in ("0004", "0003", "0004"):
            self.migrate("orders", name)
            self.check()
        self.assertEqual(self.tables(), ["orders_buyer", "orders_wish", "orders_wish_friends"])
        self.assertEqual(self.sql("SELECT wish_id, buyer_id FROM orders_wish_friends_deleted"), [(1, 2)])

    def test_a_view_of_another_name(self):
        self.write("0003_view", 'softdelete.EnableSoftDelete("Order", storage="archive", deleted_view="gone")')
        with self.assertRaisesRegex(ValueError, "orders.Order: deleted_view can't be chosen"):
            self.migrate("orders")

    def test_a_program_in_a_migration(self):
        """Its models are others, and their deletion is one as well."""
        self.write("0003_program", "migrations.RunPython(lambda apps, editor: apps.get_model('orders', 'Customer')"
                   ".objects.using('lab').filter(customer_name='Grace').delete())")
        self.migrate("orders")
        self.sql("SELECT restore('orders_customer', 2)")
        self.assertEqual(self.sql("SELECT what FROM orders_order ORDER BY id"), [("Teal",), ("Navy",)])

    def test_squashed(self):
        call_command("squashmigrations", "orders", "0002", interactive=False, verbosity=0)
        text = next((self.folder / self.package).glob("*squashed*")).read_text()
        self.assertEqual(text.count("storage='archive'"), 2)


for name, operations in CHANGES.items():
    setattr(Shelves, f"test_{name.replace(' ', '_')}", partialmethod(Shelves.changed, operations))
