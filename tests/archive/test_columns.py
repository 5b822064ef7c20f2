"""How an archive follows the columns of its table: renamed, dropped and added ones, while triggers are there or not."""

import re

import pytest

from archive.columns import advice, repair, resume, suspend
from support import COLORS, connect, dump, fails, manage, one, rows, status

REBUILD = """
CREATE TABLE n(id INTEGER PRIMARY KEY, title TEXT NOT NULL, hex TEXT);
INSERT INTO n SELECT * FROM color; DROP TABLE color; ALTER TABLE n RENAME TO color;
"""


@pytest.fixture
def kept(db):
    db.executescript(COLORS)
    manage(db, "color", storage="archive")
    db.execute("DELETE FROM color WHERE id = 1")
    return db


def unclear(db, how):
    """Renames color.name so that nobody knows; the statement that asks what became of it."""
    if how == "rebuilt":
        db.executescript(REBUILD)
        return "SELECT softdelete_repair()"
    if how == "disabled":
        db.execute("DELETE FROM softdelete")
        db.execute("ALTER TABLE color RENAME COLUMN name TO title")
        return "INSERT INTO softdelete(table_name, storage) VALUES ('color', 'archive')"
    suspend(db)
    db.execute("ALTER TABLE color RENAME COLUMN name TO title")
    return "UPDATE softdelete SET suspended = 0"


@pytest.mark.parametrize("how", ["suspended", "rebuilt", "disabled"])
def test_renamed_unseen(kept, how):
    sql = unclear(kept, how)
    before = dump(kept)
    message = fails(kept, sql)
    assert "color has no column name any more, and a new column title;" in message
    assert dump(kept) == before
    kept.execute(advice(message)[0])
    kept.execute(sql).fetchall()
    assert status(kept, "color") == "ok"
    assert one(kept, "SELECT restore('color', 1)") == 1
    assert rows(kept, "SELECT * FROM color WHERE id = 1") == [(1, "red", "#f00")]


@pytest.mark.parametrize("how", ["suspended", "rebuilt", "disabled"])
def test_dropped_and_another_added(kept, how):
    sql = unclear(kept, how)
    kept.execute(advice(fails(kept, sql))[1])
    kept.execute(sql).fetchall()
    assert status(kept, "color") == "ok"
    assert rows(kept, "SELECT id, title, hex FROM color_deleted") == [(1, None, "#f00")]
    kept.execute("UPDATE color_deleted SET title = 'x'")
    assert one(kept, "SELECT restore('color', 1)") == 1
    assert rows(kept, "SELECT * FROM color WHERE id = 1") == [(1, "x", "#f00")]


def test_what_was_dropped_once_is_no_question_again(kept):
    suspend(kept)
    kept.execute("ALTER TABLE color DROP COLUMN hex")
    resume(kept)
    assert rows(kept, "SELECT softdelete_dropped_hex FROM color_softdelete_archive") == [("#f00",)]
    suspend(kept)
    kept.execute("ALTER TABLE color ADD COLUMN size")
    resume(kept)
    assert rows(kept, "SELECT name, size FROM color_deleted") == [("red", None)]


def test_dropped_and_added_again(kept):
    for change in ("DROP COLUMN hex", "ADD COLUMN hex"):
        suspend(kept)
        kept.execute("ALTER TABLE color " + change)
        resume(kept)
    assert rows(kept, "SELECT name, hex FROM color_deleted") == [("red", "#f00")]


def test_a_dropped_name_that_another_column_gets(kept):
    suspend(kept)
    kept.execute("ALTER TABLE color DROP COLUMN hex")
    resume(kept)
    suspend(kept)
    kept.execute("ALTER TABLE color RENAME COLUMN name TO hex")
    kept.execute(advice(fails(kept, "UPDATE softdelete SET suspended = 0"))[0])
    resume(kept)
    assert rows(kept, "SELECT id, hex FROM color_deleted") == [(1, "red")]


