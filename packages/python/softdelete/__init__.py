"""softdelete, a trash can for the tables of SQLite, as a loadable extension."""

import sqlite3
import sys
from pathlib import Path
from typing import Any, Protocol, Union

__all__ = ["__version__", "load", "loadable_path"]

__version__ = "@VERSION@"

_SUFFIXES = {"darwin": ".dylib", "win32": ".dll"}


class _Connection(Protocol):
    """sqlite3.Connection, or apsw.Connection since APSW 3.42."""

    def enable_load_extension(self, enable: bool, /) -> Any: ...
    def load_extension(self, path: str, /) -> Any: ...


class _OlderApswConnection(Protocol):
    def enableloadextension(self, enable: bool, /) -> Any: ...
    def loadextension(self, path: str, /) -> Any: ...


def loadable_path() -> str:
    """The absolute path of the library, with its suffix, as `load_extension` takes it."""
    library = Path(__file__).resolve().parent / f"softdelete{_SUFFIXES.get(sys.platform, '.so')}"
    if not library.exists():
        raise FileNotFoundError(f"softdelete: the library {library} is missing; install the wheel for this platform")
    return str(library)


def load(connection: Union[_Connection, _OlderApswConnection]) -> None:
    """Loads softdelete into a connection of sqlite3 or APSW, and switches the loading of extensions off."""
    library = loadable_path()
    allow = _method(connection, "enable_load_extension", "enableloadextension")
    load_extension = _method(connection, "load_extension", "loadextension")
    if allow is None or load_extension is None:
        raise sqlite3.NotSupportedError(
            f"softdelete: {type(connection).__module__} in this Python can't load extensions. Use a Python that was"
            " built with --enable-loadable-sqlite-extensions, as Debian's python3 and Homebrew's are, or install apsw"
        )
    allow(True)
    try:
        load_extension(library)
    finally:
        allow(False)


def _method(connection: object, *names: str) -> Any:
    return next((getattr(connection, name) for name in names if hasattr(connection, name)), None)
