from pathlib import Path

# The tables were enabled in a shell, which also printed softdelete_script(TABLE, 'restore') of each into restore.sql:
#   sqlite3 app.db ".load ./softdelete" "INSERT INTO softdelete(table_name, storage) VALUES ('color', 'archive')"
# After each migration, in a shell: sqlite3 app.db ".load ./softdelete" "SELECT softdelete_repair()"


def restorable(connection, **kwargs):  # For the signal connection_created, in AppConfig.ready()
    connection.connection.executescript(Path("restore.sql").read_text())


def restore(connection, table, key):
    connection.cursor().execute(f"UPDATE {table}_deleted SET is_deleted = 0 WHERE id = %s", (key,))
