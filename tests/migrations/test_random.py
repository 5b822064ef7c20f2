"""Random walks through deletions and migrations: no row is lost, and the trash is what it should be."""

import sqlite3

from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from migrations.states import OURS, repair
from support import connect, rows

IDS = strategies.integers(1, 6)
COLUMNS = strategies.sampled_from(["a", "b", "c", "two words"])


def quoted(name):
    return '"' + name + '"'


class Walk(RuleBasedStateMachine):
    """One table whose model is a dictionary: key -> whether it is deleted."""

    @initialize(time_only=strategies.booleans(), legacy=strategies.booleans())
    def start(self, time_only, legacy):
        self.db = connect(script=f"PRAGMA legacy_alter_table = {int(legacy)};"
                                 "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 7); CREATE INDEX t_a ON t(a)")
        self.db.execute("INSERT INTO softdelete(table_name, flag_column) VALUES ('t', ?)",
                        ("deleted_at" if time_only else "is_deleted",))
        self.flag = "deleted_at IS NOT NULL" if time_only else "is_deleted = 1"
        self.table, self.model = "t", {}
        self.suspended = self.disarmed = False

    def status(self):
        ((status,),) = rows(self.db, "SELECT status FROM softdelete")
        return status

    def attempt(self, sql, *parameters):
        try:
            self.db.execute(sql, parameters).fetchall()
        except sqlite3.Error:
            return False
        return True

    def columns(self):
        return [row[1] for row in rows(self.db, f"PRAGMA table_info({self.table})")]

    # --- rows ---

    @rule(key=IDS)
    def insert(self, key):
        if self.attempt(f"INSERT INTO {self.table}(id) VALUES (?)", key):
            assert key not in self.model
            self.model[key] = False

    @precondition(lambda self: not self.disarmed)
    @rule(key=IDS)
    def delete(self, key):
        done = self.attempt(f"DELETE FROM {self.table} WHERE id = ?", key)
        if self.suspended:
            assert done
            self.model.pop(key, None)
        elif done and key in self.model:
            self.model[key] = True
        assert done or self.status() == "damaged"

    @rule(key=IDS)
    def soft_delete(self, key):
        if self.attempt("SELECT soft_delete(?, ?)", self.table, key) and key in self.model:
            self.model[key] = True

    @rule(key=IDS)
    def restore(self, key):
        if self.attempt("SELECT restore(?, ?)", self.table, key) and key in self.model:
            self.model[key] = False

    @rule(key=IDS)
    def purge(self, key):
        if self.attempt("SELECT purge(?, ?)", self.table, key) and self.model.get(key):
            del self.model[key]

    # --- migrations ---

    @rule(column=COLUMNS)
    def add_column(self, column):
        if column not in self.columns():
            self.db.execute(f"ALTER TABLE {self.table} ADD COLUMN {quoted(column)} TEXT DEFAULT 'x'")

    @rule(old=COLUMNS, new=COLUMNS)
    def rename_column(self, old, new):
        if old in self.columns() and new not in self.columns():
            self.attempt(f"ALTER TABLE {self.table} RENAME COLUMN {quoted(old)} TO {quoted(new)}")

    @rule(column=COLUMNS)
    def drop_column(self, column):
        self.attempt(f"ALTER TABLE {self.table} DROP COLUMN {quoted(column)}")

    @precondition(lambda self: not self.suspended and not self.disarmed)
    @rule(name=strategies.sampled_from(["t", "u", "v"]))
    def rename(self, name):
        if name != self.table:
            self.db.execute(f"ALTER TABLE {self.table} RENAME TO {name}")
            self.table = name

    @rule()
    def rebuild(self):
        before = self.status()
        self.db.execute("BEGIN")
        names = ", ".join(quoted(name) for name in self.columns())
        definitions = ", ".join(
            quoted(name) + {"id": " INTEGER PRIMARY KEY", "is_deleted": " INTEGER NOT NULL DEFAULT 0"}.get(name, " TEXT")
            for name in self.columns())
        done = (self.attempt(f"CREATE TABLE new({definitions})")
                and self.attempt(f"INSERT INTO new({names}) SELECT {names} FROM {self.table}")
                and self.attempt(f"DROP TABLE {self.table}") and self.attempt(f"ALTER TABLE new RENAME TO {self.table}"))
        if not done:
            self.db.execute("ROLLBACK")
            assert self.status() == before
            return
        renamed = rows(self.db, "SELECT 1 FROM softdelete WHERE table_name = ?", self.table) == []
        if renamed:  # Renamed and not repaired before it was rebuilt: nothing is left to know it by.
            assert self.status() == "missing"
            self.db.execute("ROLLBACK")
            return
        self.db.execute("COMMIT")
        if not self.suspended:
            assert self.status() == "damaged"
            self.disarmed = True

    @precondition(lambda self: not self.suspended)
    @rule(number=strategies.integers(0, 30))
    def drop_object(self, number):
        objects = rows(self.db, f"SELECT type, name FROM sqlite_schema WHERE {OURS}")
        if objects:
            kind, name = objects[number % len(objects)]
            if name.endswith("_softdelete_delete") and name != self.table + "_softdelete_delete":
                return  # The last that a renamed table is known by.
            self.db.execute(f"DROP {kind} {name}")
            assert self.status() == "damaged"
            self.disarmed = True

    @rule()
    def suspend(self):
        if self.attempt("UPDATE softdelete SET suspended = 1"):
            renamed = rows(self.db, "SELECT table_name FROM softdelete_registry") != [(self.table,)]
            assert not renamed
            self.suspended, self.disarmed = True, False
            assert rows(self.db, f"SELECT name FROM sqlite_schema WHERE {OURS} AND type <> 'index'") == []

    @rule()
    def resume(self):
        self.db.execute("UPDATE softdelete SET suspended = 0")
        if self.suspended:
            self.suspended = False
            assert self.status() == "ok"

    @rule()
    def repair(self):
        repair(self.db)
        assert self.status() == ("suspended" if self.suspended else "ok")
        self.disarmed = False

    # --- always ---

    @invariant()
    def nothing_is_lost(self):
        if not hasattr(self, "db"):
            return
        assert dict(rows(self.db, f"SELECT id, {self.flag} FROM {self.table}")) == self.model
        assert self.status() in ("ok", "damaged", "suspended")
        if self.status() == "ok":
            (view,) = rows(self.db, "SELECT active_view, deleted_view FROM softdelete")
            for name, deleted in zip(view, (False, True)):
                assert {key for (key,) in rows(self.db, f"SELECT id FROM {name}")} == {
                    key for key, value in self.model.items() if value == deleted}

    def teardown(self):
        if hasattr(self, "db"):
            self.db.close()


Walk.TestCase.settings = settings(max_examples=80, stateful_step_count=25, deadline=None)
TestWalk = Walk.TestCase
