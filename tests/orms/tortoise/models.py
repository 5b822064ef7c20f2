"""The tables as models; with storage of flag also the columns that it has, and a manager that filters by them."""

import os

from tortoise import fields
from tortoise.manager import Manager
from tortoise.models import Model

STORAGE = os.environ["SHOP_STORAGE"]
SHAPE = int(os.environ["SHOP_SHAPE"])


class Live(Manager):
    def get_queryset(self):
        return super().get_queryset().filter(is_deleted=0)


def manager():
    """Each model has one of its own."""
    return Live() if STORAGE == "flag" else Manager()


class Marked(Model):
    id = fields.IntField(primary_key=True)
    if STORAGE == "flag":
        is_deleted = fields.IntField(default=0, db_default=0)
        deleted_at = fields.TextField(null=True)
        deleted_via = fields.TextField(null=True)

    class Meta:
        abstract = True


def reference(name, **options):
    return fields.ForeignKeyField(f"shop.{name}", **options)


class Tag(Marked):
    name = fields.CharField(40, unique=True)

    class Meta:
        table = "tag"
        manager = manager()


class Color(Marked):
    name = fields.CharField(40, unique=True)
    hex = fields.CharField(9 if SHAPE > 1 else 7, null=True)
    version = fields.IntField(default=1, db_default=1)
    if SHAPE:
        shade = fields.CharField(40, null=True)
    tags = fields.ManyToManyField("shop.Tag", through="color_tag", forward_key="tag_id", backward_key="color_id",
                                  on_delete=fields.CASCADE)

    class Meta:
        table = "color"
        manager = manager()


class Paint(Marked):
    name = fields.CharField(40)
    color = reference("Color", related_name="paints", on_delete=fields.CASCADE)

    class Meta:
        table = "paint"
        manager = manager()


class Swatch(Marked):
    name = fields.CharField(40)
    color = reference("Color", related_name="swatches", on_delete=fields.NO_ACTION)

    class Meta:
        table = "swatch"
        manager = manager()


class Note(Marked):
    text = fields.CharField(40)
    color = reference("Color", related_name="notes", null=True, on_delete=fields.SET_NULL)

    class Meta:
        table = "note"
        manager = manager()


class Sale(Marked):
    name = fields.CharField(40)
    paint = reference("Paint", related_name="sales", on_delete=fields.RESTRICT)

    class Meta:
        table = "sale"
        manager = manager()
