"""What a purge makes of deleted rows that can live without the purged one; and of cycles of keys of different widths."""

import pytest

from support import fails, manage, one, rows

# What the child's reference is declared as, and what it is after the purge of its parent; the child lies in the trash.
REFERENCES = {
    "SET NULL": ("p REFERENCES parent ON DELETE SET NULL", (None,)),
    "SET DEFAULT": ("p DEFAULT 2 REFERENCES parent ON DELETE SET DEFAULT", (2,)),
    "SET DEFAULT without one": ("p REFERENCES parent ON DELETE SET DEFAULT", (None,)),
    "SET DEFAULT that must not be NULL": ("p NOT NULL DEFAULT 2 REFERENCES parent ON DELETE SET DEFAULT", (2,)),
    "SET NULL that must not be NULL": ("p NOT NULL REFERENCES parent ON DELETE SET NULL", (1,)),
    "two columns": ("p, q, FOREIGN KEY(p, q) REFERENCES parent(id, n) ON DELETE SET NULL", (None, None)),
    "a default and none": ("p DEFAULT 2, q, FOREIGN KEY(p, q) REFERENCES parent(id, n) ON DELETE SET DEFAULT", (2, None)),
}


@pytest.mark.parametrize("declared, left", REFERENCES.values(), ids=REFERENCES)
def test_reference_of_a_deleted_row_to_a_purged_one(db, declared, left):
    columns = "p, q" if len(left) == 2 else "p"
    db.executescript(f"""
        CREATE TABLE parent(id INTEGER PRIMARY KEY, n DEFAULT 1, UNIQUE(id, n)); CREATE TABLE child(id INTEGER PRIMARY KEY, {declared});
        INSERT INTO parent VALUES (1, 1), (2, 1); INSERT INTO child(id, {columns}) VALUES (1, 1{', 1' * (len(left) - 1)});""")
    manage(db, "parent")
    manage(db, "child")
    db.execute("DELETE FROM child")
    db.execute("DELETE FROM parent WHERE id = 1")
    assert one(db, "SELECT purge('parent', 1)") == 1
    assert rows(db, f"SELECT {columns} FROM child") == [left]


def test_a_generated_reference_stays(db):
    db.executescript("""
        CREATE TABLE parent(id INTEGER PRIMARY KEY);
        CREATE TABLE child(id INTEGER PRIMARY KEY, x, p AS (x) REFERENCES parent ON DELETE SET NULL);
        INSERT INTO parent VALUES (1); INSERT INTO child(id, x) VALUES (1, 1);""")
    manage(db, "parent")
    manage(db, "child")
    db.execute("DELETE FROM child")
    db.execute("DELETE FROM parent")
    assert one(db, "SELECT purge('parent', 1)") == 1
    assert rows(db, "SELECT x, p FROM child") == [(1, 1)]


def test_a_cycle_of_keys_of_different_widths(db):
    db.executescript("""
        CREATE TABLE one(id INTEGER PRIMARY KEY, x, y, FOREIGN KEY(x, y) REFERENCES two ON DELETE CASCADE);
        CREATE TABLE two(x TEXT, y INT, o REFERENCES one ON DELETE CASCADE, PRIMARY KEY (x, y)) WITHOUT ROWID;
        INSERT INTO one VALUES (1, 'a', 1), (2, 'b', 2); INSERT INTO two VALUES ('a', 1, 1), ('b', 2, 1);""")
    manage(db, "one")
    manage(db, "two")
    db.execute("DELETE FROM two WHERE y = 1")
    assert rows(db, "SELECT * FROM one_active UNION ALL SELECT * FROM two_active") == []
    assert one(db, "SELECT restore('two', 'a', 1)") == 1
    assert one(db, "SELECT (SELECT count(*) FROM one_active) + (SELECT count(*) FROM two_active)") == 4


def test_a_cycle_of_wider_keys_than_there_is_room_for(db):
    key = ", ".join(f"k{i}" for i in range(9))
    up = ", ".join(f"u{i}" for i in range(9))
    db.execute(f"CREATE TABLE wide({key}, {up}, PRIMARY KEY({key}), FOREIGN KEY({up}) REFERENCES wide ON DELETE CASCADE)"
               " WITHOUT ROWID")
    message = fails(db, "INSERT INTO softdelete(table_name) VALUES ('wide')")
    assert "wide" in message and "8 columns at most" in message


def test_children_that_are_not_managed_keep_their_parents(db):
    db.executescript("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE a(id INTEGER PRIMARY KEY, p REFERENCES p);"
                     "CREATE TABLE b(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE RESTRICT)")
    manage(db, "p", retention="0 days")
    db.executescript("INSERT INTO p(id) VALUES (1), (2), (3); DELETE FROM p;"
                     "INSERT INTO a VALUES (1, 1); INSERT INTO b VALUES (1, 2); PRAGMA foreign_keys = ON")
    assert one(db, "SELECT softdelete_purge()") == 1
    assert rows(db, "SELECT id FROM p") == [(1,), (2,)]


@pytest.mark.parametrize("up", ["INT", "INT NOT NULL", "INT AS (id)"])
def test_a_row_that_refers_to_itself_and_restricts(db, up):
    db.executescript(f"CREATE TABLE t(id INTEGER PRIMARY KEY, up {up} REFERENCES t ON DELETE RESTRICT, x);"
                     "PRAGMA foreign_keys = ON")
    manage(db, "t")
    db.execute("INSERT INTO t(id) VALUES (1)" if "AS" in up else "INSERT INTO t(id, up) VALUES (1, 1)")
    db.execute("DELETE FROM t")
    assert one(db, "SELECT softdelete_purge('t', '0 days')") == 1
    assert rows(db, "SELECT * FROM t") == []


def test_rows_whose_keys_hold_what_they_refer_to(db):
    db.executescript("CREATE TABLE t(a INT, b INT, x, PRIMARY KEY (a, b), UNIQUE (a),"
                     " FOREIGN KEY (b) REFERENCES t(a) ON DELETE RESTRICT); PRAGMA foreign_keys = ON")
    manage(db, "t")
    db.execute("INSERT INTO t(a, b) VALUES (1, 1)")
    db.execute("DELETE FROM t")
    assert one(db, "SELECT softdelete_purge('t', '0 days')") == 1
