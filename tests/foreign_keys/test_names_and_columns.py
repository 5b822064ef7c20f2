"""Foreign keys of tables with awkward names, through columns that change under another name, and with stale vias."""

import pytest

from support import connect, fails, manage, one, rows, status

# What the generated statements call rows and sets of rows themselves.
OWN = ["p", "c", "P", "below", "blocked", "parents", "old", "new"]


@pytest.mark.parametrize("name", OWN)
def test_row_with_two_parents_in_a_table_of_any_name(db, name):
    """The columns of the parents have the names of the child's."""
    db.executescript(f"""
        CREATE TABLE a(id INTEGER PRIMARY KEY, r INT, s INT); CREATE TABLE b(id INTEGER PRIMARY KEY, r INT, s INT);
        CREATE TABLE {name}(id INTEGER PRIMARY KEY, r INT REFERENCES a ON DELETE CASCADE,
                            s INT REFERENCES b ON DELETE CASCADE);
        INSERT INTO a VALUES (1, 77, 77); INSERT INTO b VALUES (1, 77, 77); INSERT INTO {name} VALUES (1, 1, 1);
        INSERT INTO softdelete(table_name) VALUES ('a'), ('b'), ('{name}');
        DELETE FROM a; DELETE FROM b;""")
    assert one(db, "SELECT restore('b', 1)") == 1
    assert rows(db, f"SELECT is_deleted FROM {name}") == [(1,)]
    assert one(db, "SELECT restore('a', 1)") == 1
    assert rows(db, f"SELECT is_deleted FROM {name}") == [(0,)]


@pytest.mark.parametrize("name", OWN)
def test_family_in_a_table_of_any_name(db, name):
    db.executescript(f"""
        CREATE TABLE {name}(id INTEGER PRIMARY KEY, mother INT REFERENCES {name} ON DELETE CASCADE,
                            father INT REFERENCES {name});
        INSERT INTO {name} VALUES (1, NULL, NULL), (2, 1, NULL), (3, 2, 1);
        INSERT INTO softdelete(table_name) VALUES ('{name}');""")
    for ending, left in (("restore", [0, 0, 0]), ("purge", [])):
        db.execute(f"DELETE FROM {name} WHERE id = 1")
        assert rows(db, f"SELECT is_deleted FROM {name}") == [(1,)] * 3
        assert one(db, f"SELECT {ending}('{name}', 1)") == 1
        assert [flag for flag, in rows(db, f"SELECT is_deleted FROM {name}")] == left


GENERATED = "CREATE TABLE c(id INTEGER PRIMARY KEY, base INT, parent INT AS (base) {} REFERENCES p);" \
            "INSERT INTO c(id, base) VALUES (1, 1)"


@pytest.mark.parametrize("create, update", [
    (GENERATED.format("STORED"), "c SET base = 2"), (GENERATED.format("STORED"), "c_active SET base = 2"),
    (GENERATED.format("VIRTUAL"), "c SET base = 2"),
    ("CREATE TABLE c(id INTEGER PRIMARY KEY REFERENCES p); INSERT INTO c VALUES (1)", "c SET rowid = 2"),
    ("CREATE TABLE c(id INTEGER PRIMARY KEY REFERENCES p); INSERT INTO c VALUES (1)", "c SET _rowid_ = 2"),
])
def test_reference_that_changes_by_another_name(db, create, update):
    db.executescript(f"CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1), (2); {create}")
    manage(db, "p")
    manage(db, "c")
    db.execute("DELETE FROM p WHERE id = 2")
    before = rows(db, "SELECT * FROM c")
    assert "deleted row of p" in fails(db, f"UPDATE {update}")
    assert rows(db, "SELECT * FROM c") == before


def test_reference_that_changes_in_case_alone(db):
    """To the child's collation the value is the same, to the parent's it is another row."""
    db.executescript("CREATE TABLE p(k TEXT PRIMARY KEY); INSERT INTO p VALUES ('b'), ('B');"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, k TEXT COLLATE NOCASE REFERENCES p);"
                     "INSERT INTO c VALUES (1, 'b')")
    manage(db, "p")
    manage(db, "c")
    db.execute("DELETE FROM p WHERE k = 'B'")
    assert "deleted row of p" in fails(db, "UPDATE c SET k = 'B'")


STALE = ["INSERT INTO p(id, deleted_via) VALUES (3, 'web')", "UPDATE p SET deleted_via = 'web' WHERE id = 3"]
SPELLINGS = ["DELETE FROM p WHERE id = 3", "UPDATE p SET is_deleted = 1 WHERE id = 3",
             "UPDATE p_active SET is_deleted = 1 WHERE id = 3", "SELECT soft_delete('p', 3)"]


