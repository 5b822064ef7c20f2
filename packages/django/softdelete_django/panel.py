"""The statements to the extension's control panel. What changes it takes what executes (sql, parameters)."""

from django.db.backends.utils import strip_quotes

DEFAULTS = {"children": "declared", "retention": None, "reuse_keys": 0}


def enable(execute, table, settings, earlier=()):
    """Of the settings that the table has had so far, those that are not given become the default again."""
    columns = {"schema_name": "main", "table_name": strip_quotes(table), **settings}
    live = columns.pop("live_indexes", 0)
    names = ", ".join('"{}"'.format(name.replace('"', '""')) for name in columns)
    execute(f"INSERT INTO softdelete({names}) VALUES ({', '.join(['%s'] * len(columns))})", list(columns.values()))
    reset = {name: value for name, value in DEFAULTS.items() if name in earlier and name not in settings}
    if reset:
        execute(f"UPDATE softdelete SET {', '.join(f'{name} = %s' for name in reset)}"
                " WHERE schema_name = 'main' AND table_name = %s", [*reset.values(), strip_quotes(table)])
    if "live_indexes" in settings or "live_indexes" in earlier:
        live_indexes(execute, table, live)


def live_indexes(execute, table, value):
    execute("SELECT softdelete_live_indexes(%s, %s)", [f"main.{strip_quotes(table)}", value])


def disable(execute, table, earlier=()):
    """`earlier` are the settings that the table has had so far."""
    if "live_indexes" in earlier:
        live_indexes(execute, table, 0)
    execute("DELETE FROM softdelete WHERE schema_name = 'main' AND table_name = %s", [strip_quotes(table)])


def rename(execute, old, new):
    """For a table that was renamed while it was suspended."""
    execute("UPDATE softdelete_registry SET table_name = %s WHERE table_name = %s",
            [strip_quotes(new), strip_quotes(old)])


def rename_archive(execute, old, new):
    """The archive goes by the name of the table, and so does the view, which the models of deleted rows read."""
    execute(f'ALTER TABLE "{old}_softdelete_archive" RENAME TO "{new}_softdelete_archive"', None)
    execute(f'DROP TABLE IF EXISTS "{old}_softdelete_restoring"', None)  # empty, and made again
    execute("UPDATE softdelete_registry SET deleted_view = %s WHERE table_name = %s", [f"{new}_deleted", new])


def rename_in_archive(execute, table, old, new):
    execute(f'ALTER TABLE "{table}_softdelete_archive" RENAME COLUMN "{old}" TO "{new}"', None)


def fill_archive(execute, table, column, value):
    execute(f'UPDATE "{table}_softdelete_archive" SET "{column}" = %s WHERE "{column}" IS NULL', [value])


def suspend(execute):
    execute("UPDATE softdelete SET suspended = 1 WHERE schema_name = 'main' AND suspended = 0", None)


def resume(execute):
    # What a rebuild made anew in other words is put right first.
    repair(execute)
    execute("UPDATE softdelete SET suspended = 0 WHERE schema_name = 'main' AND suspended = 1", None)


def repair(execute):
    execute("SELECT softdelete_repair()", None)


def managed(connection):
    """{table: (status, storage, children)} of the managed tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, status, storage, children FROM softdelete WHERE schema_name = 'main'")
        return {table: tuple(rest) for table, *rest in cursor.fetchall()}


def archived(connection):
    """The names of the tables whose deletions fill an archive."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM softdelete WHERE schema_name = 'main' AND storage = 'archive'"
                       " AND suspended = 0")
        return {table for (table,) in cursor.fetchall()}


def empty_archives(connection):
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in archived(connection):
            cursor.execute(f"DELETE FROM {quote(f'{table}_deleted')}")


def flagged(connection):
    """The names of the tables that have the flag."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'is_deleted'"
                       " WHERE m.type = 'table'")
        return {table for (table,) in cursor.fetchall()}


def reuses_keys(connection, table):
    """Whether a new row takes the place of a deleted one that has its key."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT reuse_keys FROM softdelete WHERE schema_name = 'main' AND table_name = %s", [table])
        return cursor.fetchone() == (1,)
