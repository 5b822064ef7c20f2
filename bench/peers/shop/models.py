"""The same two tables for each contestant; each has a database of its own."""

from django.db import models
from safedelete.models import SOFT_DELETE_CASCADE, SafeDeleteModel
from softdelete.models import SoftDeleteObject
from softdelete_django.models import SoftDelete
from softdelete_django.trashed import Trashed


class SafedeleteAlbum(SafeDeleteModel):
    _safedelete_policy = SOFT_DELETE_CASCADE
    title = models.TextField()

    class Meta:
        db_table = "album"


class SafedeleteTrack(SafeDeleteModel):
    _safedelete_policy = SOFT_DELETE_CASCADE
    title = models.TextField()
    album = models.ForeignKey(SafedeleteAlbum, models.CASCADE, related_name="tracks")

    class Meta:
        db_table = "track"


class SoftdeleteAlbum(SoftDeleteObject):
    title = models.TextField()

    class Meta:
        db_table = "album"


class SoftdeleteTrack(SoftDeleteObject):
    title = models.TextField()
    album = models.ForeignKey(SoftdeleteAlbum, models.CASCADE, related_name="tracks")

    class Meta:
        db_table = "track"


class ArchiveAlbum(Trashed, models.Model):
    title = models.TextField()

    class Meta:
        db_table = "album"


class ArchiveTrack(Trashed, models.Model):
    title = models.TextField()
    album = models.ForeignKey(ArchiveAlbum, models.CASCADE, related_name="tracks")

    class Meta:
        db_table = "track"


class FlagAlbum(SoftDelete):
    title = models.TextField()

    class Meta:
        db_table = "album"


class FlagTrack(SoftDelete):
    title = models.TextField()
    album = models.ForeignKey(FlagAlbum, models.CASCADE, related_name="tracks")

    class Meta:
        db_table = "track"
