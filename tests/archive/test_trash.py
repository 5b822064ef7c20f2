"""What softdelete_trash shows of archives."""

import json
import re

import pytest

from support import TIME, connect, fails, dump, manage, rows

COLUMNS = "schema_name, table_name, key, deleted_at, deleted_via, row, softdelete_id"


@pytest.fixture
def tied(db):
    db.executescript("""
        PRAGMA foreign_keys = ON;
        CREATE TABLE p(a INT, b BLOB, PRIMARY KEY (b, a)) WITHOUT ROWID;
        CREATE TABLE c(id INTEGER PRIMARY KEY, pa, pb, data, size REAL, twice AS (size * 2),
                       FOREIGN KEY (pb, pa) REFERENCES p(b, a) ON DELETE CASCADE);
        INSERT INTO p VALUES (1, x'00ff');
        INSERT INTO c VALUES (7, 1, x'00ff', x'c0de', 1.5), (8, NULL, NULL, 'text', NULL);
    """)
    for table in "pc":
        manage(db, table, storage="archive")
    return db


def test_all_columns(tied):
    tied.execute("DELETE FROM c WHERE id = 8")
    tied.execute("DELETE FROM p")
    found = rows(tied, f"SELECT {COLUMNS} FROM softdelete_trash ORDER BY table_name, key")
    assert all(TIME.fullmatch(row[3]) for row in found)
    assert [(*row[:2], json.loads(row[2]), row[4], json.loads(row[5]), row[6]) for row in found] == [
        ("main", "c", [7], "p", {"id": 7, "pa": 1, "pb": "00FF", "data": "C0DE", "size": 1.5, "twice": 3.0}, 2),
        ("main", "c", [8], None, {"id": 8, "pa": None, "pb": None, "data": "text", "size": None, "twice": None}, 1),
        ("main", "p", ["00FF", 1], None, {"a": 1, "b": "00FF"}, 1)]


def test_its_numbers_restore(tied):
    tied.execute("DELETE FROM p")
    assert rows(tied, "SELECT restore_version(table_name, softdelete_id) FROM softdelete_trash"
                      " WHERE deleted_via IS NULL") == [(1,)]
    assert rows(tied, "SELECT * FROM softdelete_trash") == []


def test_each_version_is_a_row(tied):
    for text in ("first", "second"):
        tied.execute("INSERT OR IGNORE INTO c(id, data) VALUES (9, ?)", [text])
        tied.execute("DELETE FROM c WHERE id = 9")
    found = rows(tied, "SELECT key, row, softdelete_id FROM softdelete_trash WHERE table_name = 'c' ORDER BY softdelete_id")
    assert [(key, json.loads(row)["data"], number) for key, row, number in found] == [("[9]", "first", 1), ("[9]", "second", 2)]


def test_a_table_without_a_key_shows_the_rowid():
    db = connect(script="CREATE TABLE t(v); INSERT INTO t(rowid, v) VALUES (40, 'x');")
    manage(db, "t", storage="archive")
    db.execute("DELETE FROM t")
    assert rows(db, "SELECT key, row FROM softdelete_trash") == [("[40]", '{"v":"x"}')]
    db.close()


def test_a_span_of_time(tied):
    tied.execute("DELETE FROM p")
    tied.execute("UPDATE p_softdelete_archive SET softdelete_at = julianday('2020-01-02 03:04:05.678')")
    query = "SELECT table_name, deleted_at FROM softdelete_trash WHERE deleted_at {}"
    assert rows(tied, query.format("< '2020-01-02 03:04:05.679'")) == [("p", "2020-01-02 03:04:05.678")]
    assert [table for table, _ in rows(tied, query.format("> '2020-01-03'"))] == ["c"]


@pytest.mark.parametrize("value", [0, 1])
def test_live_indexes_belong_to_flag_storage(tied, value):
    before = dump(tied)
    if value:
        message = fails(tied, "SELECT softdelete_live_indexes('p', 1)")
        assert re.search(r"\bp\b", message) and "archive" in message
    else:
        rows(tied, "SELECT softdelete_live_indexes('p', 0)")
    assert dump(tied) == before
