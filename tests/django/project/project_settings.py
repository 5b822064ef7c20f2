"""The example's settings, with models that refer to each other in every way, and three databases."""

import os
from pathlib import Path

from core.settings import *  # noqa: F403

FOLDER = Path(os.environ["DJANGO_TEST_FOLDER"])


def database(name):
    # Files, for tests that open them with other connections.
    # They wait for each other as long as a busy machine needs.
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / f"{name}.sqlite", "OPTIONS": {"timeout": 60},
            "TEST": {"NAME": FOLDER / f"test_{name}.sqlite"}}


DATABASES = {"default": database("default"), "other": database("other"), "lab": database("lab")}
INSTALLED_APPS = ["shop", *INSTALLED_APPS]  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SILENCED_SYSTEM_CHECKS = ["softdelete.W001"]
