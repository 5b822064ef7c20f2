"""Random statements for random tables, and user triggers."""

from support import ident, text


def literal(chance, table, column, few=6):
    definition = dict(table.columns)[column]
    value = chance.randint(1, few)
    if column == "n" or column in table.columns_that_refer_to("n"):
        return "'" + chance.choice("abcdefAB") + "'"
    if (column in table.reference_columns() or table.may_be_null(column)) and chance.random() < 0.2:
        return "NULL"
    return f"'{value}'" if "TEXT" in definition else str(value)


def key_condition(chance, table):
    return " AND ".join(f"{ident(column)} = {literal(chance, table, column)}" for column in table.key)


def values(chance, table):
    return ", ".join(literal(chance, table, name) for name in table.names())


def insert(chance, table):
    names = ", ".join(map(ident, table.names()))
    verb = chance.choice(["INSERT", "INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE", "REPLACE", "INSERT OR FAIL",
                          "INSERT OR ROLLBACK"])
    rows = ", ".join(f"({values(chance, table)})" for _ in range(chance.choice([1, 1, 1, 2, 3])))
    upsert = ""
    if verb == "INSERT" and chance.random() < 0.3:
        upsert = chance.choice([" ON CONFLICT DO NOTHING", " ON CONFLICT DO UPDATE SET n = 'z' || excluded.n"])
    return f"{verb} INTO {ident(table.name)}({names}) VALUES {rows}{upsert}"


def update(chance, table):
    verb = chance.choice(["UPDATE", "UPDATE", "UPDATE OR IGNORE", "UPDATE OR REPLACE", "UPDATE OR FAIL"])
    column = chance.choice(table.names())
    conditions = [key_condition(chance, table)]
    # With a trigger SQLite takes the rows in another order, which shows where not all of them are updated.
    if verb == "UPDATE" or not table.odd:
        conditions.append(f"{ident(table.key[0])} > {chance.randint(1, 6)}")
    condition = chance.choice(conditions)
    return f"{verb} {ident(table.name)} SET {ident(column)} = {literal(chance, table, column)} WHERE {condition}"


def delete(chance, table):
    key = ident(table.key[0])
    condition = chance.choice([
        " WHERE " + key_condition(chance, table), " WHERE " + key_condition(chance, table),
        f" WHERE {key} IN ({literal(chance, table, table.key[0])}, {literal(chance, table, table.key[0])})",
        f" WHERE n < '{chance.choice('bcd')}'", ""])
    return f"DELETE FROM {ident(table.name)}{condition}"


def statement(chance, tables):
    table = chance.choice(tables)
    kind = chance.choices([insert, update, delete], [8, 4, 8])[0]
    sql = kind(chance, table)
    if chance.random() < 0.3:
        sql += " RETURNING *"
    return sql


BOUNDARIES = ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT a", "ROLLBACK TO a", "RELEASE a", "SAVEPOINT b", "ROLLBACK TO b",
              "RELEASE b"]
PRAGMAS = ["foreign_keys = ON", "foreign_keys = ON", "foreign_keys = OFF", "recursive_triggers = ON",
           "recursive_triggers = OFF", "defer_foreign_keys = ON"]


def any_statement(chance, tables):
    kind = chance.random()
    if kind < 0.1:
        return chance.choice(BOUNDARIES)
    if kind < 0.12:
        return "PRAGMA " + chance.choice(PRAGMAS)
    return statement(chance, tables)


def user_triggers(chance, tables):
    """Statements that create some, of every kind."""
    found = []
    for number, table in enumerate(tables):
        name, key, other = ident(table.name), ident(table.key[0]), ident(chance.choice(tables).name)
        when = f"{chance.choice(['BEFORE', 'AFTER'])} {chance.choice(['DELETE', 'INSERT', 'UPDATE'])}"
        row = "OLD" if "DELETE" in when else "NEW"
        raised = chance.choice(["IGNORE", "ABORT, 'stays'", "FAIL, 'no more'", "ROLLBACK, 'nothing'"])
        bodies = [
            f"AFTER DELETE ON {name} BEGIN INSERT INTO log(what) VALUES ('gone ' || OLD.{key}); END",
            f"BEFORE DELETE ON {name} BEGIN INSERT INTO log(what) VALUES ('going ' || OLD.{key}); END",
            f"BEFORE DELETE ON {name} WHEN OLD.{key} = 3 BEGIN SELECT RAISE(IGNORE); END",
            f"BEFORE DELETE ON {name} WHEN OLD.{key} = 4 BEGIN SELECT RAISE(ABORT, 'four stays'); END",
            f"{when} ON {name} WHEN {row}.{key} = {chance.randint(1, 6)} BEGIN SELECT RAISE({raised}); END",
            f"AFTER INSERT ON {name} BEGIN UPDATE counter SET n = n + 1; END",
            f"AFTER UPDATE ON {name} BEGIN INSERT INTO log(what) VALUES ('changed ' || NEW.{key}); END",
            f"AFTER DELETE ON {name} BEGIN DELETE FROM {other} WHERE {key} = OLD.{key}; END",
        ]
        for body in chance.sample(bodies, chance.choice([0, 0, 1, 2])):
            found.append(f'CREATE TRIGGER "user {number} {len(found)}" {body}')
    return found


def full_text(tables):
    """A full-text index of each table with an INTEGER PRIMARY KEY, kept by triggers as SQLite's documentation says."""
    found = []
    for number, table in enumerate(tables):
        if "INTEGER PRIMARY KEY" not in table.ddl():
            continue
        index, name = f"words{number}", ident(table.name)
        add = f"INSERT INTO {index}(rowid, n) VALUES (NEW.id, NEW.n);"
        remove = f"INSERT INTO {index}({index}, rowid, n) VALUES ('delete', OLD.id, OLD.n);"
        found.append((index, [
            f"CREATE VIRTUAL TABLE {index} USING fts5(n, content={text(table.name)}, content_rowid='id')",
            f"CREATE TRIGGER {index}_i AFTER INSERT ON {name} BEGIN {add} END",
            f"CREATE TRIGGER {index}_d AFTER DELETE ON {name} BEGIN {remove} END",
            f"CREATE TRIGGER {index}_u AFTER UPDATE ON {name} BEGIN {remove} {add} END"]))
    return found
