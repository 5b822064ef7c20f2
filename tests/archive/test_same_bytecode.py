"""Nothing of archive storage runs where nothing is deleted: SQLite makes the same bytecode as for a plain database."""

import pytest

from support import COLORS, connect, manage, rows

SCHEMAS = {
    "color": COLORS + "CREATE INDEX by_hex ON color(hex); CREATE UNIQUE INDEX by_name ON color(name, hex);",
    "color WITHOUT ROWID": "CREATE TABLE color(id TEXT PRIMARY KEY, name TEXT UNIQUE, hex TEXT) WITHOUT ROWID;",
    "color without a key": "CREATE TABLE color(id, name CHECK (name <> ''), hex TEXT AS (upper(name)) STORED);",
    "color with foreign keys": """
        CREATE TABLE palette(id INTEGER PRIMARY KEY, code TEXT UNIQUE, name TEXT);
        CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT, hex TEXT, up INTEGER REFERENCES color ON DELETE CASCADE,
          palette_id INTEGER REFERENCES palette ON DELETE CASCADE, other TEXT REFERENCES palette(code) ON DELETE SET NULL,
          old INTEGER DEFAULT 1 REFERENCES palette ON DELETE SET DEFAULT);
        CREATE INDEX by_up ON color(up); CREATE INDEX by_palette ON color(palette_id);
        CREATE INDEX by_other ON color(other); CREATE INDEX by_old ON color(old);""",
}
STATEMENTS = [
    "INSERT INTO color(id, name) VALUES (9, 'x')",
    "INSERT INTO color(id, name) VALUES (9, 'x'), (10, 'y') RETURNING id",
    "INSERT INTO color(name) SELECT name FROM color",
    "INSERT OR IGNORE INTO color(id, name) VALUES (1, 'x')",
    "UPDATE color SET name = 'x'",
    "UPDATE color SET name = 'x' WHERE id = 1",
    "UPDATE OR IGNORE color SET name = name || 'x' WHERE name > 'a' RETURNING *",
    "SELECT * FROM color",
    "SELECT count(*) FROM color",
    "SELECT name FROM color WHERE id = 1",
    "SELECT hex, count(*) FROM color WHERE name > 'a' GROUP BY hex ORDER BY 2 DESC LIMIT 3",
    "SELECT a.name, b.name FROM color a LEFT JOIN color b ON b.hex = a.name",
]
WITH_A_KEY = ["INSERT INTO color(id, name) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET name = excluded.name"]
# Where foreign keys are, a row that is replaced takes others along by CASCADE, and these are deleted.
ALONE = ["INSERT OR REPLACE INTO color(id, name) VALUES (1, 'x')"]
WITH_FOREIGN_KEYS = [
    "INSERT INTO palette VALUES (1, 'w', 'warm')",
    "INSERT INTO color VALUES (1, 'x', 'y', NULL, 1, 'w', 1)",
    "UPDATE palette SET name = 'x' WHERE code = 'w'",
    "UPDATE color SET palette_id = 2, up = 1 WHERE id = 3",
    "SELECT p.name, c.name FROM palette p JOIN color c ON c.palette_id = p.id WHERE c.up IS NULL",
]
CASES = [(schema, sql) for schema in SCHEMAS for sql in STATEMENTS
         + WITH_A_KEY * (schema != "color without a key")
         + (WITH_FOREIGN_KEYS if schema == "color with foreign keys" else ALONE)]


def program(db, sql):
    """The instructions with all operands, root pages too, but without the number of the schema's version."""
    return [row[1:4 if row[1] == "Transaction" else 7] for row in rows(db, "EXPLAIN " + sql)]


@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
@pytest.mark.parametrize("schema, sql", CASES)
def test_the_same_bytecode(schema, sql, foreign_keys):
    plain, archived = (connect(script=f"PRAGMA foreign_keys = {foreign_keys};" + SCHEMAS[schema]) for _ in range(2))
    for table, in rows(plain, "SELECT name FROM sqlite_schema WHERE type = 'table'"):
        manage(archived, table, storage="archive")
    assert program(archived, sql) == program(plain, sql)


@pytest.mark.parametrize("sql", ["DELETE FROM color WHERE id = 1", "UPDATE color SET other = 'w' WHERE id = 1",
                                 "UPDATE palette SET id = 2 WHERE code = 'w'"])
def test_what_a_trigger_watches_is_told_apart(sql):
    """So the comparison above would see a trigger."""
    plain, archived = (connect(script=SCHEMAS["color with foreign keys"]) for _ in range(2))
    manage(archived, "palette", storage="archive")
    manage(archived, "color", storage="archive")
    assert program(archived, sql) != program(plain, sql)
