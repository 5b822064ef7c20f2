"""Tables rebuilt as ORMs do it: create, copy, drop, rename; with suspending and without."""

import sqlite3

import pytest

from migrations.states import authors, books, keys, repair, statuses, works
from support import dump, fails, one, rows

ALL = "UPDATE softdelete SET suspended = 1"
RESUME = "UPDATE softdelete SET suspended = 0"


def definition(db, table, replace=()):
    """The table's own CREATE TABLE, changed, under the name that the copy gets."""
    sql = one(db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", table)
    sql = sql.replace(f"CREATE TABLE {table}", f"CREATE TABLE new_{table}", 1)
    sql = sql.replace(f'CREATE TABLE "{table}"', f"CREATE TABLE new_{table}", 1)
    for old, new in replace:
        assert old in sql
        sql = sql.replace(old, new)
    return sql


def rebuild(db, table, replace=(), columns=None):
    """The twelve steps of https://sqlite.org/lang_altertable.html, as far as tools take them."""
    indexes = [sql for (sql,) in rows(db, "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?"
                                          " AND sql NOT LIKE '%/* softdelete */%'", table)]
    names = columns or ", ".join(f'"{row[1]}"' for row in rows(db, f"PRAGMA table_info({table})"))
    db.execute(definition(db, table, replace))
    db.execute(f"INSERT INTO new_{table}({names}) SELECT {names} FROM {table}")
    db.execute(f"DROP TABLE {table}")
    db.execute(f"ALTER TABLE new_{table} RENAME TO {table}")
    for sql in indexes:
        db.execute(sql)


CHANGES = {
    "as it was": ("author", ()),
    "a retyped column": ("author", [("born INT", "born TEXT")]),
    "a new constraint": ("author", [("name TEXT NOT NULL", "name TEXT NOT NULL CHECK(length(name) > 2)")]),
    "a new column": ("author", [("born INT", "born INT, died INT DEFAULT 5")]),
    "a child": ("book", [("price REAL", "price NUMERIC NOT NULL DEFAULT 0")]),
    "a key that autoincrements": ("book", [("id INTEGER PRIMARY KEY", "id INTEGER PRIMARY KEY AUTOINCREMENT")]),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("legacy", [0, 1])
@pytest.mark.parametrize("transaction", [False, True])
def test_suspended(library, change, legacy, transaction):
    before = authors(library), books(library)
    library.execute(f"PRAGMA legacy_alter_table = {legacy}")
    if transaction:
        library.execute("BEGIN")
    library.execute(ALL)
    rebuild(library, *CHANGES[change])
    library.execute(RESUME)
    if transaction:
        library.execute("COMMIT")
    assert (authors(library), books(library)) == before
    works(library)


@pytest.mark.parametrize("change", CHANGES)
def test_suspended_with_foreign_keys_deferred(library, change):
    """With foreign_keys = ON a DROP TABLE deletes rows first; tools turn them off or defer them."""
    before = authors(library), books(library)
    library.execute("PRAGMA foreign_keys = OFF")
    library.execute("BEGIN")
    library.execute(ALL)
    rebuild(library, *CHANGES[change])
    library.execute(RESUME)
    assert rows(library, "PRAGMA foreign_key_check") == []
    library.execute("COMMIT")
    library.execute("PRAGMA foreign_keys = ON")
    assert (authors(library), books(library)) == before
    works(library)


@pytest.mark.parametrize("change", CHANGES)
def test_not_suspended_modern_rename_is_refused_and_rolls_back(library, change):
    before = dump(library)
    library.execute("BEGIN")
    with pytest.raises(sqlite3.OperationalError, match="_active|_deleted|softdelete"):
        rebuild(library, *CHANGES[change])
    library.execute("ROLLBACK")
    assert dump(library) == before
    works(library)


@pytest.mark.parametrize("change", CHANGES)
def test_not_suspended_and_not_in_a_transaction(library, change):
    """The rename fails when the old table is gone already: all rows are in the copy."""
    before = authors(library), books(library)
    table, replace = CHANGES[change]
    with pytest.raises(sqlite3.OperationalError):
        rebuild(library, table, replace)
    assert statuses(library)[table] == "missing"
    library.execute("PRAGMA legacy_alter_table = ON")  # Renames without a look at views and triggers.
    library.execute(f"ALTER TABLE new_{table} RENAME TO {table}")
    assert statuses(library)[table] == "damaged"
    repair(library)
    assert (authors(library), books(library)) == before
    if table == "author":
        library.execute("CREATE INDEX author_name ON author(name)")
    works(library)


@pytest.mark.parametrize("change", CHANGES)
def test_not_suspended_legacy_rename_is_damaged_until_repaired(library, change):
    before = authors(library), books(library)
    library.execute("PRAGMA legacy_alter_table = ON")
    table, replace = CHANGES[change]
    rebuild(library, table, replace)
    assert (authors(library), books(library)) == before
    assert statuses(library)[table] == "damaged"
    for call in ("soft_delete", "restore", "purge"):
        assert "damaged" in fails(library, f"SELECT {call}('{table}', 2)")
    repair(library)
    assert (authors(library), books(library)) == before
    works(library)


@pytest.mark.parametrize("legacy", [0, 1])
def test_changed_foreign_key_without_suspending(library, legacy):
    library.execute(f"PRAGMA legacy_alter_table = {legacy}")
    library.execute("BEGIN")
    try:
        rebuild(library, "book", [("ON DELETE CASCADE", "ON DELETE RESTRICT")])
    except sqlite3.OperationalError:
        library.execute("ROLLBACK")
        works(library)
        return
    library.execute("COMMIT")
    assert statuses(library) == {"author": "damaged", "book": "damaged"}
    repair(library)
    assert statuses(library) == {"author": "ok", "book": "ok"}
    assert "book" in fails(library, "DELETE FROM author WHERE id = 2")
    library.execute("DELETE FROM book WHERE id = 21")
    library.execute("DELETE FROM author WHERE id = 2")
    assert keys(library, "author_deleted") == [1, 2]


def flag_of(db):
    return one(db, "SELECT min(flag_column) FROM softdelete")


def rebuild_without_our_columns(db):
    db.execute("PRAGMA legacy_alter_table = ON")
    db.execute("CREATE TABLE new_author(id INTEGER PRIMARY KEY, name TEXT NOT NULL, born INT)")
    db.execute("INSERT INTO new_author SELECT id, name, born FROM author")
    db.execute("DROP TABLE author")
    db.execute("ALTER TABLE new_author RENAME TO author")


def test_a_rebuild_that_forgets_the_flag_is_refused_at_its_end(library):
    """A tool that copies only the columns it knows of loses which rows are deleted."""
    flag = flag_of(library)
    library.execute("BEGIN")
    library.execute(ALL)
    rebuild_without_our_columns(library)
    message = fails(library, RESUME)
    assert flag in message and "author" in message
    library.execute("ROLLBACK")
    works(library)


def test_a_table_that_lost_all_our_columns_is_damaged_until_it_is_enabled_by_name(library):
    rebuild_without_our_columns(library)
    assert statuses(library)["author"] == "damaged"
    assert "damaged" in fails(library, "SELECT soft_delete('author', 1)")
    library.execute("INSERT INTO softdelete(table_name) VALUES ('author')")
    assert statuses(library)["author"] == "ok"
    library.execute("DELETE FROM author WHERE id = 1")
    assert rows(library, "SELECT id FROM author_deleted") == [(1,)]


def test_the_explicit_way_to_forget_a_trash(library, style):
    library.execute(ALL)
    library.execute("PRAGMA legacy_alter_table = ON")
    library.execute("CREATE TABLE new_author(id INTEGER PRIMARY KEY, name TEXT NOT NULL, born INT)")
    library.execute("INSERT INTO new_author SELECT id, name, born FROM author")
    library.execute("DROP TABLE author")
    library.execute("ALTER TABLE new_author RENAME TO author")
    library.execute("DELETE FROM softdelete WHERE table_name = 'author'")
    library.execute(RESUME)
    names = ", ".join(["table_name", *style])
    library.execute(f"INSERT INTO softdelete({names}) VALUES ('author'{', ?' * len(style)})", list(style.values()))
    assert set(statuses(library).values()) == {"ok"}
    assert keys(library, "author_active") == [1, 2, 3, 4]


@pytest.mark.parametrize("shape", ["WITHOUT ROWID", "STRICT"])
def test_another_kind_of_table(library, shape):
    """A rebuild may change what kind of table it is."""
    before = authors(library), books(library)
    library.execute(ALL)
    columns = [row[1:3] for row in rows(library, "PRAGMA table_info(author)")]
    body = ", ".join(f"{name} {kind if name != 'id' else 'INTEGER PRIMARY KEY'}"
                     + (" NOT NULL DEFAULT 0" if name == "is_deleted" else "") for name, kind in columns)
    library.execute(f"CREATE TABLE new_author({body}) {shape}")
    library.execute("INSERT INTO new_author SELECT * FROM author")
    library.execute("DROP TABLE author")
    library.execute("ALTER TABLE new_author RENAME TO author")
    library.execute(RESUME)
    assert (authors(library), books(library)) == before
    works(library)


def test_a_key_of_other_columns(library):
    library.execute(ALL)
    library.execute("CREATE TABLE new_book(" + ", ".join(
        f"{row[1]} {row[2]}" + (" NOT NULL DEFAULT 0" if row[1] == "is_deleted" else "")
        for row in rows(library, "PRAGMA table_info(book)")) + ", PRIMARY KEY(author_id, title))")
    library.execute("INSERT INTO new_book SELECT * FROM book")
    library.execute("DROP TABLE book")
    library.execute("ALTER TABLE new_book RENAME TO book")
    library.execute(RESUME)
    assert one(library, "SELECT soft_delete('book', 3, 'Palomar')") == 1
    assert one(library, "SELECT restore('book', 2, 'Ficciones')") == 1
    assert keys(library, "book_active") == [20, 21]
    assert "author_id" in fails(library, "SELECT restore('book', 10)")
