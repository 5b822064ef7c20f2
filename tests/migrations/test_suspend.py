"""Suspending and resuming, for one table or all."""

import pytest

from migrations.states import authors, books, intercepting, keys, ours, statuses, works
from support import connect, dump, fails, manage, one, rows

ALL = "UPDATE softdelete SET suspended = 1"
RESUME = "UPDATE softdelete SET suspended = 0"


def test_nothing_is_left_but_settings_and_indexes(library):
    before = rows(library, "SELECT * FROM softdelete_registry")
    library.execute(ALL)
    assert intercepting(library) == []
    assert rows(library, "SELECT name FROM sqlite_schema WHERE type IN ('view', 'trigger') OR name LIKE '%softdelete%'"
                         " ORDER BY 1") == [("author_softdelete_trash",), ("book_softdelete_trash",),
                                            ("softdelete_context",), ("softdelete_context_row",),
                                            ("softdelete_registry",), ("softdelete_registry_name",)]
    assert statuses(library) == {"author": "suspended", "book": "suspended"}
    assert rows(library, "SELECT suspended FROM softdelete") == [(1,), (1,)]
    after = rows(library, "SELECT * FROM softdelete_registry")
    assert [row[:13] + row[14:] for row in after] == [row[:13] + row[14:] for row in before]


def test_rows_stay_as_they_are(library):
    before = authors(library), books(library)
    library.execute(ALL)
    assert (authors(library), books(library)) == before
    library.execute(RESUME)
    assert (authors(library), books(library)) == before


def test_resume_makes_the_very_same_objects(library):
    before = ours(library), rows(library, "SELECT * FROM softdelete_registry")
    library.execute(ALL)
    library.execute(RESUME)
    assert (ours(library), rows(library, "SELECT * FROM softdelete_registry")) == before
    works(library)


def test_a_delete_is_a_real_one(library):
    library.execute(ALL)
    library.execute("DELETE FROM book WHERE id IN (20, 30)")
    assert keys(library, "book") == [10, 11, 21, 40]
    library.execute(RESUME)
    assert keys(library, "book_active") == [21]
    library.execute("DELETE FROM book")
    assert keys(library, "book") == [10, 11, 21, 40]


@pytest.mark.parametrize("call", [
    "soft_delete('author', 2)", "restore('author', 1)", "purge('author', 1)", "softdelete_purge('author', '0 days')",
    "softdelete_purge('author')"])
def test_functions_are_errors(library, call):
    library.execute(ALL)
    before = dump(library)
    message = fails(library, f"SELECT {call}")
    assert "author" in message and "suspended" in message and "resume" in message
    assert dump(library) == before


def test_functions_used_before_are_errors_too(library):
    """Statements that the extension keeps are not outlived by what they were made for."""
    for call in ("soft_delete('author', 99)", "restore('author', 99)", "purge('author', 99)"):
        assert one(library, f"SELECT {call}") == 0
    library.execute(ALL)
    for call in ("soft_delete('author', 2)", "restore('author', 1)", "purge('author', 1)"):
        assert "suspended" in fails(library, f"SELECT {call}")
    library.execute(RESUME)
    assert one(library, "SELECT soft_delete('author', 2)") == 1


def test_one_table_only(library):
    library.execute("UPDATE softdelete SET suspended = 1 WHERE table_name = 'author'")
    assert statuses(library) == {"author": "suspended", "book": "ok"}
    assert [row for row in intercepting(library) if row[2].startswith("author")] == []
    library.execute("DELETE FROM book WHERE id = 21")
    assert 21 in keys(library, "book_deleted")
    assert one(library, "SELECT restore('book', 21)") == 1
    library.execute("UPDATE softdelete SET suspended = 0 WHERE table_name = 'author'")
    works(library)


def test_each_table_by_itself(library):
    before = ours(library)
    for value in (1, 0):
        for table in ("author", "book"):
            library.execute("UPDATE softdelete SET suspended = ? WHERE table_name = ?", (value, table))
    assert ours(library) == before
    works(library)


