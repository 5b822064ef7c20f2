"""ALTER TABLE on managed tables: it works, or says what is wrong; never a wrong result."""

import sqlite3

import pytest

from migrations.states import authors, books, keys, repair, statuses, works
from support import dump, fails, manage, one, rows


def attempt(db, sql):
    """Whether a change is done; a refused one changes nothing."""
    before = dump(db)
    try:
        db.execute(sql)
    except sqlite3.Error:
        assert dump(db) == before
        assert statuses(db) == {"author": "ok", "book": "ok"}
        return False
    return True


@pytest.fixture(params=[0, 1], ids=["", "legacy"])
def altered(request, library):
    library.execute(f"PRAGMA legacy_alter_table = {request.param}")
    return library


def intercepts(db, table="author", key="id"):
    """That a row is never lost: a DELETE is intercepted or, as is allowed in between, refused. Tells which."""
    before = keys(db, table, key)
    db.execute("SAVEPOINT intercepts")
    try:
        db.execute(f"DELETE FROM {table}")
        outcome = "intercepted"
    except sqlite3.Error:
        outcome = "refused"
    assert keys(db, table, key) == before
    db.execute("ROLLBACK TO intercepts")
    db.execute("RELEASE intercepts")
    return outcome


@pytest.mark.parametrize("sql, columns", [
    ("ALTER TABLE author ADD COLUMN died INT", ["id", "name", "born", "died"]),
    ("ALTER TABLE author ADD COLUMN died INT NOT NULL DEFAULT 7", ["id", "name", "born", "died"]),
    ("ALTER TABLE author ADD COLUMN age INT AS (2000 - born)", ["id", "name", "born", "age"]),
    ("ALTER TABLE author RENAME COLUMN name TO title", ["id", "title", "born"]),
    ("ALTER TABLE author RENAME COLUMN born TO \"it's \"\"new\"\"\"", ["id", "name", "it's \"new\""]),
    ("ALTER TABLE author DROP COLUMN born", ["id", "name"]),
])
def test_columns(altered, sql, columns):
    before = authors(altered), books(altered)
    done = attempt(altered, sql)
    assert (authors(altered), books(altered)) == before
    assert intercepts(altered) == "intercepted"
    if not done:
        works(altered)
        return
    repair(altered)
    works(altered)
    names = [column[0] for column in altered.execute("SELECT * FROM author_active").description]
    assert [name for name in names if "deleted" not in name] == columns


def test_adding_and_renaming_columns_is_never_refused(altered):
    assert attempt(altered, "ALTER TABLE author ADD COLUMN died INT")
    altered.execute("ALTER TABLE author RENAME COLUMN born TO birth")
    altered.execute("ALTER TABLE author RENAME TO writer")


def test_writing_through_views_of_another_shape(altered):
    """Between an ADD COLUMN and the repair the views lack the column; what they write is right."""
    altered.execute("ALTER TABLE author ADD COLUMN died INT DEFAULT 7")
    altered.execute("UPDATE author SET died = 1852 WHERE id = 2")
    altered.execute("UPDATE author_active SET name = 'Jorge Luis Borges' WHERE id = 2")
    altered.execute("INSERT INTO author_active(id, name) VALUES (9, 'New')")
    assert rows(altered, "SELECT id, name, died FROM author WHERE id IN (2, 9)") == [
        (2, "Jorge Luis Borges", 1852), (9, "New", 7)]
    assert intercepts(altered) == "intercepted"


@pytest.mark.parametrize("key", ["id", "name"])
def test_writing_through_views_after_a_rename(altered, key):
    altered.execute(f"ALTER TABLE author RENAME COLUMN {key} TO renamed")
    names = [column[0] for column in altered.execute("SELECT * FROM author_active").description]
    first, second = names[:2]
    try:
        altered.execute(f"UPDATE author_active SET {second} = 'Changed' WHERE {first} = 2")
        altered.execute(f"DELETE FROM author_active WHERE {first} = 3")
        expected = ([1, 3], "Changed")
    except sqlite3.Error:
        assert statuses(altered)["author"] == "damaged"
        expected = ([1], "Borges")
    key, name = ("renamed", "name") if key == "id" else ("id", "renamed")
    assert keys(altered, "author", key) == [1, 2, 3, 4]
    assert one(altered, f"SELECT {name} FROM author WHERE {key} = 2") == expected[1]
    repair(altered)
    assert keys(altered, "author_deleted", key) == expected[0]


