"""Random statements for random tables, and user triggers."""

from support import ident


def literal(chance, table, column, few=6):
    definition = dict(table.columns)[column]
    value = chance.randint(1, few)
    if column == "n":
        return "'" + chance.choice("abcdefAB") + "'"
    if column.startswith("r") and column != "rowid" and chance.random() < 0.2:
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
    condition = chance.choice([key_condition(chance, table), f"{ident(table.key[0])} > {chance.randint(1, 6)}"])
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


BOUNDARIES = ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT a", "ROLLBACK TO a", "RELEASE a", "SAVEPOINT b", "ROLLBACK TO b"]


def user_triggers(chance, tables):
    """Statements that create some, of every kind."""
    found = []
    for number, table in enumerate(tables):
        name, key = ident(table.name), ident(table.key[0])
        bodies = [
            f"AFTER DELETE ON {name} BEGIN INSERT INTO log(what) VALUES ('gone ' || OLD.{key}); END",
            f"BEFORE DELETE ON {name} BEGIN INSERT INTO log(what) VALUES ('going ' || OLD.{key}); END",
            f"BEFORE DELETE ON {name} WHEN OLD.{key} = 3 BEGIN SELECT RAISE(IGNORE); END",
            f"BEFORE DELETE ON {name} WHEN OLD.{key} = 4 BEGIN SELECT RAISE(ABORT, 'four stays'); END",
            f"AFTER DELETE ON {name} WHEN OLD.{key} = 5 BEGIN SELECT RAISE(ROLLBACK, 'no five'); END",
            f"AFTER INSERT ON {name} BEGIN UPDATE counter SET n = n + 1; END",
            f"AFTER UPDATE ON {name} BEGIN INSERT INTO log(what) VALUES ('changed ' || NEW.{key}); END",
            f"AFTER DELETE ON {name} BEGIN DELETE FROM {ident(chance.choice(tables).name)} WHERE {key} = OLD.{key}; END",
        ]
        for body in chance.sample(bodies, chance.choice([0, 0, 1, 2])):
            found.append(f'CREATE TRIGGER "user {number} {len(found)}" {body}')
    return found
