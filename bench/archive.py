"""Archive storage: against SQLite's own DELETE and cascade, a trigger by hand, and a plain table; and what it costs to
be there. The other areas measure flag storage."""
import core
import cost
from c_interface import Api
from foreign_keys import DELETE, LEFT, LEVELS, ON, RESTORE, fill
from measure import DISK, MEMORY, WHERE, Contestant, close, each_key, each_row, statement

AREA = "archive"
ENABLE = "INSERT INTO softdelete(table_name, storage) VALUES ('%s', 'archive')"
# What a person would write: the same columns, found by key and by time.
BY_HAND = ["""CREATE TABLE item_trash(trash_id INTEGER PRIMARY KEY, deleted_at REAL, id INTEGER, category INTEGER,
             name TEXT, payload BLOB)""",
           "CREATE INDEX item_trash_by_id ON item_trash(id)",
           "CREATE INDEX item_trash_at ON item_trash(deleted_at)",
           """CREATE TRIGGER item_by_hand AFTER DELETE ON item BEGIN
  INSERT INTO item_trash(deleted_at, id, category, name, payload)
  VALUES (julianday('now'), OLD.id, OLD.category, OLD.name, OLD.payload);
END"""]
BACK_BY_HAND = ["INSERT INTO item SELECT id, category, name, payload FROM item_trash", "DELETE FROM item_trash"]
# With a WHERE, as SQLite empties a whole table without looking at its rows.
DELETE_ALL = "DELETE FROM item WHERE id > 0"
DELETE_KEY = "DELETE FROM item WHERE id = ?"
NONE_LEFT = ("SELECT count(*) FROM item", 0)
IN_ARCHIVES = "SELECT " + " + ".join("(SELECT count(*) FROM %s_softdelete_archive)" % table for table in LEVELS)
PURGE_ALL = "DELETE FROM item_deleted"
PURGE_OLD = "SELECT softdelete_purge('item', '30 days')"
LONG_AGO = "UPDATE item_softdelete_archive SET softdelete_at = 2457000 + softdelete_id / 86400.0"
ALL_BY_HAND = "DELETE FROM item_softdelete_archive WHERE softdelete_id > 0"
OLD_BY_HAND = "DELETE FROM item_softdelete_archive WHERE softdelete_at < julianday('now', '-30 days')"


