"""What live_indexes leaves alone, and what it refuses."""

import pytest

from support import connect, dump, fails, live_indexes, manage, objects, one, rows, status
from uniqueness.alike import looks

KEPT = {
    "primary key": "CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, code TEXT)",
    "composite primary key": "CREATE TABLE t(a INT, b INT, PRIMARY KEY(a, b)) WITHOUT ROWID",
    "unique like the primary key": "CREATE TABLE t(a INT NOT NULL, b INT NOT NULL, PRIMARY KEY(a, b), UNIQUE(b, a))",
    "constraint that a foreign key refers to": "CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE);"
                                               "CREATE TABLE c(t REFERENCES t(a))",
    "two columns that a foreign key refers to": "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b, UNIQUE(a, b));"
                                                "CREATE TABLE c(x, y, FOREIGN KEY(x, y) REFERENCES T(B, A))",
    "names in parentheses that a foreign key refers to":
        "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b, UNIQUE((a), ((b)) COLLATE BINARY));"
        "CREATE TABLE c(x, y, FOREIGN KEY(x, y) REFERENCES t(a, b))",
    "index that a foreign key refers to": "CREATE TABLE t(id INTEGER PRIMARY KEY, a); CREATE UNIQUE INDEX u ON t(a);"
                                          "CREATE TABLE c(t REFERENCES t(a))",
    "key of a reference to itself": "CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE, up REFERENCES t(a))",
    "index of the living": "CREATE TABLE t(id INTEGER PRIMARY KEY, a, is_deleted INT NOT NULL DEFAULT 0);"
                           "CREATE UNIQUE INDEX u ON t(a) WHERE is_deleted = 0",
    "index of the trash": "CREATE TABLE t(id INTEGER PRIMARY KEY, a, is_deleted INT NOT NULL DEFAULT 0);"
                          "CREATE INDEX u ON t(a) WHERE is_deleted = 1",
    "index on the time": "CREATE TABLE t(id INTEGER PRIMARY KEY, deleted_at TEXT); CREATE INDEX i ON t(deleted_at)",
}


@pytest.mark.parametrize("case", KEPT)
def test_kept_over_all_rows(db, case):
    db.executescript(KEPT[case])
    manage(db, "t")
    before = objects(db)
    live_indexes(db, 1)
    assert objects(db) == before
    assert status(db, "t") == "ok"
    live_indexes(db, 0)
    db.execute("DELETE FROM softdelete")


FOREIGN_KEY_INDEXES = {
    "index": "p INT REFERENCES p, n INT); CREATE INDEX i ON c(p)",
    "index with more columns": "p INT REFERENCES p, n INT); CREATE INDEX i ON c(p, n)",
    "unique index": "p INT REFERENCES p, n INT); CREATE UNIQUE INDEX i ON c(p, n)",
    "constraint": "p INT REFERENCES p, n INT, UNIQUE(p, n))",
    "constraint with parentheses": "p INT REFERENCES p, n INT, UNIQUE((p), n))",
    "two indexes": "p INT REFERENCES p, n INT); CREATE INDEX i ON c(p); CREATE INDEX j ON c(p, n)",
}


@pytest.mark.parametrize("index", FOREIGN_KEY_INDEXES)
def test_foreign_key_keeps_an_index_over_all_rows(db, index):
    db.executescript("CREATE TABLE p(id INTEGER PRIMARY KEY);"
                     f"CREATE TABLE c(id INTEGER PRIMARY KEY, {FOREIGN_KEY_INDEXES[index]}")
    manage(db, "p")
    manage(db, "c")
    before = looks(db)
    live_indexes(db, 1, "c")
    assert status(db, "c") == "ok"
    partial = dict(rows(db, "SELECT name, partial FROM pragma_index_list('c')"))
    assert partial.pop("c_softdelete_reference_1") == 0
    assert set(partial.values()) == {1}

    def plan(query):
        return rows(db, "EXPLAIN QUERY PLAN " + query)[0][3]

    assert "c_softdelete_reference_1" in plan("SELECT * FROM c WHERE p = 1")
    assert "INDEX" in plan("SELECT * FROM c_active WHERE p = 1")
    assert "reference" not in plan("SELECT * FROM c_active WHERE p = 1")
    db.execute("DROP INDEX c_softdelete_reference_1")
    assert status(db, "c") == "damaged"
    rows(db, "SELECT softdelete_repair()")
    assert status(db, "c") == "ok"
    assert "reference" not in plan("SELECT * FROM c_active WHERE p = 1")
    live_indexes(db, 0, "c")
    assert looks(db) == before


