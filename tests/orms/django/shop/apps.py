from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

import recipe
from settings import LOADS, STORAGE


def suspend(using, **kwargs):
    """Flag storage steps aside for a migration, which may rebuild tables."""
    connections[using].cursor().execute("UPDATE softdelete SET suspended = 1")


def resume(using, **kwargs):
    recipe.repair(using)
    connections[using].cursor().execute("UPDATE softdelete SET suspended = 0")


class ShopConfig(AppConfig):
    name = "shop"

    def ready(self):
        if LOADS:
            connection_created.connect(recipe.load_softdelete)
            if STORAGE == "flag":
                pre_migrate.connect(suspend, sender=self)
            post_migrate.connect({"plain": lambda **_: None, "archive": recipe.repair, "flag": resume}[STORAGE],
                                 sender=self, weak=False)
