"""A column gets another type, for which peewee rebuilds the table. Flag storage steps aside meanwhile."""

from peewee import CharField

from models import STORAGE


def up(migrator, db):
    if STORAGE == "flag":
        db.execute_sql("UPDATE softdelete SET suspended = 1")
    migrator.migrate(migrator.alter_column_type("color", "hex", CharField(9, null=True)))
    if STORAGE != "plain":
        db.execute_sql("SELECT softdelete_repair()")
    if STORAGE == "flag":
        db.execute_sql("UPDATE softdelete SET suspended = 0")
