"""The story that every engine tells with both storages: delete with a cascade, restore, purge by age.

A cluster has
    query(sql)          the rows that a SELECT gives where writes go, as tuples
    run(*statements)    writes in one transaction; a statement is a text, or a text and its parameters
    delete(*statements) the same for statements that delete, which write the clock where there is one
    script(*statements) the same for what scripts consist of
"""

from clusters.engine import statements
from support import connect, manage, one, scripts

SCHEMA = """
CREATE TABLE palette(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE swatch(id INTEGER PRIMARY KEY, hex TEXT NOT NULL,
  palette_id INTEGER NOT NULL REFERENCES palette(id) ON DELETE CASCADE);
CREATE INDEX swatch_palette ON swatch(palette_id);
"""
TABLES = ["palette", "swatch"]
NEW_COLUMN = "ALTER TABLE swatch ADD COLUMN name TEXT"
STORAGES = ["flag", "archive"]


def setup(storage, *kind):
    """The script that sets the schema and both tables up."""
    return SCHEMA + "".join(scripts(SCHEMA, TABLES, storage, *kind))


def migration(storage, *kind):
    """The scripts for a column more, printed where the table has it and its archive does not yet."""
    db = connect(script=SCHEMA)
    for table in TABLES:
        manage(db, table, storage=storage)
    db.execute(NEW_COLUMN)
    texts = []
    for table in TABLES:
        texts.append(one(db, f"SELECT softdelete_script({', '.join('?' * (1 + len(kind)))})", table, *kind))
        if storage == "archive":
            db.executescript(texts[-1])
    db.close()
    return "".join(texts)


def restoring(table, temp=True):
    """What a program without the extension runs before and after an UPDATE that restores from an archive."""
    db = connect(script=SCHEMA)
    for each in TABLES:
        manage(db, each, storage="archive")
    trigger, = statements(one(db, "SELECT softdelete_script(?, 'restore')", table))
    if not temp:
        trigger = trigger.replace("CREATE TEMP TRIGGER", "CREATE TRIGGER", 1)
    return trigger, f"DROP TRIGGER {table}_softdelete_restore"


class Story:
    def __init__(self, cluster, storage, *kind, temp=True):
        self.cluster = cluster
        self.storage = storage
        self.kind = kind
        self.temp = temp

    def live(self, table):
        where = " WHERE is_deleted = 0" if self.storage == "flag" else ""
        return [key for key, in self.cluster.query(f"SELECT id FROM {table}{where} ORDER BY id")]

    def trash(self, table):
        return self.cluster.query(f"SELECT id, deleted_via FROM {table}_deleted ORDER BY id")

    def restore(self, table, key):
        update = (f"UPDATE {table}_deleted SET is_deleted = 0 WHERE id = ?", key)
        if self.storage == "flag":
            self.cluster.run(update)
        else:
            before, after = restoring(table, self.temp)
            self.cluster.run(before, update, after)

    def expired(self, table, age):
        """The statement of a job that purges, as docs/clusters.md has it."""
        if self.storage == "archive":
            return (f"DELETE FROM {table}_deleted WHERE softdelete_id IN ("
                    f"SELECT softdelete_id FROM {table}_softdelete_archive"
                    f" WHERE softdelete_at <= julianday('now', '{age}') ORDER BY softdelete_at LIMIT 1000)")
        return (f"DELETE FROM {table}_deleted WHERE id IN (SELECT id FROM {table} WHERE is_deleted = 1"
                f" AND deleted_at <= datetime('now', '{age}') ORDER BY deleted_at LIMIT 1000)")

    def begin(self):
        self.cluster.run(
            ("INSERT INTO palette(id, name) VALUES (?, ?), (?, ?)", 1, "Sunset", 2, "Ocean"),
            "INSERT INTO swatch(id, hex, palette_id) VALUES (1, '#f00', 1), (2, '#fd0', 1), (3, '#00f', 1), (4, '#0ff', 2)")

    def delete_and_restore(self):
        self.cluster.delete(("DELETE FROM swatch WHERE id = ?", 3))
        self.cluster.delete("DELETE FROM palette WHERE id = 1")
        assert (self.live("palette"), self.live("swatch")) == ([2], [4])
        assert self.trash("palette") == [(1, None)]
        assert self.trash("swatch") == [(1, "palette"), (2, "palette"), (3, None)]
        self.restore("palette", 1)
        assert (self.live("palette"), self.live("swatch")) == ([1, 2], [1, 2, 4])
        assert self.trash("swatch") == [(3, None)]

    def purge(self):
        """By age, with what depends on it; what is younger stays."""
        self.cluster.delete("DELETE FROM palette WHERE id = 2")
        self.cluster.run(self.expired("palette", "-1 day"))
        assert self.trash("palette") == [(2, None)]
        self.cluster.run(self.expired("palette", "+1 day"))
        assert self.trash("palette") == []
        assert self.trash("swatch") == [(3, None)]
        self.cluster.delete("DELETE FROM palette WHERE id = 1")

    def migrate(self):
        """A column more. With flag storage everything of ours is dropped before, and made again."""
        before = [] if self.storage == "archive" else [
            f"DROP {kind} IF EXISTS {name}" for kind, name in self.cluster.query(
                "SELECT type, name FROM sqlite_schema WHERE sql LIKE '%/* softdelete */%'"
                " ORDER BY type = 'view', type = 'index'")]
        self.cluster.script(*before, NEW_COLUMN, *statements(migration(self.storage, *self.kind)))
        self.cluster.run(
            "INSERT INTO palette(id, name) VALUES (3, 'Forest')",
            "INSERT INTO swatch(id, hex, palette_id, name) VALUES (5, '#070', 3, 'pine')")
        self.cluster.delete("DELETE FROM palette WHERE id = 3")
        assert self.cluster.query("SELECT name FROM swatch_deleted WHERE id = 5") == [("pine",)]
        assert self.cluster.query("SELECT name FROM swatch_deleted WHERE id = 3") == [(None,)]

    def tell(self):
        self.begin()
        self.delete_and_restore()
        self.purge()
        self.migrate()
