"""The cost of being there: what the generated SQL weighs, and what opening and preparing take because of it.

Each connection parses the whole schema, and each new statement compiles the triggers that it may fire. Here databases
are opened and statements prepared through SQLite's C interface, without the extension: that is what every program
pays. What runs comes last: cascades, and single rows.

SOFTDELETE_BASELINE_LIBRARY may name another library, without its suffix: it is measured side by side.
SOFTDELETE_CHINOOK names the Chinook database; where there is none, that part is left out.
"""
import os
import sqlite3
import time

import core
from c_interface import Api, fastest
from foreign_keys import DELETE, DELETED, LEFT, LEVELS, ON, RESTORE, enable, fill
from measure import Contestant, close, each_key, quantity, statement

AREA = "cost"
HERE = os.path.dirname(os.path.abspath(__file__))
CHINOOK = os.environ.get("SOFTDELETE_CHINOOK", os.path.join(HERE, "../../shared/data/chinook.sqlite"))
TABLES = "FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
SIZE = "SELECT count(*), sum(length(CAST(sql AS BLOB))) FROM sqlite_schema"
OBJECTS, CHARACTERS = 0, 1

# Statements on the table that most others refer to, and on one that refers to several.
VAULT = [("DELETE FROM users", "DELETE FROM users", 0.4e-3),
         ("UPDATE of an ordinary column", "UPDATE users SET name = 'x' WHERE uuid = 'y'", 3.0),
         ("UPDATE of key and unique column", "UPDATE users SET uuid = 'x', email = 'y' WHERE uuid = 'x'", None),
         ("INSERT INTO users", "INSERT INTO users(uuid, email, name) VALUES ('x', 'y', 'z')", 5.0),
         ("UPDATE of two references", "UPDATE memberships SET user_uuid = 'x', organization_uuid = 'y'", None),
         ("INSERT INTO memberships", "INSERT INTO memberships(uuid, user_uuid) VALUES ('x', 'y')", 5.0)]
ARTIST = [("DELETE FROM Artist", "DELETE FROM Artist", None),
          ("UPDATE of an ordinary column", "UPDATE Artist SET Name = 'x' WHERE ArtistId = 1", None),
          ("INSERT", "INSERT INTO Artist(Name) VALUES ('x')", None)]


def run(bench):
    api = Api.find()
    for name, children, statements, limits in [
            ("chinook", "cascade", ARTIST, {"characters": 65000}), ("vault", "declared", VAULT, {"opening": 8.0}),
            ("vault", "cascade", VAULT, {"opening": 8.0}),
            ("vault_dense", "cascade", [(what, sql, None) for what, sql, _ in VAULT], {})]:
        plain = schema(bench, name)
        if plain:
            being_there(bench, api, plain, AREA, name, {"children": children}, statements, limits)
            plain.close()
        else:
            print("\n%s: there is no Chinook database, see SOFTDELETE_CHINOOK" % AREA)
    chains(bench)
    cascades(bench)
    single_rows(bench)


# --- the table ------------------------------------------------------------------------------------------------

def section(bench, title, area=AREA):
    bench.area, bench.group = area, title
    print("\n%s: %s" % (area, title))
    print("  %-40s %9s %9s %7s  %-24s %9s %7s" % ("", "plain", "managed", "ratio", "target", "baseline", "ratio"))


def line(bench, what, it, plain, target=None, unit="s", limit=None, baseline=None):
    """One row. `target` is for the ratio to what is plain, `limit` for the managed value itself."""
    if limit is None:
        ratio, verdict = bench.record(what, it, "plain", plain, target, unit)
        wanted = "" if target is None else "at most %.2f" % target
    else:
        wanted = "at most " + quantity(limit, unit)
        ratio = it / plain if it is not None and plain else None
        _, verdict = bench.record(what, it, wanted, limit, 1.0, unit)
    before = baseline / plain if baseline is not None and plain else None
    if baseline is not None:
        bench.record(what + ", baseline", baseline, "plain", plain, None, unit)
    print("  %-40s %9s %9s %7s  %-24s %9s %7s" % (
        what, quantity(plain, unit), quantity(it, unit), times(ratio), ("%s  %s" % (wanted, verdict)).strip(),
        quantity(baseline, unit) if baseline is not None else "", times(before) if before else ""), flush=True)


def first_of(values):
    return values[0] if values else None


def times(ratio):
    return "-" if ratio is None else "%.2f" % ratio


