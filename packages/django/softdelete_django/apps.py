"""Connects the package to Django: the extension into every connection, migrations with soft delete suspended."""

from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class SoftDeleteConfig(AppConfig):
    name = "softdelete_django"
    verbose_name = "Soft delete"
    default_auto_field = "django.db.models.AutoField"

    def ready(self):
        from . import checks as own_checks
        from . import cascading, links
        from .extension import load_into
        from .migrating import resume_all, suspend_around

        connection_created.connect(load_into, dispatch_uid="softdelete")
        # Both are sent once for each application; with ours as the sender, once in a run.
        pre_migrate.connect(suspend_around, sender=self, dispatch_uid="softdelete")
        post_migrate.connect(resume_all, sender=self, dispatch_uid="softdelete")
        links.hide_deleted()
        cascading.join_deletions()
        checks.register(own_checks.check_models, checks.Tags.models)
        checks.register(own_checks.check_tables, checks.Tags.database)
