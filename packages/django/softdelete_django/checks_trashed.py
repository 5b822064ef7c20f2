"""The same for models with archive storage."""

from django.core import checks
from django.db import models

from . import archives
from .relations import is_managed, references


def check_trashed(model):
    if is_managed(model):
        yield checks.Error(
            f"{model._meta.label} inherits from SoftDelete and from Trashed.",
            hint="SoftDelete keeps deleted rows in the table, Trashed in an archive: choose one.",
            obj=model, id="softdelete.E003")
    yield from lost_children(model)
    for parent in model._meta.parents:
        if not archives.is_trashed(parent):
            yield checks.Warning(
                f"{model._meta.label} extends the table of {parent._meta.label}, which has no trash: its row there is"
                " deleted for good, and the other can't be restored.",
                hint="Let the parent inherit from Trashed as well.", obj=model, id="softdelete.W008")


def lost_children(model):
    for relation in references(model):
        child = relation.related_model
        kept = child._meta.auto_created or child  # Links go by the model that they are of.
        if relation.field.remote_field.on_delete is models.CASCADE and not archives.is_trashed(kept):
            yield checks.Warning(
                f"{child._meta.label} has no trash: its rows are deleted for good with the {model._meta.label} that"
                f" {relation.field.name} refers to, and do not come back with it.",
                hint="Let it inherit from Trashed as well.", obj=relation.field, id="softdelete.W007")


def tables_of(model):
    return [each._meta.db_table for each in (model, *archives.own_links(model))]
