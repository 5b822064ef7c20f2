"""The admin with a trash: deleting fills it, the trash can be looked at, actions restore and purge."""

from django.contrib import admin
from django.db import models, router

from .admin_actions import FromTrash, ToTrash, rows_among, url
from .admin_shown import Shown, purged_along, tree
from .admin_trashed import TrashedAdmin
from .deleting import Plan
from .relations import is_managed

__all__ = ["SoftDeleteAdmin", "TrashFilter", "TrashedAdmin"]

LIVE, TRASH, ALL = "", "1", "all"


class TrashFilter(admin.SimpleListFilter):
    title = "trash"
    parameter_name = "trash"

    def lookups(self, request, model_admin):
        return [(TRASH, "In the trash"), (ALL, "All")]

    def choices(self, changelist):
        for number, choice in enumerate(super().choices(changelist)):
            yield choice if number else {**choice, "display": "Live"}

    def queryset(self, request, queryset):
        if self.value() == ALL:
            return queryset
        return queryset.deleted() if self.value() == TRASH else queryset.live()


class SoftDeleteAdmin(ToTrash, FromTrash):
    """For models that inherit from SoftDelete."""

    # --- what is shown --------------------------------------------------------------------------

    def get_queryset(self, request):
        rows = self.model.everything.get_queryset()
        match = request.resolver_match
        if match and match.url_name == "autocomplete":
            rows = rows.live()  # Nothing live may refer to a deleted row.
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def get_list_filter(self, request):
        return [TrashFilter, *super().get_list_filter(request)]

    def get_list_display(self, request):
        shown = list(super().get_list_display(request))
        return shown if self._view(request) == LIVE else [*shown, "in_trash"]

    def get_inline_instances(self, request, obj=None):
        """Inlines show live objects; a deleted one has none."""
        return [] if obj and obj.is_deleted else super().get_inline_instances(request, obj)

    def get_changelist_instance(self, request):
        """The trash can't be edited in the list either."""
        changelist = super().get_changelist_instance(request)
        if self._view(request) != LIVE:
            changelist.list_editable = ()
        return changelist

    def get_actions(self, request):
        view = self._view(request)
        unfit = {LIVE: ("restore_selected", "purge_selected")}.get(view, ("delete_selected",))
        return {name: action for name, action in super().get_actions(request).items() if name not in unfit}

    def _view(self, request):
        return request.GET.get(TrashFilter.parameter_name, LIVE)

    # --- a deleted object is looked at, restored or purged; and neither changed nor deleted again ----

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.is_deleted)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.is_deleted)

    def render_change_form(self, request, context, *args, **kwargs):
        obj = kwargs.get("obj")
        if obj and obj.is_deleted:
            context.update(in_trash=self.in_trash(obj), trash_url=self.trash_url(),
                           can_restore=self.has_change_permission(request),
                           can_purge=self.has_delete_permission(request))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """A live object may refer to a deleted one; its form must not lose that."""
        form = super().get_form(request, obj, change, **kwargs)
        for field in self.opts.concrete_fields if obj else ():
            if field.remote_field and field.name in set(form.base_fields) - set(form.declared_fields):
                offer_deleted(form.base_fields[field.name], field, getattr(obj, field.attname))
        return form

    # --- deleting, restoring, purging -----------------------------------------------------------

    def trash_url(self):
        return f"{url(self.admin_site, self.opts, 'changelist')}?{TrashFilter.parameter_name}={TRASH}"

    def deleted_keys(self, keys):
        return keys

    def live_meta(self):
        return self.opts

    def in_the_trash(self, rows):
        return rows.deleted()

    def rows_by_key(self, keys):
        return rows_among(self.model.everything, self.model, keys)

    def purged_along(self, keys, show):
        return purged_along(self.model, keys, router.db_for_write(self.model), show)

    def get_deleted_objects(self, objs, request):
        keys = [obj.pk for obj in objs]
        using = router.db_for_write(self.model)
        show = Shown(self.admin_site, request)
        try:
            plan = Plan(self.model, keys, using)
        except models.ProtectedError as error:
            return [], {}, set(), [show(obj) for obj in error.protected_objects]
        except models.RestrictedError as error:
            return [], {}, set(), [show(obj) for obj in error.restricted_objects]
        counts = {plan.named(model)._meta.verbose_name_plural: len(taken) for model, taken in plan.taken.items()}
        return tree(plan, show), counts, show.forbidden, []


def offer_deleted(formfield, field, value):
    """Among the choices of a foreign key, where it is the present one."""
    model = field.remote_field.model
    present = models.Q(is_deleted=True, **{field.target_field.name: value})
    live = formfield.queryset
    if is_managed(model) and model.everything.using(live.db).filter(present).exists():
        choices = model.everything.using(live.db).filter(models.Q(pk__in=live.values("pk")) | present)
        formfield.queryset = choices.order_by(*live.query.order_by) if live.query.order_by else choices