def stale(db, action, how):
    db.executescript(f"""
        CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1), (3);
        CREATE TABLE c(id INTEGER PRIMARY KEY, p INT REFERENCES p ON DELETE {action}); INSERT INTO c VALUES (3, 3);
        INSERT INTO softdelete(table_name) VALUES ('p'), ('c');""")
    db.execute(how.replace("INSERT", "INSERT OR REPLACE"))


@pytest.mark.parametrize("how", STALE)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_via_of_a_live_row_means_nothing_to_a_cascade(db, spelling, how):
    stale(db, "CASCADE", how)
    db.execute(spelling).fetchall()
    assert rows(db, "SELECT id, deleted_via FROM p_deleted") == [(3, None)]
    assert rows(db, "SELECT id, deleted_via FROM c_deleted") == [(3, "p")]
    assert one(db, "SELECT count(*) FROM p_deleted JOIN c_deleted USING (deleted_at)") == 1


@pytest.mark.parametrize("how", STALE)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_via_of_a_live_row_means_nothing_to_restrict(db, spelling, how):
    stale(db, "RESTRICT", how)
    assert "live rows of c" in fails(db, spelling)


@pytest.mark.parametrize("spelling", [each.replace(" p", " c").replace("'p'", "'c'") for each in SPELLINGS])
def test_via_of_a_live_row_means_nothing_to_a_childless_one(db, spelling):
    stale(db, "CASCADE", STALE[1])
    db.execute("UPDATE c SET deleted_via = 'web'")
    db.execute(spelling).fetchall()
    assert rows(db, "SELECT deleted_at IS NOT NULL, deleted_via FROM c_deleted") == [(1, None)]


RESTRICTED = {
    "itself": "CREATE TABLE a(id INTEGER PRIMARY KEY, up INT REFERENCES a ON DELETE RESTRICT);"
              "INSERT INTO a VALUES (1, NULL), (2, 1), (3, 2)",
    "each other": "CREATE TABLE a(id INTEGER PRIMARY KEY, up INT REFERENCES b ON DELETE RESTRICT);"
                  "CREATE TABLE b(id INTEGER PRIMARY KEY, up INT REFERENCES a ON DELETE RESTRICT);"
                  "INSERT INTO a VALUES (1, NULL), (2, 1); INSERT INTO b VALUES (1, 1), (2, 2)",
}


@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
@pytest.mark.parametrize("purging", ["SELECT purge('a', 1)", "SELECT softdelete_purge('a', '0 days')",
                                     "DELETE FROM a_deleted"])
@pytest.mark.parametrize("shape", RESTRICTED)
def test_rows_that_restrict_each_other_are_purged(shape, purging, foreign_keys):
    db = connect(script=RESTRICTED[shape] + f"; PRAGMA foreign_keys = {foreign_keys}")
    tables = ["a", "b"][:1 + (shape != "itself")]
    for table in tables:
        manage(db, table, children="cascade")
    db.execute("DELETE FROM a WHERE id = 1")
    db.execute(purging).fetchall()
    for table in tables:
        assert rows(db, f"SELECT * FROM {table}") == []
    db.close()


@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
@pytest.mark.parametrize("purging", ["SELECT purge('node', 2)", "SELECT softdelete_purge('node', '0 days')",
                                     "DELETE FROM node_deleted"])
def test_row_keeps_its_parent_until_it_is_purged(purging, foreign_keys):
    """Only where two rows that go refer to each other, the one lets go of the other before."""
    db = connect(script=f"""
        PRAGMA foreign_keys = {foreign_keys};
        CREATE TABLE node(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, parent INT REFERENCES node ON DELETE RESTRICT,
                          CHECK (kind = 'root' OR parent IS NOT NULL));
        CREATE TABLE log(id, parent);
        CREATE TRIGGER gone AFTER DELETE ON node BEGIN INSERT INTO log VALUES (OLD.id, OLD.parent); END;
        INSERT INTO node VALUES (1, 'root', NULL), (2, 'leaf', 1);
        INSERT INTO softdelete(table_name) VALUES ('node'); DELETE FROM node WHERE id = 2""")
    db.execute(purging).fetchall()
    assert rows(db, "SELECT id FROM node") == [(1,)]
    assert rows(db, "SELECT * FROM log") == [(2, 1)]
    db.close()


def test_keys_of_one_table_that_are_equal_to_another(db):
    """Rows of several tables are found by one UNION, which compares by the collation that it meets first."""
    db.executescript("""
        CREATE TABLE p(id TEXT COLLATE NOCASE PRIMARY KEY, c TEXT REFERENCES c(id) ON DELETE CASCADE) WITHOUT ROWID;
        CREATE TABLE c(id TEXT PRIMARY KEY, p TEXT REFERENCES p(id) ON DELETE CASCADE) WITHOUT ROWID;
        CREATE TABLE g(id INTEGER PRIMARY KEY, c TEXT REFERENCES c(id) ON DELETE CASCADE);
        INSERT INTO p VALUES ('x', NULL); INSERT INTO c VALUES ('A', 'x'), ('a', 'x');
        INSERT INTO g VALUES (1, 'A'), (2, 'a');
        INSERT INTO softdelete(table_name) VALUES ('p'), ('c'), ('g');""")
    for ending, left in (("restore", [1, 2, 2]), ("purge", [0, 0, 0])):
        db.execute("DELETE FROM p")
        assert one(db, "SELECT sum(live_rows) FROM softdelete") == 0
        assert one(db, f"SELECT {ending}('p', 'X')") == 1
        assert [one(db, f"SELECT count(*) FROM {table}") for table in "pcg"] == left
        assert one(db, "SELECT sum(deleted_rows) FROM softdelete") == 0


