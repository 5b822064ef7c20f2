"""restore() and purge(): the way out of the trash. The triggers of the database know what goes together."""

from django.apps import apps
from django.db import connections, models, transaction
from django.db.models.deletion import Collector

from .relations import among, concrete, is_managed, managed_below, references, referring
from .wording import in_words


def connection_of(rows):
    return connections[rows.db]


def start_writing(model, using):
    """Makes a transaction that is about to read a writing one. Beside other writers SQLite lets a transaction wait
    with its first statement alone: one that has read before it writes is refused at once, as locked. And so nobody
    changes what is read before it is acted upon."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {connection.ops.quote_name(model._meta.db_table)} SET is_deleted = is_deleted WHERE 0")


def totals(counts, asked):
    """{model: count} as Django's delete() returns it, with the name of a proxy where one was asked."""
    root = concrete(asked)
    counts = {(asked if model is root else model)._meta.label: count for model, count in counts.items() if count}
    return sum(counts.values()), counts


def trash_sizes(tables, using):
    """How many deleted rows each model has; one query, which reads the indexes of the trash alone."""
    connection = connections[using]
    quote = connection.ops.quote_name
    counts = ", ".join(f"(SELECT count(*) FROM {quote(model._meta.db_table)} WHERE is_deleted = 1)" for model in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return dict(zip(tables, cursor.fetchone()))


def leaving(tables, using, work):
    """How many rows of each model leave the trash while work() is done."""
    before = trash_sizes(tables, using)
    work()
    after = trash_sizes(tables, using)
    return {model: before[model] - after[model] for model in tables}


def restore(rows):
    """Restores the rows of a queryset, which are all deleted."""
    using, model = rows.db, concrete(rows.model)
    all_rows = model.everything.using(using).filter(is_deleted=True)

    def work():
        chosen = all_rows.filter(pk__in=rows.values("pk"))
        own_parents = [field for field in model._meta.concrete_fields
                       if field.remote_field and concrete(field.remote_field.model) is model]
        if own_parents:
            restore_tree(all_rows, list(chosen.values_list("pk", flat=True)), own_parents)
        else:
            chosen.update(is_deleted=False, deleted_at=None, deleted_via=None)

    with in_words(), transaction.atomic(using=using):
        start_writing(model, using)
        return totals(leaving(managed_below(model), using, work), rows.model)


def restore_tree(all_rows, keys, own_parents):
    """In a table that refers to itself, a row can't be restored before its parent."""
    chosen = all_rows.filter(pk__in=among(all_rows.model, keys, all_rows.db))
    ready = chosen
    for field in own_parents:
        ready = ready.exclude(**{f"{field.name}__in": chosen})
    while ready.update(is_deleted=False, deleted_at=None, deleted_via=None):
        pass
    # What is left refers to each other in a circle, or to a row that stays deleted: the database refuses that.
    chosen.update(is_deleted=False, deleted_at=None, deleted_via=None)


def purge(rows):
    """Removes the rows of a queryset, which are all deleted."""
    using, model = rows.db, concrete(rows.model)
    counts = {}

    def work():
        keys = list(rows.values_list("pk", flat=True))
        counts.update(let_go(model, keys, using))
        empty(model, keys, using)

    with in_words(), transaction.atomic(using=using):
        start_writing(model, using)
        tables = managed_below(model)
        counts.update(leaving(tables, using, work))
    return totals(counts, rows.model)


def let_go(model, keys, using):
    """Does what on_delete says to the rows that refer to those that go for good; counts the ones that are removed."""
    counts = {}
    for relation, rows in dependents(model, keys, using):
        if not goes_along(relation) and rows.exists():
            for name, count in as_django(relation, rows, using).items():
                counts[name] = counts.get(name, 0) + count
    return counts


def goes_along(relation):
    """Whether the database purges deleted rows of the other model along, as on_delete says."""
    return relation.field.remote_field.on_delete is models.CASCADE and is_managed(relation.related_model)


def dependents(model, keys, using):
    """(relation, rows) for what refers to the deleted rows with these keys, and to what goes along with them."""
    seen, todo = {model: set(keys)}, [(model, keys)]
    for parent, parents in todo:
        for relation in references(parent) if parents else ():
            if relation.field.remote_field.on_delete is models.DO_NOTHING:
                continue
            rows = referring(relation, parents, using)
            if goes_along(relation):
                child = relation.related_model
                known = seen.setdefault(child, set())
                deleted = rows.filter(is_deleted=True).values_list("pk", flat=True)
                found = [key for key in deleted if key not in known]
                known.update(found)
                todo.append((child, found))
                rows = child.everything.using(using).filter(pk__in=among(child, found, using))
            yield relation, rows


def as_django(relation, rows, using):
    """Lets Django's own collector treat the rows of one relation as if their parent were really deleted."""
    collector = Collector(using=using)
    relation.field.remote_field.on_delete(collector, relation.field, rows, using)
    restricted = collector.restricted_objects.get(relation.related_model)
    if restricted:
        label, objects = relation.related_model._meta.label, set().union(*restricted.values())
        raise models.RestrictedError(f"Cannot purge: rows of {label} refer to them by {relation.field.name}.", objects)
    _, removed = collector.delete()
    return {apps.get_model(label): count for label, count in removed.items()}


def empty(model, keys, using):
    """Removes the deleted rows, through the view whose trigger purges what depends on them too."""
    connection = connections[using]
    quote = connection.ops.quote_name
    selection = among(model, keys, using)
    with connection.cursor() as cursor:
        cursor.execute("SELECT deleted_view FROM softdelete WHERE schema_name = 'main' AND table_name = %s",
                       [model._meta.db_table])
        found = cursor.fetchone()
        table, condition = (found[0], "") if found else (model._meta.db_table, " AND is_deleted = 1")
        key = quote(model._meta.pk.column)
        cursor.execute(f"DELETE FROM {quote(table)} WHERE {key} IN ({selection.sql}){condition}", selection.params)
