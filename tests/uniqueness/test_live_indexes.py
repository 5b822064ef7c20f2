"""live_indexes = 1: what was unique over all rows is unique among the living, and back again."""

import pytest

from support import connect, dump, fails, ident, live_indexes, manage, objects, one, rows, status
from uniqueness.alike import looks

INDEXES = {
    "constraint": ("code TEXT UNIQUE", ""),
    "named constraint": ("code TEXT CONSTRAINT \"the code\" UNIQUE ON CONFLICT ABORT", ""),
    "table constraint": ("code TEXT, UNIQUE(code)", ""),
    "index": ("code TEXT", "CREATE UNIQUE INDEX u ON t(code)"),
    "index that collates": ("code TEXT", "CREATE UNIQUE INDEX u ON t(code COLLATE NOCASE DESC)"),
    "column that collates": ("code TEXT COLLATE NOCASE UNIQUE", ""),
    "constraint that collates": ("code TEXT, UNIQUE(code COLLATE NOCASE)", ""),
    "expression": ("code TEXT", "CREATE UNIQUE INDEX u ON t(lower(code))"),
    "partial": ("code TEXT", "CREATE UNIQUE INDEX u ON t(code) WHERE code <> 'x' OR code IS NULL"),
    "two columns": ("code TEXT, other INT DEFAULT 1, UNIQUE(other, code)", ""),
    "with the flag": ("code TEXT, is_deleted INT NOT NULL DEFAULT 0, UNIQUE(code, is_deleted)", ""),
    "string for a name": ("code TEXT", "CREATE UNIQUE INDEX u ON t('code')"),
    "string in a constraint": ("code TEXT, UNIQUE('code' COLLATE NOCASE)", ""),
    "parentheses": ("code TEXT, UNIQUE((code) COLLATE NOCASE)", ""),
    "before generated always": ("code TEXT, low TEXT CONSTRAINT point UNIQUE GENERATED ALWAYS AS (lower(code))", ""),
    "generated column": ("code TEXT, low TEXT AS (lower(code)) UNIQUE", ""),
    "virtual and stored": ("code TEXT, low TEXT AS (lower(code)) STORED, UNIQUE(low)", ""),
}
STYLES = {"flag": {}, "time only": {"flag_column": "deleted_at"}}
OPTIONS = {"rowid": "", "without rowid": "WITHOUT ROWID", "strict": "STRICT"}


def table(db, index, options="", **settings):
    columns, create = INDEXES[index]
    db.executescript(f"CREATE TABLE t(id INTEGER PRIMARY KEY, {columns}) {options}; {create};"
                     "INSERT INTO t(id, code) VALUES (1, 'a'), (2, 'b'), (3, NULL)")
    manage(db, "t", **settings)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("index", INDEXES)
def test_value_of_a_deleted_row_is_free(db, index, options, style):
    if index == "with the flag" and style == "time only":
        pytest.skip("the flag is another column there")
    table(db, index, OPTIONS[options], live_indexes=1, **STYLES[style])
    assert status(db, "t") == "ok"
    for new in (4, 5):
        db.execute("DELETE FROM t WHERE code = 'a'")
        db.execute("INSERT INTO t(id, code) VALUES (?, 'a')", (new,))
    assert rows(db, "SELECT id, code FROM t_active ORDER BY id") == [(2, "b"), (3, None), (5, "a")]
    assert "UNIQUE" in fails(db, "INSERT INTO t(id, code) VALUES (9, 'b')")
    assert "UNIQUE" in fails(db, "UPDATE t SET code = 'b' WHERE id = 5")
    assert "UNIQUE" in fails(db, "INSERT INTO t_active(id, code) VALUES (9, 'b')")


RESTORES = ["SELECT restore('t', 1)", "UPDATE t SET is_deleted = 0 WHERE id = 1",
            "UPDATE OR REPLACE t SET is_deleted = 0 WHERE id = 1", "UPDATE OR IGNORE t SET is_deleted = 0 WHERE id = 1",
            "UPDATE t_deleted SET is_deleted = 0", "UPDATE OR REPLACE t_deleted SET is_deleted = 0"]


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("restoring", RESTORES)
@pytest.mark.parametrize("index", INDEXES)
def test_restore_that_collides_is_refused(db, index, restoring, recursive):
    table(db, index, live_indexes=1)
    db.execute(f"PRAGMA recursive_triggers = {recursive}")
    db.execute("DELETE FROM t WHERE id = 1")
    db.execute("INSERT INTO t(id, code) VALUES (7, 'a')")
    before = dump(db)
    same = {"expression": "lower(code)", "two columns": "other, code", "with the flag": "code, is_deleted"}.get(
        index, "low" if " low " in INDEXES[index][0] else "code")
    assert f"a live row has the same {same};" in fails(db, restoring)
    assert dump(db) == before
    db.execute("UPDATE t SET code = 'c' WHERE id = 7")
    db.execute(restoring)
    assert one(db, "SELECT count(*) FROM t_active") == 4


def test_restored_children_replace_no_live_row(db):
    db.executescript("CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1);"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE, code TEXT UNIQUE);"
                     "INSERT INTO c VALUES (1, 1, 'a'), (2, 1, 'b')")
    manage(db, "p")
    manage(db, "c", live_indexes=1)
    db.execute("DELETE FROM p")
    db.execute("INSERT INTO c(id, code) VALUES (3, 'b')")
    before = dump(db)
    for restoring in ("SELECT restore('p', 1)", "UPDATE OR REPLACE p SET is_deleted = 0"):
        assert "code" in fails(db, restoring)
        assert dump(db) == before