@pytest.mark.parametrize("other", ["CREATE INDEX j ON c(p, deleted_at)", "CREATE UNIQUE INDEX j ON c(p)"])
def test_no_second_index_where_one_serves_the_foreign_key(db, other):
    db.executescript("CREATE TABLE p(id INTEGER PRIMARY KEY);"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p INT REFERENCES p, deleted_at TEXT);"
                     f"CREATE INDEX i ON c(p); {other}; CREATE TABLE d(x INT REFERENCES c(p))")
    manage(db, "c", live_indexes=1)
    assert rows(db, "SELECT name FROM pragma_index_list('c') WHERE NOT partial") == [("j",)]


@pytest.mark.parametrize("clause", ["ROLLBACK", "FAIL", "IGNORE", "REPLACE", "replace"])
@pytest.mark.parametrize("columns", ["code TEXT UNIQUE ON CONFLICT {}", "code TEXT, UNIQUE(code) ON /* x */ CONFLICT {}"])
def test_conflict_clause_that_an_index_cannot_carry(db, columns, clause):
    db.execute(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {columns.format(clause)})")
    manage(db, "t")
    before = dump(db)
    assert f"ON CONFLICT {clause}" in fails(db, "SELECT softdelete_live_indexes('t', 1)")
    assert dump(db) == before


def test_conflict_clause_of_a_key_that_stays_does_not_matter(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY ON CONFLICT IGNORE, code TEXT UNIQUE)")
    manage(db, "t", live_indexes=1)
    assert status(db, "t") == "ok"


def test_an_index_made_later_is_fitted_by_a_repair(color):
    live_indexes(color, 1)
    color.execute("CREATE UNIQUE INDEX by_hex ON color(hex)")
    assert status(color, "color") == "damaged"
    assert "softdelete_repair" in fails(color, "INSERT INTO softdelete(table_name) VALUES ('color')")
    assert one(color, "SELECT softdelete_repair()") == 1
    assert status(color, "color") == "ok"
    color.execute("DELETE FROM color WHERE id = 1")
    color.execute("INSERT INTO color(name, hex) VALUES ('red', '#f00')")


def test_a_dropped_index_of_a_constraint_is_a_dropped_constraint(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT UNIQUE, UNIQUE(id, code))")
    manage(db, "t", live_indexes=1)
    db.execute("DROP INDEX t_softdelete_unique_1")
    assert status(db, "t") == "damaged"  # its triggers look after a key that is gone
    manage(db, "t")
    assert status(db, "t") == "ok"
    live_indexes(db, 0)
    assert rows(db, "SELECT count(*) FROM pragma_index_list('t') WHERE origin = 'u'") == [(1,)]


def test_turned_on_while_suspended(color):
    color.execute("CREATE UNIQUE INDEX by_hex ON color(hex)")
    color.execute("UPDATE softdelete SET suspended = 1")
    live_indexes(color, 1)
    assert "is_deleted" in one(color, "SELECT sql FROM sqlite_schema WHERE name = 'by_hex'")
    color.execute("UPDATE softdelete SET suspended = 0")
    assert status(color, "color") == "ok"


def test_suspending_keeps_values_unique_among_the_living(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT UNIQUE)")
    manage(db, "t", live_indexes=1)
    db.executescript("INSERT INTO t(code) VALUES ('a'); DELETE FROM t; INSERT INTO t(code) VALUES ('a')")
    db.execute("UPDATE softdelete SET suspended = 1")
    assert "UNIQUE" in fails(db, "INSERT INTO t(code) VALUES ('a')")
    db.execute("UPDATE softdelete SET suspended = 0")
    assert status(db, "t") == "ok"


