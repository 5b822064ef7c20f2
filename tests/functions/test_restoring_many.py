"""softdelete_restore() brings back what was deleted lately, restore_with_parents() a row with what it needs."""

import pytest

from support import connect, dump, fails, manage, one, rows

FAMILY = """
CREATE TABLE a(id INTEGER PRIMARY KEY);
CREATE TABLE b(id INTEGER PRIMARY KEY, a INT REFERENCES a ON DELETE CASCADE, up INT REFERENCES b);
CREATE TABLE "c d"(x TEXT, y INT, b INT REFERENCES b, PRIMARY KEY (x, y)) WITHOUT ROWID;
INSERT INTO a VALUES (1), (2); INSERT INTO b VALUES (1, 1, NULL), (2, 1, 1), (3, 2, NULL);
INSERT INTO "c d" VALUES ('k', 1, 2), ('k', 2, 3);
INSERT INTO softdelete(table_name) VALUES ('a'), ('b'), ('c d');
"""


@pytest.fixture
def family():
    db = connect(script=FAMILY)
    yield db
    db.close()


def by_themselves(db):
    for statement in ('DELETE FROM "c d"', "DELETE FROM b WHERE id IN (2, 3)", "DELETE FROM b", "DELETE FROM a"):
        db.execute(statement)


def test_the_whole_trash_comes_back_in_whichever_order(family):
    before = dump(family)
    by_themselves(family)
    assert one(family, "SELECT softdelete_restore()") == 7
    assert dump(family) == before


def test_a_table_whose_parents_are_deleted_is_refused_and_nothing_comes_back(family):
    by_themselves(family)
    before = dump(family)
    assert "restore_with_parents" in fails(family, "SELECT softdelete_restore('c d')")
    assert dump(family) == before


def test_one_table_by_age(family):
    family.execute('DELETE FROM "c d"')
    family.execute("UPDATE a SET is_deleted = 1, deleted_at = '2020-01-01 00:00:00.000' WHERE id = 2")
    family.execute("DELETE FROM b WHERE id = 2")
    family.execute("DELETE FROM a WHERE id = 1")
    assert one(family, "SELECT softdelete_restore('a', '10 minutes')") == 2  # and b 1, which it took along
    assert rows(family, "SELECT id FROM a_deleted") == [(2,)]
    assert one(family, "SELECT softdelete_restore('a')") == 2
    assert one(family, "SELECT softdelete_restore('a')") == 0


def test_a_row_brings_its_parents_back(family):
    by_themselves(family)
    assert one(family, "SELECT restore_with_parents('c d', 'k', 1)") == 1
    assert rows(family, "SELECT id FROM a_active UNION ALL SELECT id FROM b_active ORDER BY 1") == [(1,), (1,), (2,)]
    assert one(family, "SELECT restore_with_parents('c d', 'k', 1)") == 0


@pytest.mark.parametrize("storage", ["flag", "archive"])
def test_a_row_that_comes_back_along_with_its_parent_counts(storage):
    db = connect(script="CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE);"
                        "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1); PRAGMA foreign_keys = ON")
    for table in ("p", "c"):
        manage(db, table, storage=storage)
    db.execute("DELETE FROM p")
    assert one(db, "SELECT restore_with_parents('c', 1)") == 1
    assert rows(db, "SELECT * FROM softdelete_trash") == []


@pytest.mark.parametrize("call, expected", [
    ("softdelete_restore('nope')", "no such table: nope"), ("softdelete_restore('a', '1 fortnight')", "an age is"),
    ("softdelete_restore('a', '1 day', 2)", "at most two arguments"), ("restore_with_parents()", "the table's name"),
    ("restore_with_parents('c d', 'k')", "2 key values are expected, not 1"),
    ("restore_with_parents('a', NULL)", "a key value is NULL"), ("softdelete_restore(7)", "must be a text")])
def test_bad_input(family, call, expected):
    by_themselves(family)
    before = dump(family)
    assert expected in fails(family, f"SELECT {call}")
    assert dump(family) == before


def test_two_rows_that_refer_to_each_other_come_back_with_their_parent():
    """Neither could be first."""
    db = connect(script="""
        CREATE TABLE company(id INTEGER PRIMARY KEY);
        CREATE TABLE person(id INTEGER PRIMARY KEY, company INT REFERENCES company ON DELETE CASCADE,
                            buddy INT REFERENCES person);
        INSERT INTO company VALUES (1); INSERT INTO person VALUES (1, 1, NULL), (2, 1, 1);
        UPDATE person SET buddy = 2 WHERE id = 1;""")
    manage(db, "company")
    manage(db, "person")
    db.execute("DELETE FROM company")
    assert one(db, "SELECT restore('company', 1)") == 1
    assert rows(db, "SELECT id FROM person_active") == [(1,), (2,)]
    db.close()


@pytest.mark.parametrize("form, ages_ago", [
    ("text", "'2001-02-03 04:05:06.789'"), ("iso", "'2001-02-03T04:05:06.789Z'"), ("unix", 981173106),
    ("unix_ms", 981173106789), ("unix_us", 981173106789000), ("unix_ns", 981173106789000000)])
def test_an_age_is_right_in_each_form_of_time(db, form, ages_ago):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    db.execute("INSERT INTO t VALUES (1), (2), (3)")
    manage(db, "t", time_format=form)
    db.execute("DELETE FROM t WHERE id < 3")
    db.execute(f"UPDATE t SET deleted_at = {ages_ago} WHERE id = 1")
    assert one(db, "SELECT softdelete_restore('t', '1 hour')") == 1
    assert rows(db, "SELECT id FROM t_deleted") == [(1,)]
    assert one(db, "SELECT softdelete_restore('t', '1000 years')") == 1


