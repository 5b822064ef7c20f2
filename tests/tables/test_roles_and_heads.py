"""What generated objects are called and how they begin, as other tools read them."""

import re

import pytest

from support import connect, fails, manage, one, rows, status


def test_role_is_not_guessed_from_a_name(db):
    name = "x_softdelete_active_y"
    db.executescript(f"CREATE TABLE {name}(id INTEGER PRIMARY KEY); INSERT INTO {name} VALUES (1)")
    manage(db, name)
    assert one(db, f"SELECT soft_delete('{name}', 1)") == 1
    db.execute(f"DROP TRIGGER {name}_softdelete_delete")
    assert status(db, name) == "damaged"
    assert "softdelete_repair" in fails(db, f"SELECT restore('{name}', 1)")


def test_heads_that_common_tools_can_read(color):
    for kind, name, sql in rows(color, "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"):
        if kind == "view":
            assert re.match(rf'CREATE VIEW "{name}" AS SELECT [^\n]*$', sql)
        if kind == "index":
            assert re.match(rf'CREATE (UNIQUE )?INDEX "?{name}"? ON ', sql)


def test_unique_value_in_the_trash_names_what_helps(db):
    db.executescript("CREATE TABLE m(id INTEGER PRIMARY KEY, e UNIQUE); INSERT INTO m VALUES (1, 'a'), (2, 'b')")
    manage(db, "m")
    db.execute("DELETE FROM m WHERE id = 1")
    for sql in ("INSERT INTO m(e) VALUES ('a')", "UPDATE m SET e = 'a' WHERE id = 2"):
        message = fails(db, sql)
        assert "softdelete_live_indexes()" in message and "reuse_keys" not in message
    assert "reuse_keys" in fails(db, "INSERT INTO m(id, e) VALUES (1, 'z')")


def test_renamed_table_is_named_as_it_is_now(color):
    color.execute("ALTER TABLE color RENAME TO colour")
    assert rows(color, "SELECT table_name, status FROM softdelete") == [("colour", "damaged")]
    assert one(color, "SELECT soft_delete('colour', 1)") == one(color, "SELECT restore('colour', 1)") == 1
    assert "color is gone" in fails(color, "SELECT restore('color', 1)")


def test_columns_may_come_while_the_functions_are_used(color):
    color.execute("ALTER TABLE color ADD COLUMN shade")
    assert one(color, "SELECT soft_delete('color', 1)") == 1


@pytest.mark.parametrize("name", ["old", "new"])
def test_table_named_like_a_row_of_a_trigger_keeps_its_collation(name):
    db = connect(script=f'CREATE TABLE p(id TEXT PRIMARY KEY COLLATE NOCASE); CREATE TABLE "{name}"(id INTEGER PRIMARY KEY,'
                        f' p TEXT REFERENCES p ON DELETE CASCADE); INSERT INTO p VALUES (\'a\'), (\'b\');'
                        f' INSERT INTO "{name}" VALUES (1, \'A\'), (2, \'b\')')
    db.execute(f"INSERT INTO softdelete(table_name) VALUES ('p'), ('{name}')")
    db.execute("DELETE FROM p WHERE id = 'A'")
    assert rows(db, f"SELECT id FROM {name}_deleted") == [(1,)]
    db.close()


def test_unique_name_and_time(db):
    """As frameworks have it: rows that share a name go and come back one by one, and are purged together."""
    db.executescript("CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1);"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE, name, deleted_at TEXT, UNIQUE(name, deleted_at));"
                     "INSERT INTO c VALUES (1, 1, 'a', '2026-01-01 00:00:00'), (2, 1, 'a', NULL)")
    db.execute("INSERT INTO softdelete(table_name) VALUES ('p'), ('c')")
    db.execute("DELETE FROM p")
    assert rows(db, "SELECT id FROM c_deleted ORDER BY id") == [(1,), (2,)]
    assert one(db, "SELECT purge('p', 1)") == 1
    assert rows(db, "SELECT * FROM c") == []