def test_a_migration_that_brings_the_constraint_back_is_fitted_by_a_repair(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT UNIQUE); INSERT INTO t VALUES (1, 'a')")
    manage(db, "t", live_indexes=1)
    db.executescript("""
        DELETE FROM t;
        UPDATE softdelete SET suspended = 1;
        CREATE TABLE new(id INTEGER PRIMARY KEY, code TEXT UNIQUE, more INT,
                         is_deleted INTEGER NOT NULL DEFAULT 0, deleted_at TEXT, deleted_via TEXT);
        INSERT INTO new(id, code, is_deleted, deleted_at) SELECT id, code, is_deleted, deleted_at FROM t;
        DROP TABLE t;
        ALTER TABLE new RENAME TO t;
    """)
    assert "softdelete_repair" in fails(db, "UPDATE softdelete SET suspended = 0")
    assert one(db, "SELECT softdelete_repair('t')") == 1
    db.execute("UPDATE softdelete SET suspended = 0")
    db.execute("INSERT INTO t(code) VALUES ('a')")
    assert status(db, "t") == "ok"
    assert rows(db, "SELECT id, code, is_deleted FROM t") == [(1, "a", 1), (2, "a", 0)]


def test_script_turns_indexes_as_well():
    create = "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b); CREATE UNIQUE INDEX u ON t(a) WHERE b > 1; CREATE INDEX i ON t(b)"
    source = connect(script=create)
    manage(source, "t", live_indexes=1)
    target = connect(script=create + ";" + "ALTER TABLE t ADD COLUMN is_deleted INTEGER NOT NULL DEFAULT 0;"
                     "ALTER TABLE t ADD COLUMN deleted_at TEXT; ALTER TABLE t ADD COLUMN deleted_via TEXT")
    target.executescript(one(source, "SELECT softdelete_script('t')"))
    assert status(target, "t") == "ok"
    wanted = {row for row in objects(source) if row[0] != "table"}
    assert {row for row in objects(target) if row[0] != "table"} == wanted
    source.close()
    target.close()


def test_script_cannot_rebuild_a_table(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT UNIQUE)")
    manage(db, "t", live_indexes=1)
    message = fails(db, "SELECT softdelete_script('t')")
    assert "UNIQUE" in message and "is_deleted" in message


TEXTS = ["CREATE UNIQUE INDEX u ON t(a)   ", "CREATE INDEX u ON t(a)\n\t\r\n", "CREATE INDEX u ON t(a)  /* the a */ ",
         "CREATE INDEX u  ON t ( a /* a */ )-- the a\n  ", "CREATE UNIQUE INDEX u ON t(a) WHERE b > 1 -- the a",
         "CREATE INDEX u ON t(a) /* softdelete live */", "CREATE INDEX u ON t(a)\n/* softdelete live constraint */\n-- x"]


@pytest.mark.parametrize("text", TEXTS)
def test_text_of_an_index_comes_back(db, text):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a, b)")
    db.execute(text)
    manage(db, "t", live_indexes=1)
    assert status(db, "t") == "ok"
    table = one(db, "SELECT sql FROM sqlite_schema WHERE name = 't'")
    other = connect(script=f"{table}; {one(db, 'SELECT softdelete_script(?)', 't')}")
    assert status(other, "t") == "ok"
    db.execute("ALTER TABLE t RENAME COLUMN b TO c")
    db.execute("ALTER TABLE t RENAME COLUMN c TO b")
    live_indexes(db, 0)
    assert one(db, "SELECT sql FROM sqlite_schema WHERE name = 'u'") == text
    other.close()


def test_a_foreign_key_that_comes_later(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, a); CREATE UNIQUE INDEX u ON t(a)")
    before = objects(db)
    manage(db, "t")
    live_indexes(db, 1)
    db.execute("CREATE TABLE c(t REFERENCES t(a))")
    assert status(db, "t") == "damaged"
    assert one(db, "SELECT softdelete_repair()") == 1
    assert status(db, "t") == "ok"
    assert [each for each in objects(db) if each[1] == "u"] == [each for each in before if each[1] == "u"]


def test_two_constraints_that_say_what_a_conflict_does(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE ON CONFLICT IGNORE, b UNIQUE ON CONFLICT REPLACE)")
    manage(db, "t")
    assert "ON CONFLICT IGNORE" in fails(db, "SELECT softdelete_live_indexes('t', 1)")


