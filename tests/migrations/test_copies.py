"""Dumps, backups and copies, and connections that were open all the time."""

import sqlite3

import pytest

from migrations.states import authors, books, keys, repair, statuses, works
from support import connect, fails, load_extension, objects, one, rows, shell


def same(db, path_or_db):
    copy = path_or_db if isinstance(path_or_db, sqlite3.Connection) else connect(path_or_db)
    assert sorted(objects(copy), key=repr) == sorted(objects(db), key=repr)
    assert (authors(copy), books(copy)) == (authors(db), books(db))
    assert rows(copy, "SELECT * FROM softdelete_registry") == rows(db, "SELECT * FROM softdelete_registry")
    works(copy)
    return copy


@pytest.mark.parametrize("loaded", [True, False])
def test_dump_of_the_shell(library_file, tmp_path, loaded):
    dumped = shell(".dump", library_file, load=loaded)
    shell(dumped, tmp_path / "copy.sqlite", load=loaded)
    same(connect(library_file), tmp_path / "copy.sqlite")


def test_dump_of_the_shell_in_defensive_mode(library_file, tmp_path):
    dumped = shell(".dump", library_file, load=False)
    shell(".dbconfig defensive on\n.dbconfig dqs_ddl off\n.dbconfig dqs_dml off\n.dbconfig trusted_schema off\n" + dumped,
          tmp_path / "copy.sqlite", load=False)
    same(connect(library_file), tmp_path / "copy.sqlite")


def test_iterdump(library):
    copy = sqlite3.connect(":memory:", isolation_level=None)
    copy.executescript("\n".join(library.iterdump()))
    same(library, load_extension(copy))


def test_vacuum_into(library, tmp_path):
    library.execute("VACUUM INTO ?", (str(tmp_path / "copy.sqlite"),))
    same(library, tmp_path / "copy.sqlite")


def test_vacuum(library_file):
    db = connect(library_file)
    before = objects(db), authors(db), books(db)
    db.execute("VACUUM")
    assert (objects(db), authors(db), books(db)) == before
    works(db)


def test_backup(library, tmp_path):
    copy = connect(tmp_path / "copy.sqlite")
    library.backup(copy)
    same(library, copy)


def test_backup_over_an_open_database(library, tmp_path):
    """A connection whose database is replaced under it sees the new one."""
    copy = connect(tmp_path / "copy.sqlite", script="CREATE TABLE author(id TEXT PRIMARY KEY NOT NULL)")
    copy.execute("INSERT INTO softdelete(table_name) VALUES ('author')")
    copy.execute("INSERT INTO author(id) VALUES ('x')")
    assert one(copy, "SELECT soft_delete('author', 'x')") == 1
    library.backup(copy)
    same(library, copy)


def test_serialize(library):
    copy = connect()
    copy.deserialize(library.serialize())
    same(library, copy)


def test_clone_and_recover_of_the_shell(library_file, tmp_path):
    shell(f".clone {tmp_path / 'clone.sqlite'}", library_file, load=False)
    clone = connect(tmp_path / "clone.sqlite")
    assert (authors(clone), books(clone)) == (authors(connect(library_file)), books(connect(library_file)))
    repair(clone)
    works(clone)


def test_a_dump_of_one_table_can_be_enabled(library_file, tmp_path):
    shell(shell(".dump author", library_file, load=False), tmp_path / "copy.sqlite", load=False, check=False)
    copy = connect(tmp_path / "copy.sqlite")
    assert authors(copy) == authors(connect(library_file))
    assert keys(copy, "author") == [1, 2, 3, 4]


# --- other connections -------------------------------------------------------------------------


