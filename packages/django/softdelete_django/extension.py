"""Loads the extension into SQLite connections."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SUFFIXES = (".so", ".dylib", ".dll")


def library():
    """The path in settings.SOFTDELETE_LIBRARY as SQLite takes it: without its suffix."""
    value = getattr(settings, "SOFTDELETE_LIBRARY", None)
    if not value:
        raise ImproperlyConfigured(
            "SOFTDELETE_LIBRARY is not set: name the file of the softdelete extension,"
            " such as BASE_DIR / 'softdelete'.")
    path = Path(value)
    if path.suffix in SUFFIXES:
        path = path.with_suffix("")
    if not any(path.with_name(path.name + suffix).is_file() for suffix in SUFFIXES):
        raise ImproperlyConfigured(f"SOFTDELETE_LIBRARY: there is no {path} with the suffix {' or '.join(SUFFIXES)}.")
    return str(path)


def load_into(connection, **kwargs):
    if connection.vendor != "sqlite":
        return
    try:
        load(connection.connection)
    except Exception:
        # Django would go on using the open connection, and every deletion through it would be a real one.
        connection.connection.close()
        connection.connection = None
        raise


def load(database):
    path = library()
    if not hasattr(database, "enable_load_extension"):
        raise ImproperlyConfigured(
            "This Python's sqlite3 can't load extensions. Use one that was built with"
            " --enable-loadable-sqlite-extensions, such as Debian's /usr/bin/python3.")
    database.enable_load_extension(True)
    try:
        database.load_extension(path)
    except Exception as error:
        raise ImproperlyConfigured(f"SOFTDELETE_LIBRARY: {path} can't be loaded: {error}") from error
    finally:
        database.enable_load_extension(False)
