import os

from django.db import connections, migrations
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


def load_softdelete(connection, **kwargs):  # In AppConfig.ready(): connection_created.connect(load_softdelete)
    connection.connection.enable_load_extension(True)
    connection.connection.load_extension(os.environ["SOFTDELETE_LIBRARY"])


def repair(using, **kwargs):  # In AppConfig.ready(): post_migrate.connect(repair)
    connections[using].cursor().execute("SELECT softdelete_repair()")


def enable(table, storage):  # In a migration: operations = [enable("color", "archive")]
    return migrations.RunSQL(f"INSERT INTO softdelete(table_name, storage) VALUES ('{table}', '{storage}')")
