"""The result is plain SQL: a database that was set up once works where nobody knows the extension."""

import itertools
import re

import pytest

from shapes import SHAPES
from support import REGISTRY, COLORS, TIME, connect, ident, manage, objects, one, rows

PRAGMAS = ["trusted_schema", "recursive_triggers", "foreign_keys"]


@pytest.fixture(params=list(itertools.product(["ON", "OFF"], repeat=len(PRAGMAS))), ids="-".join)
def plain(request, color_file):
    """A connection without the extension, under every combination of the pragmas."""
    db = connect(color_file, load=False)
    for pragma, value in zip(PRAGMAS, request.param):
        db.execute(f"PRAGMA {pragma} = {value}")
    yield db
    db.close()


def test_delete(plain):
    plain.execute("DELETE FROM color WHERE id = 2")
    plain.execute("DELETE FROM color_active WHERE id = 3")
    assert rows(plain, "SELECT id FROM color_active") == [(1,)]
    assert rows(plain, "SELECT id, is_deleted, deleted_via FROM color_deleted ORDER BY id") == [
        (2, 1, None), (3, 1, None)]
    assert all(TIME.fullmatch(time) for (time,) in rows(plain, "SELECT deleted_at FROM color_deleted"))


def test_delete_by_flag_and_restore(plain):
    before = rows(plain, "SELECT * FROM color")
    plain.execute("UPDATE color SET is_deleted = 1 WHERE id = 1")
    plain.execute("UPDATE color_active SET is_deleted = 1 WHERE id = 2")
    assert TIME.fullmatch(one(plain, "SELECT deleted_at FROM color WHERE id = 1"))
    plain.execute("UPDATE color SET is_deleted = 0 WHERE id = 1")
    plain.execute("UPDATE color_deleted SET is_deleted = 0 WHERE id = 2")
    assert rows(plain, "SELECT * FROM color") == before


def test_purge(plain):
    plain.execute("DELETE FROM color WHERE id < 3")
    plain.execute("DELETE FROM color_deleted WHERE id = 1")
    assert rows(plain, "SELECT id FROM color") == [(2,), (3,)]
    plain.execute("DELETE FROM color_deleted")
    assert rows(plain, "SELECT id FROM color") == [(3,)]


def test_insert_and_update_through_the_views(plain):
    plain.execute("INSERT INTO color_active(name) VALUES ('white')")
    plain.execute("UPDATE color_active SET name = upper(name)")
    plain.execute("DELETE FROM color WHERE id = 4")
    plain.execute("UPDATE color_deleted SET name = 'w'")
    assert rows(plain, "SELECT id, name FROM color ORDER BY id") == [(1, "RED"), (2, "GREEN"), (3, "BLUE"), (4, "w")]


def test_trashed_key_is_refused(plain):
    plain.execute("DELETE FROM color WHERE id = 2")
    for verb in ("INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE"):
        with pytest.raises(Exception, match="trash"):
            plain.execute(f"{verb} INTO color(id, name) VALUES (2, 'x')")
    assert one(plain, "SELECT name FROM color_deleted") == "green"


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda each: each.name)
def test_every_shape_untrusted(shape, recursive, path):
    shape.connect(path=path).close()
    db = connect(path, load=False)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute(f"PRAGMA recursive_triggers = {recursive}")
    db.execute(f"DELETE FROM {ident(shape.table)} {shape.where(1)}")
    db.execute(f"DELETE FROM {ident(shape.active)} {shape.where(2)}")
    db.execute(f"UPDATE {ident(shape.table)} SET {shape.set_deleted} {shape.where(3)}")
    db.execute(f"UPDATE {ident(shape.active)} SET {shape.set_deleted} {shape.where(4)}")
    assert (shape.live(db), shape.trash(db)) == ([5], [1, 2, 3, 4])
    db.execute(f"UPDATE {ident(shape.deleted)} SET {shape.set_live} {shape.where(1)}")
    db.execute(f"UPDATE {ident(shape.table)} SET {shape.set_live} {shape.where(2)}")
    db.execute(f"DELETE FROM {ident(shape.deleted)} {shape.where(3)}")
    assert (shape.live(db), shape.trash(db)) == ([1, 2, 5], [4])
    assert shape.marks(db, shape.table) == [1, 2, 4, 5]
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]


def test_generated_text_calls_nothing_of_the_extension(color):
    for _, name, _, sql in objects(color):
        if name not in REGISTRY:
            assert not re.search(r"\b(soft_delete|restore|purge|softdelete_(?!context)\w+)\s*\(", sql or ""), name
        assert "pragma" not in (sql or "").lower(), name


def test_generated_views_and_triggers_quote_no_string_with_double_quotes(db):
    # With DQS off such a schema can't be read any more; this reads all of it.
    db.executescript(COLORS)
    manage(db, "color")
    for kind, name, _, sql in objects(db):
        for quoted in re.findall(r'"((?:[^"]|"")*)"', re.sub(r"'(?:[^']|'')*'", "''", sql or "")):
            assert quoted.lower() in KNOWN | {row[1].lower() for row in objects(db)}, (name, quoted)


KNOWN = {"rowid", "_rowid_", "oid", "id", "name", "hex", "is_deleted", "deleted_at", "deleted_via", "row_id"}


def test_dump_and_reload_keeps_it_working(color_file):
    db = connect(color_file, load=False)
    db.execute("DELETE FROM color WHERE id = 2")
    script = "\n".join(db.iterdump())
    copy = connect(load=False, script=script)
    assert sorted(objects(copy)) == sorted(objects(db))
    assert rows(copy, "SELECT * FROM color") == rows(db, "SELECT * FROM color")
    copy.execute("DELETE FROM color")
    assert one(copy, "SELECT count(*) FROM color_deleted") == 3


def test_vacuum_keeps_it_working(color_file):
    db = connect(color_file, load=False)
    db.execute("DELETE FROM color WHERE id = 2")
    db.execute("VACUUM")
    db.execute("DELETE FROM color_deleted")
    db.execute("DELETE FROM color")
    assert rows(db, "SELECT id FROM color_deleted ORDER BY id") == [(1,), (3,)]


def test_status_is_ok_again_where_the_extension_is(color_file):
    db = connect(color_file, load=False)
    db.execute("DELETE FROM color WHERE id = 2")
    db.close()
    assert rows(connect(color_file), "SELECT deleted_rows, status FROM softdelete") == [(1, "ok")]
