"""What the admins of both storages do alike: delete with an undo, restore, purge."""

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.admin.utils import model_ngettext
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, router, transaction
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import template_localtime

from .admin_shown import Shown
from .relations import among

UNDO = format_html(
    '<button name="action" value="restore_selected" style="border: 0; padding: 0; background: none; color: inherit;'
    ' font: inherit; text-decoration: underline; cursor: pointer">Undo</button>')
# More are restored in the trash itself: a message is short.
UNDONE_AT_ONCE = 100


def url(site, meta, kind, *arguments):
    return reverse(f"{site.name}:{meta.app_label}_{meta.model_name}_{kind}", args=arguments)


class ToTrash(admin.ModelAdmin):
    """Deleting says that it moves to the trash, and offers to undo that."""

    delete_confirmation_template = "admin/softdelete_django/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/softdelete_django/delete_selected_confirmation.html"

    def trash_url(self):
        raise NotImplementedError

    def deleted_keys(self, keys):
        """Of what has just been deleted, the keys in the trash."""
        raise NotImplementedError

    def get_actions(self, request):
        actions = super().get_actions(request)
        if "delete_selected" in actions:
            action, name, _ = actions["delete_selected"]
            actions[name] = (action, name, "Move selected %(verbose_name_plural)s to the trash")
        return actions

    def delete_model(self, request, obj):
        key, text = obj.pk, f"The {self.opts.verbose_name} “{obj}” was moved to the trash."
        super().delete_model(request, obj)
        self._offer_undo(request, text, [key])

    def delete_queryset(self, request, queryset):
        keys = list(queryset.values_list("pk", flat=True))
        super().delete_queryset(request, queryset)
        self._offer_undo(
            request, f"Moved {len(keys)} {model_ngettext(self.opts, len(keys))} to the trash.", keys)

    def _offer_undo(self, request, text, keys):
        request.moved_to_trash = text
        if self.has_change_permission(request) and len(keys) <= UNDONE_AT_ONCE:
            chosen = format_html_join("", '<input type="hidden" name="{}" value="{}">', [
                (helpers.ACTION_CHECKBOX_NAME, key) for key in self.deleted_keys(keys)])
            request.moved_to_trash = format_html(
                '{} <form method="post" action="{}" style="display: inline">{}{}{}</form>', text, self.trash_url(),
                format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request)),
                chosen, UNDO)

    def message_user(self, request, message, *args, **kwargs):
        """Django says of what was deleted that it was deleted."""
        message = request.__dict__.pop("moved_to_trash", message)
        super().message_user(request, message, *args, **kwargs)


class FromTrash(admin.ModelAdmin):
    """Shows what is in the trash; actions restore and purge it."""

    actions = ["restore_selected", "purge_selected"]
    change_form_template = "admin/softdelete_django/change_form.html"
    change_list_template = "admin/softdelete_django/change_list.html"

    def live_meta(self):
        """Of the model as people know it."""
        raise NotImplementedError

    def in_the_trash(self, rows):
        raise NotImplementedError

    def rows_by_key(self, keys):
        """On the database that is written to."""
        raise NotImplementedError

    def purged_along(self, keys, show):
        """What goes for good with these, as nested lists."""
        raise NotImplementedError

    def log(self, request, obj, flag, message):
        # Django's own functions for that have other names in newer versions.
        LogEntry.objects.create(
            user_id=request.user.pk, action_flag=flag, change_message=message, object_repr=str(obj)[:200],
            content_type=ContentType.objects.get_for_model(self.live_meta().model, for_concrete_model=False),
            object_id=getattr(obj, self.live_meta().pk.attname))

    @admin.display(description="Deleted", ordering="deleted_at", empty_value="")
    def in_trash(self, obj):
        """When, and with which parent; None for what is live."""
        if not getattr(obj, "is_deleted", True):
            return None
        time = template_localtime(obj.deleted_at)
        when = format_html('<span class="softdelete-when">{}</span>', date_format(time, "Y-m-d H:i")) \
            if time else "at an unknown time"
        if obj.deleted_via is None:
            return when
        names = [field.verbose_name for field in obj._meta.concrete_fields
                 if field.remote_field and field.remote_field.model._meta.db_table == obj.deleted_via]
        return format_html("{}, with its {}", when, names[0] if names else obj.deleted_via)

    @admin.action(permissions=["change"], description="Restore selected %(verbose_name_plural)s")
    def restore_selected(self, request, queryset):
        chosen = list(self.in_the_trash(queryset))
        try:
            with transaction.atomic(using=router.db_for_write(self.model)):
                count, counts = self.rows_by_key([obj.pk for obj in chosen]).restore()
                self._check_change_permissions(request, counts)
        except (IntegrityError, PermissionDenied) as error:
            self.message_user(request, f"Nothing was restored. {error}", messages.ERROR)
            return
        for obj in chosen:
            self.log(request, obj, CHANGE, "Restored.")
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

    @admin.action(permissions=["delete"], description="Purge selected %(verbose_name_plural)s for good")
    def purge_selected(self, request, queryset):
        chosen = list(self.in_the_trash(queryset))
        show = Shown(self.admin_site, request)
        belongings = self.purged_along([obj.pk for obj in chosen], show)
        if chosen and not self._is_confirmed(request, len(chosen)):
            return self._ask_to_purge(request, chosen, belongings, show.forbidden)
        if show.forbidden:
            raise PermissionDenied
        try:
            with transaction.atomic(using=router.db_for_write(self.model)):
                for obj in chosen:
                    self.log(request, obj, DELETION, "Purged.")
                count, _ = self.rows_by_key([obj.pk for obj in chosen]).purge()
        except (models.ProtectedError, models.RestrictedError, IntegrityError) as error:
            self.message_user(request, f"Nothing was purged. {error.args[0]}", messages.ERROR)
            return None
        self._report(request, "Purged", chosen, count)
        return None

    def _is_confirmed(self, request, count):
        """With all chosen, the number that was shown tells whether others came into the trash since."""
        return "post" in request.POST and (not across(request) or request.POST.get("count") == str(count))

    def _report(self, request, done, objects, count):
        others = count - len(objects)
        text = f"{done} {len(objects)} {model_ngettext(self.live_meta(), len(objects))}"
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
            "objects_name": model_ngettext(self.live_meta(), len(chosen)),
            "opts": self.opts,
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
            "media": self.media,
        })


def across(request):
    """Whether all that the list has was chosen, on other pages as well."""
    return request.POST.get("select_across") == "1"


def rows_among(rows, model, keys):
    using = router.db_for_write(model)
    return rows.using(using).filter(pk__in=among(model, keys, using))
