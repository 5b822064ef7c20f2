"""Django's settings. The storage comes from the environment, and how far the models have changed, SHAPE."""

import os

STORAGE = os.environ["SHOP_STORAGE"]
SHAPE = int(os.environ["SHOP_SHAPE"])
LOADS = os.environ.get("SHOP_LOADS", "1") == "1"

INSTALLED_APPS = ["shop"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "app.db"}}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
MIGRATION_MODULES = {"shop": "shop_migrations"}  # In the folder of the database, where makemigrations writes them.
USE_TZ = True
