"""What goes along with objects, as the admin's pages list it."""

from collections import defaultdict

from django.contrib.admin.utils import get_deleted_objects, quote
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from .relations import concrete, references
from .trash import dependents, goes_along


class Shown:
    """Objects as links; remembers the kinds that the user may not delete."""

    def __init__(self, site, request):
        self.site, self.request, self.forbidden = site, request, set()

    def may_delete(self, model, obj=None):
        model_admin = self.site._registry.get(model)
        return model_admin is None or model_admin.has_delete_permission(self.request, obj)

    def __call__(self, obj):
        meta = obj._meta
        name = capfirst(meta.verbose_name)
        if type(obj) not in self.site._registry:
            return f"{name}: {obj}"
        # An object in the trash can't be deleted; it can be purged by whoever may delete others.
        if not self.may_delete(type(obj), None if getattr(obj, "is_deleted", False) else obj):
            self.forbidden.add(meta.verbose_name)
        try:
            url = reverse(f"{self.site.name}:{meta.app_label}_{meta.model_name}_change", args=[quote(obj.pk)])
        except NoReverseMatch:
            return f"{name}: {obj}"
        return format_html('{}: <a href="{}">{}</a>', name, url, obj)


def tree(plan, show):
    """The rows that a deletion takes, as the nested list that the admin's templates show."""
    objects = {model: plan.instances(model) for model in plan.taken}
    children = defaultdict(list)
    for relation, keys in plan.steps:
        model = relation.related_model
        for key in keys:
            child = objects[model][key]
            children[relation, getattr(child, relation.field.attname)].append((model, child))

    def branch(model, obj):
        below = []
        for relation in references(model):
            value = getattr(obj, relation.field.target_field.attname, obj.pk)
            for child in children.get((relation, value), ()):
                below += branch(*child)
        return [show(obj), below] if below else [show(obj)]

    return [line for obj in objects[plan.root].values() for line in branch(plan.root, obj)]


def purged_along(model, keys, using, show):
    """What goes for good with the deleted rows that have these keys, as nested lists."""
    lines = []
    for relation, rows in dependents(concrete(model), keys, using):
        if goes_along(relation):
            lines += map(show, rows)
        elif relation.field.remote_field.on_delete is models.CASCADE:
            nested, _, forbidden, _ = get_deleted_objects(rows, show.request, show.site)
            lines += nested
            show.forbidden |= forbidden
    return lines
