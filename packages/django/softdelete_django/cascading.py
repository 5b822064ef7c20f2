"""Makes one deletion of what Django deletes with one delete().

Django cascades by itself: it deletes children by statements of their own, which the database takes for deletions of
their own. So what one delete() put into the archives gets one number there, and each row the name of the parent that
it went with: then restoring the parent brings it back, exactly as after a cascade of the database.
"""

from django.apps import apps
from django.db import connections, models, transaction
from django.db.models.deletion import Collector

from . import archives, panel
from .relations import concrete


def join_deletions():
    """Once all models are there. The collector does the work of every delete(), whatever manager and queryset it is
    of, and whatever it begins with."""
    tables = {each._meta.db_table for model in apps.get_models() if archives.is_trashed(model)
              for each in [concrete(model), *archives.own_links(model)]}
    delete = Collector.delete

    def delete_as_one(self):
        connection = connections[self.using]
        pairs = cascades(self, tables) if connection.vendor == "sqlite" else []
        archived = panel.archived(connection) if pairs else set()
        pairs = [(child, field) for child, field in pairs if {child._meta.db_table, parent_of(field)} <= archived]
        if not pairs:
            return delete(self)
        touched = {model._meta.db_table: model for child, field in pairs
                   for model in (child, concrete(field.remote_field.model))}
        with transaction.atomic(using=self.using, savepoint=False):
            start = archives.start_writing(self.using)
            last = archives.look_up(self.using, "coalesce(max(softdelete_id), 0)", list(touched.values()))
            counts = delete(self)
            make_one(connection, start, last, pairs)
            return counts

    if tables:
        Collector.delete = delete_as_one


def parent_of(field):
    return concrete(field.remote_field.model)._meta.db_table


def cascades(collector, tables):
    """(model, reference) where rows of the model may go with others of this deletion."""
    found = {concrete(model) for model in [*collector.data, *(rows.model for rows in collector.fast_deletes)]}
    return [(model, field) for model in found if model._meta.db_table in tables
            for field in model._meta.local_concrete_fields
            if field.remote_field and field.remote_field.on_delete is models.CASCADE
            and concrete(field.remote_field.model) in found]


def make_one(connection, start, last, pairs):
    """`start` is the number of the last deletion before, and `last` has the last row of each archive."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("UPDATE softdelete_operation SET number = number + 2 RETURNING number")
        (number,) = cursor.fetchone()
        for model, before in last.items():
            archive = quote(archives.archive_of(model._meta.db_table))
            via, parameters = "", []
            for child, field in pairs:
                if child is model:
                    via += (f" WHEN EXISTS (SELECT 1 FROM {quote(archives.archive_of(parent_of(field)))} parent"
                            f" WHERE parent.{quote(field.target_field.column)} = {archive}.{quote(field.column)}"
                            " AND parent.softdelete_id > %s) THEN %s")
                    parameters += [last[concrete(field.remote_field.model)], parent_of(field)]
            cursor.execute(
                f"UPDATE {archive} SET softdelete_operation = %s"
                + (f", softdelete_via = coalesce(softdelete_via, CASE{via} END)" if via else "")
                + " WHERE softdelete_id > %s", [number, *parameters, before])
        # What the database itself took of references, where tables have ON DELETE SET NULL.
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '*_softdelete_links'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"UPDATE {quote(name)} SET softdelete_operation = %s WHERE softdelete_operation > %s",
                           [number, start])