@pytest.mark.parametrize("where", ["UPDATE color_deleted SET hex = NULL", "DELETE FROM color_deleted"])
def test_no_question_where_there_are_no_values(kept, where):
    kept.execute(where)
    suspend(kept)
    kept.execute("ALTER TABLE color DROP COLUMN hex")
    kept.execute("ALTER TABLE color ADD COLUMN size")
    resume(kept)
    assert status(kept, "color") == "ok"


def test_one_renamed_and_one_dropped(kept):
    suspend(kept)
    kept.execute("ALTER TABLE color DROP COLUMN name")
    kept.execute("ALTER TABLE color RENAME COLUMN hex TO code")
    message = fails(kept, "UPDATE softdelete SET suspended = 0")
    assert "has no column name, hex any more" in message
    kept.execute(re.search(r"where hex was renamed, (ALTER .*?);", message).group(1))
    resume(kept)
    assert rows(kept, "SELECT id, code FROM color_deleted") == [(1, "#f00")]


def test_exchanged_names(kept):
    for before, now in (("name", "x"), ("hex", "name"), ("x", "hex")):
        kept.execute(f"ALTER TABLE color RENAME COLUMN {before} TO {now}")
    kept.execute("DELETE FROM color WHERE id = 2")
    assert repair(kept) == 1 and status(kept, "color") == "ok"
    assert one(kept, "SELECT softdelete_restore('color')") == 2
    assert rows(kept, "SELECT hex, name FROM color") == [("red", "#f00"), ("green", "#0f0"), ("blue", "#00f")]


@pytest.mark.parametrize("call", [
    "SELECT restore('color', 1)", "SELECT restore_with_parents('color', 1)", "SELECT softdelete_restore()",
    "SELECT softdelete_restore('color')", "SELECT restore_version('color', 1)", "SELECT restore('shelf', 1)",
    "SELECT row FROM softdelete_trash", "SELECT softdelete_script('color', 'restore')"])
def test_exchanged_names_before_a_repair(db, call):
    """The archive's columns have the names of the table's, but hold the values of others."""
    db.executescript("""
        PRAGMA foreign_keys = ON; CREATE TABLE shelf(id INTEGER PRIMARY KEY);
        CREATE TABLE color(id INTEGER PRIMARY KEY, name, hex, shelf REFERENCES shelf ON DELETE CASCADE);
        INSERT INTO shelf VALUES (1); INSERT INTO color VALUES (1, 'red', '#f00', 1)""")
    for table in ("shelf", "color"):
        manage(db, table, storage="archive")
    db.execute("DELETE FROM shelf")
    for before, now in (("name", "x"), ("hex", "name"), ("x", "hex")):
        db.execute(f"ALTER TABLE color RENAME COLUMN {before} TO {now}")
    before = dump(db)
    assert "damaged" in fails(db, call)
    assert dump(db) == before
    assert one(db, "SELECT softdelete_repair()") == 1
    assert one(db, "SELECT softdelete_restore()") == 2
    assert rows(db, "SELECT hex, name FROM color") == [("red", "#f00")]


def test_names_that_move_up(kept):
    kept.execute("ALTER TABLE color RENAME COLUMN hex TO x")
    kept.execute("ALTER TABLE color RENAME COLUMN name TO hex")
    repair(kept)
    assert rows(kept, "SELECT id, hex, x FROM color_deleted") == [(1, "red", "#f00")]


def test_table_and_column_renamed(kept):
    kept.execute("ALTER TABLE color RENAME TO paint")
    kept.execute("ALTER TABLE paint RENAME COLUMN name TO title")
    kept.execute("DELETE FROM paint WHERE id = 2")
    assert repair(kept) == 1 and status(kept, "paint") == "ok"
    assert one(kept, "SELECT softdelete_restore('paint')") == 2
    assert rows(kept, "SELECT title FROM paint") == [("red",), ("green",), ("blue",)]


def test_a_suspended_table_that_is_renamed(kept):
    suspend(kept)
    kept.execute("ALTER TABLE color RENAME TO paint")
    before = dump(kept)
    assert "its name back" in fails(kept, "UPDATE softdelete SET suspended = 0")
    assert dump(kept) == before
    kept.execute("ALTER TABLE paint RENAME TO color")
    resume(kept)
    assert one(kept, "SELECT restore('color', 1)") == 1


