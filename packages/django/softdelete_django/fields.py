"""The flag and the time of deletion, as the extension writes them."""

from datetime import datetime, timezone

from django.conf import settings
from django.db import models
from django.db.models.functions.datetime import TruncBase
from django.db.models.lookups import Exact
from django.utils import timezone as django_timezone


class FlagField(models.BooleanField):
    """Whether a row is deleted, in a form that SQLite finds an index for."""


@FlagField.register_lookup
class FlagIs(Exact):
    """Of a BooleanField Django writes NOT is_deleted, for which SQLite takes no index WHERE is_deleted = 0. The
    conditions of indexes and constraints in migrations are written like this as well."""

    def as_sqlite(self, compiler, connection):
        if not isinstance(self.rhs, bool):
            return self.as_sql(compiler, connection)
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = {int(self.rhs)}", parameters


class DeletedAtField(models.DateTimeField):
    """A text such as 2026-01-31 12:00:00.000 in UTC, whatever the time zone of the database is; in Python a time
    as Django's other fields give it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "null": True, "blank": True, "editable": False, "default": None})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for key in ("null", "blank", "editable", "default"):
            kwargs.pop(key, None)
        return name, path, args, kwargs

    def db_type(self, connection):
        return "text" if connection.vendor == "sqlite" else models.DateTimeField().db_type(connection)

    def get_internal_type(self):
        return "DateTimeField"

    def from_db_value(self, value, expression, connection):
        """Django has read the text as a time in the zone of the database, and it is UTC; what Django has truncated is
        in the right zone already."""
        if connection.vendor != "sqlite" or not isinstance(value, datetime) or isinstance(expression, TruncBase):
            return value
        time = value.replace(tzinfo=timezone.utc)
        return time if settings.USE_TZ else django_timezone.make_naive(time)

    def get_db_prep_value(self, value, connection, prepared=False):
        if not prepared:
            value = self.get_prep_value(value)
        if connection.vendor != "sqlite" or not isinstance(value, datetime):
            return value
        if django_timezone.is_naive(value):
            value = django_timezone.make_aware(value)
        return value.astimezone(timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
