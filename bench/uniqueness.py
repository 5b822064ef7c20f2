"""Live indexes and keys used again: against the same by hand, and against a table without soft deletion."""
from measure import DISK, MEMORY, WHERE, Contestant, close, each_key, each_row, statement
from trash import TRASH_INDEX

AREA = "uniqueness"
COLUMNS = ", is_deleted INTEGER NOT NULL DEFAULT 0, deleted_at TEXT, deleted_via TEXT"
CREATE = "CREATE TABLE item(id INTEGER PRIMARY KEY, category INTEGER NOT NULL, code TEXT NOT NULL%s, payload TEXT%s)"
ENABLE = "INSERT INTO softdelete(table_name, reuse_keys) VALUES ('item', 1)"
LIVE = "SELECT softdelete_live_indexes('item', %d)"
DELETED = "i % 10 <> 0"  # nine rows of ten
TIME = "'2024-05-06 07:08:09.123'"
CONVERT = ["DROP INDEX item_category", "CREATE INDEX item_category ON item(category) WHERE is_deleted = 0"]
WARM = "SELECT count(*), sum(length(payload)) FROM item"  # the schema is read then, and the pages are near
NOTHING = "CREATE TRIGGER item_nothing BEFORE INSERT ON item WHEN 0 BEGIN SELECT 1; END"


def numbered(rows, sql):
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) " % rows + sql


def run(bench):
    reading(bench)
    inserting(bench)
    switching(bench)


# --- reading --------------------------------------------------------------------------------------------------

