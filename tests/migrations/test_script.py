"""softdelete_script(): the SQL that enabling would run, for programs without the extension."""

import sqlite3

import pytest

from migrations.conftest import LIBRARY
from migrations.states import intercepting, statuses, works
from shapes import ALL_NAMED, NAMED, SHAPES
from support import connect, dump, fails, ident, manage, objects, one, rows, shell


def script(db, table):
    return one(db, "SELECT softdelete_script(?)", table)


def registry(db):
    return rows(db, "SELECT * FROM softdelete_registry")


def plain_schema(db):
    """The schema as it is, without what softdelete made, as a new database gets it."""
    return "".join(sql + ";\n" for (sql,) in rows(
        db, "SELECT sql FROM sqlite_schema WHERE sql NOT LIKE '%softdelete%' ORDER BY rowid"))


def without_order(db):
    return sorted(objects(db), key=repr)


@pytest.mark.parametrize("shape", SHAPES + NAMED + ALL_NAMED, ids=lambda shape: shape.name)
def test_the_same_objects_as_enabling(shape):
    """The script of a table, run without the extension, against enabling it."""
    plain = connect(load=False)
    plain.executescript(shape.create)
    if shape.settings:
        # A script knows settings only of a table that is managed.
        enabled = shape.connect()
        sql = script(enabled, shape.table)
        for column in (shape.flag, shape.time, "deleted_via"):
            if column not in [row[1] for row in rows(plain, f"PRAGMA table_info({ident(shape.table)})")]:
                kind = "TEXT" if column != shape.flag or shape.time_only else "INTEGER NOT NULL DEFAULT 0"
                plain.execute(f"ALTER TABLE {ident(shape.table)} ADD COLUMN {ident(column)} {kind}")
    else:
        enabled = connect(script=shape.create)
        before = dump(enabled)
        sql = script(enabled, shape.table)
        assert dump(enabled) == before
        shape.manage(enabled)
    plain.executescript(sql)
    assert without_order(plain) == without_order(enabled)
    assert registry(plain) == registry(enabled)


def test_a_managed_table_with_its_settings(library):
    library.execute("UPDATE softdelete SET retention = '30 days', children = 'cascade', reuse_keys = 1"
                    " WHERE table_name = 'author'")
    fresh = connect(load=False)
    fresh.executescript(plain_schema(library))
    for table in ("book", "author"):
        fresh.executescript(script(library, table))
    assert without_order(fresh) == without_order(library)
    assert registry(fresh) == registry(library)


def test_it_runs_nothing(library):
    before = dump(library)
    script(library, "author")
    assert dump(library) == before


def test_again_on_a_database_that_has_it(library):
    """Run again it fails at the first object that is there, and taken back it has done nothing."""
    before = dump(library)
    plain_sql = script(library, "author")
    library.execute("BEGIN")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        for statement in split(library, plain_sql):
            library.execute(statement)
    library.execute("ROLLBACK")
    assert dump(library) == before
    works(library)


def test_a_trigger_of_the_user_stays_the_first(db):
    """It is dropped and made again behind ours; the one that was made last runs first."""
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    db.execute("CREATE TRIGGER mine BEFORE DELETE ON t BEGIN SELECT 1; END")
    manage(db, "t")
    sql = script(db, "t").replace(chr(34), "")
    assert sql.rindex("TRIGGER mine") > sql.rindex("TRIGGER t_softdelete_delete")


def split(db, sql):
    statements, current = [], ""
    for line in sql.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    assert current.strip() == ""
    return statements


def test_it_is_a_sequence_of_complete_statements(library):
    statements = split(library, script(library, "author"))
    assert len(statements) > 5
    assert all(statement.lstrip().split()[0] in ("CREATE", "INSERT", "DELETE", "ALTER", "UPDATE", "DROP")
               for statement in statements)


def test_it_names_no_schema_and_no_function_of_the_extension(library):
    library.execute("ATTACH ':memory:' AS other")
    library.execute("CREATE TABLE other.t(id INTEGER PRIMARY KEY)")
    library.execute("INSERT INTO softdelete(schema_name, table_name) VALUES ('other', 't')")
    for table in ("author", "book", "t"):
        sql = script(library, table)
        for word in ("other", '"main"', "main.", "soft_delete(", "restore(", "purge(", "softdelete_purge", "PRAGMA"):
            assert word not in sql.replace("_softdelete_purge", "")