def test_twice_is_once(library):
    before = ours(library)
    library.execute(ALL)
    library.execute(ALL)
    assert intercepting(library) == []
    library.execute(RESUME)
    library.execute(RESUME)
    assert ours(library) == before


@pytest.mark.parametrize("begin, undo", [("BEGIN", "ROLLBACK"), ("SAVEPOINT s", "ROLLBACK TO s")])
def test_it_rolls_back_with_the_transaction(library, begin, undo):
    before = dump(library)
    library.execute(begin)
    library.execute(ALL)
    library.execute("DELETE FROM book")
    library.execute("ALTER TABLE author ADD COLUMN died INT")
    library.execute(undo)
    assert dump(library) == before
    works(library)
    library.execute(begin)
    library.execute(ALL)
    library.execute("ALTER TABLE author ADD COLUMN died INT")
    library.execute(RESUME)
    assert statuses(library) == {"author": "ok", "book": "ok"}
    library.execute(undo)
    assert dump(library) == before


def test_a_whole_migration_in_a_transaction(library):
    library.execute("BEGIN")
    library.execute(ALL)
    library.execute("ALTER TABLE author ADD COLUMN died INT DEFAULT 1")
    library.execute("ALTER TABLE author DROP COLUMN born")
    library.execute(RESUME)
    library.execute("COMMIT")
    works(library)
    assert rows(library, "SELECT id, name, died FROM author_active WHERE id = 2") == [(2, "Borges", 1)]


@pytest.mark.parametrize("change, columns", [
    ("ALTER TABLE author ADD COLUMN died INT", ["id", "name", "born", "died"]),
    ("ALTER TABLE author DROP COLUMN born", ["id", "name"]),
    ("ALTER TABLE author RENAME COLUMN name TO \"full name\"", ["id", "full name", "born"]),
])
def test_resume_fits_to_the_table_as_it_is_then(library, change, columns):
    library.execute(ALL)
    library.execute(change)
    library.execute(RESUME)
    for view in ("author_active", "author_deleted"):
        names = [column[0] for column in library.execute(f"SELECT * FROM {view}").description]
        assert [name for name in names if "deleted" not in name] == columns
    works(library)


def test_resume_follows_a_changed_foreign_key(library):
    library.execute(ALL)
    library.executescript("PRAGMA legacy_alter_table = ON;"
                          "CREATE TABLE new AS SELECT * FROM book; DROP TABLE book;"
                          "CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT NOT NULL, price REAL,"
                          " author_id INTEGER NOT NULL REFERENCES author(id) ON DELETE RESTRICT,"
                          " is_deleted INTEGER NOT NULL DEFAULT 0, deleted_at TEXT, deleted_via TEXT);")
    flag = "is_deleted" if "is_deleted" in [row[1] for row in rows(library, "PRAGMA table_info(new)")] else "0"
    library.execute("INSERT INTO book SELECT id, title, price, author_id,"
                    f" {flag}, deleted_at, deleted_via FROM new")
    library.execute("DROP TABLE new")
    library.execute(RESUME)
    assert statuses(library) == {"author": "ok", "book": "ok"}
    assert "book" in fails(library, "DELETE FROM author WHERE id = 2")
    library.execute("UPDATE author SET name = 'X' WHERE id = 2")


def test_other_settings_can_change_meanwhile(library):
    library.execute(ALL)
    library.execute("UPDATE softdelete SET retention = '30 days', children = 'keep' WHERE table_name = 'author'")
    assert intercepting(library) == []
    assert statuses(library) == {"author": "suspended", "book": "suspended"}
    library.execute(RESUME)
    assert rows(library, "SELECT retention, children, status FROM softdelete WHERE table_name = 'author'") == [
        ("30 days", "keep", "ok")]


