"""The admin with a trash: deleting fills it, a filter shows it, actions restore and purge."""

from collections import defaultdict

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.admin.utils import get_deleted_objects, model_ngettext, quote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, router, transaction
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.timezone import template_localtime

from .deleting import Plan
from .relations import among, concrete, is_managed, references
from .trash import dependents, goes_along

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


class SoftDeleteAdmin(admin.ModelAdmin):
    """For models that inherit from SoftDelete."""

    actions = ["restore_selected", "purge_selected"]
    change_form_template = "admin/softdelete_django/change_form.html"
    delete_confirmation_template = "admin/softdelete_django/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/softdelete_django/delete_selected_confirmation.html"

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

    @admin.display(description="Deleted", ordering="deleted_at", empty_value="")
    def in_trash(self, obj):
        """When, and with which parent; None for what is live."""
        if not obj.is_deleted:
            return None
        time = template_localtime(obj.deleted_at)
        when = format_html('<span style="white-space: nowrap">{}</span>', date_format(time, "Y-m-d H:i")) \
            if time else "at an unknown time"
        if obj.deleted_via is None:
            return when
        names = [field.verbose_name for field in obj._meta.concrete_fields
                 if field.remote_field and field.remote_field.model._meta.db_table == obj.deleted_via]
        return format_html("{}, with its {}", when, names[0] if names else obj.deleted_via)

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
        actions = super().get_actions(request)
        view = self._view(request)
        unfit = {LIVE: ("restore_selected", "purge_selected")}.get(view, ("delete_selected",))
        if "delete_selected" in actions:
            action, name, _ = actions["delete_selected"]
            actions[name] = (action, name, "Move selected %(verbose_name_plural)s to the trash")
        return {name: action for name, action in actions.items() if name not in unfit}

    def _view(self, request):
        return request.GET.get(TrashFilter.parameter_name, LIVE)

    # --- a deleted object is looked at, restored or purged; and neither changed nor deleted again ----

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.is_deleted)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.is_deleted)

    def render_change_form(self, request, context, *args, **kwargs):
        obj = kwargs.get("obj")
        context.update(in_trash=self.in_trash(obj) if obj and obj.is_deleted else "",
                       can_restore=self.has_change_permission(request), can_purge=self.has_delete_permission(request))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """A live object may refer to a deleted one; its form must not lose that."""
        form = super().get_form(request, obj, change, **kwargs)
        for field in self.opts.concrete_fields if obj else ():
            if field.remote_field and field.name in set(form.base_fields) - set(form.declared_fields):
                offer_deleted(form.base_fields[field.name], field, getattr(obj, field.attname))
        return form

    # --- deleting -------------------------------------------------------------------------------

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

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self._offer_undo(request, self._url("change", quote(obj.pk)))

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        self._offer_undo(request, f"{self._url('changelist')}?{TrashFilter.parameter_name}={TRASH}")

    def _offer_undo(self, request, url):
        text = "Moved to the trash."
        if self.has_change_permission(request):
            text = format_html('{} <a href="{}">Undo: look at it there and restore it</a>', text, url)
        self.message_user(request, text, messages.SUCCESS)

    def _url(self, kind, *arguments):
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{kind}"
        return reverse(name, args=arguments)

    # --- actions --------------------------------------------------------------------------------

    @admin.action(permissions=["change"], description="Restore selected %(verbose_name_plural)s")
    def restore_selected(self, request, queryset):
        chosen = list(queryset.deleted())
        try:
            with transaction.atomic(using=queryset.db):
                count, counts = self._by_key(chosen).restore()
                self._check_change_permissions(request, counts)
        except (IntegrityError, PermissionDenied) as error:
            self.message_user(request, f"Nothing was restored. {error}", messages.ERROR)
            return
        for obj in chosen:
            self.log_change(request, obj, "Restored.")
        self._report(request, "Restored", chosen, count)

    def _check_change_permissions(self, request, counts):
        """For the models of what came along; only the database knows in advance what that is."""
        forbidden = []
        for model in map(apps.get_model, counts):
            model_admin = self.admin_site._registry.get(model)
            if model_admin and not model_admin.has_change_permission(request):
                forbidden.append(str(model._meta.verbose_name_plural))
        if forbidden:
            raise PermissionDenied(
                f"Your account may not change these, which come along: {', '.join(sorted(forbidden))}.")

    @admin.action(permissions=["delete"], description="Purge selected %(verbose_name_plural)s")
    def purge_selected(self, request, queryset):
        chosen = list(queryset.deleted())
        show = Shown(self.admin_site, request)
        belongings = purged_along(self.model, [obj.pk for obj in chosen], queryset.db, show)
        if chosen and not self._is_confirmed(request, len(chosen)):
            return self._ask_to_purge(request, chosen, belongings, show.forbidden)
        if show.forbidden:
            raise PermissionDenied
        names = [str(obj) for obj in chosen]
        try:
            with transaction.atomic(using=queryset.db):
                count, _ = self._by_key(chosen).purge()
        except (models.ProtectedError, models.RestrictedError, IntegrityError) as error:
            self.message_user(request, f"Nothing was purged. {error.args[0]}", messages.ERROR)
            return None
        for obj, name in zip(chosen, names):
            self._log_purge(request, obj, name)
        self._report(request, "Purged", chosen, count)
        return None

    def _is_confirmed(self, request, count):
        """With all chosen, the number that was shown tells whether others came into the trash since."""
        return "post" in request.POST and (not across(request) or request.POST.get("count") == str(count))

    def _log_purge(self, request, obj, name):
        # Django's own log_deletion() has another name in newer versions.
        LogEntry.objects.create(
            user_id=request.user.pk, content_type=ContentType.objects.get_for_model(obj, for_concrete_model=False),
            object_id=obj.pk, object_repr=name[:200], action_flag=DELETION, change_message="Purged.")

    def _by_key(self, objects):
        using = router.db_for_write(self.model)
        return self.model.everything.using(using).filter(pk__in=among(self.model, [obj.pk for obj in objects], using))

    def _report(self, request, done, objects, count):
        others = count - len(objects)
        text = f"{done} {len(objects)} {model_ngettext(self.opts, len(objects))}"
        if others > 0:
            text += f", and {others} related {'object' if others == 1 else 'objects'}"
        self.message_user(request, text + ".", messages.SUCCESS)

    def _ask_to_purge(self, request, chosen, belongings, forbidden):
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/softdelete_django/purge_confirmation.html", {
            **self.admin_site.each_context(request),
            "title": "Are you sure?",
            "objects": chosen,
            "across": across(request),
            "belongings": belongings,
            "perms_lacking": forbidden,
            "objects_name": model_ngettext(self.opts, len(chosen)),
            "opts": self.opts,
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
            "media": self.media,
        })


def across(request):
    """Whether all that the list has was chosen, on other pages as well."""
    return request.POST.get("select_across") == "1"


def offer_deleted(formfield, field, value):
    """Among the choices of a foreign key, where it is the present one."""
    model = field.remote_field.model
    present = models.Q(is_deleted=True, **{field.target_field.name: value})
    live = formfield.queryset
    if is_managed(model) and model.everything.using(live.db).filter(present).exists():
        choices = model.everything.using(live.db).filter(models.Q(pk__in=live.values("pk")) | present)
        formfield.queryset = choices.order_by(*live.query.order_by) if live.query.order_by else choices


class Shown:
    """Objects as links; remembers the kinds that the user may not delete."""

    def __init__(self, site, request):
        self.site, self.request, self.forbidden = site, request, set()

    def __call__(self, obj):
        meta = obj._meta
        name = capfirst(meta.verbose_name)
        model_admin = self.site._registry.get(type(obj))
        if model_admin is None:
            return f"{name}: {obj}"
        # An object in the trash can't be deleted; it can be purged by whoever may delete others.
        if not model_admin.has_delete_permission(self.request, None if getattr(obj, "is_deleted", False) else obj):
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
