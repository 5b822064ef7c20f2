"""softdelete_purge on random trees of rows, against a model in Python."""

from hypothesis import given, settings, strategies

from support import connect, one, rows

SCHEMA = """
CREATE TABLE node(id INTEGER PRIMARY KEY, up INT REFERENCES node ON DELETE CASCADE);
CREATE TABLE leaf(id INTEGER PRIMARY KEY, node INT REFERENCES node ON DELETE CASCADE);
"""

# For each row: its parent's number (or a higher one: none), and its age in days; None lives.
NODES = strategies.lists(st_row := strategies.tuples(
    strategies.integers(0, 12), strategies.one_of(strategies.none(), strategies.integers(0, 20))), min_size=1, max_size=10)
LEAVES = strategies.lists(st_row, max_size=8)


def expected(nodes, leaves, age, limit):
    """The numbers of nodes and leaves that stay, and the number that is returned."""
    expired = sorted((-days, number) for number, (_, days) in enumerate(nodes) if days is not None and days > age)
    chosen = expired if limit is None else expired[:limit]
    gone = {number for _, number in chosen}
    reached = list(gone)
    while reached:
        parent = reached.pop()
        for number, (up, days) in enumerate(nodes):
            if up == parent and up < len(nodes) and days is not None and number not in gone:
                gone.add(number)
                reached.append(number)
    left = [number for number, (node, days) in enumerate(leaves) if days is None or node not in gone]
    return [number for number in range(len(nodes)) if number not in gone], left, len(chosen)


@settings(deadline=None, max_examples=150)
@given(NODES, LEAVES, strategies.integers(0, 20), strategies.one_of(strategies.none(), strategies.integers(0, 6)),
       strategies.booleans(), strategies.booleans())
def test_what_goes_and_what_stays(nodes, leaves, age, limit, time_only, recursive):
    db = connect(script=SCHEMA + f"PRAGMA recursive_triggers = {int(recursive)};")
    flag = "deleted_at" if time_only else "is_deleted"
    for table in ("leaf", "node"):
        db.execute("INSERT INTO softdelete(table_name, flag_column, children) VALUES (?, ?, 'keep')", (table, flag))
    for table, column, items in (("node", "up", nodes), ("leaf", "node", leaves)):
        for number, (parent, days) in enumerate(items):
            db.execute(f"INSERT INTO {table}(id, {column}) VALUES (?, NULL)", (number,))
        for number, (parent, days) in enumerate(items):
            if parent < len(nodes):
                db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (parent, number))
    for table, items in (("node", nodes), ("leaf", leaves)):
        deleted = [number for number, (_, days) in enumerate(items) if days is not None]
        for number in deleted:
            # The row alone, whatever a deletion would take along: as rows that were adopted.
            db.execute("UPDATE softdelete SET suspended = 1")
            time = f"strftime('%Y-%m-%d %H:%M:%f', 'now', '-{items[number][1]} days', '-1 minutes', '+{number} seconds')"
            db.execute(f"UPDATE {table} SET deleted_at = {time}" + ("" if time_only else ", is_deleted = 1")
                       + " WHERE id = ?", (number,))
    db.execute("UPDATE softdelete SET suspended = 0")
    left_nodes, left_leaves, count = expected(nodes, leaves, age - 1, limit)
    call = f"SELECT softdelete_purge('node', '{age} days'" + ("" if limit is None else f", {limit}") + ")"
    assert one(db, call) == count
    assert [number for (number,) in rows(db, "SELECT id FROM node ORDER BY id")] == left_nodes
    assert [number for (number,) in rows(db, "SELECT id FROM leaf ORDER BY id")] == left_leaves
    assert rows(db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    db.close()
