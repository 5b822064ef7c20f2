"""Deleting a parent with everything below it, and restoring it: against SQLite's own ON DELETE CASCADE."""
from measure import DISK, MEMORY, NOW, WHERE, Contestant, close, statement

AREA = "foreign_keys"
LEVELS = ["region", "shop", "sale", "line"]  # each refers to the one before it
ON = "PRAGMA foreign_keys = ON;"
DELETE = "DELETE FROM region WHERE id = 1"
RESTORE = "SELECT restore('region', 1)"
DELETED = "SELECT " + " + ".join("(SELECT count(*) FROM %s WHERE is_deleted = 1)" % t for t in LEVELS)
LEFT = "SELECT " + " + ".join("(SELECT count(*) FROM %s)" % t for t in LEVELS)


def levels_of(below):
    """How `below` rows spread over the three levels below a parent."""
    first, second = max(1, below // 1000), max(1, below // 10)
    return [1, first, second, below - first - second]


def fill(below, trees, indexed=True):
    """The statements that make four tables with `trees` parents, each with `below` rows below it."""
    made, counts = [], levels_of(below)
    for level, (table, count) in enumerate(zip(LEVELS, counts)):
        if level == 0:
            reference, value = "", ""
        else:
            parent = LEVELS[level - 1]
            reference = ", %s_id INTEGER NOT NULL REFERENCES %s(id) ON DELETE CASCADE" % (parent, parent)
            value = ", 1 + (i - 1) * %d / %d" % (counts[level - 1], count)
        made.append("CREATE TABLE %s(id INTEGER PRIMARY KEY%s, note TEXT)" % (table, reference))
        made.append("""WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                       INSERT INTO %s SELECT i%s, hex(randomblob(20)) FROM n""" % (count * trees, table, value))
        if level and (indexed or table != "line"):
            made.append("CREATE INDEX %s_parent ON %s(%s_id)" % (table, table, LEVELS[level - 1]))
    return made


def enable(tables):
    return ["INSERT INTO softdelete(table_name) VALUES ('%s')" % table for table in tables]


def by_hand():
    """The cascade of the blog posts: an update of the parent updates its children, whoever deleted them."""
    made = []
    for table in LEVELS:
        made += ["ALTER TABLE %s ADD COLUMN is_deleted INTEGER NOT NULL DEFAULT 0" % table,
                 "ALTER TABLE %s ADD COLUMN deleted_at TEXT" % table]
    for parent, child in zip(LEVELS, LEVELS[1:]):
        made.append("""CREATE TRIGGER {p}_by_hand AFTER UPDATE OF is_deleted ON {p} BEGIN
              UPDATE {c} SET is_deleted = NEW.is_deleted, deleted_at = NEW.deleted_at WHERE {p}_id = NEW.id;
            END""".format(p=parent, c=child))
    return made


def run(bench):
    below = max(1000, bench.rows // 10)
    cascading(bench, below)
    growing(bench, below)
    self_reference(bench, below)
    unindexed(bench, max(1000, below // 100))


def cascading(bench, below):
    plain = bench.template(fill(below, 2))
    hand = bench.template(by_hand(), plain)
    managed = bench.template(enable(LEVELS), plain, extension=True)
    deleted = bench.template([DELETE], managed, extension=True) if managed else None
    update = "UPDATE region SET is_deleted = 1, deleted_at = %s WHERE id = 1" % NOW
    for storage in (MEMORY, DISK):
        bench.section(AREA, "a parent with %d rows below it on three levels, %s" % (below, WHERE[storage]))
        times = bench.race([
            Contestant("native", plain, statement(DELETE), (LEFT, below + 1), prepare=ON),
            Contestant("delete", managed, statement(DELETE), (DELETED, below + 1), True, ON),
            Contestant("restore", deleted, statement(RESTORE), (DELETED, 0), True, ON),
            Contestant("by hand", hand, statement(update), (DELETED, below + 1), prepare=ON),
        ], storage)
        cascade = "SQLite's ON DELETE CASCADE"
        bench.compare("DELETE of the parent", times["delete"], cascade, times["native"], 2.5)
        bench.compare("restore() of the parent", times["restore"], cascade, times["native"], 3.0)
        bench.compare("DELETE of the parent", times["delete"], "a trigger for each row by hand", times["by hand"])
        bench.compare("(a trigger for each row by hand)", times["by hand"], cascade, times["native"])
    close(plain, hand, managed, deleted)


def growing(bench, below):
    """Cost for each row: more rows below the parent, and more rows elsewhere in the tables."""
    bench.section(AREA, "cost for each row")
    few = below // 10
    sizes = {"few": (few, 2), "many": (below, 2), "few in many": (few, 20)}
    contestants, templates = [], []
    for name, (rows, trees) in sizes.items():
        plain = bench.template(fill(rows, trees))
        managed = bench.template(enable(LEVELS), plain, extension=True)
        deleted = bench.template([DELETE], managed, extension=True) if managed else None
        contestants += [
            Contestant("native " + name, plain, statement(DELETE), (LEFT, (rows + 1) * (trees - 1)), prepare=ON),
            Contestant("delete " + name, managed, statement(DELETE), (DELETED, rows + 1), True, ON),
            Contestant("restore " + name, deleted, statement(RESTORE), (DELETED, 0), True, ON)]
        templates += [plain, managed, deleted]
    times = bench.race(contestants)

    def each(name):
        return times[name] / (sizes[name.split(" ", 1)[1]][0] + 1) if times[name] is not None else None
    for what, label, target in [("delete", "DELETE", 1.5), ("restore", "restore()", 1.5),
                                ("native", "(ON DELETE CASCADE)", None)]:
        bench.compare("%s of %d rows, for each" % (label, below), each(what + " many"),
                      "of %d rows, for each" % few, each(what + " few"), target)
        bench.compare("%s of %d in 10x larger tables" % (label, few), each(what + " few in many"),
                      "of %d rows, for each" % few, each(what + " few"), target)
    close(*templates)


def self_reference(bench, below):
    bench.section(AREA, "a table that refers to itself, %d rows below a row, ten children each" % below)
    plain = bench.template([
        "CREATE TABLE node(id INTEGER PRIMARY KEY, up INTEGER REFERENCES node(id) ON DELETE CASCADE, note TEXT)",
        """WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
           INSERT INTO node SELECT i, CASE WHEN i > 0 THEN (i - 1) / 10 END, hex(randomblob(20)) FROM n""" % below,
        "CREATE INDEX node_up ON node(up)"])
    managed = bench.template(enable(["node"]), plain, extension=True)
    delete, count = statement("DELETE FROM node WHERE id = 0"), "SELECT count(*) FROM node WHERE is_deleted = 1"
    deleted = bench.template(lambda c: delete(c), managed, extension=True) if managed else None
    times = bench.race([
        Contestant("native", plain, delete, ("SELECT count(*) FROM node", 0), prepare=ON),
        Contestant("delete", managed, delete, (count, below + 1), True, ON),
        Contestant("restore", deleted, statement("SELECT restore('node', 0)"), (count, 0), True, ON)])
    bench.compare("DELETE of the topmost row", times["delete"], "SQLite's ON DELETE CASCADE", times["native"])
    bench.compare("restore() of the topmost row", times["restore"], "SQLite's ON DELETE CASCADE", times["native"])
    close(plain, managed, deleted)


def unindexed(bench, below):
    bench.section(AREA, "a foreign key without an index, %d rows below a parent, 20 such parents" % below)
    bench.note("Warning: without an index on its columns, a step along a foreign key reads the whole table: in SQLite")
    bench.note("itself once for each parent row, in softdelete once or more for each statement. Give it an index.")
    contestants, templates = [], []
    for name, indexed in (("indexed", True), ("unindexed", False)):
        plain = bench.template(fill(below, 20, indexed))
        managed = bench.template(enable(LEVELS), plain, extension=True)
        contestants += [
            Contestant("native " + name, plain, statement(DELETE), (LEFT, 19 * (below + 1)), prepare=ON),
            Contestant("delete " + name, managed, statement(DELETE), (DELETED, below + 1), True, ON)]
        templates += [plain, managed]
    times = bench.race(contestants)
    without, native = times["delete unindexed"], times["native unindexed"]
    bench.compare("DELETE without the index", without, "DELETE with the index", times["delete indexed"])
    bench.compare("DELETE without the index", without, "ON DELETE CASCADE without the index", native)
    bench.compare("(ON DELETE CASCADE without the index)", native, "with the index", times["native indexed"])
    close(*templates)