# --- databases ------------------------------------------------------------------------------------------------

def libraries(bench):
    """The library under test, and the baseline where there is one."""
    return [True] + ([bench.baseline] if bench.baseline else [])


def named(what, library):
    """The name of a contestant in a race."""
    return what if library is True else what + ", baseline"


def schema(bench, name):
    if name != "chinook":
        with open(os.path.join(HERE, "schemas", name + ".sql"), encoding="utf-8") as file:
            text = file.read()
        return bench.template(lambda connection: connection.executescript(text))
    if not os.path.exists(CHINOOK):
        return None
    source = sqlite3.connect("file:%s?mode=ro&immutable=1" % os.path.abspath(CHINOOK), uri=True)
    template = bench.template(source.backup)
    source.close()
    return template


def manage_all(bench, plain, library, settings=()):
    """A template with every table managed, and the seconds that it took."""
    taken, values = [], [settings[name] for name in settings]

    def enable_all(connection):
        start = time.perf_counter()
        connection.execute("INSERT INTO softdelete(%s) SELECT %s %s" % (
            ", ".join(["table_name", *settings]), ", ".join(["name"] + ["?"] * len(settings)), TABLES), values)
        taken.append(time.perf_counter() - start)
    template = bench.template(enable_all, plain, extension=library)
    return template, taken[0] if template else None


def size(template):
    return template.connection.execute(SIZE).fetchone() if template else (None, None)


def in_file(bench, template):
    """A file with a template's content, closed, as a program finds it."""
    path = os.path.join(bench.directory, "%d.db" % next(bench.file_numbers))
    connection = bench.connect(path)
    template.copy_into(connection)
    connection.close()
    return path


# --- what is measured -----------------------------------------------------------------------------------------

def being_there(bench, api, plain, area, name, settings, statements, limits):
    """All tables of a schema managed with these settings, and what that costs those who never delete."""
    section(bench, ", ".join([name, *map(" = ".join, settings.items())]), area)
    made = [manage_all(bench, plain, library, settings) for library in libraries(bench)]
    templates = [plain] + [template for template, _ in made]
    if None in templates:
        bench.note("(needs the extension)")
        return
    sizes = [size(template) for template in templates]
    for what, part, unit, limit in (("objects", OBJECTS, "", None),
                                    ("SQL, 1000 bytes", CHARACTERS, "characters", limits.get("characters"))):
        before, it, *baseline = [each[part] for each in sizes]
        line(bench, what, it, before, unit=unit, limit=limit, baseline=first_of(baseline))
    it, *baseline = [seconds for _, seconds in made]
    line(bench, "enabling every table", it, None, baseline=first_of(baseline))
    if not api:
        bench.note("(this Python hides its SQLite: opening and preparing can't be measured)")
        return
    paths = [in_file(bench, template) for template in templates]
    first = "SELECT count(*) FROM " + statements[0][1].split()[-1]
    before, it, *baseline = fastest(
        [lambda path=path: api.first_select(path, first.encode()) for path in paths], 10 * bench.rounds)
    line(bench, "opening and the first SELECT", it, before, limits.get("opening"), baseline=first_of(baseline))
    databases = [api.open(path) for path in paths]
    for what, sql, target in statements:
        before, it, *baseline = fastest(
            [lambda database=database: api.prepare_often(database, sql.encode(), 5) for database in databases],
            10 * bench.rounds, 5)
        # A time below a millisecond is meant as such; the others are ratios.
        absolute = target is not None and target < 0.01
        line(bench, "preparing " + what, it, before, None if absolute else target, limit=target if absolute else None,
             baseline=first_of(baseline))
    for database in databases:
        api.library.sqlite3_close(database)
    close(*templates[1:])


def chains(bench):
    """Tables that each refer to the one before: what is generated for one must not grow with their number."""
    section(bench, "chains of tables, ON DELETE CASCADE: SQL for each table")
    lengths = (10, 20, 40)
    each = {}
    for length in lengths:
        plain = bench.template(chain(length))
        templates = [manage_all(bench, plain, library)[0] for library in libraries(bench)]
        if None in templates:
            bench.note("(needs the extension)")
            return
        before, it, *baseline = [size(template)[CHARACTERS] / length for template in [plain, *templates]]
        each[length] = [it, *baseline]
        line(bench, "%d tables" % length, it, before, unit="characters", baseline=first_of(baseline))
        close(plain, *templates)
    for length in lengths[1:]:
        ratios = [now / first for now, first in zip(each[length], each[lengths[0]])]
        _, verdict = bench.record("%d tables" % length, each[length][0], "%d tables" % lengths[0],
                                  each[lengths[0]][0], 1.2, "characters")
        print("  %-40s %9s %9s %7.2f  %-24s %9s %7s" % (
            "a table in %d against one in %d" % (length, lengths[0]), "", "", ratios[0], "at most 1.20  " + verdict, "",
            times(first_of(ratios[1:])) if ratios[1:] else ""))


