"""The tables as models; with storage of flag also the columns that it has, and a manager that filters by them."""

from django.db import models

from settings import SHAPE, STORAGE

# Since Django 6.1 the database can be told to cascade, and then must be told to restrict, too.
CASCADE = getattr(models, "DB_CASCADE", models.CASCADE)
SET_NULL = getattr(models, "DB_SET_NULL", models.SET_NULL)
RESTRICT = models.DO_NOTHING if hasattr(models, "DB_CASCADE") else models.RESTRICT


class Live(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(is_deleted=False)


class Marked(models.Model):
    if STORAGE == "flag":
        is_deleted = models.BooleanField(default=False, editable=False)
        deleted_at = models.TextField(null=True, editable=False)
        deleted_via = models.TextField(null=True, editable=False)
        objects = Live()

    class Meta:
        abstract = True


class Tag(Marked):
    name = models.TextField(unique=True)

    class Meta:
        db_table = "tag"


class Color(Marked):
    name = models.TextField(unique=True)
    hex = models.CharField(max_length=9 if SHAPE > 1 else 7, null=True)
    version = models.IntegerField(default=1)
    if SHAPE:
        shade = models.TextField(null=True)
    tags = models.ManyToManyField(Tag, db_table="color_tag")

    class Meta:
        db_table = "color"


class Paint(Marked):
    name = models.TextField()
    color = models.ForeignKey(Color, CASCADE)

    class Meta:
        db_table = "paint"


class Swatch(Marked):
    name = models.TextField()
    color = models.ForeignKey(Color, models.CASCADE)

    class Meta:
        db_table = "swatch"


class Note(Marked):
    text = models.TextField()
    color = models.ForeignKey(Color, SET_NULL, null=True)

    class Meta:
        db_table = "note"


class Sale(Marked):
    name = models.TextField()
    paint = models.ForeignKey(Paint, RESTRICT)

    class Meta:
        db_table = "sale"
