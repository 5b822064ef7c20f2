import os

from tortoise.backends.sqlite.client import SqliteClient
from tortoise.migrations.operations import RunSQL


class Client(SqliteClient):
    async def create_connection(self, with_db):
        await super().create_connection(with_db)
        await self._connection.enable_load_extension(True)
        await self._connection.load_extension(os.environ["SOFTDELETE_LIBRARY"])


client_class = Client  # The module is the `engine` of the connection, {"engine": "sqlite_recipe"}; "sqlite" must be in it.


def enable(table, storage):  # In a migration; later ones end with RunSQL("SELECT softdelete_repair()").
    return RunSQL(f"INSERT INTO softdelete(table_name, storage) VALUES ('{table}', '{storage}')")
