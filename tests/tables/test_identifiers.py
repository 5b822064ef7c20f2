"""Names that test_names.py can't express: in columns besides the key, in long form, and in collisions."""

import sqlite3

import pytest

from shapes import NAMES
from support import dump, ident, manage, one, rows, status


def test_all_hostile_names_as_columns_of_one_table(db):
    names = [name for name in NAMES if name != "true"]
    columns = ", ".join(f"{ident(name)} TEXT DEFAULT {n}" for n, name in enumerate(names))
    db.execute(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {columns})")
    manage(db, "t")
    db.execute("INSERT INTO t_active(id) VALUES (1), (2)")
    for n, name in enumerate(names):
        assert one(db, f"SELECT {ident(name)} FROM t_active WHERE id = 1") == str(n)
        db.execute(f"UPDATE t_active SET {ident(name)} = 'changed' WHERE id = 2")
        assert one(db, f"SELECT {ident(name)} FROM t_active WHERE id = 2") == "changed"
    db.execute("DELETE FROM t_active WHERE id = 1")
    assert rows(db, "SELECT id FROM t_deleted") == [(1,)]
    db.execute("DELETE FROM softdelete")


def test_all_hostile_names_as_tables_at_once(db):
    for name in NAMES:
        db.execute(f"CREATE TABLE {ident(name)}(id INTEGER PRIMARY KEY, x)")
        db.execute(f"INSERT INTO {ident(name)} VALUES (1, 'a'), (2, 'b')")
    db.execute("INSERT INTO softdelete(table_name) SELECT name FROM sqlite_schema WHERE type = 'table'"
               " AND name NOT LIKE 'softdelete%'")
    assert {state for (state,) in rows(db, "SELECT status FROM softdelete")} == {"ok"}
    for name in NAMES:
        if name.startswith("softdelete"):
            continue
        db.execute(f"DELETE FROM {ident(name)} WHERE id = 1")
        assert one(db, "SELECT soft_delete(?, 2)", name) == 1
    assert set(rows(db, "SELECT live_rows, deleted_rows, status FROM softdelete")) == {(0, 2, "ok")}
    db.execute("DELETE FROM softdelete")
    assert rows(db, "SELECT * FROM softdelete") == []


@pytest.mark.parametrize("name", ["true", "false", "TRUE"])
def test_column_that_sqlites_views_cannot_show_is_named_at_once(db, name):
    db.execute(f"CREATE TABLE t({ident(name)} TEXT PRIMARY KEY, x)")
    before = dump(db)
    with pytest.raises(sqlite3.Error, match=f"a column named {name}, which SQLite cannot show in a view"):
        manage(db, "t")
    assert dump(db) == before


def test_very_long_name(db):
    name = "long " * 400
    db.execute(f"CREATE TABLE {ident(name)}(id INTEGER PRIMARY KEY)")
    db.execute(f"INSERT INTO {ident(name)} VALUES (1)")
    manage(db, name)
    assert one(db, "SELECT soft_delete(?, 1)", name) == 1


def test_table_name_given_in_other_case_keeps_its_own(db):
    db.execute("CREATE TABLE Color(id INTEGER PRIMARY KEY)")
    manage(db, "cOLOR")
    assert rows(db, "SELECT table_name, active_view FROM softdelete") == [("Color", "Color_active")]


def test_table_named_after_anothers_view_prefix(db):
    # The triggers and indexes of `t` and of `t_softdelete` must not be taken for each other's.
    for name in ("t", "t_softdelete", "t_softdelete_delete"):
        db.execute(f"CREATE TABLE {name}(id INTEGER PRIMARY KEY)")
        db.execute(f"INSERT INTO {name} VALUES (1)")
        manage(db, name)
    db.execute("DELETE FROM softdelete WHERE table_name = 't'")
    for name in ("t_softdelete", "t_softdelete_delete"):
        assert status(db, name) == "ok"
        db.execute(f"DELETE FROM {name}")
        assert one(db, f"SELECT count(*) FROM {name}_deleted") == 1


def test_names_in_error_messages_are_the_persons_own(db):
    name = "it's \"odd\" %s%n"
    db.execute(f"CREATE VIEW {ident(name)} AS SELECT 1")
    with pytest.raises(sqlite3.Error) as error:
        manage(db, name)
    assert name in str(error.value)


def test_columns_called_new_and_old(db):
    db.executescript("CREATE TABLE t(new TEXT, old TEXT, PRIMARY KEY(old, new));"
                     "INSERT INTO t VALUES ('a', 'b'), ('b', 'a'), ('c', 'c')")
    manage(db, "t")
    db.execute("DELETE FROM t_active WHERE new = 'a'")
    db.execute("DELETE FROM t WHERE old = 'a'")
    assert rows(db, "SELECT new, old FROM t_active") == [("c", "c")]
    assert one(db, "SELECT restore('t', 'b', 'a')") == 1


def test_columns_called_like_the_names_inside_generated_objects(db):
    columns = ["deleted", "live", "row_id", "flag", "excluded", "value", "key", "t", "n", "x", "main", "temp"]
    db.execute(f"CREATE TABLE t({', '.join(columns)}, PRIMARY KEY(deleted, row_id))")
    db.execute(f"INSERT INTO t VALUES ({', '.join(map(str, range(len(columns))))})")
    manage(db, "t")
    before = rows(db, "SELECT * FROM t")
    db.execute("DELETE FROM t_active")
    db.execute("UPDATE t_deleted SET is_deleted = 0")
    assert rows(db, "SELECT * FROM t") == before
