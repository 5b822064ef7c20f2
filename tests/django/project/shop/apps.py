from django.apps import AppConfig
from django.db.backends.signals import connection_created


def do_not_wait_for_the_disk(connection, **kwargs):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")


class ShopConfig(AppConfig):
    name = "shop"
    default_auto_field = "django.db.models.AutoField"

    def ready(self):
        connection_created.connect(do_not_wait_for_the_disk)
