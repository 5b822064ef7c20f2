"""Alembic's operations on managed tables, suspended around them and not."""

import pytest

pytest.importorskip("alembic")

import sqlalchemy as sa  # noqa: E402
from alembic.migration import MigrationContext  # noqa: E402
from alembic.operations import Operations  # noqa: E402

from migrations.states import authors, books, keys, repair, statuses, works  # noqa: E402
from support import connect, dump, load_extension, one, rows  # noqa: E402

SUSPEND = "UPDATE softdelete SET suspended = 1"
RESUME = "UPDATE softdelete SET suspended = 0"


def engine(path, *, transactional):
    """An engine whose connections have the extension; with SQLAlchemy's advice for transactions, or without.

    Without it Python's sqlite3 module begins a transaction before INSERT, UPDATE and DELETE only.
    """
    made = sa.create_engine(f"sqlite:///{path}")

    @sa.event.listens_for(made, "connect")
    def connected(connection, record):
        if transactional:
            connection.isolation_level = None
        load_extension(connection).execute("PRAGMA synchronous = OFF")

    if transactional:
        sa.event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return made


@pytest.fixture(params=[True, False], ids=["BEGIN", "Python's transactions"])
def migrate(request, library_file):
    """Runs a function of Alembic's operations as one migration."""
    made = engine(library_file, transactional=request.param)

    def run(change, *, suspended=False, legacy=0):
        with made.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA legacy_alter_table = {legacy}")
        with made.begin() as connection:
            op = Operations(MigrationContext.configure(connection))
            if suspended:
                op.execute(SUSPEND)
            change(op)
            if suspended:
                op.execute("SELECT softdelete_repair()")
                op.execute(RESUME)

    run.transactional = request.param
    yield run
    made.dispose()


@pytest.fixture
def db(library_file):
    connection = connect(library_file, script="PRAGMA synchronous = OFF")
    yield connection
    connection.close()


def add_column(op):
    with op.batch_alter_table("author", recreate="always") as batch:
        batch.add_column(sa.Column("died", sa.Integer(), server_default="0"))


def add_column_in_place(op):
    op.add_column("book", sa.Column("pages", sa.Integer()))


def alter_column(op):
    with op.batch_alter_table("author") as batch:
        batch.alter_column("born", type_=sa.String(9), existing_type=sa.Integer())


def alter_key(op):
    with op.batch_alter_table("book") as batch:
        batch.alter_column("price", nullable=False, server_default="1", existing_type=sa.Float())


def drop_column(op):
    with op.batch_alter_table("author") as batch:
        batch.drop_column("born")


def drop_column_of_the_child(op):
    with op.batch_alter_table("book") as batch:
        batch.drop_column("price")


def rename_column(op):
    with op.batch_alter_table("author") as batch:
        batch.alter_column("born", new_column_name="birth_year", existing_type=sa.Integer())


def rename_indexed_column(op):
    with op.batch_alter_table("author") as batch:
        batch.alter_column("name", new_column_name="full_name", existing_type=sa.Text())


def add_index(op):
    op.create_index("book_title", "book", ["title", "price"])


def drop_index(op):
    op.drop_index("author_name", "author")


def add_unique(op):
    with op.batch_alter_table("book") as batch:
        batch.create_unique_constraint("book_unique", ["title", "author_id"])


def add_check(op):
    with op.batch_alter_table("book") as batch:
        batch.create_check_constraint("book_price", sa.text("price >= 0"))


def add_foreign_key(op):
    with op.batch_alter_table("book") as batch:
        batch.add_column(sa.Column("editor_id", sa.Integer()))
        batch.create_foreign_key("book_editor", "author", ["editor_id"], ["id"])


def several(op):
    with op.batch_alter_table("author", table_args=(sa.CheckConstraint("id > 0", name="positive"),)) as batch:
        batch.add_column(sa.Column("died", sa.Integer()))
        batch.drop_column("born")
        batch.alter_column("name", type_=sa.String(80), existing_type=sa.Text())
    op.create_index("author_died", "author", ["died"])


CHANGES = [add_column, add_column_in_place, alter_column, alter_key, drop_column, drop_column_of_the_child,
           rename_column, rename_indexed_column, add_index, drop_index, add_unique, add_check, add_foreign_key, several]


@pytest.mark.parametrize("change", CHANGES)
def test_suspended(migrate, db, change):
    before = authors(db), books(db)
    migrate(change, suspended=True)
    assert (authors(db), books(db)) == before
    works(db)
    assert rows(db, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("legacy", [0, 1])
def test_not_suspended(migrate, db, change, legacy):
    """The tool fails, or the status tells; no row is lost, and repair brings all back."""
    before, everything = (authors(db), books(db)), dump(db)
    try:
        migrate(change, legacy=legacy)
    except sa.exc.DatabaseError:
        db.execute("DROP TABLE IF EXISTS _alembic_tmp_author")  # Made before Python began a transaction.
        db.execute("DROP TABLE IF EXISTS _alembic_tmp_book")
        if migrate.transactional:
            assert dump(db) == everything
        assert (authors(db), books(db)) == before
        repair(db)
        works(db)
        return
    assert (authors(db), books(db)) == before
    repair(db)
    assert (authors(db), books(db)) == before
    works(db)


@pytest.mark.parametrize("old, new, author, book", [("author", "writer", "writer", "book"), ("book", "tome", "author", "tome")])
def test_renamed_table(migrate, db, old, new, author, book):
    before = authors(db), books(db)
    migrate(lambda op: op.rename_table(old, new))
    assert statuses(db)[new] == "damaged"
    repair(db)
    assert (authors(db, author), books(db, book)) == before
    works(db, author=author, book=book)


def test_renamed_table_while_suspended(migrate, db):
    """As docs/migrations.md has it: the settings are told the new name."""
    before = authors(db), books(db)

    def rename(op):
        op.rename_table("author", "writer")
        op.execute("UPDATE softdelete_registry SET table_name = 'writer' WHERE table_name = 'author'")

    migrate(rename, suspended=True)
    assert (authors(db, "writer"), books(db)) == before
    works(db, author="writer")


def test_reflected_columns_keep_soft_delete(migrate, db):
    """Batch mode copies all columns that the database has, with their defaults."""
    columns = rows(db, "SELECT name, type, \"notnull\", dflt_value FROM pragma_table_info('author') WHERE name LIKE '%delete%'")
    migrate(add_column, suspended=True)
    assert rows(db, "SELECT name, type, \"notnull\", trim(dflt_value, '''') FROM pragma_table_info('author')"
                    " WHERE name LIKE '%delete%'") == columns
    db.execute("INSERT INTO author(id, name) VALUES (9, 'New')")
    assert 9 in keys(db, "author_active")


def test_dropping_the_flag_is_refused_at_the_end(migrate, db):
    flag = one(db, "SELECT min(flag_column) FROM softdelete")
    everything = dump(db)

    def forget(op):
        with op.batch_alter_table("author") as batch:
            for column in ("deleted_via", "deleted_at") + (() if flag == "deleted_at" else ("is_deleted",)):
                batch.drop_column(column)

    with pytest.raises(sa.exc.DatabaseError, match=flag):
        migrate(forget, suspended=True)
    assert dump(db) == everything
    works(db)


def test_a_failing_migration_leaves_all_as_it_was(migrate, db):
    everything = dump(db)

    def fail(op):
        add_column(op)
        op.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(sa.exc.DatabaseError):
        migrate(fail, suspended=True)
    assert dump(db) == everything
    works(db)