def test_composite_key_of_other_collations_beside_another_reference(db):
    db.executescript("""
        CREATE TABLE p(a TEXT COLLATE NOCASE, b TEXT COLLATE NOCASE, u TEXT UNIQUE, PRIMARY KEY(a, b));
        CREATE TABLE c(id INTEGER PRIMARY KEY, a TEXT COLLATE NOCASE, b TEXT,
                       FOREIGN KEY(a, b) REFERENCES p ON DELETE CASCADE);
        CREATE INDEX ci ON c(a, b);
        CREATE TABLE e(id INTEGER PRIMARY KEY, u TEXT REFERENCES p(u) ON DELETE CASCADE);
        INSERT INTO p VALUES ('1', 'x', 'u'); INSERT INTO c VALUES (1, '1', 'X'); INSERT INTO e VALUES (1, 'u');
        INSERT INTO softdelete(table_name) VALUES ('p'), ('c'), ('e');""")
    for ending, left in (("UPDATE p SET is_deleted = 0", 1), ("DELETE FROM p_deleted", 0)):
        db.execute("DELETE FROM p")
        assert one(db, "SELECT sum(live_rows) FROM softdelete") == 0
        db.execute(ending)
        assert [one(db, f"SELECT count(*) FROM {table}") for table in "pce"] == [left] * 3
        assert one(db, "SELECT sum(deleted_rows) FROM softdelete") == 0


def test_tables_called_old_and_new(db):
    db.executescript("""
        CREATE TABLE "new"(id INTEGER PRIMARY KEY, up REFERENCES "new" ON DELETE CASCADE);
        CREATE TABLE "old"(id INTEGER PRIMARY KEY, "new" REFERENCES "new" ON DELETE CASCADE);
        CREATE TABLE c(id INTEGER PRIMARY KEY, "old" REFERENCES "old" ON DELETE CASCADE);
        INSERT INTO "new"(id) VALUES (1), (2); INSERT INTO "old" VALUES (1, 1), (2, 2); INSERT INTO c VALUES (1, 1), (2, 2)""")
    for table in ("new", "old", "c"):
        manage(db, table)
    live = [(1,), (2,)]
    db.execute('DELETE FROM "new" WHERE id = 1')
    for table in ("new", "old", "c"):
        assert rows(db, f"SELECT id FROM {table}_active") == [(2,)]
        assert status(db, table) == "ok"
    assert one(db, "SELECT restore('new', 1)") == 1
    for table in ("new", "old", "c"):
        assert rows(db, f"SELECT id FROM {table}_active ORDER BY 1") == live


def test_a_flag_that_may_be_null_and_a_deleted_parent(db):
    db.executescript("CREATE TABLE p(id INTEGER PRIMARY KEY);"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p, is_deleted INT DEFAULT 0)")
    for table in ("p", "c"):
        manage(db, table)
    db.executescript("INSERT INTO p(id) VALUES (1), (2); DELETE FROM p WHERE id = 1")
    assert "a deleted row of p" in fails(db, "INSERT INTO c(id, p, is_deleted) VALUES (1, 1, NULL)")
    db.execute("INSERT INTO c(id, p, is_deleted) VALUES (2, 2, NULL)")
    assert rows(db, "SELECT id, is_deleted FROM c") == [(2, 0)]


def test_a_ring_with_a_table_called_new(db):
    ring = ["a", "b", "new", "d"]
    for table, parent in zip(ring, ring[1:] + ring[:1]):
        db.execute(f'CREATE TABLE "{table}"(id INTEGER PRIMARY KEY, up REFERENCES "{parent}" ON DELETE CASCADE)')
    for table in ring:
        manage(db, table)
        db.execute(f'INSERT INTO "{table}"(id, up) VALUES (1, 1), (2, 2)')
    for table in ring:
        db.execute(f'DELETE FROM "{table}" WHERE id = 1')
        assert [rows(db, f"SELECT id FROM {each}_active") for each in ring] == [[(2,)]] * 4
        assert one(db, f"SELECT restore('{table}', 1)") == 1
        assert [rows(db, f"SELECT id FROM {each}_active ORDER BY 1") for each in ring] == [[(1,), (2,)]] * 4
