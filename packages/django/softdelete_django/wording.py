"""Errors of the database in the words of the models: it knows tables and columns, and people know their names."""

import re
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError
from django.db.models import ProtectedError, RestrictedError

# What the database advises beyond that is no part of this package.
ADVICE = re.compile(r", or use restore_with_parents\(\)|, or set reuse_keys = 1 in softdelete"
                    r"|, or free such values with softdelete_live_indexes\(\)")
COLUMNS = re.compile(r"^(?P<table>.+?): (?P<what>.* has the same )(?P<columns>.+?)(?=; | once this one)")


@contextmanager
def in_words():
    """Around what reports to people."""
    try:
        yield
    except (ProtectedError, RestrictedError):
        raise  # Django's own words.
    except IntegrityError as error:
        raise type(error)(worded(str(error))) from error


def worded(message):
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)
              if not model._meta.proxy}
    message = COLUMNS.sub(lambda found: with_fields(found, models), ADVICE.sub("", message))
    tables = "|".join(map(re.escape, sorted(models, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)({tables})(?!\w)", lambda found: str(models[found[0]]._meta.verbose_name), message)


def with_fields(found, models):
    model = models.get(found["table"])
    names = {field.column: str(field.verbose_name) for field in model._meta.concrete_fields} if model else {}
    columns = ", ".join(names.get(column, column) for column in found["columns"].split(", "))
    return f"{found['table']}: {found['what']}{columns}"
