from models import MODELS, STORAGE
from recipe import enable


def up(migrator, db):
    if STORAGE != "plain":
        for model in MODELS:
            enable(model._meta.table_name, STORAGE)
