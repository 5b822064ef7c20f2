from peewee import TextField

from models import STORAGE


def up(migrator, db):
    migrator.migrate(migrator.add_column("color", "shade", TextField(null=True)))
    if STORAGE != "plain":
        db.execute_sql("SELECT softdelete_repair()")
