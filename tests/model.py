"""A machine that runs random statements against a managed table and a plain one.

The plain table has the same columns and keys and is written by hand: its flag is set where the
managed row is to be deleted. What is live, what is in the trash, and what errors must be equal.
"""

import sqlite3
from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from support import TIME, connect, rows

VALUES = st.one_of(st.none(), st.integers(0, 4))


@dataclass(frozen=True)
class Shape:
    name: str
    columns: str
    keys: tuple  # a column and its values
    options: str = ""
    time_only: bool = False
    rowid: bool = False  # no declared key: rows are named by rowid


class Machine(RuleBasedStateMachine):
    shape: Shape

    @initialize(recursive=st.booleans(), trusted=st.booleans(), foreign=st.booleans(), data=st.data())
    def create(self, recursive, trusted, foreign, data):
        shape = self.shape
        self.recursive = recursive
        self.db = connect()
        self.db.execute(f"PRAGMA recursive_triggers = {recursive}")
        self.db.execute(f"PRAGMA trusted_schema = {trusted}")
        self.db.execute(f"PRAGMA foreign_keys = {foreign}")
        self.db.execute(f"CREATE TABLE t({shape.columns}) {shape.options}")
        self.plain = connect(load=False)
        # Constraints of the table stand last, behind the columns that are added here.
        head, comma, tail = shape.columns.partition(", PRIMARY KEY(")
        self.plain.execute(f"CREATE TABLE t({head}, flag INT NOT NULL DEFAULT 0, time TEXT{comma}{tail}) {shape.options}")
        self.savepoints = 0
        for value in range(5):
            key = [data.draw(values) for _, values in shape.keys]
            self.both(f"INSERT OR IGNORE INTO t({', '.join([*self.names, 'v'])}) VALUES ({', '.join('?' * len(key))}, ?)",
                      None, [*key, value])
        self.enable()
        self.both("DELETE FROM t WHERE v IN (1, 3)", "UPDATE t SET flag = 1 WHERE v IN (1, 3)", [])

    def teardown(self):
        if hasattr(self, "db"):
            self.db.close()
            self.plain.close()

    def enable(self):
        flag = "'deleted_at'" if self.shape.time_only else "'is_deleted'"
        self.db.execute(f"INSERT INTO softdelete(table_name, flag_column) VALUES ('t', {flag})")

    @property
    def set_deleted(self):
        return "deleted_at = '2020-02-03 04:05:06.789'" if self.shape.time_only else "is_deleted = 1"

    @property
    def set_live(self):
        return "deleted_at = NULL" if self.shape.time_only else "is_deleted = 0"

    @property
    def names(self):
        return [name for name, _ in self.shape.keys]

    def choose(self, data):
        """The rows that a statement is about: mostly one that exists."""
        kind = data.draw(st.sampled_from(["existing"] * 6 + ["key", "value", "value", "all"]))
        known = rows(self.plain, f"SELECT {', '.join(self.names)} FROM t")
        if kind == "existing" and known:
            return "key", known[data.draw(st.integers(0, 20)) % len(known)]
        if kind in ("existing", "key"):
            return "key", [data.draw(values) for _, values in self.shape.keys]
        return kind, data.draw(VALUES) if kind == "value" else None

    def where(self, choice):
        """A condition and its parameters, for what was chosen."""
        kind, value = choice
        if kind == "key":
            return " AND ".join(f"{name} IS ?" for name in self.names), list(value)
        if kind == "value":
            return "v IS ?", [value]
        return "1", []

    def run(self, db, sql, parameters=()):
        """What a statement gives, or its error."""
        try:
            return db.execute(sql, parameters).fetchall(), None
        except sqlite3.Error as error:
            return None, str(error)

    def both(self, managed, plain, parameters):
        """Both must succeed, or both must fail; the result of the managed one, and the plain row count."""
        changed = self.plain.total_changes
        result, error = self.run(self.db, managed, parameters)
        _, plain_error = self.run(self.plain, plain or managed, parameters)
        assert bool(error) == bool(plain_error), f"{managed}: {error}; {plain}: {plain_error}"
        return result, self.plain.total_changes - changed

    def viewable(self, choice):
        """Views do not show the rowid."""
        return not (self.shape.rowid and choice[0] == "key")

    @rule(data=st.data(), value=VALUES, through=st.sampled_from(["t", "t_active"]),
          verb=st.sampled_from(["INSERT", "INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE", "upsert", "ignore"]))
    def insert(self, data, value, through, verb):
        key = [data.draw(values) for _, values in self.shape.keys]
        if self.shape.rowid and (through == "t_active" or verb not in ("INSERT", "INSERT OR REPLACE")):
            return self.insert_without_key(value, through)
        tail = ""
        if verb in ("upsert", "ignore"):
            if through == "t_active":
                return None
            tail = " ON CONFLICT DO " + ("NOTHING" if verb == "ignore" else "UPDATE SET v = excluded.v")
            verb = "INSERT"
        columns = ", ".join([*self.names, "v"])
        sql = f"{verb} INTO {{}}({columns}) VALUES ({', '.join('?' * (len(key) + 1))}){tail}"
        parameters = [*key, value]
        holders = self.holders(key, value)
        if any(flag for (flag,) in holders):
            _, error = self.run(self.db, sql.format(through), parameters)
            assert error and ("trash" in error or self.shape.rowid or len(holders) > 1), (sql, parameters, error)
        elif verb == "INSERT OR REPLACE" and self.recursive and holders:
            assert self.run(self.db, sql.format(through), parameters)[1]
        else:
            self.both(sql.format(through), sql.format("t"), parameters)
        return None

    def insert_without_key(self, value, through):
        self.both(f"INSERT INTO {through}(v) VALUES (?)", "INSERT INTO t(v) VALUES (?)", [value])

    def holders(self, key, value):
        """The flags of the rows whose key or unique value a new row wants."""
        wanted = " AND ".join(f"{name} = ?" for name in self.names)
        unique = "v = ?" if "UNIQUE" in self.shape.columns else "0 AND ?"
        return rows(self.plain, f"SELECT flag FROM t WHERE ({wanted}) OR ({unique})", *key, value)

    @rule(data=st.data(), value=VALUES, through=st.sampled_from(["t", "t_active", "t_deleted"]))
    def update_value(self, data, value, through):
        choice = self.choose(data)
        if through != "t" and not self.viewable(choice):
            return
        condition, parameters = self.where(choice)
        part = {"t": "1", "t_active": "flag = 0", "t_deleted": "flag = 1"}[through]
        self.both(f"UPDATE {through} SET v = ? WHERE {condition}",
                  f"UPDATE t SET v = ? WHERE {condition} AND {part}", [value, *parameters])

    @rule(data=st.data(), through=st.sampled_from(["t", "t_active", "t_deleted"]))
    def update_key(self, data, through):
        if self.shape.rowid and through != "t":
            return
        new = [data.draw(values) for _, values in self.shape.keys]
        condition, parameters = self.where(self.choose(data))
        part = {"t": "1", "t_active": "flag = 0", "t_deleted": "flag = 1"}[through]
        assignments = ", ".join(f"{name} = ?" for name in self.names)
        self.both(f"UPDATE {through} SET {assignments} WHERE {condition}",
                  f"UPDATE t SET {assignments} WHERE {condition} AND {part}", [*new, *parameters])

    @rule(data=st.data(), spelling=st.sampled_from(["delete", "delete view", "flag", "flag view", "function"]))
    def delete(self, data, spelling):
        choice = self.choose(data)
        if "view" in spelling and not self.viewable(choice):
            return
        condition, parameters = self.where(choice)
        plain = f"UPDATE t SET flag = 1 WHERE {condition} AND flag = 0"
        if spelling == "function":
            self.call("soft_delete", choice, plain, parameters)
            return
        managed = {
            "delete": f"DELETE FROM t WHERE {condition}", "delete view": f"DELETE FROM t_active WHERE {condition}",
            "flag": f"UPDATE t SET {self.set_deleted} WHERE {condition}"
                    + (" AND deleted_at IS NULL" if self.shape.time_only else ""),
            "flag view": f"UPDATE t_active SET {self.set_deleted} WHERE {condition}",
        }[spelling]
        self.both(managed, plain, parameters)

    @rule(data=st.data(), spelling=st.sampled_from(["flag", "flag view", "function"]))
    def restore(self, data, spelling):
        choice = self.choose(data)
        if "view" in spelling and not self.viewable(choice):
            return
        condition, parameters = self.where(choice)
        plain = f"UPDATE t SET flag = 0, time = NULL WHERE {condition} AND flag = 1"
        if spelling == "function":
            self.call("restore", choice, plain, parameters)
            return
        table = "t_deleted" if spelling == "flag view" else "t"
        self.both(f"UPDATE {table} SET {self.set_live} WHERE {condition}", plain, parameters)

    @rule(data=st.data(), spelling=st.sampled_from(["view", "function"]))
    def purge(self, data, spelling):
        choice = self.choose(data)
        condition, parameters = self.where(choice)
        plain = f"DELETE FROM t WHERE {condition} AND flag = 1"
        if spelling == "function":
            self.call("purge", choice, plain, parameters)
        elif self.viewable(choice):
            self.both(f"DELETE FROM t_deleted WHERE {condition}", plain, parameters)

    def call(self, name, choice, plain, parameters):
        kind, key = choice
        if kind != "key":
            return  # functions take keys alone
        result, error = self.run(self.db, f"SELECT {name}(?{', ?' * len(key)})", ["t", *key])
        if None in key:
            assert error and "NULL" in error
        else:
            assert result == [(self.plain.execute(plain, parameters).rowcount,)]

    @rule(data=st.data(), value=VALUES)
    def delete_by_flag_with_another_column(self, data, value):
        condition, parameters = self.where(self.choose(data))
        self.both(f"UPDATE t SET v = ?, {self.set_deleted} WHERE {condition}"
                  + (" AND deleted_at IS NULL" if self.shape.time_only else ""),
                  "UPDATE t SET v = ?, flag = 1 WHERE " + condition
                  + (" AND flag = 0" if self.shape.time_only else ""), [value, *parameters])

    @rule(what=st.sampled_from(["repair", "damage", "suspend", "disable", "set"]))
    def manage(self, what):
        if what == "damage":
            self.db.execute("DROP VIEW t_active")
        elif what == "suspend":
            self.db.execute("UPDATE softdelete SET suspended = 1")
            assert rows(self.db, "SELECT status FROM softdelete") == [("suspended",)]
            self.db.execute("UPDATE softdelete SET suspended = 0")
        elif what == "disable":
            self.db.execute("DELETE FROM softdelete")
            assert rows(self.db, "SELECT * FROM softdelete") == []
        elif what == "set":
            self.db.execute("UPDATE softdelete SET retention = '3 days', children = 'keep'")
        if what in ("repair", "damage", "disable"):
            self.enable()

    def command(self, sql):
        self.db.execute(sql)
        self.plain.execute(sql)

    @rule()
    def begin(self):
        if not self.db.in_transaction:
            self.command("BEGIN")

    @precondition(lambda self: self.db.in_transaction)
    @rule(how=st.sampled_from(["COMMIT", "ROLLBACK"]))
    def end(self, how):
        self.command(how)
        self.savepoints = 0

    @precondition(lambda self: self.savepoints < 3)
    @rule()
    def savepoint(self):
        self.command(f"SAVEPOINT s{self.savepoints}")
        self.savepoints += 1

    @precondition(lambda self: self.savepoints > 0)
    @rule(how=st.sampled_from(["ROLLBACK TO", "RELEASE"]), data=st.data())
    def end_savepoint(self, how, data):
        chosen = data.draw(st.integers(0, self.savepoints - 1))
        self.command(f"{how} s{chosen}")
        self.savepoints = chosen + (how == "ROLLBACK TO")

    @invariant()
    def agree(self):
        columns = ", ".join(name for name in dict.fromkeys([*self.names, "v"]))
        flag = "deleted_at IS NOT NULL" if self.shape.time_only else "is_deleted"
        managed = rows(self.db, f"SELECT {columns}, {flag}, deleted_at FROM t")
        plain = rows(self.plain, f"SELECT {columns}, flag, time FROM t")
        assert sorted(map(repr, (row[:-1] for row in managed))) == sorted(map(repr, (row[:-1] for row in plain)))
        self.times(managed, plain)
        live, trash = ([row for row in managed if row[-2] == flag] for flag in (0, 1))
        if not self.shape.rowid:
            for view, expected in (("t_active", live), ("t_deleted", trash)):
                found = rows(self.db, f"SELECT {columns}, {flag}, deleted_at FROM {view}")
                assert sorted(map(repr, found)) == sorted(map(repr, expected))
        assert rows(self.db, "SELECT live_rows, deleted_rows, status FROM softdelete") == [(len(live), len(trash), "ok")]
        assert self.db.in_transaction == self.plain.in_transaction

    def times(self, managed, plain):
        """A live row has no time; a deleted one has one, which stays while it is deleted."""
        assert all((time is None) == (flag == 0) for *_, flag, time in managed), managed
        assert all(time is None or TIME.fullmatch(time) for *_, time in managed), managed
        known = [row for row in plain if row[-1] is not None]
        assert {repr(row) for row in known} <= {repr(row) for row in managed}
        if any(flag and time is None for *_, flag, time in plain):
            new = {repr(row[:-1]): row[-1] for row in managed if repr(row) not in {repr(each) for each in known}}
            names = [*self.names, "v"]
            for *row, flag, time in plain:
                if flag and time is None:
                    condition = " AND ".join(f"{name} IS ?" for name in names)
                    self.plain.execute(f"UPDATE t SET time = ? WHERE {condition} AND flag = 1 AND time IS NULL",
                                       [new[repr((*row, flag))], *row])
