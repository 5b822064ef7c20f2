"""delete(): the rows of a queryset and their children go into the trash, with one UPDATE a table.

Which rows go is found first, table by table: Django's on_delete decides, and the database knows nothing of it. The
UPDATEs give each child row the name of its parent's table in deleted_via, from which the triggers know that it comes
back with its parent.
"""

from datetime import timezone
from types import SimpleNamespace

from django.conf import settings
from django.db import models, transaction
from django.db.models import signals
from django.utils import timezone as django_timezone

from .relations import among, concrete, is_managed, references, referring
from .trash import start_writing, totals


class Plan:
    """The rows that a deletion takes.

    taken: for each model, in the order in which they were reached, key -> the table of the parent that takes the row
    along, or None. steps: (relation, keys of children), for whoever shows them as a tree.
    """

    def __init__(self, model, keys, using):
        self.using, self.asked = using, model
        self.root = concrete(model)
        self.taken = {self.root: dict.fromkeys(keys)}
        self.steps = []
        self._restricted = []
        todo = [(self.root, list(keys))]
        for parent, parents in todo:
            for relation in references(parent) if parents else ():
                children = self._follow(relation, parents)
                if children:
                    todo.append((relation.related_model, children))
        self._check_restricted()

    def named(self, model):
        """The model itself, or the proxy that stands for it here."""
        return self.asked if model is self.root else model

    def instances(self, model):
        """The objects of the taken rows by their keys, as they are now."""
        rows = self.named(model).everything.using(self.using).filter(pk__in=among(model, self.taken[model], self.using))
        return {row.pk: row for row in rows}

    def _follow(self, relation, parents):
        """The keys of the children that go too and were not found before."""
        child, on_delete = relation.related_model, relation.field.remote_field.on_delete
        rows = referring(relation, parents, self.using)
        if is_managed(child):
            rows = rows.filter(is_deleted=False)
        if on_delete is models.PROTECT:
            self._refuse(models.ProtectedError, relation, rows)
        elif on_delete is models.RESTRICT:
            self._restricted.append((relation, rows))
        elif on_delete is models.CASCADE and is_managed(child):
            taken = self.taken.setdefault(child, {})
            keys = [key for key in rows.values_list("pk", flat=True) if key not in taken]
            taken.update(dict.fromkeys(keys, relation.model._meta.db_table))
            if keys:
                self.steps.append((relation, keys))
            return keys
        return []

    def _check_restricted(self):
        """RESTRICT allows to delete what goes by way of another relation."""
        for relation, rows in self._restricted:
            child = relation.related_model
            taken = self.taken.get(child, ()) if is_managed(child) else ()
            self._refuse(models.RestrictedError, relation, [row for row in rows if row.pk not in taken])

    def _refuse(self, error, relation, rows):
        rows = set(rows)
        if rows:
            name, child = self.root._meta.verbose_name, relation.related_model._meta.label
            raise error(f"Cannot delete this {name}: live rows of {child} refer to it by"
                        f" {relation.field.name} ({error.__name__}).", rows)


def delete(rows, origin, instance=None):
    """Deletes the rows of a queryset, which are all live; instance is their object, where there is one."""
    using, model = rows.db, concrete(rows.model)
    event = SimpleNamespace(time=now(), using=using, origin=origin)
    with transaction.atomic(using=using):
        if stands_alone(rows.model):
            counts = {model: mark(model, rows.values("pk"), None, event)}
        else:
            start_writing(model, using)
            plan = Plan(rows.model, rows.values_list("pk", flat=True), using)
            counts = carry_out(plan, event, instance)
    if instance is not None:
        instance.is_deleted = instance._read_deleted = True
        if counts[model]:
            instance.deleted_at, instance.deleted_via = event.time, None
    return totals(counts, rows.model)


def stands_alone(model):
    """Whether nothing needs to be known about the rows that go."""
    return not heard(model) and not any(map(matters, references(concrete(model))))


def matters(relation):
    """Whether rows of the other model go along, or stand in the way."""
    on_delete = relation.field.remote_field.on_delete
    return on_delete in (models.PROTECT, models.RESTRICT) or (
        on_delete is models.CASCADE and is_managed(relation.related_model))


def heard(model):
    return signals.pre_delete.has_listeners(model) or signals.post_delete.has_listeners(model)


def carry_out(plan, event, instance):
    objects = {model: plan.instances(model) for model, taken in plan.taken.items()
               if taken and heard(plan.named(model))}
    if instance is not None and plan.root in objects and instance.pk in objects[plan.root]:
        objects[plan.root][instance.pk] = instance
    send(signals.pre_delete, plan, objects, event)
    counts = {}
    for model, taken in reversed(list(plan.taken.items())):
        counts[model] = 0
        for via in sorted(set(taken.values()), key=lambda via: (via is None, via)):
            keys = [key for key, reason in taken.items() if reason == via]
            counts[model] += mark(model, among(model, keys, plan.using), via, event)
    send(signals.post_delete, plan, objects, event)
    return counts


def mark(model, keys, via, event):
    rows = model.everything.using(event.using).filter(pk__in=keys, is_deleted=False)
    return rows.update(is_deleted=True, deleted_at=event.time, deleted_via=via)


def send(signal, plan, objects, event):
    for model, instances in objects.items():
        for instance in instances.values():
            signal.send(sender=plan.named(model), instance=instance, using=event.using, origin=event.origin)


def now():
    """The time, to the millisecond that the column keeps."""
    time = django_timezone.now()
    time = time.replace(microsecond=time.microsecond // 1000 * 1000)
    return time.astimezone(timezone.utc) if settings.USE_TZ else time
