"""softdelete_purge in temporary and attached databases; failing there as a whole too."""

import pytest

from support import dump, fails, one, rows


@pytest.fixture(params=["temp", "other", "file"])
def elsewhere(request, db, style, tmp_path):
    """The table color, rows 1 to 5 in the trash for 5 to 1 days, 6 alive, in a schema beside main."""
    schema = request.param
    if schema != "temp":
        db.execute("ATTACH ? AS " + schema, (":memory:" if schema == "other" else str(tmp_path / "file.sqlite"),))
    db.execute("CREATE TABLE main.note(id INTEGER PRIMARY KEY)")
    db.execute(f"CREATE TABLE {schema}.color(id INTEGER PRIMARY KEY, name TEXT)")
    db.execute(f"CREATE TABLE {schema}.use(id INTEGER PRIMARY KEY, color REFERENCES color ON DELETE CASCADE)")
    db.execute(f"INSERT INTO {schema}.color VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (6, 'f')")
    db.execute(f"INSERT INTO {schema}.use VALUES (10, 1), (50, 5), (60, 6)")
    names = ", ".join(["schema_name", "table_name", "retention", *style])
    for table in ("use", "color"):
        db.execute(f"INSERT INTO softdelete({names}) VALUES (?, ?, '0 days'{', ?' * len(style)})",
                   (schema, table, *style.values()))
    db.execute(f"DELETE FROM {schema}.color WHERE id < 6")
    for table, key in (("color", "id"), ("use", "color")):
        db.execute(f"UPDATE {schema}.{table} SET deleted_at ="
                   f" strftime('%Y-%m-%d %H:%M:%f', 'now', ({key} - 6) || ' days') WHERE {key} < 6")
    return db, schema


CALLS = ["SELECT softdelete_purge('color', '0 days', 5)", "SELECT softdelete_purge()", "SELECT purge('color', 5)"]


def test_oldest_first(elsewhere):
    db, schema = elsewhere
    assert one(db, "SELECT softdelete_purge('color', '2 days', 3)") == 3
    assert rows(db, f"SELECT id FROM {schema}.color") == [(4,), (5,), (6,)]
    assert rows(db, f"SELECT id FROM {schema}.use") == [(50,), (60,)]
    assert one(db, "SELECT softdelete_purge('color')") == 2
    assert rows(db, f"SELECT id FROM {schema}.use") == [(60,)]
    assert rows(db, "SELECT DISTINCT schema_name, status FROM softdelete") == [(schema, "ok")]


@pytest.mark.parametrize("how", ["ABORT", "FAIL", "ROLLBACK"])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("begin", ["", "BEGIN"])
def test_a_users_trigger_refuses(elsewhere, how, call, begin):
    db, schema = elsewhere
    db.execute(f"CREATE TRIGGER {schema}.mine BEFORE DELETE ON color WHEN OLD.id = 5"
               f" BEGIN SELECT RAISE({how}, 'five must stay'); END")
    before = dump(db)
    if begin:
        db.execute(begin)
        if how != "ROLLBACK":
            db.execute("INSERT INTO main.note DEFAULT VALUES")
            db.execute(f"UPDATE {schema}.color SET name = 'changed' WHERE id = 6")
            before = dump(db)
    assert "five must stay" in fails(db, call)
    assert dump(db) == before
    assert db.in_transaction == (begin != "" and how != "ROLLBACK")
    if db.in_transaction:
        db.execute("COMMIT")
    assert dump(db) == before
    db.execute(f"DROP TRIGGER {schema}.mine")
    db.execute(f"DELETE FROM {schema}.color")
    assert one(db, f"SELECT count(*) FROM {schema}.color") == 6
    assert one(db, "SELECT softdelete_purge('color')") == 6


def test_one_of_two_files_fails(db, tmp_path):
    """A purge of all tables is one unit over all files."""
    for schema in ("one", "two", "three"):
        db.execute(f"ATTACH ? AS {schema}", (str(tmp_path / f"{schema}.sqlite"),))
        db.execute(f"CREATE TABLE {schema}.{schema}_t(id INTEGER PRIMARY KEY)")
        db.execute(f"INSERT INTO {schema}.{schema}_t VALUES (1), (2)")
        db.execute("INSERT INTO softdelete(table_name, retention) VALUES (?, '0 days')", (f"{schema}_t",))
        db.execute(f"DELETE FROM {schema}.{schema}_t")
    db.execute("CREATE TRIGGER two.mine BEFORE DELETE ON two_t WHEN OLD.id = 2 BEGIN SELECT RAISE(FAIL, 'stay'); END")
    for begin in ("", "BEGIN", "SAVEPOINT s"):
        before = dump(db)
        if begin:
            db.execute(begin)
        assert "stay" in fails(db, "SELECT softdelete_purge()")
        assert dump(db) == before
        if begin:
            db.execute("COMMIT" if begin == "BEGIN" else "RELEASE s")
        assert dump(db) == before
    db.execute("DROP TRIGGER two.mine")
    assert one(db, "SELECT softdelete_purge()") == 6
