from django.db import models

from softdelete_django.trashed import Trashed


class Customer(Trashed, models.Model):
    customer_name = models.CharField(max_length=50, unique=True)

    class Meta:
        ordering = ["customer_name"]

    def __str__(self):
        return self.customer_name


class Order(Trashed, models.Model):
    """How much of a color a customer wants."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="orders")
    what = models.CharField(max_length=50)
    liters = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["what"]

    def __str__(self):
        return f"{self.liters} l of {self.what}"
