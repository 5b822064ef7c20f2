"""SQLite's own C functions, for what Python's module hides."""

import ctypes
import ctypes.util

from support import LIBRARY

OK, ROW, ENABLE_LOAD_EXTENSION = 0, 100, 1005


class Raw:
    """A connection with the extension."""

    def __init__(self, path=":memory:"):
        self.lib = ctypes.CDLL(ctypes.util.find_library("sqlite3"))
        self.lib.sqlite3_errmsg.restype = ctypes.c_char_p
        self.db = ctypes.c_void_p()
        assert self.lib.sqlite3_open(str(path).encode(), ctypes.byref(self.db)) == OK
        assert self.lib.sqlite3_db_config(self.db, ENABLE_LOAD_EXTENSION, 1, None) == OK
        self.load()

    def load(self):
        assert self.lib.sqlite3_load_extension(self.db, LIBRARY.encode(), None, None) == OK

    def __call__(self, sql, expected=OK):
        code = self.lib.sqlite3_exec(self.db, sql.encode(), None, None, None)
        assert code == expected, self.lib.sqlite3_errmsg(self.db)

    def close(self):
        return self.lib.sqlite3_close(self.db)

    def legacy(self, sql):
        """Runs a statement as programs did before 2007; gives the code of sqlite3_finalize()."""
        statement = ctypes.c_void_p()
        assert self.lib.sqlite3_prepare(self.db, sql.encode(), -1, ctypes.byref(statement), None) == OK
        while self.lib.sqlite3_step(statement) == ROW:
            pass
        return self.lib.sqlite3_finalize(statement)
