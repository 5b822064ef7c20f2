"""Models that refer to each other in every way that Django has."""

import uuid

from django.db import models

from softdelete_django.models import SoftDelete


class Shop(SoftDelete):
    name = models.CharField(max_length=50)
    city = models.CharField(max_length=50, default="")

    class Meta:
        unique_together = [("name", "city")]

    def __str__(self):
        return self.name


class Shelf(SoftDelete):
    shop = models.ForeignKey(Shop, models.CASCADE, related_name="shelves")
    name = models.CharField(max_length=50)

    def __str__(self):
        return self.name


class Tag(SoftDelete):
    word = models.CharField(max_length=50, primary_key=True)


class Product(SoftDelete):
    shelf = models.ForeignKey(Shelf, models.CASCADE, related_name="products")
    name = models.CharField(max_length=50)
    tags = models.ManyToManyField(Tag)

    def __str__(self):
        return self.name


class Review(models.Model):
    """Has no trash."""

    product = models.ForeignKey(Product, models.CASCADE)


class Lease(models.Model):
    """Has no trash."""

    shop = models.ForeignKey(Shop, models.PROTECT)


class Alarm(SoftDelete):
    shelf = models.ForeignKey(Shelf, models.PROTECT)


class Booking(SoftDelete):
    shop = models.ForeignKey(Shop, models.CASCADE)
    shelf = models.ForeignKey(Shelf, models.RESTRICT)


class Visit(models.Model):
    """Has no trash."""

    shop = models.ForeignKey(Shop, models.SET_NULL, null=True)


class Favorite(SoftDelete):
    product = models.ForeignKey(Product, models.SET_NULL, null=True)


class Category(SoftDelete):
    name = models.CharField(max_length=50)
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts")


class Coupon(SoftDelete):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=20, unique=True)


class Redemption(SoftDelete):
    """Refers to something else than the key."""

    coupon = models.ForeignKey(Coupon, models.CASCADE, to_field="code")


class Kiosk(Shop):
    class Meta:
        proxy = True


class Seat(SoftDelete):
    number = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(
            fields=["number"], condition=models.Q(is_deleted=False), name="seat_once")]


class Brand(models.Model):
    """Has no trash."""

    name = models.CharField(max_length=50)


class Supplier(SoftDelete):
    name = models.CharField(max_length=50)
    brands = models.ManyToManyField(Brand, through="Contract", related_name="suppliers")
    partners = models.ManyToManyField("self", through="Partnership", symmetrical=False, related_name="partner_of")


class Contract(SoftDelete):
    supplier = models.ForeignKey(Supplier, models.CASCADE)
    brand = models.ForeignKey(Brand, models.PROTECT)
    terms = models.CharField(max_length=50, default="")

    class Meta:
        unique_together = [("supplier", "brand")]


class Partnership(SoftDelete):
    """May be made again and again."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="+")
    partner = models.ForeignKey(Supplier, models.CASCADE, related_name="ties")


class Customer(models.Model):
    """Has no trash, but children that have one."""


class Card(SoftDelete):
    customer = models.ForeignKey(Customer, models.CASCADE)


class Badge(SoftDelete):
    """Nothing refers to it."""

    number = models.IntegerField(unique=True)


class Token(SoftDelete):
    """Its keys are no text."""

    value = models.BinaryField(primary_key=True)


class Use(SoftDelete):
    token = models.ForeignKey(Token, models.CASCADE)
