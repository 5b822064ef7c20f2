"""What `manage.py check` says about models and tables with a trash."""

from django.apps import apps
from django.core import checks
from django.db import connections, models

from . import links, panel
from .querysets import SoftDeleteQuerySet
from .relations import is_managed, references


def check_models(app_configs, **kwargs):
    chosen = [config.label for config in app_configs] if app_configs else None
    found = []
    for model in apps.get_models():
        if chosen is None or model._meta.app_label in chosen:
            found += shown_links(model)
            if is_managed(model):
                found += foreign_managers(model)
            if is_managed(model) and not model._meta.proxy:
                found += [*extended_tables(model), *unmanaged_parents(model)]
    return found


def extended_tables(model):
    """Multi-table inheritance: the trash is one of single tables."""
    hint = "Inherit from an abstract model, or refer to the other with a OneToOneField."
    for parent in model._meta.parents:
        if is_managed(parent):
            yield checks.Error(
                f"{model._meta.label} extends the table of {parent._meta.label}, and its own lacks the columns.",
                hint=hint, obj=model, id="softdelete.E001")
        else:
            yield checks.Warning(
                f"{model._meta.label} extends the table of {parent._meta.label}, which has no trash: purge() leaves the"
                " row there behind, and the database refuses to delete that before it was purged here.",
                hint=hint, obj=model, id="softdelete.W006")


def foreign_managers(model):
    """With a queryset of Django's own, delete() removes children without a trash for good."""
    names = [manager.name for manager in model._meta.managers
             if not isinstance(manager.get_queryset(), SoftDeleteQuerySet)]
    if names:
        yield checks.Error(
            f"The querysets of {', '.join(names)} of {model._meta.label} are not derived from SoftDeleteQuerySet, so"
            " that their delete() knows nothing of the trash.",
            hint="Write objects = LiveManager.from_queryset(YourQuerySet)(), where YourQuerySet inherits from"
                 " SoftDeleteQuerySet; a manager inherits from LiveManager, or from SoftDeleteManager.",
            obj=model, id="softdelete.E002")


def unmanaged_parents(model):
    """A deleted row still refers to its parent, so that the parent can't be removed."""
    for field in model._meta.local_concrete_fields:
        if not field.remote_field or field.remote_field.parent_link:
            continue
        parent = field.remote_field.model
        if field.remote_field.on_delete is models.CASCADE and not is_managed(parent):
            yield checks.Warning(
                f"{field.name} cascades from {parent._meta.label}, which has no trash: the database refuses to delete a"
                " row of it as long as rows of this model refer to it, deleted ones too.",
                hint="Let the parent inherit from SoftDelete as well. Where it can't, as a user of django.contrib.auth,"
                     " give the field PROTECT, which Django's admin explains to its users, or SET_NULL.",
                obj=field, id="softdelete.W001")


def shown_links(model):
    for field in links.fields(model):
        through = field.remote_field.through
        for name in (field.m2m_field_name(), field.m2m_reverse_field_name()):
            if not links.has_path(through._meta.get_field(name)):
                yield checks.Warning(
                    f"{field.name} shows what is behind deleted rows of {through._meta.label} too: its {name} has a"
                    " hidden related_name, and is not the only one.",
                    hint="Give it a related_name that does not end in +.", obj=field, id="softdelete.W005")


def check_tables(app_configs=None, databases=None, **kwargs):
    """Runs with `check --database` and before migrate."""
    found = []
    for alias in databases or ():
        if connections[alias].vendor == "sqlite":
            tables, flagged = panel.managed(connections[alias]), panel.flagged(connections[alias])
            for model in apps.get_models():
                table = model._meta.db_table
                if not is_managed(model) or model._meta.proxy:
                    continue
                if table in tables:
                    status, _, children = tables[table]
                    found += [*not_in_force(model, alias, status), *taken_unasked(model, alias, children)]
                elif table in flagged:
                    found.append(not_enabled(model, alias))
    return found


def not_enabled(model, alias):
    return checks.Warning(
        f"Soft delete is not enabled for the table {model._meta.db_table} in the database {alias!r}: restoring does not"
        " bring children back, and a program that deletes there with SQL removes rows for good.",
        hint="Write a migration with EnableSoftDelete, and run it.", obj=model, id="softdelete.W004")


def not_in_force(model, alias, status):
    if status in ("suspended", "damaged"):
        yield checks.Warning(
            f"Soft delete of the table {model._meta.db_table} in the database {alias!r} is {status}.",
            hint="manage.py migrate puts it in force again.", obj=model, id="softdelete.W002")


def taken_unasked(model, alias, children):
    """The database knows nothing of on_delete."""
    for relation in references(model) if children == "cascade" else ():
        on_delete = relation.field.remote_field.on_delete
        if is_managed(relation.related_model) and on_delete not in (
                models.CASCADE, models.PROTECT, models.RESTRICT, models.DO_NOTHING):
            yield checks.Warning(
                f"{model._meta.label} has children = 'cascade' in the database {alias!r}, which deletes the rows that"
                f" refer to it by {relation.field.name} too, and its on_delete does not say so.",
                hint="EnableSoftDelete without children, or CASCADE.", obj=relation.field, id="softdelete.W003")