def test_two_ways_up_to_one_parent(db):
    db.executescript("""
        CREATE TABLE top(id INTEGER PRIMARY KEY); CREATE TABLE other(id INTEGER PRIMARY KEY);
        CREATE TABLE left(id INTEGER PRIMARY KEY, top REFERENCES top ON DELETE CASCADE);
        CREATE TABLE right(id INTEGER PRIMARY KEY, top REFERENCES top ON DELETE CASCADE);
        CREATE TABLE leaf(id INTEGER PRIMARY KEY, l REFERENCES "left" ON DELETE CASCADE, r REFERENCES "right" ON DELETE CASCADE,
                          o REFERENCES other);
        INSERT INTO top VALUES (1); INSERT INTO other VALUES (1);
        INSERT INTO "left" VALUES (1, 1); INSERT INTO "right" VALUES (1, 1); INSERT INTO leaf VALUES (1, 1, 1, 1);"""
                     .replace("TABLE left", 'TABLE "left"').replace("TABLE right", 'TABLE "right"'))
    for table in ("top", "left", "right", "leaf"):
        manage(db, table)
    before = dump(db)
    for table in ("leaf", "right", "left", "top"):
        db.execute(f'DELETE FROM "{table}"')
    assert one(db, "SELECT restore_with_parents('leaf', 1)") == 1
    assert dump(db) == before


def counted(db, most=100):
    """A trigger that notices each restored row, and ends what goes on for ever."""
    calls = []

    def again():
        calls.append(1)
        if len(calls) > most:
            raise ValueError("for ever")

    db.create_function("again", 0, again)
    db.execute("CREATE TRIGGER again AFTER UPDATE OF is_deleted ON t BEGIN SELECT again(); END")


def test_a_trigger_that_deletes_what_comes_back(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2), (3)")
    manage(db, "t")
    db.execute("DELETE FROM t WHERE id < 3")
    counted(db)
    db.execute("CREATE TRIGGER zombie AFTER UPDATE OF is_deleted ON t WHEN NEW.id = 1 AND NOT NEW.is_deleted"
               " BEGIN UPDATE t SET is_deleted = 1 WHERE id = 1; END")
    assert one(db, "SELECT softdelete_restore()") == 1
    assert rows(db, "SELECT id FROM t_active") == [(2,), (3,)]


def test_a_file_in_which_the_living_and_the_dead_look_the_same(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2), (3)")
    manage(db, "t")
    db.execute("DELETE FROM t WHERE id < 3")
    counted(db)
    db.execute("UPDATE softdelete_registry SET live_value = deleted_value")
    assert one(db, "SELECT softdelete_restore()") == 0


@pytest.mark.parametrize("deferred", [0, 1])
def test_a_deferral_of_foreign_keys_stays_what_it_was(db, deferred):
    db.executescript("PRAGMA foreign_keys = ON; CREATE TABLE p(id INTEGER PRIMARY KEY, c REFERENCES c);"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE);"
                     "INSERT INTO p VALUES (1, NULL); INSERT INTO c VALUES (1, 1), (2, 1)")
    for table in ("p", "c"):
        manage(db, table, storage="archive")
    db.execute("DELETE FROM p")
    db.execute("BEGIN")
    db.execute(f"PRAGMA defer_foreign_keys = {deferred}")
    assert one(db, "SELECT softdelete_restore()") == 3
    assert one(db, "PRAGMA defer_foreign_keys") == deferred


def test_two_parents_with_one_parent_of_their_own(db):
    db.executescript("""
        CREATE TABLE top(a, b, PRIMARY KEY (a, b));
        CREATE TABLE x(id INTEGER PRIMARY KEY, a, b, FOREIGN KEY (a, b) REFERENCES top);
        CREATE TABLE y(id INTEGER PRIMARY KEY, a, b, FOREIGN KEY (a, b) REFERENCES top);
        CREATE TABLE low(id INTEGER PRIMARY KEY, x REFERENCES x, y REFERENCES y);
        INSERT INTO top VALUES (1, 2), (1, 3); INSERT INTO x VALUES (1, 1, 2); INSERT INTO y VALUES (1, 1, 2);
        INSERT INTO low VALUES (1, 1, 1)""")
    for table in ("top", "x", "y", "low"):
        manage(db, table)
    for table in ("low", "y", "x", "top"):
        db.execute(f"DELETE FROM {table}")
    assert one(db, "SELECT restore_with_parents('low', 1)") == 1
    assert [one(db, f"SELECT count(*) FROM {table}_active") for table in ("top", "x", "y", "low")] == [1, 1, 1, 1]
    assert rows(db, "SELECT a, b FROM top_active") == [(1, 2)]


def test_a_row_that_is_its_own_parent(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, up REFERENCES t ON DELETE CASCADE)")
    manage(db, "t")
    db.execute("INSERT INTO t(id, up) VALUES (1, 1)")
    db.execute("DELETE FROM t")
    assert one(db, "SELECT restore_with_parents('t', 1)") == 1
    assert rows(db, "SELECT id FROM t_active") == [(1,)]


@pytest.mark.parametrize("storage", ["flag", "archive"])
def test_a_row_that_is_not_in_the_trash_has_no_parents_to_restore(db, storage):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)")
    manage(db, "t", storage=storage)
    for key in (1, 2):
        assert one(db, f"SELECT restore_with_parents('t', {key})") == 0