def chain(length):
    made = []
    for number in range(length):
        reference = ", up INTEGER REFERENCES t%d(id) ON DELETE CASCADE" % (number - 1) if number else ""
        made.append("CREATE TABLE t%d(id INTEGER PRIMARY KEY, name TEXT%s)" % (number, reference))
        if number:
            made.append("CREATE INDEX t%d_up ON t%d(up)" % (number, number))
    return made


def cascades(bench):
    below = max(1000, bench.rows // 10)
    section(bench, "a parent with %d rows below it on three levels, against ON DELETE CASCADE" % below)
    plain = bench.template(fill(below, 2))
    contestants, templates = [Contestant("native", plain, statement(DELETE), (LEFT, below + 1), prepare=ON)], []
    for library in libraries(bench):
        managed = bench.template(enable(LEVELS), plain, extension=library)
        deleted = bench.template([DELETE], managed, extension=library) if managed else None
        purge = statement("DELETE FROM region_deleted WHERE id = 1")
        for what, template, action, check in [
                ("DELETE of the parent", managed, statement(DELETE), (DELETED, below + 1)),
                ("restore() of the parent", deleted, statement(RESTORE), (DELETED, 0)),
                ("purge of the parent through its view", deleted, purge, (LEFT, below + 1))]:
            contestants.append(Contestant(named(what, library), template, action, check, library, ON))
        templates += [managed, deleted]
    found = bench.race(contestants)
    for what, target in (("DELETE of the parent", 1.6), ("restore() of the parent", 1.8),
                         ("purge of the parent through its view", 2.6)):
        line(bench, what, found[what], found["native"], target, baseline=found.get(named(what, bench.baseline)))
    close(plain, *templates)


def single_rows(bench):
    rows = max(1000, bench.rows // 50)
    section(bench, "one table, %d rows of 100 bytes, two indexes" % rows)
    keys = list(range(1, rows + 1))
    bare = bench.template(core.fill(rows, 100, 2))
    plain = bench.template(core.COLUMNS, bare)
    gone = ("SELECT count(*) FROM item", 0)
    contestants = [
        Contestant("delete each", plain, each_key("DELETE FROM item WHERE id = ?", keys), gone),
        Contestant("update each", plain, each_key(core.BY_HAND + " WHERE id = ?", keys), (core.ALL_DELETED, rows)),
        Contestant("delete all", plain, statement("DELETE FROM item WHERE id > 0"), gone)]
    templates = [bare, plain]
    jobs = [("DELETE for each key, to an UPDATE", "update each", "DELETE FROM item WHERE id = ?"),
            ("soft_delete() for each key, to an UPDATE", "update each", "SELECT soft_delete('item', ?)"),
            ("DELETE from item_deleted for each key", "delete each", "DELETE FROM item_deleted WHERE id = ?"),
            ("purge() for each key", "delete each", "SELECT purge('item', ?)"),
            ("DELETE FROM item_deleted at once", "delete all", "DELETE FROM item_deleted")]
    for library in libraries(bench):
        managed = bench.template([core.ENABLE], bare, extension=library)
        deleted = bench.template(["UPDATE item SET is_deleted = 1"], managed, extension=library) if managed else None
        templates += [managed, deleted]
        for what, against, sql in jobs:
            purges = against.startswith("delete")
            contestants.append(Contestant(
                named(what, library), deleted if purges else managed,
                each_key(sql, keys) if "?" in sql else statement(sql),
                gone if purges else (core.ALL_DELETED, rows), library))
    found = bench.race(contestants)
    for what, against, _ in jobs:
        line(bench, what, found[what], found[against], baseline=found.get(named(what, bench.baseline)))
    if bench.baseline:
        purge = jobs[-1][0]
        bench.compare("purge through the view", found[purge], "the baseline", found[named(purge, bench.baseline)], 1.15)
    close(*templates)
