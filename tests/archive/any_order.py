"""What a deletion takes, restoring gives back: the rows, those along with them, and the references."""

import json
from random import Random

import any_order
from random_schema import random_tables
from random_statements import delete, insert, update
from support import connect, ident, one, rows

ROUNDS = 25


class Database(any_order.Database):
    # Until the parent is back, a reference that SET DEFAULT changed may lead nowhere.
    waiting_words = ("that it refers to is deleted", "that it refers to is gone", "FOREIGN KEY")

    def __init__(self, chance):
        super().__init__()
        self.chance = chance
        self.tables = random_tables(chance, odd=True)
        self.db = connect(script="PRAGMA foreign_keys = ON;" + f"PRAGMA recursive_triggers = {chance.choice(['ON', 'OFF'])};")
        for table in self.tables:
            # A reference that was taken from a row with such a key is not given back.
            table.nulls = not any(each.action.startswith("SET") for each in table.references)
            self.db.executescript(";".join(table.statements()))
        for table in self.tables:
            self.db.execute("INSERT INTO softdelete(table_name, storage) VALUES (?, 'archive')", [table.name])
        self.by_script = chance.random() < 0.3
        if self.by_script:
            for table in self.tables:
                self.db.execute(one(self.db, "SELECT softdelete_script(?, 'restore')", table.name))

    def live(self):
        return {table.name: sorted(rows(self.db, f"SELECT * FROM {ident(table.name)}"), key=repr) for table in self.tables}

    def trash(self):
        found = {}
        for table in self.tables:
            for name in ("archive", "links"):
                if one(self.db, "SELECT count(*) FROM sqlite_schema WHERE name = ?", f"{table.name}_softdelete_{name}"):
                    content = rows(self.db, f"SELECT * FROM {ident(table.name + '_softdelete_' + name)}")
                    found[table.name, name] = sorted(row[1:] if name == "links" else row for row in content)
        return found

    def roots(self):
        """What was deleted by itself, as (table, softdelete_id)."""
        return {(table, number) for table, number in
                rows(self.db, "SELECT table_name, softdelete_id FROM softdelete_trash WHERE deleted_via IS NULL")}

    def restore_one_with_parents(self, waiting):
        """One that has a key."""
        for table, number in waiting:
            key = json.loads(one(self.db, "SELECT key FROM softdelete_trash WHERE table_name = ? AND softdelete_id = ?",
                                 table, number))
            if None not in key:
                return self.run(f"SELECT restore_with_parents(?{', ?' * len(key)})", table, *key)
        raise AssertionError(self.story("none of these can be named:", waiting))

    def restore(self, table, number):
        self.counts["restores"] += 1
        if self.by_script:
            view = ident(table + "_deleted")
            names = [name for name, in rows(self.db, "SELECT name FROM pragma_table_info(?)", table + "_deleted")]
            flag = [name for name in names if name.startswith("is_deleted")][-1]
            id_column = [name for name in names if name.startswith("softdelete_id")][-1]
            return self.run(f"UPDATE {view} SET {flag} = 0 WHERE {id_column} = ?", number)
        return self.run("SELECT restore_version(?, ?)", table, number)

    def story(self, *more):
        return "\n".join([*(sql for table in self.tables for sql in table.statements()), *self.log, *map(str, more)])


def walk(seed):
    """Deletions, and all of them restored in any order; how many there were."""
    chance = Random(seed)
    database = Database(chance)
    for _ in range(ROUNDS):
        for _ in range(chance.randint(0, 8)):
            database.run(chance.choice([insert, insert, insert, update])(chance, chance.choice(database.tables)))
        if rows(database.db, "PRAGMA foreign_key_check"):
            break  # where a row that refers to its own table is replaced, SQLite forgets to check
        live, trash, before = database.live(), database.trash(), database.roots()
        for _ in range(chance.randint(1, 4)):
            database.run(delete(chance, chance.choice(database.tables)))
        database.restore_all(sorted(database.roots() - before))
        assert database.live() == live, database.story(live, database.live())
        assert database.trash() == trash, database.story(trash, database.trash())
        if chance.random() < 0.5:
            database.run(delete(chance, chance.choice(database.tables)))
    database.db.close()
    return database.counts