def fill(rows, each, unique):
    """A table with about `each` rows for each category, which lie anywhere in it; all but a tenth are deleted."""
    return [CREATE % (unique, COLUMNS),
            numbered(rows, "INSERT INTO item SELECT i, abs(random()) %% %d, printf('code %%09d', i * 7919),"
                     " hex(randomblob(30)), %s, CASE WHEN %s THEN %s END, NULL FROM n"
                     % (rows // each, DELETED, DELETED, TIME)),
            "CREATE INDEX item_category ON item(category)"]


def reading(bench):
    rows, each = max(1000, bench.rows), 500
    bench.section(AREA, "reading, %d rows of 100 bytes, nine of ten deleted, %d for each category" % (rows, each))
    plain = bench.template(fill(rows, each, " UNIQUE"))
    managed = bench.template([ENABLE, LIVE % 1], plain, extension=True)
    hand = bench.template(CONVERT, plain)
    categories = [i * 31 % (rows // each) for i in range(300)]
    codes = ["code %09d" % (10 * (1 + i * 31 % (rows // 10 - 1)) * 7919) for i in range(5000)]
    queries = [
        ("rows by an indexed column", "SELECT sum(length(payload)) FROM {} WHERE category = ? AND {}", categories, 0.2),
        ("the ten newest of them",
         "SELECT payload FROM {} WHERE category = ? AND {} ORDER BY id DESC LIMIT 10", categories, None),
        ("how many, from the index alone", "SELECT count(*) FROM {} WHERE category = ? AND {}", categories, 0.2),
        ("a row by its unique value", "SELECT payload FROM {} WHERE code = ? AND {}", codes, None),
    ]
    for what, query, keys, target in queries:
        view, by_hand = query.format("item_active", "1").replace(" AND 1", ""), query.format("item", "is_deleted = 0")
        times = bench.race([
            Contestant("view", managed, fetching(view, keys), prepare=WARM),
            Contestant("ordinary", plain, fetching(by_hand, keys), prepare=WARM),
            Contestant("partial", hand, fetching(by_hand, keys), prepare=WARM),
        ])
        bench.compare(what, times["view"], "WHERE is_deleted = 0, an ordinary index", times["ordinary"], target)
        if what != queries[-1][0]:
            bench.compare(what, times["view"], "the same, a partial index by hand", times["partial"])
    close(plain, managed, hand)


def fetching(sql, keys):
    """Each query to its last row."""
    def run(connection):
        execute = connection.cursor().execute
        for key in keys:
            execute(sql, (key,)).fetchall()
    return run


# --- inserting ------------------------------------------------------------------------------------------------

UNIQUE = "printf('code %09d', {i} * 7919 % 1000003)"

# name, columns, constraint, indexes, how the values come from a number, and sizes with how many times fewer rows
SHAPES = [
    ("a table that connects two", "a INTEGER NOT NULL, b INTEGER NOT NULL", ", PRIMARY KEY(a, b)", [],
     {"a": "{i} / 100", "b": "{i} % 100"}, [(0, 1)]),
    ("a key", "id INTEGER PRIMARY KEY, payload BLOB", "", [], {"id": "{i}", "payload": "zeroblob({size})"}, [(100, 1)]),
    ("a key and a unique value", "id INTEGER PRIMARY KEY, code TEXT UNIQUE, payload BLOB", "", [],
     {"id": "{i}", "code": UNIQUE, "payload": "zeroblob({size})"}, [(20, 1), (1000, 4), (10000, 20)]),
    ("a key, a unique value, two indexes",
     "id INTEGER PRIMARY KEY, code TEXT UNIQUE, category INTEGER, payload BLOB", "",
     ["CREATE INDEX item_category ON item(category)", "CREATE INDEX item_both ON item(category, code)"],
     {"id": "{i}", "code": UNIQUE, "category": "{i} % 97", "payload": "zeroblob({size})"}, [(100, 1)]),
]


def inserting(bench):
    for name, columns, constraint, indexes, values, sizes in SHAPES:
        for size, fewer in sizes:
            rows = max(500, bench.rows // 10 // fewer)
            bench.section(AREA, "inserting %d rows with reuse_keys = 1, %s%s" % (
                rows, name, ", %d bytes" % size if size else ""))
            create = ["CREATE TABLE item(%s%s%s)" % (columns, COLUMNS, constraint)] + indexes
            inserting_rows(bench, create, values, size, rows)


def inserting_rows(bench, create, values, size, rows):
    names = ", ".join(values)

    def select(first):
        return ", ".join(values.values()).format(i="(i + %d)" % first, size=size)

    def trash(first, count):
        return numbered(count, "INSERT INTO item(%s, is_deleted, deleted_at) SELECT %s, 1, %s FROM n"
                        % (names, select(first), TIME))

    create = create + ["CREATE TABLE new AS " + numbered(rows, "SELECT %s FROM n" % select(0))]
    base = bench.template(create + [trash(rows, rows // 10)])  # none of these is in the way
    taken = bench.template(create + [trash(0, rows)])  # and each of these is
    managed, managed_taken = (bench.template([ENABLE], each, extension=True) for each in (base, taken))
    plain, plain_taken = (bench.template([TRASH_INDEX], each) for each in (base, taken))
    nothing = bench.template([NOTHING], plain)
    key = [name for name in values if name in ("a", "b", "id")]
    new = base.connection.execute("SELECT * FROM new").fetchall()
    insert = "INSERT INTO item(%s) VALUES (%s)" % (names, ", ".join("?" * len(values)))
    at_once = "INSERT INTO item(%s) SELECT * FROM new" % names
    check = ("SELECT count(*) FROM item WHERE is_deleted = 0", rows)
    times = bench.race([
        Contestant("plain", plain, each_row(insert, new), check),
        Contestant("managed", managed, each_row(insert, new), check, True),
        Contestant("nothing", nothing, each_row(insert, new), check),
        Contestant("plain at once", plain, statement(at_once), check),
        Contestant("managed at once", managed, statement(at_once), check, True),
        Contestant("nothing at once", nothing, statement(at_once), check),
        Contestant("plain taken", plain_taken, delete_and_insert(key, insert, new), check),
        Contestant("managed taken", managed_taken, each_row(insert, new), check, True),
    ])
    compare = bench.compare
    compare("INSERT, one for each row", times["managed"], "INSERT into a plain table", times["plain"], 1.3)
    compare("(a trigger that does nothing)", times["nothing"], "INSERT into a plain table", times["plain"])
    compare("INSERT ... SELECT", times["managed at once"], "INSERT ... SELECT, plain", times["plain at once"])
    compare("(a trigger that does nothing)", times["nothing at once"],
            "INSERT ... SELECT, plain", times["plain at once"])
    compare("INSERT, each in place of a deleted row", times["managed taken"],
            "DELETE and INSERT by hand", times["plain taken"])
    close(base, taken, managed, managed_taken, plain, plain_taken, nothing)


def delete_and_insert(key, insert, rows):
    """For each row, first the deleted one of its key goes."""
    delete = "DELETE FROM item WHERE %s AND is_deleted = 1" % " AND ".join(name + " = ?" for name in key)
    keys = [row[:len(key)] for row in rows]

    def run(connection):
        execute = connection.cursor().execute
        execute("BEGIN")
        for key, row in zip(keys, rows):
            execute(delete, key)
            execute(insert, row)
        execute("COMMIT")
    return run


# --- turning it on --------------------------------------------------------------------------------------------

BACK = ["DROP INDEX item_category", "CREATE INDEX item_category ON item(category)"]


def rebuild(unique, indexes):
    """The order that SQLite's documentation of ALTER TABLE recommends: a new table, the rows, then the name."""
    return [CREATE.replace("item(", "fresh(") % (unique, COLUMNS), "INSERT INTO fresh SELECT * FROM item",
            "DROP TABLE item", "ALTER TABLE fresh RENAME TO item", TRASH_INDEX] + indexes


ON = rebuild("", [CONVERT[1], "CREATE UNIQUE INDEX item_code ON item(code) WHERE is_deleted = 0"])
OFF = rebuild(" UNIQUE", BACK[1:])
LIVE_INDEXES = """SELECT count(*) FROM sqlite_master
  WHERE type = 'index' AND replace(sql, '"', '') LIKE '%is_deleted = 0'"""


def in_transaction(statements):
    def run(connection):
        for sql in ["BEGIN", *statements, "COMMIT"]:
            connection.execute(sql).fetchall()
    return run


def switching(bench):
    rows = bench.rows
    for what, unique, on, off, count in [("one index", "", CONVERT, BACK, 1),
                                         ("one index and a UNIQUE of CREATE TABLE", " UNIQUE", ON, OFF, 2)]:
        base = bench.template(fill(rows, 500, unique))
        managed = bench.template([ENABLE], base, extension=True)
        live = bench.template([LIVE % 1], managed, extension=True) if managed else None
        plain = bench.template([TRASH_INDEX], base)
        plain_live = bench.template(on, plain)
        for storage in (MEMORY, DISK):
            bench.section(AREA, "live_indexes on and off, %d rows, %s, %s" % (rows, what, WHERE[storage]))
            times = bench.race([
                Contestant("on", managed, statement(LIVE % 1), (LIVE_INDEXES, count), True),
                Contestant("off", live, statement(LIVE % 0), (LIVE_INDEXES, 0), True),
                Contestant("on by hand", plain, in_transaction(on), (LIVE_INDEXES, count)),
                Contestant("off by hand", plain_live, in_transaction(off), (LIVE_INDEXES, 0)),
            ], storage)
            how = "a rebuild by hand" if unique else "DROP and CREATE INDEX by hand"
            bench.compare("live_indexes = 1", times["on"], how, times["on by hand"])
            bench.compare("live_indexes = 0", times["off"], how, times["off by hand"])
        close(base, managed, live, plain, plain_live)
