"""Many-to-many relations whose links have a trash: what is behind a deleted link is not shown.

Django's related managers join the table of links without a look at it, so that tags.all() would go on showing what
tags.remove() took away, and tags.set() would not put it back.
"""

from django.apps import apps
from django.db import connections

from .relations import is_managed


def hide_deleted():
    """Once all models are there."""
    for model in apps.get_models():
        for field in fields(model):
            for descriptor in descriptors(model, field):
                manager = descriptor.related_manager_cls
                descriptor.related_manager_cls = type(manager.__name__, (LiveLinks, manager), {})


def fields(model):
    """The relations whose links have a trash. What does not exist is still a name; Django's checks say so."""
    for field in model._meta.local_many_to_many:
        ends = field.remote_field.through, field.remote_field.model
        if not any(isinstance(end, str) for end in ends) and is_managed(ends[0]):
            yield field


def descriptors(model, field):
    """Of both ends of a relation."""
    yield getattr(model, field.name)
    if not field.remote_field.hidden:
        yield getattr(field.remote_field.model, field.remote_field.get_accessor_name())


def has_path(field):
    """Whether queries can go from the target of a foreign key to the links; two hidden relations have one name."""
    relation = field.remote_field
    return relation.model._meta.get_field(relation.name) is relation


class LiveLinks:
    """Before Django's manager of a relation. Another manager, as by tags(manager="everything"), shows all links."""

    constrained_target = None  # Newer versions would count all links by this short cut.

    def __init__(self, instance=None):
        super().__init__(instance)
        if has_path(self.target_field):
            self.core_filters[f"{self.target_field.remote_field.name}__is_deleted"] = False

    def get_prefetch_queryset(self, *args):
        return self._with_live_links(super().get_prefetch_queryset(*args))

    def get_prefetch_querysets(self, *args):
        return self._with_live_links(super().get_prefetch_querysets(*args))

    def _with_live_links(self, prefetch):
        """Django, too, selects from the table of links by its name, because another filter() would join it again."""
        rows, *rest = prefetch
        table = connections[rows.db].ops.quote_name(self.through._meta.db_table)
        return (rows.extra(where=[f"{table}.is_deleted = 0"]), *rest)
