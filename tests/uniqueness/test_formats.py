"""Tables whose live indexes an earlier version made (format 1: constraints in comments) work and are turned back."""

import pytest

from support import connect, fails, manage, one, rows, status, live_indexes

FORMAT_1 = {
    "column": ('code TEXT/* softdelete live 1: UNIQUE */ NOT NULL, b INT',
               'CREATE UNIQUE INDEX "t_softdelete_unique_1" ON "t"("code") /* softdelete live 1 */ WHERE "is_deleted" = 0',
               'UNIQUE ("code")'),
    "table": ('code TEXT NOT NULL, b INT/* softdelete live 1: , CONSTRAINT "a name" UNIQUE(code, b) */',
              'CREATE UNIQUE INDEX "t_softdelete_unique_1" ON "t"(code, b) /* softdelete live 1 */ WHERE "is_deleted" = 0',
              'UNIQUE (code, b)'),
    "filler": ("code TEXT NOT NULL, b TEXT NULL/* softdelete live 1: UNIQUE */ GENERATED ALWAYS AS (lower(code))",
               'CREATE UNIQUE INDEX "t_softdelete_unique_1" ON "t"("b") /* softdelete live 1 */ WHERE "is_deleted" = 0',
               'UNIQUE ("b")'),
    "own condition": ("code TEXT NOT NULL, b INT",
                      'CREATE UNIQUE INDEX i ON t(code) WHERE (b > 0) /* softdelete live */ AND "is_deleted" = 0', None),
    "foreign key": ('code TEXT NOT NULL, b INT REFERENCES t',
                    'CREATE INDEX "t_softdelete_reference_1" /* softdelete live reference */ ON "t"("b");'
                    'CREATE INDEX i ON t(b, code) /* softdelete live */ WHERE "is_deleted" = 0', None),
}


def made_by_format_1(case):
    columns, index, _ = FORMAT_1[case]
    db = connect(script=f"CREATE TABLE t(id INTEGER PRIMARY KEY, {columns}, is_deleted INTEGER NOT NULL DEFAULT 0,"
                        f" deleted_at TEXT, deleted_via TEXT); {index};"
                        "INSERT INTO t(id, code) VALUES (1, 'a'), (2, 'b')")
    manage(db, "t", live_indexes=1)
    return db


@pytest.mark.parametrize("case", FORMAT_1)
def test_works_as_it_is_and_is_turned_back(case):
    db = made_by_format_1(case)
    assert status(db, "t") == "ok"
    assert FORMAT_1[case][1].split(";")[-1] in [sql for sql, in rows(db, "SELECT sql FROM sqlite_schema")]
    live_indexes(db, 0)
    assert status(db, "t") == "ok"
    assert one(db, "SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%softdelete live%'") == 0
    constraint = FORMAT_1[case][2]
    if constraint:
        assert one(db, "SELECT sql FROM sqlite_schema WHERE name = 't'").endswith(f", {constraint})")
    assert rows(db, "SELECT id, code FROM t ORDER BY id") == [(1, "a"), (2, "b")]
    live_indexes(db, 1)
    assert status(db, "t") == "ok"
    db.close()


def test_index_that_only_looks_like_ours_is_a_user_s_own():
    for index in ("CREATE INDEX i ON t(a) WHERE b = 0 /* softdelete live */",
                  "CREATE INDEX i ON t(a) WHERE b > 0 AND is_deleted = 0 /* softdelete live */",
                  "CREATE INDEX i ON t(a) WHERE \"is_deleted\" = 0 /* softdelete live */ /* mine */",
                  "CREATE INDEX i ON t(a) WHERE \"is_deleted\" = 0 /* softdelete live constraint x UNIQUE(b) */"):
        db = connect(script="CREATE TABLE t(id INTEGER PRIMARY KEY, a, b)")
        manage(db, "t")
        db.execute(index)
        manage(db, "t")
        live_indexes(db, 1)
        live_indexes(db, 0)
        assert " ".join(one(db, "SELECT sql FROM sqlite_schema WHERE name = 'i'").split("/*")[0].split()).endswith("= 0")
        db.close()


def test_many_constraints_keep_their_order():
    columns = ", ".join(f"c{number} INT UNIQUE" for number in range(12))
    db = connect(script=f"CREATE TABLE t(id INTEGER PRIMARY KEY, {columns}, UNIQUE(c0, c1) UNIQUE(c1, c2), UNIQUE(c2, c3))")
    manage(db, "t", live_indexes=1)
    assert "UNIQUE" not in one(db, "SELECT sql FROM sqlite_schema WHERE name = 't'")
    live_indexes(db, 0)
    off = one(db, "SELECT sql FROM sqlite_schema WHERE name = 't'")
    assert off.index('UNIQUE ("c2")') < off.index('UNIQUE ("c11")') < off.index("UNIQUE (c0, c1)")
    live_indexes(db, 1)
    live_indexes(db, 0)
    assert one(db, "SELECT sql FROM sqlite_schema WHERE name = 't'") == off
    assert "UNIQUE" in fails(db, "INSERT INTO t(c1, c2) VALUES (1, 2), (3, 2)")
    db.close()
