"""Turning a constraint of CREATE TABLE rebuilds the table, and nobody sees it."""

import pytest

from support import connect, dump, fails, live_indexes, manage, objects, one, rows, status
from uniqueness.alike import looks, whole

EVERYTHING = """
CREATE TABLE palette(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO palette VALUES (1, 'Sunset'), (2, 'Sea');
CREATE TABLE t(
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- UNIQUE is only said here
  code TEXT /* and here: UNIQUE */ DEFAULT 'UNIQUE' COLLATE NOCASE UNIQUE,
  "unique" INT CHECK ("unique" IN (1, 2) OR "unique" <> 'UNIQUE (a)') CONSTRAINT dangling,
  twice INT AS ("unique" * 2) VIRTUAL, thrice INT GENERATED ALWAYS AS ("unique" * 3) STORED,
  palette INT NOT NULL DEFAULT 1 REFERENCES palette ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  up INT REFERENCES t(id) ON DELETE SET NULL,
  CONSTRAINT [a name] UNIQUE(code, `unique` DESC) CHECK (id < 1000)
  UNIQUE ('palette', "unique" COLLATE RTRIM) FOREIGN KEY (twice) REFERENCES palette(id)
);
CREATE INDEX t_unique ON t("unique");
CREATE TABLE log(what);
CREATE TRIGGER t_log AFTER INSERT ON t BEGIN INSERT INTO log VALUES (NEW.code); END;
CREATE VIEW codes AS SELECT code FROM t;
CREATE TABLE child(id INTEGER PRIMARY KEY, t INT REFERENCES t ON DELETE CASCADE);
INSERT INTO t(id, code, "unique") VALUES (10, 'a', 1), (20, 'b', NULL), (900, 'z', 7);
DELETE FROM t WHERE id = 900;
INSERT INTO child VALUES (1, 10), (2, 20);
CREATE TEMP TRIGGER t_temp AFTER DELETE ON t BEGIN SELECT 1; END;
"""


def facts(db, table="t"):
    """What can be seen of a table but the way its values are unique."""
    return [rows(db, f"SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo('{table}')"),
            rows(db, f"SELECT \"table\", \"from\", \"to\", on_update, on_delete FROM pragma_foreign_key_list('{table}')"),
            rows(db, f"SELECT rowid, * FROM {table}"), rows(db, "SELECT * FROM log"), rows(db, "SELECT * FROM child"),
            rows(db, "SELECT * FROM sqlite_sequence"), rows(db, "SELECT * FROM codes"),
            rows(db, "SELECT name, sql FROM temp.sqlite_schema"),
            {row for row in objects(db) if row[0] in ("trigger", "view") and "softdelete" not in row[1]},
            [one(db, f"PRAGMA {setting}") for setting in ("foreign_keys", "legacy_alter_table", "recursive_triggers")]]