def test_disabling_a_suspended_table(library):
    library.execute(ALL)
    library.execute("DELETE FROM softdelete WHERE table_name = 'author'")
    assert statuses(library) == {"book": "suspended"}
    library.execute(RESUME)
    assert statuses(library) == {"book": "ok"}


def test_enabling_another_table_leaves_the_suspended_alone(library):
    library.execute(ALL)
    library.execute("CREATE TABLE other(id INTEGER PRIMARY KEY, a REFERENCES author ON DELETE CASCADE)")
    manage(library, "other")
    assert statuses(library) == {"author": "suspended", "book": "suspended", "other": "ok"}
    assert {row[2] for row in intercepting(library)} == {"other", "other_active", "other_deleted"}
    library.execute(RESUME)
    assert set(statuses(library).values()) == {"ok"}


def test_a_table_dropped_meanwhile_is_missing_and_the_others_resume(library):
    library.execute(ALL)
    library.execute("DROP TABLE book")
    assert statuses(library) == {"author": "suspended", "book": "missing"}
    library.execute("DELETE FROM softdelete WHERE status = 'missing'")
    library.execute(RESUME)
    assert statuses(library) == {"author": "ok"}


@pytest.mark.parametrize("value", [None, 2, -1, "yes", 0.5, b"1"])
def test_suspended_is_0_or_1(library, value):
    before = dump(library)
    message = fails(library, "UPDATE softdelete SET suspended = ?", value)
    assert message.startswith("softdelete") and "suspended" in message
    assert dump(library) == before


def test_names_taken_meanwhile_are_refused_and_nothing_changes(library):
    library.execute(ALL)
    library.execute("CREATE VIEW author_active AS SELECT 1")
    before = dump(library)
    assert "author_active" in fails(library, RESUME)
    assert dump(library) == before
    library.execute("DROP VIEW author_active")
    library.execute(RESUME)
    works(library)


def test_attached_and_temp(library, tmp_path):
    library.execute("ATTACH ? AS other", (str(tmp_path / "other.sqlite"),))
    for schema in ("other", "temp"):
        library.execute(f"CREATE TABLE {schema}.t(id INTEGER PRIMARY KEY)")
        library.execute("INSERT INTO softdelete(schema_name, table_name) VALUES (?, 't')", (schema,))
    library.execute(ALL)
    assert [intercepting(library, schema) for schema in ("main", "temp", "other")] == [[], [], []]
    library.execute("UPDATE softdelete SET suspended = 0 WHERE schema_name = 'other'")
    assert intercepting(library) == [] and len(ours(library, "other")) > 5
    library.execute(RESUME)
    assert {status for (status,) in rows(library, "SELECT status FROM softdelete")} == {"ok"}


def test_many_tables_at_once(style):
    db = connect()
    for number in range(30):
        db.execute(f"CREATE TABLE t{number}(id INTEGER PRIMARY KEY)")
        manage(db, f"t{number}", **style)
    before = ours(db)
    db.execute(ALL)
    assert intercepting(db) == []
    db.execute(RESUME)
    assert ours(db) == before


def test_a_time_of_integers_that_is_gone(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    manage(db, "t", time_format="unix")
    db.executescript("INSERT INTO t(id) VALUES (1); DELETE FROM t; UPDATE softdelete SET suspended = 1;"
                     "CREATE TABLE new(id INTEGER PRIMARY KEY, is_deleted INT NOT NULL DEFAULT 0, deleted_via TEXT);"
                     "INSERT INTO new SELECT id, is_deleted, deleted_via FROM t; DROP TABLE t; ALTER TABLE new RENAME TO t")
    message = fails(db, "UPDATE softdelete SET suspended = 0")
    db.execute(message[message.index("ALTER TABLE"):])
    assert rows(db, "SELECT name, type FROM pragma_table_info('t') WHERE name = 'deleted_at'") == [("deleted_at", "INTEGER")]
    db.execute("UPDATE softdelete SET suspended = 0")
    assert one(db, "SELECT status FROM softdelete") == "ok"
