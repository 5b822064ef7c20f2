"""Emptying the trash by age and listing it: against the DELETE and the SELECT that a person would write."""
from measure import DISK, MEMORY, WHERE, Contestant, WrongResult, close, statement

AREA = "trash"
BATCH = 10000
BEFORE = "strftime('%Y-%m-%d %H:%M:%f', 'now', '-30 days')"
TRASH_INDEX = "CREATE INDEX item_trash_by_hand ON item(deleted_at) WHERE is_deleted = 1"
OLDEST = "SELECT * FROM softdelete_trash WHERE table_name = 'item' ORDER BY deleted_at LIMIT 10"
OLDEST_BY_HAND = """SELECT 'main', 'item', json_array(id), deleted_at, NULL,
  json_object('id', id, 'name', name, 'payload', payload, 'is_deleted', is_deleted, 'deleted_at', deleted_at)
  FROM item WHERE is_deleted = 1 ORDER BY deleted_at LIMIT 10"""


def fill(deleted, live, shuffled):
    """A table whose rows were deleted long ago, in the order of their keys or in none; one time for each."""
    # 7919 is prime and larger than any common divisor of round numbers, so that this visits every row once.
    order = "(i * 7919) % {0}".format(deleted) if shuffled else "i"
    return ["""CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT NOT NULL, payload TEXT,
                 is_deleted INTEGER NOT NULL DEFAULT 0, deleted_at TEXT)""",
            """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
               INSERT INTO item SELECT i, printf('item %%011d', i), hex(randomblob(20)), i <= %d,
                 CASE WHEN i <= %d THEN strftime('%%Y-%%m-%%d %%H:%%M:%%f', 1500000000 + %s, 'unixepoch') END FROM n"""
            % (deleted + live, deleted, deleted, order)]


def without_triggers(connection):
    """Our table with our index, and nothing that runs when a row is removed."""
    for name, in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute('DROP TRIGGER "%s"' % name.replace('"', '""'))


def templates(bench, deleted, live, shuffled):
    """The table as softdelete manages it (None without the library), and as it is without the triggers."""
    base = bench.template(fill(deleted, live, shuffled))
    managed = bench.template(["INSERT INTO softdelete(table_name) VALUES ('item')"], base, extension=True)
    plain = bench.template(without_triggers, managed) if managed else bench.template([TRASH_INDEX], base)
    base.close()
    return managed, plain


def until_none(sql):
    """A statement again and again, each time in a transaction of its own, until it purges nothing."""
    def run(connection):
        while connection.execute(sql).fetchone()[0]:
            pass
    return run


def delete_batches(connection):
    sql = """DELETE FROM item WHERE id IN
      (SELECT id FROM item WHERE is_deleted = 1 AND deleted_at < %s ORDER BY deleted_at LIMIT %d)""" % (BEFORE, BATCH)
    while connection.execute(sql).rowcount:
        pass


def run(bench):
    for shuffled in (False, True):
        purging(bench, bench.rows, shuffled)
    listing(bench)


def purging(bench, deleted, shuffled):
    live = deleted // 10
    managed, plain = templates(bench, deleted, live, shuffled)
    check = ("SELECT count(*) FROM item", live)
    for storage in (MEMORY, DISK):
        bench.section(AREA, "purging %d rows, deleted in %s, %s" % (
            deleted, "random order" if shuffled else "the order of their keys",
            WHERE[storage]))
        times = bench.race([
            Contestant("delete", plain, statement("DELETE FROM item WHERE deleted_at < " + BEFORE), check),
            Contestant("purge", managed, statement("SELECT softdelete_purge('item', '30 days')"), check, True),
            Contestant("delete batches", plain, delete_batches, check),
            Contestant("purge batches", managed,
                       until_none("SELECT softdelete_purge('item', '30 days', %d)" % BATCH), check, True),
        ], storage)
        by_hand = "DELETE ... WHERE deleted_at < ?"
        bench.compare("softdelete_purge()", times["purge"], by_hand, times["delete"], 1.3)
        bench.compare("softdelete_purge(), %d at a time" % BATCH, times["purge batches"], by_hand, times["delete"])
        bench.compare("softdelete_purge(), %d at a time" % BATCH, times["purge batches"],
                      "DELETE, %d at a time" % BATCH, times["delete batches"], 1.3)
        bench.compare("(DELETE, %d at a time)" % BATCH, times["delete batches"], by_hand, times["delete"])
    close(managed, plain)


def listing(bench):
    bench.section(AREA, "the ten oldest rows of the trash, one listing")
    repeats = 200
    made, contestants = [], []
    sizes = [bench.rows // 100, bench.rows // 10, bench.rows]

    def repeated(sql):
        def run(connection):
            for _ in range(repeats):
                if len(connection.execute(sql).fetchall()) != 10:
                    raise WrongResult("not ten rows")
        return run
    for size in sizes:
        managed, plain = templates(bench, size, size // 10, True)
        made += [managed, plain]
        contestants += [Contestant("trash %d" % size, managed, repeated(OLDEST), None, True),
                        Contestant("by hand %d" % size, plain, repeated(OLDEST_BY_HAND))]
    times = {name: taken and taken / repeats for name, taken in bench.race(contestants).items()}
    smallest = sizes[0]
    for size in sizes[1:]:
        bench.compare("softdelete_trash, %d rows deleted" % size, times["trash %d" % size],
                      "softdelete_trash, %d rows deleted" % smallest, times["trash %d" % smallest], 1.5)
    for size in sizes:
        bench.compare("softdelete_trash, %d rows deleted" % size, times["trash %d" % size],
                      "SELECT by hand with json_object()", times["by hand %d" % size])
    close(*made)
