import os

from peewee import SqliteDatabase
from playhouse.schema_diff import diff_models

db = SqliteDatabase("app.db", pragmas={"foreign_keys": 1})
db.load_extension(os.environ["SOFTDELETE_LIBRARY"])  # Into every connection.


def enable(table, storage):  # In a migration; later ones end with db.execute_sql("SELECT softdelete_repair()").
    db.execute_sql("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)", (table, storage))


def pending(models):
    diff = diff_models(db, models)
    return diff._replace(drop_indexes=[index for index in diff.drop_indexes if "softdelete" not in index.name])
