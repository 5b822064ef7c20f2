"""What the panel does for a table does not grow with the number of tables: statements are counted, not time."""

import pytest

from support import connect, one, rows

TABLE = """CREATE TABLE t{0}(id INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT, c INT,
  p INTEGER REFERENCES t{1} ON DELETE CASCADE); CREATE INDEX i{0} ON t{0}(b);"""
ENABLE = "INSERT INTO softdelete(table_name) SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"


def pairs(count):
    """Tables of which each second one refers to the one before."""
    return connect(script="".join(TABLE.format(number, number - number % 2) for number in range(count)))


def statements(db, sql):
    """How many statements run for one, those inside of it included."""
    seen = []
    db.set_trace_callback(seen.append)
    rows(db, sql)
    db.set_trace_callback(None)
    return len(seen)


def statements_per_table(count):
    """For enabling, looking at the panel, and for one more table among many; each for one table."""
    db = pairs(count)
    found = {"enable": statements(db, ENABLE) / count}
    found["status"] = statements(db, "SELECT table_name, status FROM softdelete") / count
    assert rows(db, "SELECT status, count(*) FROM softdelete GROUP BY 1") == [("ok", count)]
    db.executescript("CREATE TABLE one_more(id INTEGER PRIMARY KEY)")
    found["one more"] = statements(db, "INSERT INTO softdelete(table_name) VALUES ('one_more')")
    found["settings"] = statements(db, "UPDATE softdelete SET retention = '1 day' WHERE table_name = 't1'")
    found["first call"] = statements(db, "SELECT soft_delete('t1', 1)")
    db.close()
    return found


def test_statements_per_table_are_constant():
    few, more, many = (statements_per_table(count) for count in (10, 20, 40))
    for what in few:
        assert more[what] <= few[what] * 1.05 and many[what] <= few[what] * 1.05, (what, few, more, many)


@pytest.mark.parametrize("schema", ["temp", "aux"])
def test_other_schemas_are_read_alike(schema):
    db = connect(script="ATTACH ':memory:' AS aux; CREATE TABLE t(id INTEGER PRIMARY KEY, only_in_main)")
    db.executescript(f"CREATE TABLE {schema}.t(a TEXT COLLATE NOCASE, b, PRIMARY KEY (b, a)) WITHOUT ROWID;"
                     f"CREATE UNIQUE INDEX {schema}.u ON t(a); INSERT INTO {schema}.t VALUES ('x', 1)")
    rows(db, f"INSERT INTO softdelete(schema_name, table_name) VALUES ('{schema}', 't')")
    assert rows(db, f"SELECT name FROM pragma_table_xinfo('t_deleted', '{schema}')")[:2] == [("a",), ("b",)]
    db.execute(f"DELETE FROM {schema}.t")
    assert one(db, "SELECT status || deleted_rows FROM softdelete") == "ok1"
    db.close()


def test_what_was_read_before_is_not_believed_after_a_change(path):
    """Rolled back, changed by another connection, dropped and made anew, attached under the same name."""
    db = connect(path, script="CREATE TABLE t(id INTEGER PRIMARY KEY, a)")
    rows(db, "INSERT INTO softdelete(table_name) VALUES ('t')")

    def columns():
        rows(db, "INSERT INTO softdelete(table_name) VALUES ('t')")
        return [name for name, in rows(db, "SELECT name FROM pragma_table_info('t_active') LIMIT 2")]

    db.execute("BEGIN")
    db.execute("ALTER TABLE t RENAME COLUMN a TO b")
    assert columns() == ["id", "b"]
    db.execute("ROLLBACK")
    assert columns() == ["id", "a"]
    other = connect(path, load=False)
    other.execute("ALTER TABLE t RENAME COLUMN a TO c")
    other.close()
    assert columns() == ["id", "c"]
    db.executescript("DELETE FROM softdelete; DROP TABLE t; CREATE TABLE t(id INTEGER PRIMARY KEY, d)")
    assert columns() == ["id", "d"]
    for name in "ef":
        db.executescript(f"ATTACH ':memory:' AS x; CREATE TABLE x.u(id INTEGER PRIMARY KEY, {name})")
        rows(db, "INSERT INTO softdelete(table_name) VALUES ('u')")
        assert rows(db, "SELECT name FROM pragma_table_info('u_active', 'x') WHERE cid = 1") == [(name,)]
        db.execute("DETACH x")
    db.close()


def test_a_wide_table_and_many_tables():
    wide = ", ".join(f"c{number} TEXT COLLATE NOCASE" for number in range(1995))
    db = connect(script=f"CREATE TABLE wide(id INTEGER PRIMARY KEY, {wide})")
    db.executescript("".join(TABLE.format(number, number) for number in range(100)))
    rows(db, "INSERT INTO softdelete(table_name) VALUES ('wide')")
    assert statements(db, "SELECT status FROM softdelete") < 50
    assert one(db, "SELECT status FROM softdelete") == "ok"
    db.close()