def test_rows_restored_together_collide_too(db):
    table(db, "constraint", live_indexes=1)
    db.execute("DELETE FROM t")
    db.execute("INSERT INTO t(id, code) VALUES (7, 'a')")
    db.execute("DELETE FROM t")
    before = dump(db)
    assert "code" in fails(db, "UPDATE OR REPLACE t SET is_deleted = 0")
    assert dump(db) == before


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("index", INDEXES)
def test_on_and_off_again_leaves_the_schema_as_it_was(db, index, style):
    if index == "with the flag" and style == "time only":
        pytest.skip("the flag is another column there")
    table(db, index, **STYLES[style])
    managed, texts = looks(db), objects(db)
    live_indexes(db, 1)
    assert objects(db) != texts
    db.execute("DELETE FROM t WHERE id = 1")
    live_indexes(db, 0)
    assert looks(db) == managed
    assert status(db, "t") == "ok"
    assert rows(db, "SELECT id, code FROM t ORDER BY id") == [(1, "a"), (2, "b"), (3, None)]
    if index != "with the flag":
        assert "trash" in fails(db, "INSERT INTO t(id, code) VALUES (9, 'a')")


@pytest.mark.parametrize("index", [each for each in INDEXES if each != "with the flag"])
def test_turning_off_is_refused_where_rows_collide(db, index):
    table(db, index, live_indexes=1)
    db.execute("DELETE FROM t WHERE id = 1")
    db.execute("INSERT INTO t(id, code) VALUES (7, 'a')")
    before = dump(db)
    message = fails(db, "SELECT softdelete_live_indexes('t', 0)")
    assert f"index {'u' if INDEXES[index][1] else 't_softdelete_unique_1'} of t" in message
    assert dump(db) == before
    assert status(db, "t") == "ok"
    db.execute("SELECT purge('t', 1)")
    live_indexes(db, 0)
    assert "UNIQUE" in fails(db, "INSERT INTO t(id, code) VALUES (8, 'a')")


def test_two_deleted_rows_collide_as_well(db):
    table(db, "constraint", live_indexes=1)
    for _ in range(2):
        db.execute("DELETE FROM t")
        db.execute("INSERT INTO t(code) VALUES ('a')")
    db.execute("DELETE FROM t")
    assert "t_softdelete_unique_1" in fails(db, "SELECT softdelete_live_indexes('t', 0)")


def test_upsert_names_the_condition(db):
    table(db, "constraint", live_indexes=1)
    db.execute("DELETE FROM t WHERE id = 1")
    db.execute("INSERT INTO t(id, code) VALUES (7, 'a') ON CONFLICT (code) WHERE is_deleted = 0 DO NOTHING")
    db.execute("INSERT INTO t(id, code) VALUES (8, 'a')"
               " ON CONFLICT (code) WHERE is_deleted = 0 DO UPDATE SET id = excluded.id")
    assert rows(db, "SELECT id FROM t WHERE code = 'a' ORDER BY id") == [(1,), (8,)]


def test_a_new_row_purges_nothing_where_its_value_is_free(db):
    table(db, "constraint", live_indexes=1, reuse_keys=1)
    db.execute("DELETE FROM t WHERE id = 1")
    db.execute("INSERT INTO t(id, code) VALUES (7, 'a')")
    assert rows(db, "SELECT id FROM t_deleted") == [(1,)]
    db.execute("INSERT INTO t(id, code) VALUES (1, 'c')")
    assert rows(db, "SELECT id FROM t_deleted") == []


@pytest.mark.parametrize(("query", "index"), [
    ("SELECT id FROM t_active WHERE other = 5", "t_other"),
    ("SELECT id FROM t_active WHERE code = 'a'", "t_softdelete_unique_1"),
    ("SELECT id FROM t WHERE code = 'a' AND is_deleted = 0", "t_softdelete_unique_1")])
def test_lookups_among_the_living_use_the_index(db, query, index):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, code TEXT UNIQUE, other INT);"
                     "CREATE INDEX t_other ON t(other)")
    manage(db, "t", live_indexes=1)
    plan = " ".join(row[3] for row in rows(db, "EXPLAIN QUERY PLAN " + query))
    assert "SEARCH" in plan and f"INDEX {index} (" in plan
    assert one(db, "SELECT count(*) FROM pragma_index_list('t') WHERE partial") == 3  # with that of the trash


def test_names_that_need_quotes():
    for name in ['a "quote"', "it's", "two words", "/*x*/", "*/", "*\\/", "--", "select", "ÜBER"]:
        db = connect()
        quoted, trash = ident(name), ident(name + "_deleted")
        db.executescript(f"CREATE TABLE {quoted}({quoted} TEXT, b INT, CONSTRAINT {quoted} UNIQUE({quoted}, b))")
        manage(db, name)
        before = looks(db)
        live_indexes(db, 1)
        for _ in range(2):
            db.execute(f"INSERT INTO {quoted}({quoted}, b) VALUES ('a', 1)")
            db.execute(f"DELETE FROM {quoted}")
        db.execute(f"DELETE FROM {trash}")
        live_indexes(db, 0)
        assert looks(db) == before
        named = f"CONSTRAINT {quoted} UNIQUE"
        assert named in one(db, "SELECT sql FROM sqlite_schema WHERE name = ?", name)
        db.close()
