"""Errors of the database in the words of the models: it knows tables and columns, and people know their names."""

import re
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError, OperationalError
from django.db.models import ProtectedError, RestrictedError

FUNCTION = "restore_version: "
# What the database advises beyond that is no part of this package.
ADVICE = re.compile(rf"^{FUNCTION}|, or (?:use|call) restore_with_parents\(\)|, with UPDATE \S+ SET \.\.\."
                    r"|, or set reuse_keys = 1 in softdelete"
                    r"|, or free such values with softdelete_live_indexes\(\)")
FAILED = re.compile(r"UNIQUE constraint failed: (?P<columns>[^;]+)")
COLUMNS = re.compile(r"^(?P<table>.+?): (?P<what>.* has the same )(?P<columns>.+?)(?=; | once this one|$)")


@contextmanager
def in_words():
    """Around what reports to people."""
    try:
        yield
    except (ProtectedError, RestrictedError):
        raise  # Django's own words.
    except (IntegrityError, OperationalError) as error:
        # What a function of the extension refuses is an OperationalError in Python.
        if isinstance(error, OperationalError) and not str(error).startswith(FUNCTION):
            raise
        raise IntegrityError(worded(str(error))) from error


def worded(message):
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)
              if not model._meta.proxy}
    message = FAILED.sub(as_the_same, ADVICE.sub("", message))
    message = COLUMNS.sub(lambda found: with_fields(found, models), message)
    tables = "|".join(map(re.escape, sorted(models, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)({tables})(?!\w)", lambda found: str(models[found[0]]._meta.verbose_name), message)


def as_the_same(failed):
    """SQLite's own words in ours."""
    columns = [column.rpartition(".")[2] for column in failed["columns"].split(", ")]
    return f"a live row has the same {', '.join(columns)}"


def with_fields(found, models):
    model = models.get(found["table"])
    names = {field.column: str(field.verbose_name) for field in model._meta.concrete_fields} if model else {}
    columns = ", ".join(names.get(column, column) for column in found["columns"].split(", "))
    return f"{found['table']}: {found['what']}{columns}"
