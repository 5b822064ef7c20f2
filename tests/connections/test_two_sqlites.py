"""Two copies of SQLite in one process, as a host beside a package that brings its own."""

import ctypes
import os
import shutil
import sqlite3

import pytest

from support import LIBRARY, connect, one


@pytest.fixture
def other(tmp_path):
    """A connection of a second copy of the SQLite that Python uses: its path is another."""
    with open("/proc/self/maps") as maps:
        found = {line.split()[-1] for line in maps if "libsqlite3.so" in line}
    if not found:
        pytest.skip("SQLite is no shared library of this process")
    copy = tmp_path / "libsqlite3-other.so"
    shutil.copy(os.path.realpath(found.pop()), copy)
    library = ctypes.CDLL(str(copy), mode=os.RTLD_LOCAL)
    handle = ctypes.c_void_p()
    assert library.sqlite3_open(b":memory:", ctypes.byref(handle)) == 0
    library.sqlite3_enable_load_extension(handle, 1)

    def load(path):
        message = ctypes.c_char_p()
        code = library.sqlite3_load_extension(handle, str(path).encode(), None, ctypes.byref(message))
        return code, (message.value or b"").decode()

    yield load
    library.sqlite3_close(handle)


def test_second_copy_is_refused(other):
    db = connect()
    code, message = other(LIBRARY)
    assert code == 1 and "another copy of SQLite" in message and sqlite3.sqlite_version in message
    db.execute("CREATE TABLE t(x)")
    db.execute("INSERT INTO softdelete(table_name) VALUES ('t')")
    db.close()


def test_a_copy_of_the_file_serves_it(other, tmp_path):
    db = connect()
    shutil.copy(LIBRARY + ".so", tmp_path / "softdelete.so")
    assert other(tmp_path / "softdelete") == (0, "")
    assert one(db, "SELECT softdelete_version()")
    db.close()
