"""Tortoise's configuration. A rebuild drops the old table, and with foreign keys on that deletes what refers to its rows."""

import os

CONFIG = {
    "connections": {"default": {"engine": "sqlite_recipe", "credentials": {
        "file_path": "app.db", "foreign_keys": "OFF" if os.environ.get("SHOP_MIGRATES") else "ON"}}},
    "apps": {"shop": {"models": ["models"], "migrations": "shop_migrations"}},
}
