import os

from pony.orm import Database

db = Database()


@db.on_connect(provider="sqlite")
def load_softdelete(db, connection):
    connection.enable_load_extension(True)
    connection.load_extension(os.environ["SOFTDELETE_LIBRARY"])


def enable(table, storage):  # Once, after generate_mapping(create_tables=True), in a db_session
    db.execute("INSERT INTO softdelete(table_name, storage) VALUES ($table, $storage)")
