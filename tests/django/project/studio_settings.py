"""The same, with the models that have archive storage."""

from project_settings import *  # noqa: F403

INSTALLED_APPS = ["studio", *INSTALLED_APPS[1:]]  # noqa: F405
