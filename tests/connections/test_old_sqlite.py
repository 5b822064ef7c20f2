"""An SQLite older than 3.35 is refused by name, before anything is registered."""

import os
import shutil
import subprocess

import pytest

from support import LIBRARY, connect, fails, rows

# An extension that passes the host's functions on, but with an older version number.
SHIM = r"""
#include <dlfcn.h>
#include <string.h>
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1
static int number(void) { return NUMBER; }
static const char *text(void) { return TEXT; }
int sqlite3_shim_init(sqlite3 *db, char **message, const sqlite3_api_routines *api) {
  static sqlite3_api_routines old;
  int (*init)(sqlite3 *, char **, const sqlite3_api_routines *);
  void *library = dlopen(LIBRARY, RTLD_NOW);
  SQLITE_EXTENSION_INIT2(api);
  if (!library) {
    *message = sqlite3_mprintf("%s", dlerror());
    return SQLITE_ERROR;
  }
  memcpy(&old, api, sizeof old);
  old.libversion_number = number;
  old.libversion = text;
  *(void **)&init = dlsym(library, "sqlite3_softdelete_init");
  return init(db, message, &old);
}
"""


@pytest.fixture
def host(tmp_path):
    """A connection of a host that claims to be another SQLite, and the path of its extension."""

    def build(number, text):
        source, library = tmp_path / "shim.c", tmp_path / "shim.so"
        source.write_text(SHIM)
        # One file serves one SQLite, and the other tests of this process use it with the real one.
        copy = shutil.copy(LIBRARY + ".so", tmp_path / "softdelete.so")
        compiler = os.environ.get("CC") or shutil.which("cc") or "c++"
        subprocess.run([compiler, "-shared", "-fPIC", f"-DNUMBER={number}", f'-DTEXT="{text}"',
                        f'-DLIBRARY="{copy}"', str(source), "-o", str(library), "-ldl"], check=True)
        db = connect(load=False)
        db.enable_load_extension(True)
        return db, str(library.with_suffix(""))

    return build


def functions(db):
    return set(rows(db, "SELECT name FROM pragma_function_list")), set(rows(db, "SELECT name FROM pragma_module_list"))


def test_older_than_3_35_is_refused(host):
    db, shim = host(3034001, "3.34.1")
    functions(db)
    before = functions(db)
    message = fails(db, "SELECT load_extension(?, 'sqlite3_shim_init')", shim)
    assert "3.35" in message and "3.34.1" in message
    assert functions(db) == before
    assert "no such function" in fails(db, "SELECT softdelete_version()")


def test_3_35_itself_is_not(host):
    db, shim = host(3035000, "3.35.0")
    db.execute("SELECT load_extension(?, 'sqlite3_shim_init')", (shim,))
    assert rows(db, "SELECT * FROM softdelete") == []
