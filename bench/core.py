"""Deleting, reading and enabling: against what a person would write by hand on the same table."""
import random
import sqlite3

from measure import DISK, MEMORY, NOW, WHERE, Contestant, close, each_key, peak_memory, statement

AREA = "core"
COLUMNS = ["ALTER TABLE item ADD COLUMN is_deleted INTEGER NOT NULL DEFAULT 0",
           "ALTER TABLE item ADD COLUMN deleted_at TEXT"]
ENABLE = "INSERT INTO softdelete(table_name) VALUES ('item')"
BY_HAND = "UPDATE item SET is_deleted = 1, deleted_at = " + NOW
TRIGGER = """CREATE TRIGGER item_by_hand BEFORE DELETE ON item WHEN OLD.is_deleted = 0 BEGIN
  UPDATE item SET is_deleted = 1, deleted_at = %s WHERE id = OLD.id;
  SELECT RAISE(IGNORE);
END""" % NOW
VIEW = ["CREATE VIEW item_by_hand AS SELECT * FROM item WHERE is_deleted = 0",
        """CREATE TRIGGER item_by_hand_delete INSTEAD OF DELETE ON item_by_hand BEGIN
  UPDATE item SET is_deleted = 1, deleted_at = %s WHERE id = OLD.id;
END""" % NOW]
TRASH_INDEX = "CREATE INDEX item_trash_by_hand ON item(deleted_at) WHERE is_deleted = 1"
OVER_KEYS = "SELECT sum(soft_delete('item', id)) FROM (SELECT id FROM item LIMIT -1)"
ALL_DELETED = "SELECT count(*) FROM item WHERE is_deleted = 1 AND deleted_at IS NOT NULL"

# How the names of the opcodes begin whose first operand is a cursor.
ON_CURSORS = ("Open", "Sorter", "Rewind", "Last", "Next", "Prev", "Seek", "Idx", "Column", "Rowid", "DeferredSeek",
              "Found", "NotFound", "NotExists", "NullRow", "Close", "Sort", "Count", "FinishSeek")

# name, bytes in a row, how many times fewer of these rows
SHAPES = [("rows of 100 bytes", 100, 1), ("rows of 10 KB", 10240, 30)]


def fill(rows, size, indexes):
    """The statements that make the table, as it is before anybody thinks of soft deletion."""
    made = ["CREATE TABLE item(id INTEGER PRIMARY KEY, category INTEGER NOT NULL, name TEXT NOT NULL, payload BLOB)",
            """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
               INSERT INTO item SELECT i, abs(random()) %% 1000, printf('item %%011d', i), randomblob(%d) FROM n"""
            % (rows, size - 28)]
    return made + ["CREATE INDEX item_category ON item(category)", "CREATE INDEX item_name ON item(name)"][:indexes]


