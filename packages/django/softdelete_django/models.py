"""The abstract base of models with a trash."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connections, models

from . import panel
from .fields import DeletedAtField, FlagField
from .querysets import LiveManager, SoftDeleteManager

COLUMNS = ("is_deleted", "deleted_at", "deleted_via")


class SoftDelete(models.Model):
    """Rows go into the trash when they are deleted.

    The columns are those of the extension. They are declared here because Django rebuilds tables from their models,
    and a column that a model doesn't declare would be lost.
    """

    is_deleted = FlagField("deleted", default=False, editable=False)
    deleted_at = DeletedAtField("deleted at")
    deleted_via = models.TextField("deleted with", null=True, blank=True, default=None, editable=False)

    # The first is Django's default, for color.paints and the choices of forms. Its base manager, for save(),
    # refresh_from_db() and paint.color, knows all rows.
    objects = LiveManager()
    everything = SoftDeleteManager()

    class Meta:
        abstract = True

    def delete(self, using=None, keep_parents=False):
        """Puts the row into the trash, with what its deletion takes along; returns the counts that Django returns."""
        return self._row(using)._delete_instance(self)

    delete.alters_data = True

    def soft_deleted(self, using=None):
        """Another name of delete()."""
        return self.delete(using)

    soft_deleted.alters_data = True

    def restore(self, using=None):
        """Takes the row out of the trash, with what its deletion took along; returns the counts."""
        counts = self._row(using).restore()
        self.refresh_from_db(using, COLUMNS)
        return counts

    restore.alters_data = True

    def purge(self, using=None):
        """Removes a deleted row for good, with the deleted rows that depend on it; returns the counts."""
        return self._row(using).purge()

    purge.alters_data = True

    def _row(self, using):
        if self.pk is None:
            raise ValueError(f"{self._meta.object_name} object has no primary key: it was never saved.")
        return type(self).everything.using(using or self._state.db).filter(pk=self.pk)

    # --- saving: an object that was read before its row was deleted must not bring it back ---------

    @classmethod
    def from_db(cls, db, field_names, values):
        instance = super().from_db(db, field_names, values)
        instance._read_deleted = instance.__dict__.get("is_deleted")
        return instance

    def refresh_from_db(self, using=None, fields=None, **kwargs):
        super().refresh_from_db(using, fields, **kwargs)
        self._remember_deleted(fields)

    def save_base(self, *args, update_fields=None, **kwargs):
        super().save_base(*args, update_fields=update_fields, **kwargs)
        self._remember_deleted(update_fields)

    def _remember_deleted(self, fields):
        """After these fields, or all, were read or written."""
        if fields is None or "is_deleted" in fields:
            self._read_deleted = self.__dict__.get("is_deleted")

    def _do_update(self, base_qs, using, pk_val, values, *args):
        kept = ()  # An object that was made with a key, as by loaddata, writes its whole row.
        if hasattr(self, "_read_deleted"):
            # Time and via are the triggers' to write, and the flag is written where the program has changed it.
            changed = self.__dict__.get("is_deleted") != self._read_deleted
            kept = ("deleted_at", "deleted_via") if changed else COLUMNS
        values = [value for value in values if value[0].name not in kept]
        return super()._do_update(base_qs, using, pk_val, values, *args)

    # --- validation: a value that is unique may be in the trash -----------------------------------

    def validate_unique(self, exclude=None):
        super().validate_unique(exclude)
        errors = {}
        for names in self._unique_names():
            if not set(names) & set(exclude or ()) and self._is_in_trash(names):
                key = names[0] if len(names) == 1 else NON_FIELD_ERRORS
                errors.setdefault(key, []).append(self._trash_error(names))
        if errors and not (self._state.adding and self._reuses_keys()):
            raise ValidationError(errors)

    def _reuses_keys(self):
        return panel.reuses_keys(connections[type(self).everything.db], self._meta.db_table)

    def _unique_names(self):
        meta = self._meta
        for field in meta.concrete_fields:
            if field.unique and (not field.primary_key or self._state.adding):
                yield (field.name,)
        yield from meta.unique_together
        for constraint in meta.total_unique_constraints:
            yield tuple(constraint.fields)

    def _is_in_trash(self, names):
        values = {name: getattr(self, self._meta.get_field(name).attname) for name in names}
        if None in values.values():
            return False
        found = type(self).everything.filter(is_deleted=True, **values)
        return (found if self._state.adding else found.exclude(pk=self.pk)).exists()

    def _trash_error(self, names):
        labels = " and ".join(str(self._meta.get_field(name).verbose_name) for name in names)
        return ValidationError(
            "A deleted %(model_name)s in the trash has this %(field_labels)s. Restore or purge it first.",
            code="unique_in_trash",
            params={"model_name": self._meta.verbose_name, "field_labels": labels})
