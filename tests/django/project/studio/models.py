"""Models with archive storage, which refer to each other in every way that Django has."""

import uuid

from django.db import models

from softdelete_django.trashed import Trashed


class Palette(Trashed, models.Model):
    name = models.CharField(max_length=50, unique=True)

    def __str__(self):
        return self.name


class Label(Trashed, models.Model):
    word = models.CharField(max_length=50, primary_key=True)


class Swatch(Trashed, models.Model):
    palette = models.ForeignKey(Palette, models.CASCADE, related_name="swatches")
    name = models.CharField(max_length=50)
    labels = models.ManyToManyField(Label, related_name="swatches")

    def __str__(self):
        return self.name


class Mixture(Trashed, models.Model):
    """Has two parents, and one more by another path."""

    palette = models.ForeignKey(Palette, models.CASCADE)
    first = models.ForeignKey(Swatch, models.CASCADE, related_name="mixtures")
    second = models.ForeignKey(Swatch, models.CASCADE, related_name="+", null=True)


class Folder(Trashed, models.Model):
    name = models.CharField(max_length=50)
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts")


class Place(Trashed, models.Model):
    name = models.CharField(max_length=50)


class Gallery(Place):
    """Extends the table of another."""

    rooms = models.IntegerField(default=1)


class Picture(Trashed, models.Model):
    """Refers to what extends another, and its keys are no numbers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    gallery = models.ForeignKey(Gallery, models.CASCADE, related_name="pictures")
    seen = models.DateTimeField(auto_now=True)


class Series(Trashed, models.Model):
    code = models.CharField(max_length=20, unique=True)


class Print(Trashed, models.Model):
    """Refers to something else than the key."""

    series = models.ForeignKey(Series, models.CASCADE, to_field="code")


class Left(Trashed, models.Model):
    right = models.ForeignKey("Right", models.CASCADE, null=True, related_name="lefts")


class Right(Trashed, models.Model):
    """Refers to what refers to it."""

    left = models.ForeignKey(Left, models.CASCADE, null=True, related_name="rights")


class Seal(Trashed, models.Model):
    palette = models.ForeignKey(Palette, models.PROTECT)


class Note(Trashed, models.Model):
    palette = models.ForeignKey(Palette, models.SET_NULL, null=True)


class Review(models.Model):
    """Has no trash."""

    palette = models.ForeignKey(Palette, models.CASCADE)


class Atelier(models.Model):
    """Has no trash, but children that have one."""


class Easel(Trashed, models.Model):
    atelier = models.ForeignKey(Atelier, models.CASCADE)


class Sunset(Palette):
    class Meta:
        proxy = True