def test_the_name_of_an_index_that_is_taken(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE); CREATE INDEX t_softdelete_unique_1 ON t(a)")
    manage(db, "t")
    before = looks(db)
    live_indexes(db, 1)
    assert one(db, "SELECT count(*) FROM pragma_index_list('t') WHERE \"unique\" AND partial") == 1
    assert status(db, "t") == "ok"
    live_indexes(db, 0)
    assert looks(db) == before


def test_an_index_that_looks_like_a_live_one(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, a, is_deleted INT NOT NULL DEFAULT 0);"
                     "CREATE UNIQUE INDEX u ON t(a) WHERE \"is_deleted\" = 0 /* softdelete live */")
    manage(db, "t")
    assert rows(db, "SELECT status, live_indexes FROM softdelete") == [("ok", 1)]
    live_indexes(db, 0)
    assert [sql for _, name, _, sql in objects(db) if name == "u"] == ["CREATE UNIQUE INDEX u ON t(a)"]


def test_resuming_where_a_constraint_came_that_says_what_a_conflict_does(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a)")
    manage(db, "t", live_indexes=1)
    db.execute("UPDATE softdelete SET suspended = 1")
    columns = "is_deleted INTEGER NOT NULL DEFAULT 0, deleted_at TEXT, deleted_via TEXT"
    db.executescript(f"CREATE TABLE new(id INTEGER PRIMARY KEY, a UNIQUE ON CONFLICT IGNORE, {columns});"
                     "INSERT INTO new SELECT * FROM t; DROP TABLE t; ALTER TABLE new RENAME TO t")
    assert "ON CONFLICT IGNORE" in fails(db, "UPDATE softdelete SET suspended = 0")
    assert status(db, "t") == "suspended"


def test_a_script_of_a_table_with_a_new_index(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a, b)")
    manage(db, "t", live_indexes=1)
    db.execute("CREATE UNIQUE INDEX u ON t(b)")
    assert 'CREATE UNIQUE INDEX u ON t(b) WHERE "is_deleted" = 0' in one(db, "SELECT softdelete_script('t')")


FOREIGN_KEYS = "FOREIGN KEY (p) REFERENCES p, FOREIGN KEY (q) REFERENCES p"
COLUMNS = "id INTEGER PRIMARY KEY, p INT, q INT, is_deleted INT NOT NULL DEFAULT 0, deleted_at TEXT, deleted_via TEXT"


def test_foreign_keys_in_another_order(db):
    keys = FOREIGN_KEYS.split(", ")
    db.executescript(f"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c({COLUMNS}, {', '.join(keys)});"
                     "CREATE INDEX i ON c(p); CREATE INDEX j ON c(q)")
    manage(db, "c")
    live_indexes(db, 1)
    texts = [sql for kind, _, table, sql in objects(db) if kind == "index" and table == "c"]
    db.executescript(f"PRAGMA legacy_alter_table = ON; CREATE TABLE new({COLUMNS}, {', '.join(keys[::-1])}); DROP TABLE c;"
                     f"ALTER TABLE new RENAME TO c; {'; '.join(texts)}")
    db.execute("SELECT softdelete_repair()").fetchall()
    assert status(db, "c") == "ok"
    assert {one(db, f"SELECT name FROM pragma_index_info('c_softdelete_reference_{number}')") for number in (1, 2)} == {"p", "q"}


def test_an_index_for_a_foreign_key_that_has_another(db):
    db.executescript(f"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c({COLUMNS}, {FOREIGN_KEYS});"
                     "CREATE INDEX i ON c(p); CREATE INDEX own ON c(p) WHERE is_deleted = 0")
    manage(db, "c")
    live_indexes(db, 1)
    names = {name for kind, name, table, _ in objects(db) if kind == "index" and table == "c"}
    assert "own" in names and any("reference" in name for name in names)
    db.execute("DROP INDEX i")
    db.execute("SELECT softdelete_repair()").fetchall()
    assert status(db, "c") == "ok"
    assert not any("reference" in name for kind, name, _, _ in objects(db))
