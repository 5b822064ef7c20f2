"""A view costs nothing: it compiles to the bytecode of the hand-written WHERE."""

import pytest

from support import COLORS, connect, manage, rows

# Each query with the view as {0}, and hand-written with the table and its condition as {1}.
QUERIES = [
    ("SELECT * FROM {0}", "SELECT * FROM color WHERE {1}"),
    ("SELECT count(*) FROM {0}", "SELECT count(*) FROM color WHERE {1}"),
    ("SELECT name FROM {0} WHERE id = 2", "SELECT name FROM color WHERE {1} AND id = 2"),
    ("SELECT name FROM {0} WHERE hex = '#f00' ORDER BY name DESC LIMIT 2 OFFSET 1",
     "SELECT name FROM color WHERE {1} AND hex = '#f00' ORDER BY name DESC LIMIT 2 OFFSET 1"),
    ("SELECT hex, count(*), max(id) FROM {0} GROUP BY hex HAVING count(*) > 1",
     "SELECT hex, count(*), max(id) FROM color WHERE {1} GROUP BY hex HAVING count(*) > 1"),
    ("SELECT other.x, c.name FROM other JOIN {0} AS c ON c.id = other.color",
     "SELECT other.x, c.name FROM other JOIN color AS c ON c.id = other.color WHERE {1}"),
    ("SELECT x FROM other WHERE color IN (SELECT id FROM {0})",
     "SELECT x FROM other WHERE color IN (SELECT id FROM color WHERE {1})"),
    ("SELECT x FROM other WHERE EXISTS (SELECT 1 FROM {0} AS c WHERE c.id = other.color)",
     "SELECT x FROM other WHERE EXISTS (SELECT 1 FROM color AS c WHERE {1} AND c.id = other.color)"),
    ("SELECT DISTINCT hex FROM {0}", "SELECT DISTINCT hex FROM color WHERE {1}"),
    ("SELECT name FROM {0} UNION ALL SELECT x FROM other",
     "SELECT name FROM color WHERE {1} UNION ALL SELECT x FROM other"),
    ("SELECT name, row_number() OVER (ORDER BY id) FROM {0}",
     "SELECT name, row_number() OVER (ORDER BY id) FROM color WHERE {1}"),
    ("SELECT min(name) FROM {0} WHERE id > 5 OR hex IS NULL",
     "SELECT min(name) FROM color WHERE {1} AND (id > 5 OR hex IS NULL)"),
]
VIEWS = {
    "active": ("color_active", "is_deleted = 0", {}),
    "deleted": ("color_deleted", "is_deleted = 1", {}),
    "time only, active": ("color_active", "deleted_at IS NULL", {"flag_column": "deleted_at"}),
    "time only, deleted": ("color_deleted", "deleted_at IS NOT NULL", {"flag_column": "deleted_at"}),
}


def program(db, sql):
    """Opcodes with what they work on; cursors are numbered otherwise in a flattened view."""
    return [(opcode, p4, p5) for _, opcode, _, _, _, p4, p5, _ in rows(db, "EXPLAIN " + sql)]


@pytest.mark.parametrize("query", QUERIES, ids=lambda each: each[0])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("index", ["", "CREATE INDEX by_hex ON color(hex, name)"])
def test_same_bytecode(db, view, query, index):
    name, condition, settings = VIEWS[view]
    db.executescript(COLORS + "CREATE TABLE other(x, color);" + index)
    manage(db, "color", **settings)
    assert program(db, query[0].format(name)) == program(db, query[1].format("", condition))


def test_results_are_the_same_too(color):
    color.execute("DELETE FROM color WHERE id = 2")
    for name, condition, settings in VIEWS.values():
        if not settings:
            assert rows(color, f"SELECT * FROM {name}") == rows(color, f"SELECT * FROM color WHERE {condition}")


def test_trash_is_found_by_its_index(path):
    db = connect(path, script=COLORS)
    manage(db, "color")
    plan = rows(db, "EXPLAIN QUERY PLAN SELECT * FROM color_deleted WHERE deleted_at < '2020-01-01'")
    assert "color_softdelete_trash" in plan[0][3]
    db.close()