@pytest.mark.parametrize("change", ["ADD COLUMN {}", "RENAME COLUMN hex TO {}"])
@pytest.mark.parametrize("column", ["softdelete_id", "softdelete_state", "is_deleted", "deleted_via"])
def test_a_new_column_with_a_name_of_ours(kept, change, column):
    kept.execute("ALTER TABLE color " + change.format(column))
    before = one(kept, "SELECT count(*) FROM color_softdelete_archive")
    assert status(kept, "color") == "damaged"
    fails(kept, "SELECT softdelete_remove('color')")
    assert one(kept, "SELECT count(*) FROM color_softdelete_archive") == before
    assert repair(kept) == 1 and status(kept, "color") == "ok"
    kept.execute(f"UPDATE color SET {column} = 'x' WHERE id = 2")
    kept.execute("DELETE FROM color WHERE id = 2")
    assert one(kept, "SELECT softdelete_restore('color')") == 2
    assert rows(kept, f"SELECT id, name, {column} FROM color") == [
        (1, "red", None if "ADD" in change else "#f00"), (2, "green", "x"), (3, "blue", None if "ADD" in change else "#00f")]


def test_a_column_with_a_name_of_ours_goes(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, softdelete_id); INSERT INTO t VALUES (1, 'x');")
    manage(db, "t", storage="archive")
    db.execute("DELETE FROM t")
    suspend(db)
    db.execute("ALTER TABLE t DROP COLUMN softdelete_id")
    resume(db)
    assert rows(db, "SELECT id, softdelete_id FROM t_deleted") == [(1, 1)]
    assert one(db, "SELECT restore('t', 1)") == 1


REFERENCES = """
PRAGMA foreign_keys = ON;
CREATE TABLE p(id INTEGER PRIMARY KEY);
CREATE TABLE c(id TEXT PRIMARY KEY, p REFERENCES p ON DELETE {action});
INSERT INTO p VALUES (1); INSERT INTO c VALUES ('x', 1);
"""


@pytest.mark.parametrize("action", ["SET NULL", "CASCADE"])
@pytest.mark.parametrize("table, before, now", [("c", "p", "parent"), ("c", "id", "code"), ("p", "id", "number")])
@pytest.mark.parametrize("mended", ["p", "c", "all"])
def test_a_renamed_reference_or_key(db, action, table, before, now, mended):
    db.executescript(REFERENCES.format(action=action))
    for each in "pc":
        manage(db, each, storage="archive")
    db.execute("DELETE FROM p")
    db.execute(f"ALTER TABLE {table} RENAME COLUMN {before} TO {now}")
    rows(db, "SELECT softdelete_repair()" if mended == "all" else f"SELECT softdelete_repair('{mended}')")
    repair(db)
    assert rows(db, "SELECT status FROM softdelete") == [("ok",), ("ok",)]
    assert one(db, "SELECT restore('p', 1)") == 1
    assert rows(db, "SELECT * FROM c") == [("x", 1)]


@pytest.mark.parametrize("change", ["ADD COLUMN size INT DEFAULT 7", "RENAME COLUMN name TO title", "RENAME TO paint"])
def test_a_script_of_a_damaged_table(kept, change):
    kept.execute("ALTER TABLE color " + change)
    table = change.split()[-1] if "TO paint" in change else "color"
    script = one(kept, f"SELECT softdelete_script('{table}')")
    fresh = connect(load=False, script=COLORS + f"ALTER TABLE color {change};" + script)
    fresh.execute(f"DELETE FROM {table} WHERE id = 1")
    kept.executescript(script)
    assert rows(kept, "SELECT table_name, status FROM softdelete") == [(table, "ok")]
    view = [name for name, in rows(kept, "SELECT name FROM sqlite_schema WHERE type = 'view'")]
    for db in (kept, fresh):
        assert len(rows(db, f"SELECT * FROM {view[0]}")) == 1
    assert one(kept, f"SELECT restore('{table}', 1)") == 1