def test_a_child_that_is_enabled_later_comes_with_changes_to_its_parent(style):
    """The script of a child brings along what enabling it would change at managed parents."""
    db, plain = connect(script=LIBRARY), connect(script=LIBRARY)
    manage(db, "author")
    before = dump(db)
    sql = script(db, "book")
    assert dump(db) == before
    plain.executescript(script(plain, "author"))
    plain.executescript(sql)
    manage(db, "book")
    assert without_order(plain) == without_order(db)
    assert statuses(plain) == {"author": "ok", "book": "ok"}


def test_the_extension_later_finds_all_in_order(style):
    db, plain = connect(script=LIBRARY), connect(load=False, script=LIBRARY)
    for table in ("author", "book"):
        sql = script(db, table)
        plain.executescript(sql)
        db.executescript(sql)
    from support import load_extension

    load_extension(plain)
    assert statuses(plain) == {"author": "ok", "book": "ok"}
    plain.execute("DELETE FROM author WHERE id = 1")
    plain.execute("DELETE FROM book WHERE id IN (20, 40)")
    works(plain)


def test_a_suspended_table_gives_what_resuming_makes(library):
    before = script(library, "author")
    library.execute("UPDATE softdelete SET suspended = 1 WHERE table_name = 'author'")
    assert script(library, "author") == before


def test_a_damaged_table_gives_the_whole(library):
    before = script(library, "author")
    library.execute("DROP TRIGGER author_softdelete_delete")
    library.execute("DROP VIEW author_active")
    assert script(library, "author") == before


def test_into_the_shell(library_file, tmp_path):
    db = connect(library_file)
    printed = shell(".mode list\nSELECT softdelete_script('book'); SELECT softdelete_script('author');", library_file)
    shell(plain_schema(db) + printed, tmp_path / "fresh.sqlite", load=False)
    assert without_order(connect(tmp_path / "fresh.sqlite")) == without_order(db)


def test_line_breaks_survive(db):
    db.execute("CREATE TABLE \"two\nlines\"(\"a\r\nb\" INTEGER PRIMARY KEY)")
    other = connect(load=False, script="CREATE TABLE \"two\nlines\"(\"a\r\nb\" INTEGER PRIMARY KEY)")
    other.executescript(script(db, "two\nlines"))
    manage(db, "two\nlines")
    assert without_order(other) == without_order(db)


@pytest.mark.parametrize("argument, words", [
    ("'nope'", "nope"), ("NULL", "name"), ("7", "name"), ("x'61'", "name"), ("''", "name"),
    ("'book_active'", "book_active"), ("'sqlite_schema'", "sqlite_schema"), ("'softdelete'", "softdelete")])
def test_refusals(library, argument, words):
    before = dump(library)
    assert words in fails(library, f"SELECT softdelete_script({argument})")
    assert dump(library) == before


@pytest.mark.parametrize("arguments", ["", "'book', 'other'", "'book', 'restore', 1"])
def test_wrong_arguments(library, arguments):
    assert "expected" in fails(library, f"SELECT softdelete_script({arguments})")


def test_ours_after_the_script_are_ours(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    db.executescript(script(db, "t"))
    db.execute("DELETE FROM softdelete")
    assert intercepting(db) == [] and statuses(db) == {}


def test_the_index_of_a_foreign_key_beside_a_live_one(db):
    tables = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p INT REFERENCES p);" \
             "CREATE INDEX c_p ON c(p);"
    db.executescript(tables)
    manage(db, "p")
    manage(db, "c", live_indexes=1)
    other = connect(script=tables)
    manage(other, "p")
    for column in ("is_deleted INTEGER NOT NULL DEFAULT 0", "deleted_at TEXT", "deleted_via TEXT"):
        other.execute(f"ALTER TABLE c ADD COLUMN {column}")
    other.executescript(script(db, "c"))
    assert rows(other, "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'c' ORDER BY name") == rows(
        db, "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'c' ORDER BY name")
    assert one(other, "SELECT status FROM softdelete WHERE table_name = 'c'") == "ok"
    other.close()
