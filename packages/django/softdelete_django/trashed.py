"""The abstract base of models whose deleted rows are in an archive, and the models that read these."""

from django.apps import apps
from django.apps.registry import Apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, router
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from . import archives
from .fields import DeletedAtField
from .relations import concrete


class TrashQuerySet(models.QuerySet):
    """The deleted rows. update() and save() change them; delete() is purge()."""

    def restore(self):
        """Brings the rows back, with what their deletion took along; returns the counts, as Django's delete()."""
        return self._leave(archives.restore)

    restore.alters_data = True
    restore.queryset_only = True

    def purge(self):
        """Removes the rows for good, with the deleted rows that depend on them; returns the counts."""
        return self._leave(archives.purge)

    purge.alters_data = True
    purge.queryset_only = True
    delete = purge

    def _leave(self, way):
        using = self._db or router.db_for_write(self.model._live, **self._hints)
        ids = list(self.using(using).order_by().values_list("pk", flat=True))
        self._result_cache = None
        return way(self.model._live, ids, using)


class Deleted(models.Model):
    """A deleted row, as the view of the archive shows it."""

    deleted_at = DeletedAtField("deleted at")
    deleted_via = models.TextField("deleted with", null=True, blank=True, editable=False)
    softdelete_id = models.BigAutoField(primary_key=True)

    objects = TrashQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        """As the object was called."""
        live = self._as_live()
        try:
            return str(live)
        except ObjectDoesNotExist:  # It names another that is in the trash.
            for field in self._live._meta.local_concrete_fields:
                other = getattr(self, field.name) if field.remote_field else None
                if isinstance(other, Deleted):
                    field.set_cached_value(live, other._as_live())
        try:
            return str(live)
        except ObjectDoesNotExist:
            return f"{self._live._meta.object_name} object ({self.live_pk})"

    def _as_live(self):
        return self._live(**{field.attname: getattr(self, field.attname)
                             for field in self._live._meta.local_concrete_fields})

    @property
    def live_pk(self):
        """The key that the row had."""
        return getattr(self, self._live._meta.pk.attname)

    def restore(self, using=None):
        """Brings the row back, with what its deletion took along; returns the counts."""
        return archives.restore(self._live, [self.pk], using or self._state.db)

    restore.alters_data = True

    def purge(self, using=None):
        """Removes the row for good, with the deleted rows that depend on it; returns the counts."""
        return archives.purge(self._live, [self.pk], using or self._state.db)

    purge.alters_data = True

    def delete(self, using=None, keep_parents=False):
        return self.purge(using)

    delete.alters_data = True


class LiveOrDeleted(ForwardManyToOneDescriptor):
    """What a deleted row refers to may be deleted as well."""

    def get_object(self, instance):
        parent, target = self.field.remote_field.model, self.field.target_field.attname
        try:
            return super().get_object(instance)
        except parent.DoesNotExist:
            value = getattr(instance, self.field.attname)
            if archives.is_trashed(parent):
                last = parent.trash.using(instance._state.db).filter(**{target: value}).first()
                if last:
                    return last
            raise


class LiveOrDeletedKey(models.ForeignKey):
    forward_related_accessor_class = LiveOrDeleted


class ReadModels(Apps):
    """Where the models of deleted rows are: not among those of the project, for which Django makes migrations,
    permissions and content types, and whose relations a deletion follows."""

    def __init__(self):
        super().__init__()
        self.app_configs = apps.app_configs

    def get_registered_model(self, app_label, model_name):
        return self.all_models[app_label].get(model_name) or apps.get_registered_model(app_label, model_name)


READ_MODELS = ReadModels()


def read_model(live):
    """The model of the deleted rows of a model."""
    meta = live._meta
    name = f"Deleted{meta.object_name}"
    known = READ_MODELS.all_models[meta.app_label].get(name.lower())
    if known:
        return known
    options = type("Meta", (), {
        "apps": READ_MODELS, "app_label": meta.app_label, "managed": False, "db_table": f"{meta.db_table}_deleted",
        "verbose_name": f"deleted {meta.verbose_name}", "verbose_name_plural": f"deleted {meta.verbose_name_plural}",
        "default_permissions": (), "ordering": ["-softdelete_id"]})
    fields = {field.name: read_field(field) for field in meta.local_concrete_fields}
    return type(name, (Deleted,), {"__module__": live.__module__, "Meta": options, "_live": live, **fields})


def read_field(field):
    """The same for a column of the view: without key, uniqueness, and relations back."""
    name, _, args, kwargs = field.deconstruct()
    for option in ("primary_key", "unique", "auto_now", "auto_now_add", "db_index", "parent_link"):
        kwargs.pop(option, None)
    kwargs["db_column"] = field.column
    if isinstance(field, models.AutoField):
        return models.BigIntegerField(**kwargs)
    if field.remote_field:
        kwargs.update(to=field.remote_field.model, on_delete=models.DO_NOTHING, related_name="+", null=True,
                      db_constraint=False)
        kwargs.pop("related_query_name", None)
        return LiveOrDeletedKey(*args, **kwargs)
    return type(field)(*args, **kwargs)


class Trash:
    """The manager of the deleted rows, of the class alone, as managers are."""

    def __get__(self, instance, owner):
        if instance is not None:
            raise AttributeError(f"The trash isn't accessible via {owner.__name__} instances.")
        if owner._meta.abstract:
            raise AttributeError(f"{owner.__name__} is abstract, and has no trash.")
        return read_model(concrete(owner)).objects


class Trashed(models.Model):
    """An ordinary model, whose table has archive storage: delete() deletes, and the archive keeps what it took."""

    trash = Trash()

    class Meta:
        abstract = True

    def delete(self, *args, **kwargs):
        key = self.pk
        counts = super().delete(*args, **kwargs)
        self._deleted_pk = key
        return counts

    delete.alters_data = True

    def restore(self, using=None):
        """Brings the row back, of several that had its key the last, with what its deletion took along; returns the
        counts, as Django's delete() does."""
        key = self.pk if self.pk is not None else getattr(self, "_deleted_pk", None)
        if key is None:
            raise ValueError(f"{self._meta.object_name} object has no primary key: it was never saved.")
        using = using or self._state.db or router.db_for_write(type(self), instance=self)
        if type(self)._base_manager.using(using).filter(pk=key).exists():
            return 0, {}
        rows = type(self).trash.using(using).filter(**{self._meta.pk.attname: key}).order_by("-pk")
        counts = archives.restore(type(self), list(rows.values_list("pk", flat=True)[:1]), using)
        if counts[0]:
            self.pk = key
            self.refresh_from_db(using)
        return counts

    restore.alters_data = True
