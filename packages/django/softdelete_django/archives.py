"""The archives of tables with archive storage: which models have one, and the way out of them."""

import json

from django.db import connections, models, transaction
from django.db.models import CASCADE

from . import panel
from .relations import among, concrete, references
from .wording import in_words


def is_trashed(model):
    from .trashed import Trashed

    return issubclass(model, Trashed)


def archive_of(table):
    return f"{table}_softdelete_archive"


def own_links(model):
    """The models of the links that Django makes for the many-to-many relations of a model."""
    return [field.remote_field.through for field in model._meta.local_many_to_many
            if field.remote_field.through._meta.auto_created]


def trashed_parents(model):
    """Of multi-table inheritance: (model, the field that has its key), one level up."""
    return [(concrete(parent), field) for parent, field in model._meta.parents.items()
            if field is not None and is_trashed(parent)]


def below(model):
    """The models whose rows go with a row of this one, itself first."""
    found = [concrete(model)]
    for each in found:
        more = [relation.related_model for relation in references(each)
                if relation.field.remote_field.on_delete is CASCADE]
        more += [parent for parent, _ in trashed_parents(each)]
        found += [other for other in dict.fromkeys(map(concrete, more)) if other not in found]
    return found


def start_writing(using):
    """A transaction that writes first waits for other writers; and what it deletes gets a number of its own."""
    with connections[using].cursor() as cursor:
        cursor.execute("UPDATE softdelete_operation SET number = number + 2")


def look_up(using, what, chosen):
    """{model: one value of its archive}; one query."""
    quote = connections[using].ops.quote_name
    columns = ", ".join(f"(SELECT {what} FROM {quote(archive_of(model._meta.db_table))})" for model in chosen)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {columns}")
        return dict(zip(chosen, cursor.fetchone()))


def leaving(model, using, work):
    """Counts of the rows that leave the archives while work() is done, as Django's delete() returns them."""
    with in_words(), transaction.atomic(using=using):
        start_writing(using)
        tables = panel.archived(connections[using])
        archived = [each for each in below(model) if each._meta.db_table in tables]
        before = look_up(using, "count(*)", archived)
        work(concrete(model))
        after = look_up(using, "count(*)", archived)
    counts = {each._meta.label: before[each] - after[each] for each in archived if before[each] > after[each]}
    return sum(counts.values()), counts


def restore(model, ids, using):
    """Restores deleted rows by their softdelete_id, with what their deletion took along."""
    def work(model, ids):
        for parent, above in parents_of(model, ids, using):
            work(parent, above)
        # What was deleted itself comes first, as it brings others along; and parents, which are deleted after their
        # children, before these.
        taken = models.ExpressionWrapper(models.Q(deleted_via__isnull=False), models.BooleanField())
        ordered = trash(model, ids, using).order_by(taken, "-pk").values_list("pk", flat=True)
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT sum(restore_version(%s, value)) FROM json_each(%s)",
                           [f"main.{model._meta.db_table}", json.dumps(list(ordered))])

    return leaving(model, using, lambda model: work(model, ids))


def purge(model, ids, using):
    """Removes deleted rows for good by their softdelete_id, and by triggers what depends on them."""
    def work(model, ids):
        for parent, above in parents_of(model, ids, using):
            work(parent, above)
        trash(model, ids, using)._raw_delete(using)

    return leaving(model, using, lambda model: work(model, ids))


def trash(model, ids, using):
    rows = model.trash.using(using)
    return rows.filter(pk__in=among(rows.model, ids, using))


def parents_of(model, ids, using):
    """(parent, ids) of the deleted rows that these rows extend, in multi-table inheritance."""
    for parent, field in trashed_parents(model):
        keys = trash(model, ids, using).values(field.attname)
        rows = parent.trash.using(using).filter(**{f"{field.target_field.attname}__in": keys})
        last = rows.order_by().values(field.target_field.attname).annotate(last=models.Max("pk"))
        yield parent, [row["last"] for row in last]
