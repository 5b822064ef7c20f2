"""What one row costs does not grow with the trash or the table: the same number of steps of SQLite's machine."""

import pytest

from support import connect, manage, one

WORK = {
    "DELETE": "DELETE FROM p WHERE id = 1",
    "soft_delete": "SELECT soft_delete('p', 1)",
    "restore": "SELECT restore('p', 2)",
    "restore_version": "SELECT restore_version('p', 1)",
    "restore_with_parents": "SELECT restore_with_parents('c', 2)",
    "restore without a key": "SELECT restore('n', 2)",
    "purge": "SELECT purge('p', 2)",
    "DELETE FROM the trash": "DELETE FROM p_deleted WHERE id = 2",
    "UPDATE of the trash": "UPDATE p_deleted SET id = -1 WHERE id = 2",
    "UPDATE of a key": "UPDATE c SET id = -1 WHERE id = 1",
}


def database(count):
    db = connect(script=f"""
        PRAGMA foreign_keys = ON;
        CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p ON DELETE CASCADE, q INTEGER REFERENCES p ON DELETE SET NULL);
        CREATE INDEX c_p ON c(p); CREATE INDEX c_q ON c(q);
        CREATE TABLE n(name TEXT, p INTEGER REFERENCES p ON DELETE SET NULL);
        CREATE INDEX n_p ON n(p);
        WITH RECURSIVE i(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < {count})
        INSERT INTO p SELECT i, 'p' FROM i;
        INSERT INTO c SELECT id, id, id + 1 FROM p WHERE id < {count};
        INSERT INTO n SELECT name, id FROM p;
    """)
    for table in "pcn":
        manage(db, table, storage="archive")
    db.executescript("DELETE FROM p WHERE id % 2 = 0; DELETE FROM n WHERE rowid % 2 = 0")
    return db


def steps(db, statement):
    count = 0

    def step():
        nonlocal count
        count += 1

    db.execute("SAVEPOINT work")
    one(db, statement) if statement.startswith("SELECT") else db.execute(statement)  # what is kept is made once
    db.execute("ROLLBACK TO work")
    db.set_progress_handler(step, 1)
    db.execute(statement).fetchall()
    db.set_progress_handler(None, 1)
    db.execute("ROLLBACK TO work")
    return count


@pytest.mark.parametrize("statement", WORK.values(), ids=WORK)
def test_steps_do_not_grow(statement):
    few, many = database(100), database(4000)
    assert steps(many, statement) <= steps(few, statement) * 1.2 + 50
