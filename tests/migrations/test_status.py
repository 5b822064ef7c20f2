"""status says damaged where anything is missing or no longer fits; enabling again repairs."""

import re

import pytest

from migrations.states import authors, books, keys, ours, repair, statuses, works
from support import dump, fails, manage, one, rows, status


def objects_of(style_library):
    return [(kind, name) for kind, name, _, _ in ours(style_library)]


def test_every_dropped_object_is_noticed_and_repaired(library):
    before = ours(library)
    for kind, name, _, _ in before:
        library.execute("SAVEPOINT s")
        library.execute(f"DROP {kind} {name}")
        assert "damaged" in statuses(library).values(), name
        repair(library)
        assert ours(library) == before, name
        library.execute("ROLLBACK TO s")
    works(library)


def edited(kind, sql):
    """The same object, doing something else."""
    if kind == "index":
        return re.sub(r'\("[^"]*"\) WHERE', "(id) WHERE", sql)
    if kind == "view":
        return re.sub(r" WHERE .*", " WHERE 1", sql, flags=re.S)
    return re.sub(r"BEGIN\n.*END", "BEGIN\n  SELECT 1;\nEND", sql, flags=re.S)


@pytest.mark.parametrize("marked", [True, False], ids=["with its marker", "without"])
def test_every_edited_object_is_noticed_and_repaired(library, marked):
    before = ours(library)
    for kind, name, _, sql in before:
        changed = edited(kind, sql)
        assert changed != sql
        library.execute("SAVEPOINT s")
        dependants = rows(library, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", name)
        library.execute(f"DROP {kind} {name}")
        library.execute(changed if marked else changed.replace("/* softdelete */", ""))
        for (trigger,) in dependants:
            library.execute(trigger)
        assert "damaged" in statuses(library).values(), name
        repair(library)
        assert ours(library) == before, name
        library.execute("ROLLBACK TO s")
    works(library)


def test_everything_dropped(library):
    before = ours(library)
    for kind in ("trigger", "view", "index"):
        for each, name, _, _ in before:
            if each == kind:
                library.execute(f"DROP {kind} IF EXISTS {name}")
    assert statuses(library) == {"author": "damaged", "book": "damaged"}
    repair(library)
    assert ours(library) == before
    works(library)


def test_a_strangers_trigger_view_and_index_are_no_damage(library):
    library.executescript("CREATE TRIGGER mine AFTER INSERT ON book BEGIN SELECT 1; END;"
                          "CREATE VIEW book_short AS SELECT title FROM book_active;"
                          "CREATE INDEX book_title ON book(title);")
    before = dump(library)
    works(library)
    repair(library)
    manage(library, "book")
    assert dump(library) == before


def test_repair_of_a_sound_table_changes_nothing(library):
    before = dump(library)
    manage(library, "author")
    manage(library, "book")
    assert dump(library) == before


def test_repair_keeps_settings(library):
    library.execute("UPDATE softdelete SET retention = '9 days', children = 'cascade' WHERE table_name = 'author'")
    before = rows(library, "SELECT * FROM softdelete_registry")
    library.execute("DROP TRIGGER author_softdelete_delete")
    repair(library)
    assert rows(library, "SELECT * FROM softdelete_registry") == before
    works(library)


def test_a_damaged_delete_trigger_makes_the_functions_refuse(library):
    library.execute("DROP TRIGGER author_softdelete_delete")
    before = dump(library)
    for call in ("soft_delete('author', 2)", "restore('author', 1)", "purge('author', 1)"):
        message = fails(library, f"SELECT {call}")
        assert "author" in message and "damaged" in message and "softdelete_repair('author')" in message
    assert dump(library) == before


def test_repair_rolls_back(library):
    library.execute("DROP VIEW author_active")
    before = dump(library)
    library.execute("BEGIN")
    repair(library)
    assert statuses(library) == {"author": "ok", "book": "ok"}
    library.execute("ROLLBACK")
    assert dump(library) == before


# --- foreign keys and tables that come and go --------------------------------------------------


def test_a_child_table_made_later_is_noticed(library):
    library.execute("CREATE TABLE prize(id INTEGER PRIMARY KEY, author REFERENCES author ON DELETE RESTRICT)")
    assert statuses(library)["author"] == "damaged"
    repair(library)
    library.execute("INSERT INTO prize VALUES (1, 2)")
    assert "prize" in fails(library, "DELETE FROM author WHERE id = 2")


def test_enabling_a_child_made_later_repairs_its_parent(library, style):
    library.execute("CREATE TABLE prize(id INTEGER PRIMARY KEY, author REFERENCES author ON DELETE RESTRICT)")
    manage(library, "prize", **style)
    assert set(statuses(library).values()) == {"ok"}
    library.execute("INSERT INTO prize(id, author) VALUES (1, 2)")
    assert "prize" in fails(library, "DELETE FROM author WHERE id = 2")
    library.execute("DELETE FROM prize")
    library.execute("DELETE FROM author WHERE id = 2")
    assert 2 in keys(library, "author_deleted")


def test_a_dropped_child(library):
    before = authors(library)
    library.execute("DROP TABLE book")
    assert statuses(library) == {"author": "damaged", "book": "missing"}
    repair(library)
    assert statuses(library) == {"author": "ok", "book": "missing"}
    library.execute("DELETE FROM author WHERE id = 4")
    assert keys(library, "author_deleted") == [1, 4]
    library.execute("UPDATE author SET name = name")
    library.execute("DELETE FROM softdelete WHERE status = 'missing'")
    assert statuses(library) == {"author": "ok"}
    assert len(before) == len(authors(library))


@pytest.mark.parametrize("enforced", [0, 1])
def test_a_dropped_parent(library, enforced):
    library.execute("DELETE FROM book_deleted")
    library.execute("DELETE FROM book")
    library.execute("DELETE FROM book_deleted")
    library.execute(f"PRAGMA foreign_keys = {enforced}")
    library.execute("DROP TABLE author")
    assert statuses(library)["author"] == "missing"
    repair(library)
    library.execute("DELETE FROM softdelete WHERE status = 'missing'")
    assert statuses(library) == {"book": "ok"}
    assert rows(library, "SELECT name FROM sqlite_schema WHERE name LIKE 'author%'") == []


def test_missing_counts_are_null(library):
    library.execute("DROP TABLE book")
    assert rows(library, "SELECT live_rows, deleted_rows, oldest_deleted_at, status FROM softdelete"
                         " WHERE table_name = 'book'") == [(None, None, None, "missing")]


def test_a_missing_table_is_an_error_for_the_functions(library):
    library.execute("DROP TABLE book")
    for call in ("soft_delete('book', 2)", "restore('book', 1)", "purge('book', 1)", "softdelete_purge('book', '1 days')"):
        assert "book" in fails(library, f"SELECT {call}")
    assert "book" in fails(library, "INSERT INTO softdelete(table_name) VALUES ('book')")


def test_a_table_made_anew_under_the_name_is_damaged_until_repaired(library):
    library.execute("DROP TABLE book")
    library.execute("CREATE TABLE book(id INTEGER PRIMARY KEY, author_id REFERENCES author(id))")
    assert statuses(library)["book"] == "damaged"
    manage(library, "book")
    manage(library, "author")
    assert statuses(library) == {"author": "ok", "book": "ok"}
    library.execute("INSERT INTO book(id) VALUES (1)")
    library.execute("DELETE FROM book")
    assert keys(library, "book_deleted") == [1]


def test_a_reader_without_the_extension_is_not_asked(library_file):
    """What another program did to the file is seen by the next program with the extension."""
    from support import connect

    connect(library_file, load=False).execute("DROP TRIGGER book_softdelete_delete").close()
    db = connect(library_file)
    assert statuses(db)["book"] == "damaged"
    repair(db)
    works(db)
    assert books(db) and one(db, "PRAGMA integrity_check") == "ok"


def test_an_index_of_ours_without_its_comment(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    manage(db, "t")
    db.executescript("DROP INDEX t_softdelete_trash; CREATE INDEX t_softdelete_trash ON t(deleted_at) WHERE is_deleted = 1")
    assert status(db, "t") == "ok"
    assert one(db, "SELECT softdelete_repair()") == 0


def test_a_view_whose_name_a_table_has_taken(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    manage(db, "t")
    db.executescript("DROP VIEW t_active; CREATE TABLE t_active(x)")
    assert "taken by a table" in fails(db, "SELECT softdelete_repair()")
    db.execute("DROP TABLE t_active")
    assert one(db, "SELECT softdelete_repair()") == 1
    assert status(db, "t") == "ok"
