"""Loading: what it registers, and that it writes nothing."""

import hashlib
import os

from support import COLORS, LIBRARY, ROOT, connect, fails, load_extension, manage, one, rows, shell

FUNCTIONS = {"softdelete_restore", "restore_with_parents", "restore_version", "soft_delete", "restore", "purge", "softdelete_purge", "softdelete_live_indexes", "softdelete_repair",
             "softdelete_remove", "softdelete_script", "softdelete_version", "softdelete_debug"}
MODULES = {"softdelete", "softdelete_trash"}


def functions(db):
    return {name for (name,) in rows(db, "SELECT DISTINCT name FROM pragma_function_list")}


def modules(db):
    return {name for (name,) in rows(db, "SELECT name FROM pragma_module_list")}


def test_functions():
    # The table-valued pragmas register themselves when used, so both lists are read first.
    plain, loaded = connect(load=False), connect()
    assert functions(loaded) - functions(plain) == FUNCTIONS


def test_modules():
    plain, loaded = connect(load=False), connect()
    assert modules(loaded) - modules(plain) == MODULES


def test_nothing_is_replaced():
    plain, loaded = connect(load=False), connect()
    query = "SELECT name, builtin, type, narg, flags FROM pragma_function_list"
    assert set(rows(plain, query)) <= set(rows(loaded, query))


def test_writes_nothing(path):
    connect(path, load=False, script=COLORS).close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    db = connect(path)
    rows(db, "SELECT * FROM softdelete")
    db.close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_no_file_for_an_untouched_database(path):
    connect(path).close()
    assert not path.exists() or path.stat().st_size == 0


def test_read_only_database(color_file):
    db = connect(f"file:{color_file}?mode=ro", uri=True)
    assert rows(db, "SELECT table_name, live_rows, status FROM softdelete") == [("color", 3, "ok")]
    assert len(rows(db, "SELECT * FROM color_active")) == 3


def test_immutable_database(color_file):
    db = connect(f"file:{color_file}?immutable=1", uri=True)
    assert one(db, "SELECT status FROM softdelete") == "ok"


def test_query_only_connection(color_file):
    db = connect(color_file, load=False)
    db.execute("PRAGMA query_only = ON")
    load_extension(db)
    assert one(db, "SELECT status FROM softdelete") == "ok"


def test_twice_into_one_connection(db):
    db.executescript(COLORS)
    manage(db, "color")
    one(db, "SELECT soft_delete('color', 1)")
    load_extension(db)
    assert one(db, "SELECT soft_delete('color', 2)") == 1
    assert one(db, "SELECT deleted_rows FROM softdelete") == 2


def test_within_a_transaction(path):
    db = connect(path, load=False, script=COLORS)
    db.execute("BEGIN")
    db.execute("INSERT INTO color VALUES (4, 'white', '#fff')")
    load_extension(db)
    manage(db, "color")
    db.execute("COMMIT")
    assert one(db, "SELECT live_rows FROM softdelete") == 4


def test_two_connections_of_one_process(color_file):
    first, second = connect(color_file), connect(color_file)
    assert one(first, "SELECT soft_delete('color', 1)") == 1
    assert one(second, "SELECT soft_delete('color', 1)") == 0
    first.close()
    assert one(second, "SELECT restore('color', 1)") == 1


def test_load_extension_function_and_entry_point(path):
    db = connect(path, load=False)
    db.enable_load_extension(True)
    db.execute("SELECT load_extension(?, 'sqlite3_softdelete_init')", (LIBRARY,))
    assert one(db, "SELECT softdelete_version()")


def test_wrong_entry_point_does_no_harm():
    db = connect(load=False)
    db.enable_load_extension(True)
    assert "nonsense" in fails(db, "SELECT load_extension(?, 'nonsense')", LIBRARY)
    assert functions(db) & FUNCTIONS == set()


def test_in_the_shell():
    assert shell("SELECT softdelete_version();") == one(connect(), "SELECT softdelete_version()") + "\n"


def test_version_is_the_projects(db):
    version = one(db, "SELECT softdelete_version()")
    assert f"set(SOFTDELETE_VERSION {version})\n" in (ROOT / "CMakeLists.txt").read_text()


def test_many_connections_come_and_go(color_file):
    for _ in range(200):
        db = connect(color_file)
        one(db, "SELECT restore('color', 1)")
        db.close()
    assert os.path.exists(color_file)


def test_without_loading_there_is_nothing():
    assert fails(connect(load=False), "SELECT * FROM softdelete") == "no such table: softdelete"
