"""What deleted rows have in a column that is new, by its DEFAULT."""

import pytest

from support import manage, one

DEFAULTS = {"-1": -1, "+2": 2, "(3)": 3, "(-4)": -4, "1.5": 1.5, "-.5e1": -5.0, "2e3": 2000.0, "0x10": 16, "'x'": "x",
            "x'00'": b"\0", "NULL": None, "TRUE": 1, "false": 0, "word": "word", "e5": "e5", '"a name"': "a name",
            "[e 5]": "e 5", "CURRENT_DATE": None, "current_timestamp": None,
            "(1 + 1)": None, "((1) + 2)": None, "((1) + (2))": None, "(- true)": None, "(abs(-1))": None, "(('y'))": "y"}


@pytest.mark.parametrize("default, kept", DEFAULTS.items(), ids=DEFAULTS)
def test_default_of_a_new_column(db, default, kept):
    """A literal one is what rows in the trash get; what another one was at the deletion nobody knows."""
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    db.execute("INSERT INTO t VALUES (1), (2)")
    manage(db, "t", storage="archive")
    db.execute("DELETE FROM t WHERE id = 1")
    db.executescript(f"CREATE TABLE u(id INTEGER PRIMARY KEY, x DEFAULT {default}); INSERT INTO u(id) SELECT id FROM t;"
                     " DROP TABLE t; ALTER TABLE u RENAME TO t")
    assert one(db, "SELECT softdelete_repair()") == 1
    assert one(db, "SELECT x FROM t_deleted") == kept
    assert one(db, "SELECT restore('t', 1)") == 1
    assert one(db, "SELECT x FROM t WHERE id = 1") == kept