def test_a_renamed_key(altered):
    before = authors(altered), books(altered)
    altered.execute("ALTER TABLE author RENAME COLUMN id TO nr")
    assert (authors(altered, key="nr"), books(altered)) == before
    intercepts(altered, key="nr")
    repair(altered)
    assert statuses(altered) == {"author": "ok", "book": "ok"}
    altered.execute("DELETE FROM author WHERE nr = 3")
    assert keys(altered, "book_deleted") == [10, 11, 20, 30, 40]
    assert one(altered, "SELECT restore('author', 3)") == 1
    assert (authors(altered, key="nr"), books(altered)) == before


def test_a_renamed_reference(altered):
    altered.execute("ALTER TABLE book RENAME COLUMN author_id TO writer")
    intercepts(altered)
    assert intercepts(altered, "book") == "intercepted"
    repair(altered)
    works_renamed = keys(altered, "book_deleted")
    assert works_renamed == [10, 11, 20, 40]
    assert statuses(altered) == {"author": "ok", "book": "ok"}
    altered.execute("DELETE FROM author WHERE id = 3")
    assert keys(altered, "book_deleted") == [10, 11, 20, 30, 40]


@pytest.mark.parametrize("column", ["is_deleted", "deleted_at", "deleted_via"])
@pytest.mark.parametrize("change", ["RENAME COLUMN {} TO gone", "DROP COLUMN {}"])
def test_the_columns_of_soft_delete_itself(altered, column, change):
    """Their loss is refused or shown, and no repair brings the trash back to life."""
    if column == "is_deleted" and one(altered, "SELECT min(flag_column) FROM softdelete") == "deleted_at":
        return
    trash = keys(altered, "author_deleted")
    flag = one(altered, "SELECT min(flag_column) FROM softdelete")
    if not attempt(altered, f"ALTER TABLE author {change.format(column)}"):
        works(altered)
        return
    intercepts(altered)
    assert statuses(altered)["author"] == "damaged"
    assert column in fails(altered, "SELECT softdelete_repair()")
    assert column in fails(altered, "INSERT INTO softdelete(table_name) VALUES ('author')")
    if column != flag:
        altered.execute("ALTER TABLE author ADD COLUMN " + column + " TEXT")
        repair(altered)
        assert keys(altered, "author_deleted") == trash


@pytest.mark.parametrize("column", ["deleted_at", "deleted_via"])
def test_a_column_of_soft_delete_renamed_while_suspended(library, column):
    """Without it, children would not come back and no row expire; renamed back, all is as it was."""
    if column == one(library, "SELECT min(flag_column) FROM softdelete"):
        return
    library.execute("UPDATE softdelete SET suspended = 1")
    library.execute(f"ALTER TABLE book RENAME COLUMN {column} TO other")
    message = fails(library, "UPDATE softdelete SET suspended = 0 WHERE table_name = 'book'")
    assert f"the column {column} of book is gone" in message
    library.execute(f"ALTER TABLE book RENAME COLUMN other TO {column}")
    library.execute("UPDATE softdelete SET suspended = 0")
    works(library)


@pytest.mark.parametrize("column", ["deleted_at", "deleted_via"])
def test_a_column_that_an_empty_trash_does_not_need(db, column):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    manage(db, "t")
    db.execute("UPDATE softdelete SET suspended = 1")
    db.execute("DROP INDEX t_softdelete_trash")
    db.execute(f"ALTER TABLE t DROP COLUMN {column}")
    db.execute("UPDATE softdelete SET suspended = 0")
    assert rows(db, "SELECT status FROM softdelete") == [("ok",)]


