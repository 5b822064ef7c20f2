"""The databases that older versions made, kept as SQL in a folder for each format.

Each file makes a whole database: tables with live and deleted rows, the settings, and the objects that the version
generated, word for word. They are never edited: that is what people's files hold.
"""

from dataclasses import dataclass
from pathlib import Path

from support import connect, dump, ident, objects, one, rows

FOLDER = Path(__file__).parent
FIRST = sorted(path.stem for path in (FOLDER / "1").glob("*.sql"))
COMPUTED = {"live_rows", "deleted_rows", "oldest_deleted_at", "status"}
STATES = ["as it is", "enabled again", "repaired"]


@dataclass
class Table:
    """A managed table, as the panel describes it."""

    name: str
    flag: str
    time: str
    active: str
    deleted: str
    columns: list  # those that softdelete did not add
    key: list

    @property
    def is_deleted(self):
        return f"{ident(self.time)} IS NOT NULL" if self.flag == self.time else f"{ident(self.flag)} = 1"

    @property
    def set_deleted(self):
        value = "'2026-05-06 07:08:09.123'" if self.flag == self.time else "1"
        return f"{ident(self.flag)} = {value}"

    @property
    def set_live(self):
        return f"{ident(self.flag)} = {'NULL' if self.flag == self.time else '0'}"

    @property
    def this(self):
        """A condition that finds one row, through the table and through its views."""
        return " AND ".join(f"{ident(column)} IS ?" for column in self.columns)

    def read(self, db, source=None, condition="1"):
        """(key, all columns) of some rows. A table without a key is asked for its rowid, which views don't have."""
        key = ", ".join(ident(column) for column in self.key) if source is None else "0"
        keys = max(1, len(self.key)) if source is None else 1
        listed = ", ".join(ident(column) for column in self.columns)
        return [(row[:keys], row[keys:]) for row in
                rows(db, f"SELECT {key}, {listed} FROM {ident(source or self.name)} WHERE {condition}")]

    def holds(self, db, source, values):
        return one(db, f"SELECT count(*) FROM {ident(source)} WHERE {self.this}", *values) == 1

    def call(self, db, function, key):
        return one(db, f"SELECT {function}(?{', ?' * len(key)})", self.name, *key)


def create(path, name):
    """Makes a database of format 1 in a file, without the extension."""
    db = connect(path, load=False, script=(FOLDER / "1" / f"{name}.sql").read_text(encoding="utf-8"))
    db.close()
    return path


def upgrade(db, state):
    """Brings every table up to date, in one of the ways there are. What was suspended has to be resumed."""
    if state == "repaired":
        rows(db, "SELECT softdelete_repair()")
    elif state == "enabled again":
        for table, suspended in rows(db, "SELECT table_name, suspended FROM softdelete"):
            if not suspended:
                db.execute("INSERT INTO softdelete(table_name) VALUES (?)", [table])
    if state != "as it is":
        db.execute("UPDATE softdelete SET suspended = 0 WHERE suspended = 1")


def tables(db):
    found = []
    for name, flag, time, active, deleted in rows(
            db, "SELECT table_name, flag_column, time_column, active_view, deleted_view FROM softdelete"):
        info = rows(db, f"PRAGMA table_xinfo({ident(name)})")
        columns = [row[1] for row in info if row[1] not in (flag, time, "deleted_via")]
        key = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
        found.append(Table(name, flag, time, active, deleted, columns, key or ["rowid"]))
    return found


def table(db, name):
    (found,) = [each for each in tables(db) if each.name == name]
    return found


def settings(db):
    """What format 1 knew of each table: the panel without what is computed and what came later."""
    known = ["schema_name", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children",
             "retention", "suspended", "live_indexes", "reuse_keys"]
    return rows(db, f"SELECT {', '.join(known)} FROM softdelete ORDER BY table_name")


def content(db):
    """Every row of every table but ours, with its rowid, flag, time and via."""
    return [each for each in dump(db) if len(each) == 3 and "softdelete" not in each[1]]


def own_objects(db):
    """What the user made and softdelete did not touch."""
    views = {view for each in tables(db) for view in (each.active, each.deleted)}
    return [each for each in objects(db)
            if each[1] not in views and "softdelete" not in each[1] and "softdelete" not in (each[3] or "")]
