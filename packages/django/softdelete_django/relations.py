"""Facts about models: which have a trash, and what refers to them."""

import json

from django.db import NotSupportedError, connections
from django.db.models.expressions import RawSQL


def is_managed(model):
    from .models import SoftDelete

    return issubclass(model, SoftDelete)


def concrete(model):
    """The model itself, for a proxy the one that it stands for."""
    return model._meta.concrete_model


def references(model):
    """The relations of all models that refer to this one."""
    return [relation for relation in model._meta.get_fields(include_hidden=True)
            if relation.auto_created and not relation.concrete and (relation.one_to_one or relation.one_to_many)]


def referring(relation, keys, using):
    """The rows of the other model, deleted ones too, that refer to the rows with these keys."""
    parents = relation.model._base_manager.using(using).filter(pk__in=among(relation.model, keys, using))
    child = relation.related_model
    return child._base_manager.using(using).filter(**{f"{relation.field.name}__in": parents.order_by()})


def among(model, keys, using):
    """Any number of keys as one parameter, for pk__in: SQLite limits how many a statement has."""
    connection = connections[using]
    field = model._meta.pk
    while field.remote_field:
        field = field.target_field
    values = [field.get_db_prep_value(key, connection) for key in keys]
    if any(isinstance(value, (bytes, memoryview)) for value in values):
        raise NotSupportedError(f"{model._meta.label} has a binary primary key, which the trash does not support.")
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(values, default=str)])


def managed_below(model):
    """The models with a trash that rows of this one may take along, itself first."""
    found = [concrete(model)]
    for parent in found:
        for relation in references(parent):
            if is_managed(relation.related_model) and relation.related_model not in found:
                found.append(relation.related_model)
    return found
