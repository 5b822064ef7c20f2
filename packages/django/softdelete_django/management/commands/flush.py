"""flush really empties the tables: with soft delete in force it would fill the trash instead."""

from django.core.management.commands import flush
from django.db import connections, transaction

from ... import panel


class Command(flush.Command):
    def handle(self, **options):
        connection = connections[options["database"]]
        if connection.vendor != "sqlite":
            return super().handle(**options)
        if options["interactive"]:
            # Asked here, and not in a transaction that keeps others from writing.
            self.stdout.write(f"This removes all data in the database {connection.settings_dict['NAME']} for good,"
                              " the trash too.")
            if input("Type 'yes' to continue, or 'no' to cancel: ") != "yes":
                self.stdout.write("Flush cancelled.")
                return None
        with transaction.atomic(using=connection.alias):
            with connection.cursor() as cursor:
                panel.empty_archives(connection)
                panel.suspend(cursor.execute)
                result = super().handle(**{**options, "interactive": False})
                panel.resume(cursor.execute)
        return result