def test_a_prepared_delete_of_another_connection_is_intercepted(path, style):
    """Its statement was prepared, and run, before the table was managed."""
    from migrations.conftest import LIBRARY

    connect(path, script=LIBRARY, load=False).close()
    other, db = connect(path, load=False), connect(path)
    delete = "DELETE FROM book WHERE id = ?"  # Python keeps the prepared statement.
    other.execute(delete, (40,))
    assert one(other, "SELECT count(*) FROM book") == 5
    for table in ("author", "book"):
        db.execute(f"INSERT INTO softdelete({', '.join(['table_name', *style])}) VALUES ('{table}'{', ?' * len(style)})",
                   list(style.values()))
    other.execute(delete, (30,))
    assert one(other, "SELECT count(*) FROM book") == 5
    assert keys(db, "book_deleted") == [30]
    db.execute("UPDATE softdelete SET suspended = 1")
    other.execute(delete, (21,))
    assert one(other, "SELECT count(*) FROM book") == 4
    db.execute("UPDATE softdelete SET suspended = 0")
    other.execute(delete, (20,))
    assert one(other, "SELECT count(*) FROM book") == 4
    db.execute("DELETE FROM softdelete")
    other.execute(delete, (20,))
    assert one(other, "SELECT count(*) FROM book") == 3


def test_the_functions_of_another_connection_follow(library_file):
    db, other = connect(library_file), connect(library_file)
    assert one(other, "SELECT soft_delete('book', 30)") == 1
    db.execute("UPDATE softdelete SET suspended = 1")
    db.execute("ALTER TABLE book ADD COLUMN pages INT")
    with pytest.raises(sqlite3.OperationalError, match="suspended"):
        other.execute("SELECT restore('book', 30)").fetchall()
    db.execute("UPDATE softdelete SET suspended = 0")
    assert one(other, "SELECT restore('book', 30)") == 1
    works(other)
    db.execute("DELETE FROM softdelete")
    with pytest.raises(sqlite3.OperationalError, match="not managed"):
        other.execute("SELECT soft_delete('book', 30)").fetchall()


def test_a_migration_waits_for_no_reader_in_wal_mode(library_file):
    db, reader = connect(library_file), connect(library_file)
    db.execute("PRAGMA journal_mode = WAL")
    reader.execute("BEGIN")
    before = authors(reader), books(reader)
    db.execute("BEGIN")
    db.execute("UPDATE softdelete SET suspended = 1")
    db.execute("ALTER TABLE author DROP COLUMN born")
    db.execute("UPDATE softdelete SET suspended = 0")
    db.execute("COMMIT")
    assert statuses(reader) == {"author": "ok", "book": "ok"}
    assert len(rows(reader, "SELECT born FROM author_active")) == 3
    assert (authors(reader), books(reader)) == before
    reader.execute("COMMIT")
    with pytest.raises(sqlite3.OperationalError, match="born"):
        reader.execute("SELECT born FROM author_active")
    works(reader)


def test_a_busy_database_is_an_error_and_nothing_changes(library_file):
    db, writer = connect(library_file, timeout=0), connect(library_file)
    before = objects(db)
    writer.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        db.execute("UPDATE softdelete SET suspended = 1")
    writer.execute("ROLLBACK")
    assert objects(db) == before
    works(db)


def test_suspending_while_a_cursor_of_the_same_connection_is_open(library):
    """It drops no index, which SQLite would refuse."""
    cursor = library.execute("SELECT id FROM book")
    cursor.fetchone()
    library.execute("UPDATE softdelete SET suspended = 1")
    assert statuses(library) == {"author": "suspended", "book": "suspended"}
    cursor.close()
    library.execute("UPDATE softdelete SET suspended = 0")
    works(library)


def test_a_program_without_the_extension_can_migrate_too(library_file):
    """ALTER TABLE where the extension is not loaded; seen when it is loaded again."""
    plain = connect(library_file, load=False)
    plain.execute("ALTER TABLE author ADD COLUMN died INT")
    plain.execute("ALTER TABLE book RENAME COLUMN price TO cost")
    plain.execute("DELETE FROM book WHERE id = 30")
    assert keys(plain, "book_deleted") == [10, 11, 20, 30, 40]
    plain.execute("UPDATE book_deleted SET deleted_at = NULL" + (
        ", is_deleted = 0" if "is_deleted" in [row[1] for row in rows(plain, "PRAGMA table_info(book)")] else "")
        + " WHERE id = 30")
    plain.close()
    db = connect(library_file)
    repair(db)
    works(db)
