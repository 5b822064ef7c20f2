"""SQLite's C interface through ctypes: opening a database and preparing statements, without Python's own part."""
import ctypes
import sqlite3
import time

OPEN_READ_WRITE, ROW = 2, 100


class Api:
    """SQLite's own functions: Python's time for a call would hide what preparing a short statement takes."""

    def __init__(self, library):
        self.library = library
        library.sqlite3_prepare_v2.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int,
                                               ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p]
        library.sqlite3_open_v2.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p), ctypes.c_int,
                                            ctypes.c_char_p]
        for name in ("sqlite3_step", "sqlite3_finalize", "sqlite3_close"):
            getattr(library, name).argtypes = [ctypes.c_void_p]

    @staticmethod
    def find():
        """None where this Python doesn't give its SQLite away (it is linked in)."""
        import _sqlite3
        try:
            return Api(ctypes.CDLL(_sqlite3.__file__))
        except (AttributeError, OSError):
            return None

    def open(self, path):
        database = ctypes.c_void_p()
        self.expect(self.library.sqlite3_open_v2(path.encode(), ctypes.byref(database), OPEN_READ_WRITE, None), 0)
        return database

    def prepare(self, database, sql):
        prepared = ctypes.c_void_p()
        self.expect(self.library.sqlite3_prepare_v2(database, sql, -1, ctypes.byref(prepared), None), 0)
        return prepared

    def expect(self, code, expected):
        if code != expected:
            raise sqlite3.OperationalError("SQLite returned %d" % code)

    def first_select(self, path, sql):
        """Opens a database, reads one row, and closes it again."""
        database = self.open(path)
        prepared = self.prepare(database, sql)
        self.expect(self.library.sqlite3_step(prepared), ROW)
        self.library.sqlite3_finalize(prepared)
        self.library.sqlite3_close(database)

    def prepare_often(self, database, sql, count):
        for _ in range(count):
            self.library.sqlite3_finalize(self.prepare(database, sql))


def fastest(actions, rounds, count=1):
    """The least processor time of each action, which take turns."""
    best = [None] * len(actions)
    for _ in range(rounds):
        for number, action in enumerate(actions):
            start = time.process_time()
            action()
            taken = (time.process_time() - start) / count
            best[number] = taken if best[number] is None else min(best[number], taken)
    return best