# --- renamed tables ----------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["author", "book"])
@pytest.mark.parametrize("name", ["renamed", "two words", "it's \"quoted\"", "é"])
def test_a_renamed_table_is_recognised_and_repaired(altered, table, name):
    before = authors(altered), books(altered)
    settings = rows(altered, "SELECT flag_column, time_column FROM softdelete WHERE table_name = ?", table)
    altered.execute("UPDATE softdelete SET retention = '5 years' WHERE table_name = ?", (table,))
    quoted = '"' + name.replace('"', '""') + '"'
    altered.execute(f"ALTER TABLE {table} RENAME TO {quoted}")
    other = "book" if table == "author" else "author"
    assert statuses(altered)[name] in ("ok", "damaged")
    assert set(statuses(altered)) == {name, other}
    intercepts(altered, quoted)
    repair(altered)
    assert statuses(altered) == {name: "ok", other: "ok"}
    assert rows(altered, "SELECT flag_column, time_column FROM softdelete WHERE table_name = ?", name) == settings
    assert one(altered, "SELECT retention FROM softdelete WHERE table_name = ?", name) == "5 years"
    author, book = (quoted, "book") if table == "author" else ("author", quoted)
    assert (authors(altered, author), books(altered, book)) == before
    assert intercepts(altered, quoted) == "intercepted"
    assert one(altered, "SELECT restore(?, ?)", name, 1 if table == "author" else 20) == 1
    assert fails(altered, f"SELECT restore('{table}', 1)")


def test_a_renamed_table_works_whole(library):
    library.execute("ALTER TABLE author RENAME TO writer")
    library.execute("ALTER TABLE book RENAME TO tome")
    repair(library)
    works(library, author="writer", book="tome")


def test_a_renamed_table_leaves_no_object_under_the_old_name(library):
    library.execute("ALTER TABLE author RENAME TO writer")
    repair(library)
    left = [name for (name,) in rows(library, "SELECT name FROM sqlite_schema") if name.startswith("author")]
    assert sorted(left) == ["author_active", "author_deleted", "author_name"]  # The views keep the names given.


def test_a_new_name_whose_objects_are_taken(library):
    """What a stranger owns is never dropped: the repair is refused."""
    library.execute("CREATE INDEX writer_softdelete_trash ON author(born)")
    library.execute("ALTER TABLE author RENAME TO writer")
    before = dump(library)
    assert "writer_softdelete_trash" in fails(library, "SELECT softdelete_repair('writer')")
    assert dump(library) == before
    library.execute("DROP INDEX writer_softdelete_trash")
    repair(library)
    works(library, author="writer")


def test_two_tables_swap_names(library):
    before = authors(library), books(library)
    for old, new in (("author", "temporary"), ("book", "author"), ("temporary", "book")):
        library.execute(f"ALTER TABLE {old} RENAME TO {new}")
    shown = rows(library, "SELECT table_name, active_view FROM softdelete ORDER BY 1")
    try:
        repair(library)
    except sqlite3.Error:
        pass
    assert (authors(library, "book"), books(library, "author")) == before
    if set(statuses(library).values()) == {"ok"}:
        assert keys(library, "author_active") != [] and len(shown) == 2
    intercepts(library, "author")
    intercepts(library, "book")


def test_a_new_table_takes_the_old_name(library):
    library.execute("ALTER TABLE author RENAME TO writer")
    library.execute("CREATE TABLE author(id INTEGER PRIMARY KEY)")
    before = authors(library, "writer")
    intercepts(library, "writer")
    library.execute("INSERT INTO author VALUES (1)")
    library.execute("DELETE FROM author")
    assert authors(library, "writer") == before


def test_a_renamed_table_stays_known_where_another_takes_its_name(library):
    library.execute("ALTER TABLE author RENAME TO writer")
    library.execute("CREATE TABLE author(id INTEGER PRIMARY KEY)")
    assert set(statuses(library)) == {"writer", "book"}
    assert one(library, "SELECT count(*) FROM softdelete_trash WHERE table_name = 'writer'") == 1
    before = dump(library)
    assert "enable writer first" in fails(library, "INSERT INTO softdelete(table_name) VALUES ('author')")
    assert dump(library) == before
    repair(library)
    works(library, author="writer")
    for table in ("book", "writer"):
        rows(library, f"SELECT softdelete_purge('{table}', '0 days'), softdelete_remove('{table}')")
    assert rows(library, "SELECT name FROM sqlite_schema WHERE name LIKE '%softdelete%' AND type <> 'table'"
                         " AND name NOT LIKE 'sqlite%'") == []


# --- indexes -----------------------------------------------------------------------------------


def test_indexes_come_and_go(library):
    library.execute("CREATE UNIQUE INDEX book_title ON book(title)")
    library.execute("DROP INDEX author_name")
    repair(library)
    works(library)
    library.execute("DROP INDEX book_title")
    repair(library)
    works(library)
