"""What tests of migrations compare: rows, the trash, objects, and whether soft delete really works."""

from support import fails, ident, one, rows

OURS = "sql LIKE '%/* softdelete */%'"


def statuses(db):
    return dict(rows(db, "SELECT table_name, status FROM softdelete"))


def ours(db, schema="main"):
    """The generated objects of a schema."""
    return rows(db, f"SELECT type, name, tbl_name, sql FROM {ident(schema)}.sqlite_schema WHERE {OURS} ORDER BY 1, 2")


def intercepting(db, schema="main"):
    """The same without the index of the trash, which stays while a table is suspended or disabled."""
    return [each for each in ours(db, schema) if each[0] != "index"]


def books(db, table="book", key="id", author="author_id"):
    """Which books there are, and which of them are in the trash, when and why."""
    return rows(db, f"SELECT {key}, {author}, deleted_at, deleted_via FROM {table} ORDER BY 1")


def authors(db, table="author", key="id"):
    return rows(db, f"SELECT {key}, deleted_at, deleted_via FROM {table} ORDER BY 1")


def keys(db, source, key="id"):
    return [row[0] for row in rows(db, f"SELECT {key} FROM {source} ORDER BY 1")]


def repair(db):
    """The statement of docs/migrations.md that repairs whatever is damaged."""
    rows(db, "SELECT softdelete_repair()")


def works(db, author="author", book="book", author_active="author_active", author_deleted="author_deleted",
          book_active="book_active", book_deleted="book_deleted"):
    """Soft delete does all that it should; everything is as before at the end."""
    assert statuses(db) == {author: "ok", book: "ok"}
    assert keys(db, author_active) == [2, 3, 4] and keys(db, author_deleted) == [1]
    assert keys(db, book_active) == [21, 30] and keys(db, book_deleted) == [10, 11, 20, 40]
    before = (authors(db, author), books(db, book))
    db.execute("SAVEPOINT works")
    db.execute(f"DELETE FROM {ident(author)} WHERE id = 3")
    assert keys(db, author_deleted) == [1, 3] and keys(db, book_deleted) == [10, 11, 20, 30, 40]
    assert one(db, "SELECT restore(?, 3)", author) == 1
    assert keys(db, book_active) == [21, 30]
    db.execute(f"DELETE FROM {book_active} WHERE id = 30")
    assert one(db, f"SELECT deleted_via FROM {book_deleted} WHERE id = 30") is None
    assert one(db, "SELECT restore(?, 1)", author) == 1
    assert keys(db, book_active) == [10, 11, 21]
    assert one(db, "SELECT soft_delete(?, 1)", author) == 1
    assert author in fails(db, f"UPDATE {book_active} SET author_id = 1 WHERE id = 21")
    assert one(db, "SELECT purge(?, 1)", author) == 1
    assert keys(db, book) == [20, 21, 30, 40]
    assert rows(db, "SELECT table_name, key FROM softdelete_trash ORDER BY 2") == [
        (book, "[20]"), (book, "[30]"), (book, "[40]")]
    db.execute("ROLLBACK TO works")
    db.execute("RELEASE works")
    assert (authors(db, author), books(db, book)) == before
    assert one(db, "PRAGMA integrity_check") == "ok"