def run(bench):
    rows = max(1000, bench.rows * 15 // 100)
    plain = bench.template(core.fill(rows, 100, 2))
    managed = bench.template([ENABLE % "item"], plain, extension=True)
    hand = bench.template(BY_HAND, plain)
    for storage in (MEMORY, DISK):
        deleting(bench, plain, managed, hand, rows, storage)
        restoring(bench, managed, hand, rows, storage)
    same_bytecode(bench, plain, managed, rows)
    close(plain, managed, hand)
    cascading(bench, max(1000, bench.rows // 10))
    purging(bench, bench.rows)
    for tracks in (0, 10):
        flatness(bench, max(1000, bench.rows // 1000), bench.rows, tracks)
    being_there(bench)


def deleting(bench, plain, managed, hand, rows, storage):
    bench.section(AREA, "%d rows of 100 bytes, 2 indexes, %s" % (rows, WHERE[storage]))
    keys = list(range(1, rows + 1))
    # By hand with a trigger, and without one: what is deleted is lost.
    ways = [("plain", plain, False), ("hand", hand, False), ("archive", managed, True)]
    contestants = [Contestant(what + name, template, action, NONE_LEFT, extension)
                   for name, template, extension in ways
                   for what, action in [("all ", statement(DELETE_ALL)), ("each ", each_key(DELETE_KEY, keys))]]
    contestants += [
        Contestant("soft_delete", managed, each_key("SELECT soft_delete('item', ?)", keys), NONE_LEFT, True),
        Contestant("nothing", plain, each_key("SELECT ?", keys))]
    times = bench.race(contestants, storage)
    for what, label in (("all ", "DELETE of all rows"), ("each ", "DELETE for each key")):
        bench.compare(label, times[what + "archive"], "a real DELETE", times[what + "plain"], 2.5)
        bench.compare(label, times[what + "archive"], "AFTER DELETE trigger by hand", times[what + "hand"], 1.3)
        bench.compare("(AFTER DELETE trigger by hand)", times[what + "hand"], "a real DELETE", times[what + "plain"])
    bench.compare("soft_delete() for each key", times["soft_delete"], "prepared DELETE, the same trigger",
                  times["each archive"], 1.5)
    bench.compare("soft_delete(), less an empty call", core.less(times, "soft_delete"),
                  "prepared DELETE, less an empty call", core.less(times, "each archive"), 1.5)


def restoring(bench, managed, hand, rows, storage):
    deleted = bench.template([DELETE_ALL], managed, extension=True) if managed else None
    deleted_by_hand = bench.template([DELETE_ALL], hand)
    keys = range(1, rows + 1, max(1, rows // 1000))
    some, back = [("SELECT count(*) FROM item", count) for count in (len(keys), rows)]

    def each_by_hand(connection):
        execute = connection.cursor().execute
        execute("BEGIN")
        for key in keys:
            for sql in BACK_BY_HAND:
                execute(sql + " WHERE id = ?", (key,))
        execute("COMMIT")

    def all_by_hand(connection):
        connection.executescript(";".join(["BEGIN", *BACK_BY_HAND, "COMMIT"]))
    times = bench.race([
        Contestant("each by hand", deleted_by_hand, each_by_hand, some),
        Contestant("each", deleted, each_key("SELECT restore('item', ?)", keys), some, True),
        Contestant("all by hand", deleted_by_hand, all_by_hand, back),
        Contestant("all", deleted, statement("SELECT softdelete_restore('item')"), back, True),
    ], storage)
    by_hand = "INSERT ... SELECT and DELETE by hand"
    bench.compare("restore() of %d keys, one by one" % len(keys), times["each"], by_hand, times["each by hand"])
    bench.compare("softdelete_restore()", times["all"], by_hand, times["all by hand"])
    close(deleted, deleted_by_hand)


def same_bytecode(bench, plain, managed, rows):
    bench.section(AREA, "what archive storage leaves alone, %d rows of 100 bytes, 2 indexes" % rows)
    if not managed:
        bench.note("(needs the extension)")
        return
    keys = range(1, rows + 1)
    jobs = [
        ("INSERT", "INSERT INTO item VALUES (?, ?, ?, ?)",
         [(rows + key, key % 1000, "item", b"x" * 72) for key in keys]),
        ("UPDATE of an ordinary column", "UPDATE item SET name = ? WHERE id = ?", [("new", key) for key in keys]),
        ("SELECT of a row by its key", "SELECT name FROM item WHERE id = ?", [(key,) for key in keys]),
    ]
    times = bench.race([Contestant(what + name, template, each_row(sql, values), extension=extension)
                        for what, sql, values in jobs
                        for name, template, extension in [(", plain", plain, False), (", archive", managed, True)]])
    for what, sql, values in jobs:
        same = program(managed, sql, values[0]) == program(plain, sql, values[0])
        bench.compare(what, times[what + ", archive"], "a plain table", times[what + ", plain"])
        bench.note("  the same bytecode: %s" % ("yes, reached" if same else "no, missed"))


def program(template, sql, values):
    """The instructions with all their operands, but for the number of the schema's version."""
    found = template.connection.execute("EXPLAIN " + sql, values).fetchall()
    return [line[1:4] if line[1] == "Transaction" else line[1:7] for line in found]


def cascading(bench, below):
    plain = bench.template(fill(below, 2))
    managed = bench.template([ENABLE % table for table in LEVELS], plain, extension=True)
    deleted = bench.template([ON, DELETE], managed, extension=True) if managed else None
    purge = "DELETE FROM region_deleted WHERE id = 1"
    for storage in (MEMORY, DISK):
        bench.section(AREA, "a parent with %d rows below it on three levels, %s" % (below, WHERE[storage]))
        times = bench.race([
            Contestant("native", plain, statement(DELETE), (LEFT, below + 1), prepare=ON),
            Contestant("delete", managed, statement(DELETE), (IN_ARCHIVES, below + 1), True, ON),
            Contestant("restore", deleted, statement(RESTORE), (LEFT, 2 * (below + 1)), True, ON),
            Contestant("purge", deleted, statement(purge), (IN_ARCHIVES, 0), True, ON),
        ], storage)
        for name, what, target in [
                ("delete", "DELETE of the parent", 3.0), ("restore", "restore() of the parent", 3.0),
                ("purge", "purge of the parent through its view", 3.0)]:
            bench.compare(what, times[name], "SQLite's ON DELETE CASCADE", times["native"], target)
    close(plain, managed, deleted)


def purging(bench, rows):
    managed = bench.template(core.fill(rows, 100, 0) + [ENABLE % "item", DELETE_ALL, LONG_AGO], extension=True)
    gone = ("SELECT count(*) FROM item_softdelete_archive", 0)
    for storage in (MEMORY, DISK):
        bench.section(AREA, "purging %d rows of 100 bytes, %s" % (rows, WHERE[storage]))
        times = bench.race([
            Contestant("by hand", managed, statement(ALL_BY_HAND), gone),
            Contestant("old by hand", managed, statement(OLD_BY_HAND), gone),
            Contestant("view", managed, statement(PURGE_ALL), gone),
            Contestant("purge", managed, statement(PURGE_OLD), gone, True),
        ], storage)
        bench.compare("DELETE FROM item_deleted", times["view"], "DELETE by hand of the archive", times["by hand"], 2.6)
        bench.compare("softdelete_purge()", times["purge"], "the same by age", times["old by hand"], 1.3)
    close(managed)


def flatness(bench, few, many, tracks):
    """Single deletions and restores, in tables and trash of two sizes."""
    bench.section(AREA, "one row%s" % (" with %d below it" % tracks if tracks else ""))
    contestants, templates, keys_of = [], [], {}
    for size, rows in (("few", few), ("many", many)):
        count = rows // (tracks + 1)  # so many are live, with the even keys, and so many in the trash
        # Neighbours: of rows that lie apart, most of the time would be the processor's wait for its memory.
        live = keys_of[size] = range(2, 2 * min(count, 400) + 1, 2)
        gone = [key - 1 for key in live]
        plain = bench.template(albums(2 * count, tracks))
        managed = bench.template([ENABLE % "album", ENABLE % "track", ON, "DELETE FROM album WHERE id % 2"], plain,
                                 extension=True)
        for name, template, sql, keys, left, extension in [
                ("native ", plain, "DELETE FROM album WHERE id = ?", live, 2 * count - len(live), False),
                ("delete ", managed, "DELETE FROM album WHERE id = ?", live, count - len(live), True),
                ("restore ", managed, "SELECT restore('album', ?)", gone, count + len(gone), True)]:
            contestants.append(Contestant(name + size, template, each_key(sql, keys),
                                          ("SELECT count(*) FROM album", left), extension, ON))
        templates += [plain, managed]
    times = bench.race(contestants)

    def each(name):
        return times[name] and times[name] / len(keys_of[name.split(" ")[1]])
    for what, label, target in [("delete", "DELETE", 1.5), ("restore", "restore()", 1.5),
                                ("native", "(a real DELETE)", None)]:
        bench.compare("%s, table and trash of %d rows" % (label, many), each(what + " many"),
                      "of %d rows" % few, each(what + " few"), target)
    close(*templates)


def albums(count, tracks):
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
    made = ["CREATE TABLE album(id INTEGER PRIMARY KEY, name TEXT)",
            numbers % count + "INSERT INTO album SELECT i, hex(randomblob(20)) FROM n",
            """CREATE TABLE track(id INTEGER PRIMARY KEY, name TEXT,
                 album_id INTEGER REFERENCES album ON DELETE CASCADE)""",
            "CREATE INDEX track_album ON track(album_id)"]
    if tracks:  # those of an album lie apart
        made.append(numbers % (count * tracks)
                    + "INSERT INTO track SELECT i, hex(randomblob(20)), 1 + i %% %d FROM n" % count)
    return made


def being_there(bench):
    api = Api.find()
    for name, statements, limits in [("chinook", cost.ARTIST, {}), ("vault", cost.VAULT, {"opening": 8.0})]:
        plain = cost.schema(bench, name)
        if plain:
            cost.being_there(bench, api, plain, AREA, name, {"storage": "archive"}, statements, limits)
            plain.close()
