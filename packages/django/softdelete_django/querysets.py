"""Querysets and managers whose delete() fills the trash."""

from django.db import NotSupportedError, models, router

from . import deleting, trash


class SoftDeleteQuerySet(models.QuerySet):
    def live(self):
        return self.filter(is_deleted=False)

    def deleted(self):
        return self.filter(is_deleted=True)

    def delete(self):
        """Puts the live rows into the trash, with what their deletion takes along; returns what Django returns."""
        rows = self._for_writing("delete")
        rows = rows.live()
        counts = deleting.delete(rows, origin=self)
        self._result_cache = None
        return counts

    # As on Django's own: templates can't call it, and a manager doesn't have it.
    delete.alters_data = True
    delete.queryset_only = True

    def restore(self):
        """Takes the deleted rows out of the trash, with what their deletion took along; returns the counts."""
        counts = trash.restore(self._for_writing("restore").deleted())
        self._result_cache = None
        return counts

    restore.alters_data = True
    restore.queryset_only = True

    def purge(self):
        """Removes the deleted rows for good, with the deleted rows that depend on them; returns the counts."""
        counts = trash.purge(self._for_writing("purge").deleted())
        self._result_cache = None
        return counts

    purge.alters_data = True
    purge.queryset_only = True

    def _delete_instance(self, instance):
        return deleting.delete(self._for_writing("delete").live(), origin=instance, instance=instance)

    def _for_writing(self, name):
        """This queryset on the database that is written to; refused where Django's delete() refuses."""
        self._not_support_combined_queries(name)
        if self.query.is_sliced:
            raise TypeError(f"Cannot use 'limit' or 'offset' with {name}().")
        if self.query.distinct or self.query.distinct_fields:
            raise TypeError(f"Cannot call {name}() after .distinct().")
        if self._fields is not None:
            raise TypeError(f"Cannot call {name}() after .values() or .values_list().")
        rows = self.using(self._db or router.db_for_write(self.model, **self._hints))
        if trash.connection_of(rows).vendor != "sqlite":
            raise NotSupportedError(f"{name}(): {self.model._meta.label} has a trash on SQLite only.")
        rows.query.select_for_update = False
        rows.query.select_related = False
        return rows.order_by()


class SoftDeleteManager(models.Manager.from_queryset(SoftDeleteQuerySet)):
    """All rows, live and deleted."""


class LiveManager(SoftDeleteManager):
    """The live rows."""

    def get_queryset(self):
        return super().get_queryset().live()
