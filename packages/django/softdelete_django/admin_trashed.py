"""The admin of models with archive storage: an ordinary one for what is live, and a list of its own for the trash."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models, router, transaction
from django.utils.text import capfirst

from .admin_actions import FromTrash, ToTrash, rows_among, url


class TrashedAdmin(ToTrash):
    """For models that inherit from Trashed. It registers the admin of their trash as well."""

    change_list_template = "admin/softdelete_django/change_list.html"

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        self.trash_model = model.trash.model
        if not admin_site.is_registered(self.trash_model):
            admin_site.register(self.trash_model, TrashAdmin, live_admin=self)

    def trash_url(self):
        return url(self.admin_site, self.trash_model._meta, "changelist")

    def deleted_keys(self, keys):
        key = self.opts.pk.attname
        rows = self.trash_model.objects.using(router.db_for_write(self.model)).filter(**{f"{key}__in": keys})
        return [row["last"] for row in rows.order_by().values(key).annotate(last=models.Max("pk"))]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {
            "trash_url": self.trash_url(), "trash_count": self.trash_model.objects.count(), **(extra_context or {})})


class TrashAdmin(FromTrash):
    """What is in the trash of a model is looked at, restored or purged; and not changed."""

    live_admin = None
    ordering = ["-softdelete_id"]
    list_select_related = ()  # What a row refers to may be in the trash, and in no table that a join would look at.

    def __getattr__(self, name):
        """Columns of the list that are methods of the other admin."""
        if name in self.live_admin.list_display:
            return getattr(self.live_admin, name)
        raise AttributeError(f"{type(self).__name__} has no {name}")

    # Whoever may change, delete or see live objects may do so with deleted ones, by the actions.

    def has_module_permission(self, request):
        return False  # The list of live objects leads here.

    def has_add_permission(self, request):
        return False

    def has_view_permission(self, request, obj=None):
        return self.live_admin.has_view_permission(request)

    def has_change_permission(self, request, obj=None):
        return obj is None and self.live_admin.has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return obj is None and self.live_admin.has_delete_permission(request)

    # It looks like the list of live objects.

    def get_list_display(self, request):
        shown = [name for name in self.live_admin.get_list_display(request)
                 if callable(name) or name == "__str__" or self._is_field(name) or hasattr(self.live_admin, name)]
        return [*shown, "in_trash"]

    def get_search_fields(self, request):
        return self.live_admin.get_search_fields(request)

    def get_list_filter(self, request):
        return [name for name in self.live_admin.get_list_filter(request)
                if isinstance(name, str) and self._is_field(name)]

    def get_fields(self, request, obj=None):
        return [field.name for field in self.live_meta().local_concrete_fields
                if field.editable and not isinstance(field, models.AutoField)]

    def get_actions(self, request):
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def _is_field(self, name):
        try:
            return bool(self.opts.get_field(name))
        except FieldDoesNotExist:
            return False

    def changelist_view(self, request, extra_context=None):
        title = f"{capfirst(self.live_meta().verbose_name_plural)} in the trash"
        return super().changelist_view(request, {
            "title": title, "live_url": url(self.admin_site, self.live_meta(), "changelist"), **(extra_context or {})})

    def render_change_form(self, request, context, *args, **kwargs):
        context.update(archived=True, in_trash=self.in_trash(kwargs["obj"]),
                       trash_url=url(self.admin_site, self.opts, "changelist"),
                       can_restore=self.has_change_permission(request), can_purge=self.has_delete_permission(request))
        return super().render_change_form(request, context, *args, **kwargs)

    # What the actions need.

    def live_meta(self):
        return self.live_admin.opts

    def in_the_trash(self, rows):
        return rows

    def rows_by_key(self, keys):
        return rows_among(self.model.objects, self.model, keys)

    def purged_along(self, keys, show):
        """The triggers know: it is tried."""
        with transaction.atomic(using=router.db_for_write(self.model)):
            _, counts = self.rows_by_key(keys).purge()
            transaction.set_rollback(True, using=router.db_for_write(self.model))
        lines = []
        for model, count in ((apps.get_model(label), count) for label, count in counts.items()):
            count -= len(keys) if model is self.live_meta().concrete_model else 0
            if count:
                lines.append(f"{capfirst(model._meta.verbose_name_plural)}: {count}")
                if not show.may_delete(model):
                    show.forbidden.add(model._meta.verbose_name)
        return lines
