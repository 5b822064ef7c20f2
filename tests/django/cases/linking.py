"""Many-to-many relations whose links have a trash."""

from django.db.models import Prefetch
from django.test import TestCase
from shop.models import Brand, Contract, Partnership, Supplier


class Links(TestCase):
    def setUp(self):
        self.supplier, self.other = Supplier.objects.create(name="Ada"), Supplier.objects.create(name="Bob")
        self.one, self.two = Brand.objects.create(name="one"), Brand.objects.create(name="two")
        self.supplier.brands.add(self.one, self.two)
        self.other.brands.add(self.one)

    def brands(self, **query):
        return [brand.name for brand in self.supplier.brands.filter(**query).order_by("name")]

    def test_removing(self):
        self.supplier.brands.remove(self.one)
        self.assertEqual(self.brands(), ["two"])
        self.assertEqual(list(self.one.suppliers.all()), [self.other])
        self.assertEqual(Contract.everything.deleted().count(), 1)

    def test_counting(self):
        self.supplier.brands.remove(self.one)
        self.assertEqual((self.supplier.brands.count(), self.one.suppliers.count()), (1, 1))
        self.other.brands.clear()
        self.assertFalse(self.other.brands.exists())

    def test_adding_again(self):
        self.supplier.brands.remove(self.one)
        self.supplier.brands.add(self.one)
        self.assertEqual(self.brands(), ["one", "two"])

    def test_setting(self):
        self.supplier.brands.remove(self.one)
        self.supplier.brands.set([self.one])
        self.assertEqual(self.brands(), ["one"])

    def test_restoring_a_link(self):
        self.supplier.brands.remove(self.one)
        Contract.everything.deleted().restore()
        self.assertEqual(self.brands(), ["one", "two"])

    def test_a_condition_on_the_link(self):
        """It is that of the link itself, not of another one to the same brand."""
        Contract.objects.filter(supplier=self.other).update(terms="cash")
        self.assertEqual(self.brands(contract__terms="cash"), [])
        self.assertEqual(list(self.other.brands.filter(contract__terms="cash")), [self.one])

    def test_prefetching(self):
        self.supplier.brands.remove(self.one)
        suppliers = Supplier.objects.order_by("name")
        for lookup in ("brands", Prefetch("brands", Brand.objects.order_by("name"))):
            with self.subTest(lookup), self.assertNumQueries(2):
                found = [[brand.name for brand in supplier.brands.all()]
                         for supplier in suppliers.prefetch_related(lookup)]
                self.assertEqual(found, [["two"], ["one"]])
        found = {brand.name: len(brand.suppliers.all()) for brand in Brand.objects.prefetch_related("suppliers")}
        self.assertEqual(found, {"one": 1, "two": 1})

    def test_in_a_subquery_and_combined(self):
        self.supplier.brands.remove(self.one)
        mine, theirs = self.supplier.brands.all(), self.other.brands.all()
        self.assertEqual(list(Brand.objects.filter(pk__in=mine)), [self.two])
        self.assertEqual(set((mine | theirs).distinct()), {self.one, self.two})

    def test_everything(self):
        """Of another manager one has asked for all."""
        self.supplier.partners.add(self.other)
        self.supplier.partners.clear()
        self.assertEqual(list(self.supplier.partners(manager="everything").all()), [self.other])

    def test_live_and_deleted_links_to_the_same(self):
        for _ in "123":
            self.supplier.partners.add(self.other)
            self.assertEqual(list(self.supplier.partners.all()), [self.other])
            self.assertEqual(list(self.other.partner_of.all()), [self.supplier])
            self.supplier.partners.clear()
            self.assertEqual(self.supplier.partners.count() + self.other.partner_of.count(), 0)
        self.assertEqual(Partnership.everything.count(), 3)