def run(bench):
    for shape, size, fewer in SHAPES:
        for indexes in (2, 0):
            rows = max(100, bench.rows * 15 // 100 // fewer)
            base = bench.template(fill(rows, size, indexes))
            for storage in (MEMORY, DISK):
                bench.section(AREA, "%d %s, %d indexes, %s" % (rows, shape, indexes, WHERE[storage]))
                deleting(bench, base, rows, storage)
            base.close()
    reading(bench)
    enabling(bench)


def deleting(bench, base, rows, storage):
    plain = bench.template(COLUMNS, base)
    trigger = bench.template([TRIGGER], plain)
    trigger_and_index = bench.template([TRASH_INDEX], trigger)
    view = bench.template(VIEW, plain)
    managed = bench.template([ENABLE], base, extension=True)
    keys = list(range(1, rows + 1))
    random.Random(1).shuffle(keys)

    def peer(name, template, sql):
        return Contestant(name, template, statement(sql), (ALL_DELETED, rows))

    def ours(name, action):
        return Contestant(name, managed, action, (ALL_DELETED, rows), extension=True)

    bulk = bench.race([
        peer("update", plain, BY_HAND),
        ours("delete", statement("DELETE FROM item")),
        peer("trigger", trigger, "DELETE FROM item"),
        peer("trigger and index", trigger_and_index, "DELETE FROM item"),
        ours("flag", statement("UPDATE item SET is_deleted = 1")),
        peer("view", view, "DELETE FROM item_by_hand"),
        ours("active", statement("DELETE FROM item_active")),
        # With a WHERE, as SQLite empties a whole table without looking at its rows.
        Contestant("real", plain, statement("DELETE FROM item WHERE id > 0"), ("SELECT count(*) FROM item", 0)),
    ], storage)
    compare = bench.compare
    compare("DELETE", bulk["delete"], "UPDATE of flag and time", bulk["update"], 2.0)
    compare("DELETE", bulk["delete"], "BEFORE DELETE trigger by hand", bulk["trigger"], 1.0)
    compare("DELETE", bulk["delete"], "the same trigger, with an index of the trash", bulk["trigger and index"])
    compare("DELETE", bulk["delete"], "a real DELETE", bulk["real"])
    compare("UPDATE SET is_deleted = 1", bulk["flag"], "UPDATE of flag and time", bulk["update"])
    compare("DELETE FROM item_active", bulk["active"], "INSTEAD OF trigger on a view by hand", bulk["view"])
    compare("(BEFORE DELETE trigger by hand)", bulk["trigger"], "UPDATE of flag and time", bulk["update"])

    by_key = BY_HAND + " WHERE id = ?"
    each = bench.race([
        Contestant("update", plain, each_key(by_key, keys), (ALL_DELETED, rows)),
        ours("soft_delete", each_key("SELECT soft_delete('item', ?)", keys)),
        ours("delete", each_key("DELETE FROM item WHERE id = ?", keys)),
        Contestant("trigger", trigger, each_key("DELETE FROM item WHERE id = ?", keys), (ALL_DELETED, rows)),
        Contestant("nothing", plain, each_key("SELECT ?", keys)),
        Contestant("set", plain, statement(BY_HAND + " WHERE id IN (SELECT id FROM item)"), (ALL_DELETED, rows)),
        ours("soft_delete set", in_transaction(OVER_KEYS)),
        ours("soft_delete commits", statement(OVER_KEYS)),
    ], storage)
    compare("soft_delete() for each key", each["soft_delete"], "prepared UPDATE for each key", each["update"], 1.5)
    compare("soft_delete(), less an empty call", less(each, "soft_delete"),
            "prepared UPDATE, less an empty call", less(each, "update"), 1.5)
    compare("DELETE for each key", each["delete"], "prepared UPDATE for each key", each["update"])
    compare("DELETE for each key", each["delete"], "BEFORE DELETE trigger by hand", each["trigger"], 1.0)
    compare("SELECT soft_delete() over all keys", each["soft_delete set"],
            "one UPDATE ... WHERE id IN (keys)", each["set"])
    compare("the same, each row its own transaction", each["soft_delete commits"],
            "one UPDATE ... WHERE id IN (keys)", each["set"])
    close(plain, trigger, trigger_and_index, view, managed)


def in_transaction(sql):
    def run(connection):
        connection.execute("BEGIN")
        connection.execute(sql).fetchall()
        connection.execute("COMMIT")
    return run


def less(times, name):
    """What a prepared statement takes without the Python around it."""
    if times[name] is None or times["nothing"] is None:
        return None
    return times[name] - times["nothing"]


def reading(bench):
    rows = max(100, bench.rows * 15 // 100)
    bench.section(AREA, "reading, %d rows of 100 bytes, every tenth deleted" % rows)
    managed = bench.template(
        fill(rows, 100, 2) + [ENABLE, "UPDATE item SET is_deleted = 1 WHERE id % 10 = 0"], extension=True)
    if not managed:
        bench.note("(needs the extension)")
        return
    keys = random.Random(2).choices(range(1, rows + 1), k=min(rows, 20000))
    categories = random.Random(3).choices(range(1000), k=200)
    queries = [
        ("all rows", "SELECT count(*), sum(length(payload)) FROM {} WHERE {}", None),
        ("a row by its key", "SELECT name FROM {} WHERE id = ? AND {}", keys),
        ("rows by an indexed column", "SELECT sum(length(name)) FROM {} WHERE category = ? AND {}", categories),
        ("ten rows in index order", "SELECT id FROM {} WHERE category >= ? AND {} ORDER BY category LIMIT 10",
         categories),
    ]
    for what, query, arguments in queries:
        view, by_hand = query.format("item_active", "1"), query.format("item", "is_deleted = 0")
        view = view.replace(" WHERE 1", "").replace(" AND 1", "")
        actions = [statement(q) if arguments is None else each_key(q, arguments) for q in (view, by_hand)]
        times = bench.race([Contestant("view", managed, actions[0]), Contestant("by hand", managed, actions[1])])
        same = bytecode(managed.connection, view) == bytecode(managed.connection, by_hand)
        bench.compare("item_active: " + what, times["view"], "WHERE is_deleted = 0", times["by hand"])
        bench.note("  the same bytecode: %s" % ("yes, reached" if same else "no, missed"))
    close(managed)


def bytecode(connection, query):
    """The program of a query, without comments, and with its cursors numbered in the order in which they are opened:
    SQLite numbers them in the order of the FROM clauses that it reads, and that of a view is one more."""
    program = connection.execute("EXPLAIN " + query, [0] * query.count("?")).fetchall()
    cursors = {}
    for line in program:
        if line[1].startswith("Open") or line[1] == "SorterOpen":
            cursors.setdefault(line[2], "cursor %d" % len(cursors))
    named = []
    for _, code, p1, p2, p3, p4, p5, _ in program:
        if code == "Noop":  # what is left of an instruction that was not needed
            p1 = p2 = p3 = p4 = p5 = 0
        if code.startswith(ON_CURSORS):
            p1 = cursors.get(p1, p1)
        if code == "DeferredSeek":
            p3 = cursors.get(p3, p3)
        named.append((code, p1, p2, p3, p4, p5))
    return named


def enabling(bench):
    for shape, size, fewer in SHAPES:
        rows = max(100, bench.rows // fewer)
        base = bench.template(fill(rows, size, 0))
        tenth = bench.template(fill(rows // 10, size, 0))
        bench.section(AREA, "enabling, %d %s" % (rows, shape))
        for storage in (MEMORY, DISK):
            times = bench.race([
                Contestant("enable", base, statement(ENABLE), ("SELECT count(*) FROM item_active", rows), True),
                Contestant("index", base, statement("CREATE INDEX item_category ON item(category)")),
            ], storage)
            bench.compare("enabling, " + WHERE[storage], times["enable"],
                          "CREATE INDEX ON item(category)", times["index"], 1.0)
        if bench.library:
            memory(bench, base, tenth)
        close(base, tenth)


def memory(bench, base, tenth):
    """The peak must not grow with the table."""
    def peak(template):
        connection = bench.fresh(template, DISK, extension=True)
        connection.execute("PRAGMA cache_size = -500")  # so that both tables are larger than it
        connection.execute("PRAGMA shrink_memory")
        try:
            return peak_memory(lambda: connection.execute(ENABLE))
        except sqlite3.Error as error:
            bench.fail("enabling", error)
            return None
        finally:
            bench.discard(connection)
    bench.compare("memory of enabling, on disk", peak(base),
                  "the same for a tenth of the rows", peak(tenth), 1.25, "bytes")