@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
@pytest.mark.parametrize("legacy", ["ON", "OFF"])
@pytest.mark.parametrize("before", ["", "BEGIN", "SAVEPOINT s"])
@pytest.mark.parametrize("check", ["id < 1000", "t.id < 1000"])  # SQLite won't rename the second with legacy_alter_table
def test_everything_is_kept(db, check, before, legacy, foreign_keys):
    db.executescript(EVERYTHING.replace("id < 1000", check) + f"PRAGMA foreign_keys = {foreign_keys}; PRAGMA legacy_alter_table = {legacy}; {before}")
    manage(db, "t")
    manage(db, "child")
    seen, before = facts(db), whole(db)
    live_indexes(db, 1, "t")
    assert facts(db) == seen
    assert rows(db, "PRAGMA integrity_check") == [("ok",)] and rows(db, "PRAGMA foreign_key_check") == []
    assert rows(db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    assert one(db, "SELECT count(*) FROM pragma_index_list('t') WHERE origin = 'u'") == 0
    live_indexes(db, 0, "t")
    assert facts(db) == seen and whole(db) == before
    db.execute("INSERT INTO t(code) VALUES ('c')")
    assert one(db, "SELECT id FROM t WHERE code = 'c'") == 901


def test_foreign_keys_hold_on(db):
    db.executescript(EVERYTHING + "PRAGMA foreign_keys = ON")
    for name in ("palette", "t", "child"):
        manage(db, name, live_indexes=1)
    db.execute("DELETE FROM palette")
    assert rows(db, "SELECT table_name, deleted_rows FROM softdelete ORDER BY 1") == [("child", 2), ("palette", 2), ("t", 2)]
    db.execute("SELECT restore('palette', id) FROM palette_deleted").fetchall()
    assert one(db, "SELECT sum(deleted_rows) FROM softdelete") == 0
    assert "FOREIGN KEY" in fails(db, "INSERT INTO child VALUES (3, 77, 0, NULL, NULL)")


@pytest.mark.parametrize("begin", ["BEGIN", "SAVEPOINT s"])
@pytest.mark.parametrize("value", [0, 1])
def test_rolls_back_with_the_transaction_around_it(db, value, begin):
    db.executescript(EVERYTHING)
    for name in ("t", "child"):
        manage(db, name, live_indexes=1 - value)
    before = dump(db)
    db.execute(begin)
    db.execute("INSERT INTO t(code) VALUES ('inside')")
    inside = dump(db)
    live_indexes(db, value)
    assert dump(db) != inside
    db.execute("ROLLBACK" if begin == "BEGIN" else "ROLLBACK TO s")
    assert dump(db) == before
    assert status(db, "t") == "ok"


@pytest.mark.parametrize("begin", [None, "BEGIN", "SAVEPOINT s"])
def test_refused_it_changes_nothing(db, begin):
    db.executescript("CREATE TABLE a(x UNIQUE, y UNIQUE ON CONFLICT IGNORE); CREATE INDEX i ON a(y)")
    manage(db, "a")
    if begin:
        db.execute(begin)
    before = dump(db)
    assert "ON CONFLICT IGNORE" in fails(db, "SELECT softdelete_live_indexes('a', 1)")
    assert dump(db) == before
    assert db.in_transaction == bool(begin)


@pytest.mark.parametrize("begin", [None, "BEGIN"])
def test_many_tables_at_once(db, begin):
    count = 60  # more than SQLite prepares a statement anew
    for number in range(count):
        db.execute(f"CREATE TABLE t{number}(x UNIQUE)")
    if begin:
        db.execute(begin)
    db.execute("INSERT INTO softdelete(table_name) SELECT name FROM sqlite_schema WHERE type = 'table'")
    live_indexes(db, 1)
    assert rows(db, "SELECT status, count(*) FROM softdelete GROUP BY 1") == [("ok", count)]
    live_indexes(db, 0)
    db.execute("DELETE FROM softdelete")
    assert one(db, "SELECT count(*) FROM pragma_index_list('t7') WHERE origin = 'u'") == 1


def test_open_statement_is_named_as_the_reason(db):
    db.executescript("CREATE TABLE t(x UNIQUE); INSERT INTO t VALUES (1), (2)")
    manage(db, "t")
    before = dump(db)
    cursor = db.execute("SELECT x FROM t")
    cursor.fetchone()
    assert "reset other statements" in fails(db, "SELECT softdelete_live_indexes('t', 1)")
    cursor.close()
    assert dump(db) == before
    live_indexes(db, 1)


def test_open_statement_that_writes_is_named_as_well(db):
    db.executescript("CREATE TABLE t(x UNIQUE); CREATE TABLE log(n INTEGER PRIMARY KEY)")
    manage(db, "t")
    call = "SELECT softdelete_live_indexes('t', 1)"
    cursor = db.execute("INSERT INTO log SELECT NULL UNION ALL SELECT NULL RETURNING n")
    cursor.fetchone()
    assert "reset other statements" in fails(db, call)
    cursor.close()
    assert one(db, "SELECT count(*) FROM log") == 2
    assert one(db, call) == 1
    assert status(db, "t") == "ok" and one(db, "SELECT count(*) FROM log") == 2


@pytest.mark.parametrize("schema", ["temp", "aux"])
def test_other_schemas(db, schema):
    db.execute("ATTACH ':memory:' AS aux")
    db.executescript(f"CREATE TABLE {schema}.t(x UNIQUE); CREATE INDEX {schema}.i ON t(x); INSERT INTO {schema}.t VALUES (1);"
                     "CREATE TABLE main.t(x UNIQUE); "
                     + ("CREATE TEMP TRIGGER tt AFTER INSERT ON aux.t BEGIN SELECT 1; END;" if schema == "aux" else "") +
                     f"CREATE TRIGGER {schema}.own AFTER INSERT ON t BEGIN SELECT 1; END")
    main = objects(db)
    manage(db, "t", schema_name=schema)
    before = looks(db, schema), looks(db, "temp")
    live_indexes(db, 1)
    db.execute(f"DELETE FROM {schema}.t")
    db.execute(f"INSERT INTO {schema}.t(x) VALUES (1)")
    db.execute(f"DELETE FROM {schema}.t_deleted")
    live_indexes(db, 0)
    assert (looks(db, schema), looks(db, "temp")) == before
    assert objects(db) == main


def test_another_connection_sees_all_or_nothing(path):
    db = connect(path, script="PRAGMA journal_mode = WAL; CREATE TABLE t(id INTEGER PRIMARY KEY, x UNIQUE);"
                              "INSERT INTO t VALUES (1, 'a')")
    other = connect(path, timeout=0)
    manage(db, "t")
    db.execute("BEGIN")
    live_indexes(db, 1)
    assert fails(other, "INSERT INTO t(x) VALUES ('a')") == "database is locked"
    db.execute("COMMIT")
    other.execute("DELETE FROM t")
    other.execute("INSERT INTO t(x) VALUES ('a')")
    assert rows(db, "SELECT id, is_deleted FROM t ORDER BY id") == [(1, 1), (2, 0)]
    other.close()
    db.close()


def test_statistics_of_analyze_are_kept_up(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, x UNIQUE, y)")
    db.executescript("CREATE INDEX i ON t(y); INSERT INTO t(x, y) VALUES (1, 1), (2, 2), (3, 3)")
    manage(db, "t")
    db.execute("ANALYZE")
    live_indexes(db, 1)
    assert dict(rows(db, "SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 't' AND idx NOT LIKE '%trash'")) == {
        "i": "3 1", "t_softdelete_unique_1": "3 1"}


@pytest.mark.parametrize("written", ["g TEXT UNIQUE GENERATED ALWAYS AS (a || 'x') STORED", "g ANY UNIQUE AS (a)",
                                     "g TEXT CONSTRAINT point UNIQUE UNIQUE GENERATED ALWAYS AS (a)"])
def test_strict_type_before_generated_always_is_kept(db, written):
    db.execute(f"CREATE TABLE t(a TEXT NULL, {written}, UNIQUE(a, g)) STRICT")
    manage(db, "t")
    before, columns = looks(db), rows(db, "PRAGMA table_xinfo(t)")
    live_indexes(db, 1)
    assert rows(db, "PRAGMA table_xinfo(t)") == columns
    live_indexes(db, 0)
    assert looks(db) == before


@pytest.mark.parametrize("gap", [" \v", "\n\v\v", "\t \v /* \v */"], ids=repr)
def test_vertical_tab_behind_white_space(db, gap):
    db.execute(f"CREATE TABLE t(a, b,{gap}UNIQUE{gap}(a,{gap}b))")
    manage(db, "t")
    before = looks(db)
    live_indexes(db, 1)
    assert one(db, "SELECT count(*) FROM pragma_index_list('t') WHERE origin = 'u'") == 0
    live_indexes(db, 0)
    assert looks(db) == before


def test_last_insert_rowid_is_left_alone(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, x UNIQUE)")
    manage(db, "t")
    db.execute("INSERT INTO t(id, x) VALUES (77, 1)")
    live_indexes(db, 1)
    assert one(db, "SELECT last_insert_rowid()") == 77


@pytest.mark.parametrize("change", [
    "ALTER TABLE t ADD COLUMN more INT", "ALTER TABLE t DROP COLUMN spare", "ALTER TABLE t DROP COLUMN last",
    "ALTER TABLE t RENAME COLUMN a TO \"A new\"", "ALTER TABLE t RENAME COLUMN b TO c", "ALTER TABLE t RENAME TO u"])
@pytest.mark.parametrize("constraint", ["a INT, b INT UNIQUE, spare INT, last INT, UNIQUE(a)",
                                        "a INT UNIQUE, b INT, spare INT, last INT, UNIQUE(b DESC) CHECK (a < 100)",
                                        "a INT, b INT, spare INT, last INT, CHECK (a < 100), CONSTRAINT x UNIQUE(a, b), UNIQUE(b, a)"])
def test_changed_in_between(db, constraint, change):
    db.execute(f"CREATE TABLE t({constraint})")
    manage(db, "t", live_indexes=1)

    def unique(table):
        return sorted(tuple(column for (column,) in rows(db, f"SELECT name FROM pragma_index_info('{name}')"))
                      for (name,) in rows(db, f"SELECT name FROM pragma_index_list('{table}') WHERE \"unique\""))

    while_live = unique("t")
    db.execute("UPDATE softdelete SET suspended = 1")
    db.execute(change)
    table = "u" if "RENAME TO" in change else "t"
    if table == "u":
        db.execute("ALTER TABLE u RENAME TO t")
        table = "t"
    renamed = [tuple({"a": "A new"}.get(c, c) if "\"A new\"" in change else {"b": "c"}.get(c, c) if "TO c" in change
                     else c for c in key) for key in while_live]
    rows(db, "SELECT softdelete_repair(?)", table)
    db.execute("UPDATE softdelete SET suspended = 0")
    assert status(db, table) == "ok" and unique(table) == sorted(renamed)
    live_indexes(db, 0)
    assert unique(table) == sorted(renamed) and status(db, table) == "ok"
    assert one(db, f"SELECT count(*) FROM pragma_index_list('{table}') WHERE origin = 'u'") == len(while_live)


@pytest.mark.parametrize("schema", ["main", "temp", "other"])
def test_renamed_table_is_disabled(db, schema):
    """Its indexes are turned back by its new name."""
    db.execute("ATTACH ':memory:' AS other")
    db.execute(f"CREATE TABLE {schema}.t(id INTEGER PRIMARY KEY, code TEXT UNIQUE)")
    db.execute(f"CREATE TABLE {schema}.child(id INTEGER PRIMARY KEY, t INT REFERENCES t)")
    manage(db, "t", live_indexes=1)
    manage(db, "child")
    db.execute(f"ALTER TABLE {schema}.t RENAME TO renamed")
    assert "softdelete_live_indexes('renamed', 0)" in fails(db, "DELETE FROM softdelete WHERE table_name = 'renamed'")
    live_indexes(db, 0, "renamed")
    db.execute("DELETE FROM softdelete WHERE table_name = 'renamed'")
    assert rows(db, "SELECT table_name, status FROM softdelete") == [("child", "ok")]
    assert rows(db, f"SELECT origin FROM pragma_index_list('renamed') ORDER BY 1") == [("c",), ("u",)]


@pytest.mark.parametrize("end, changed", [("SELECT softdelete_repair('t')", 0), ("SELECT softdelete_live_indexes('t', 0)", 1)])
def test_column_of_a_constraint_is_dropped_meanwhile(db, end, changed):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a, b, c UNIQUE, UNIQUE(a, b), UNIQUE(a, c))")
    manage(db, "t", live_indexes=1)
    db.execute("UPDATE softdelete SET suspended = 1")
    (index,), = rows(db, "SELECT name FROM sqlite_schema WHERE sql LIKE '%(a, b)%' AND type = 'index'")
    db.execute(f"DROP INDEX {index}")
    db.execute("ALTER TABLE t DROP COLUMN b")
    assert one(db, end) == changed
    db.execute("UPDATE softdelete SET suspended = 0")
    assert rows(db, "SELECT status FROM softdelete WHERE status <> 'ok'") == []
    assert len(rows(db, "SELECT 1 FROM pragma_index_list('t') WHERE \"unique\"")) == 2


@pytest.mark.parametrize("hiding", ["TABLE t(id INTEGER PRIMARY KEY)", "VIEW t AS SELECT 1 AS id"])
def test_a_temporary_namesake(db, hiding):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE)")
    manage(db, "t")
    db.execute(f"CREATE TEMP {hiding}")
    before = dump(db)
    assert "temporary" in fails(db, "SELECT softdelete_live_indexes('main.t', 1)")
    assert dump(db) == before
    db.execute(f"DROP {hiding.split()[0]} temp.t")
    live_indexes(db, 1)
    assert status(db, "t") == "ok"


def test_the_second_of_two_constraints_collides(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE, b UNIQUE)")
    manage(db, "t")
    live_indexes(db, 1)
    db.executescript("INSERT INTO t(id, a, b) VALUES (1, 'x', 'y'); DELETE FROM t; INSERT INTO t(id, a, b) VALUES (2, 'z', 'y')")
    index = one(db, "SELECT l.name FROM pragma_index_list('t') l, pragma_index_info(l.name) c WHERE l.\"unique\" AND c.name = 'b'")
    before = dump(db)
    assert index in fails(db, "SELECT softdelete_live_indexes('t', 0)")
    assert dump(db) == before