def test_a_script_is_refused_where_a_column_is_unclear(kept):
    unclear(kept, "suspended")
    assert "RENAME COLUMN" in fails(kept, "SELECT softdelete_script('color')")


def test_another_archive_has_the_name(kept):
    kept.executescript("CREATE TABLE paint(id INTEGER PRIMARY KEY); INSERT INTO paint VALUES (1);")
    manage(kept, "paint", storage="archive")
    kept.execute("DELETE FROM paint")
    kept.execute("DELETE FROM softdelete WHERE table_name = 'paint'")
    kept.executescript("DROP TABLE paint; ALTER TABLE color RENAME TO paint;")
    before = dump(kept)
    assert "paint_softdelete_archive" in fails(kept, "SELECT softdelete_repair()")
    assert dump(kept) == before


def test_a_script_of_a_renamed_table_leaves_nothing_of_the_old_name(kept):
    kept.execute("ALTER TABLE color RENAME TO paint")
    script = one(kept, "SELECT softdelete_script('paint')")
    kept.execute("DELETE FROM paint WHERE id = 2")
    kept.executescript(script)
    assert rows(kept, "SELECT table_name, status FROM softdelete") == [("paint", "ok")]
    assert rows(kept, "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'color_softdelete%'") == []
    kept.execute("DELETE FROM paint WHERE id = 3")
    assert rows(kept, "SELECT id FROM color_deleted") == [(1,), (2,), (3,)]


def test_a_name_of_ours_for_a_column_renamed_unseen(kept):
    suspend(kept)
    kept.execute("ALTER TABLE color RENAME COLUMN name TO softdelete_operation")
    message = fails(kept, "UPDATE softdelete SET suspended = 0")
    kept.executescript(re.search(r"renamed, (.*); where .* is new", message).group(1))
    resume(kept)
    assert rows(kept, "SELECT id, softdelete_operation FROM color_deleted") == [(1, "red")]


def test_enabled_again_where_a_column_has_a_name_of_ours(kept):
    kept.execute("DELETE FROM softdelete")
    kept.execute("ALTER TABLE color ADD COLUMN softdelete_id")
    manage(kept, "color")
    assert rows(kept, "SELECT id, name, softdelete_id FROM color_deleted") == [(1, "red", None)]


def test_types_that_are_no_words(db):
    types = ["odd-type!", "1;2", "a b", "VARCHAR(10, 2)"]
    columns = ", ".join(f'c{i} "{each}"' for i, each in enumerate(types))
    db.execute(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {columns})")
    manage(db, "t", storage="archive")
    db.execute("INSERT INTO t VALUES (1, '1', '2', '3', '4')")
    before = rows(db, "SELECT *, typeof(c0), typeof(c1), typeof(c2), typeof(c3) FROM t")
    db.execute("DELETE FROM t")
    assert one(db, "SELECT restore('t', 1)") == 1
    assert rows(db, "SELECT *, typeof(c0), typeof(c1), typeof(c2), typeof(c3) FROM t") == before


def test_a_name_that_is_dropped_twice(db):
    """And then belongs to a third column, and is there once more."""
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, x, y, z)")
    manage(db, "t", storage="archive")
    db.executescript("INSERT INTO t VALUES (1, 2, 3, 4); DELETE FROM t")
    for change in ("DROP COLUMN x", "RENAME COLUMN y TO x", "DROP COLUMN x", "RENAME COLUMN z TO x", "ADD COLUMN z"):
        drop = int("DROP" in change)
        db.executescript(f"UPDATE softdelete SET suspended = {drop}; ALTER TABLE t {change};"
                         "UPDATE softdelete SET suspended = 0; SELECT softdelete_repair()")
        assert status(db, "t") == "ok"
    assert rows(db, "SELECT x, z FROM t_deleted") == [(4, None)]
    db.executescript("ALTER TABLE t RENAME COLUMN x TO w; ALTER TABLE t ADD COLUMN x; SELECT softdelete_repair()")
    assert one(db, "SELECT restore('t', 1)") == 1
    assert rows(db, "SELECT w, z, x FROM t") == [(4, None, 3)]  # what the column x had that was there last
