import os

from django.db import connections, migrations


def load_softdelete(connection, **kwargs):  # For the signal connection_created, in AppConfig.ready()
    connection.connection.enable_load_extension(True)
    connection.connection.load_extension(os.environ["SOFTDELETE_LIBRARY"])


def repair(using, **kwargs):  # For the signal post_migrate, in AppConfig.ready()
    connections[using].cursor().execute("SELECT softdelete_repair()")


def enable(table, storage):  # In a migration: operations = [enable("color", "archive")]
    return migrations.RunSQL(f"INSERT INTO softdelete(table_name, storage) VALUES ('{table}', '{storage}')")
