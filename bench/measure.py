"""How the benchmarks measure: templates, races, and the rows of the tables.

A *template* is a database that is prepared once and copied before every timed run, so that each run starts from
the same pages. A *race* runs its contestants in turn, round after round, in rotating order; what counts is the median
of the rounds. Contestants are compared with each other only within one race, so noise that lasts (another
program, a slower clock) falls on both sides of a ratio.

In memory it is the processor time of this process that counts, on disk the time on the clock (with --cpu the processor
time too).
The databases on disk use WAL with synchronous=NORMAL; everything else is SQLite's default.
"""
import ctypes
import gc
import itertools
import os
import shutil
import sqlite3
import statistics
import tempfile
import time
from dataclasses import dataclass
from typing import Callable, Optional, Tuple, Union

NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
MEMORY, DISK = "memory", "disk"
WHERE = {MEMORY: "in memory", DISK: "on disk"}


@dataclass
class Contestant:
    """One way of doing a job. `run` is timed; `prepare` comes before it and `check` after it, both untimed."""

    name: str
    template: Optional["Template"]
    run: Callable[[sqlite3.Connection], None]
    check: Optional[Tuple[str, object]] = None  # a query and the value that it must give after the run
    extension: Union[bool, str] = False  # True for the library under test, or the path of another
    prepare: str = ""


class Template:
    """A prepared database, held in memory."""

    def __init__(self, connection):
        self.connection = connection

    def copy_into(self, connection):
        self.connection.backup(connection)

    def close(self):
        self.connection.close()


def close(*templates):
    for template in templates:
        if template:
            template.close()


class WrongResult(Exception):
    """A contestant was fast at something else than its job."""


class Bench:
    """The settings of one run of the benchmarks, and its results."""

    def __init__(self, rows, rounds, library, baseline=None, processor_time_alone=False):
        self.rows = rows
        self.rounds = rounds
        self.library = library if library and is_library(library) else None
        self.baseline = os.path.abspath(baseline) if baseline and is_library(baseline) else None  # an older one
        self.clocks = {MEMORY: time.process_time,
                       DISK: time.process_time if processor_time_alone else time.perf_counter}
        self.results = []
        self.failures = []
        self.unsteady = 0  # races whose rounds were far apart
        self.area = self.group = ""
        self.directory = tempfile.mkdtemp(prefix="softdelete-bench-")
        self.file_numbers = itertools.count()

    def close(self):
        shutil.rmtree(self.directory, ignore_errors=True)

    # -- databases ---------------------------------------------------------------------------------------------

    def connect(self, path=":memory:", extension=False):
        connection = sqlite3.connect(path, isolation_level=None)
        if extension:
            connection.enable_load_extension(True)
            connection.load_extension(self.library if extension is True else extension)
            connection.enable_load_extension(False)
        return connection

    def template(self, build, base=None, extension=False):
        """Prepares a database: a copy of `base`, then build(connection), or a list of SQL statements. None where
        it needs the extension and there is none, or where the extension refuses."""
        if extension and not self.library:
            return None
        connection = self.connect(extension=extension)
        try:
            if base:
                base.copy_into(connection)
            if callable(build):
                build(connection)
            else:
                for statement in build:
                    connection.execute(statement).fetchall()
        except sqlite3.Error as error:
            connection.close()
            if not extension:
                raise
            self.fail("preparing", error)
            return None
        return Template(connection)

    def fresh(self, template, storage, extension=False):
        """A new copy of a template, in memory or in a file of its own."""
        if storage == MEMORY:
            connection = self.connect(extension=extension)
            template.copy_into(connection)
            return connection
        path = os.path.join(self.directory, "%d.db" % next(self.file_numbers))
        connection = self.connect(path, extension)
        template.copy_into(connection)
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def discard(self, connection):
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        connection.close()
        for suffix in ("", "-wal", "-shm", "-journal"):
            if path and os.path.exists(path + suffix):
                os.remove(path + suffix)

    # -- measuring -----------------------------------------------------------------------------------------

    def race(self, contestants, storage=MEMORY):
        """The median seconds of each contestant, by name; None for one that failed or needs what is not there."""
        running = [c for c in contestants if c.template and (self.library or not c.extension)]
        seconds = {c.name: [] for c in running}
        for turn in range(self.rounds):
            shift = turn % max(1, len(running))
            for contestant in running[shift:] + running[:shift]:
                try:
                    seconds[contestant.name].append(self.run_once(contestant, storage))
                except (sqlite3.Error, WrongResult) as error:
                    self.fail(contestant.name, error)
                    running = [c for c in running if c is not contestant]
                    del seconds[contestant.name]
        unsteady = [name for name, values in seconds.items() if spread(values) > 1.5]
        if unsteady:
            self.unsteady += 1
            self.note("(unsteady, the machine is busy: %s)" % ", ".join(unsteady))
        medians = {name: statistics.median(values) for name, values in seconds.items()}
        return {c.name: medians.get(c.name) for c in contestants}

    def run_once(self, contestant, storage):
        connection = self.fresh(contestant.template, storage, contestant.extension)
        try:
            connection.executescript(contestant.prepare)
            taken = timed(lambda: contestant.run(connection), self.clocks[storage])
            if contestant.check:
                query, expected = contestant.check
                found = connection.execute(query).fetchone()[0]
                if found != expected:
                    raise WrongResult("%s gave %r, not %r" % (query, found, expected))
            return taken
        finally:
            self.discard(connection)

    # -- results -------------------------------------------------------------------------------------------

    def section(self, area, title):
        self.area, self.group = area, title
        print("\n%s: %s" % (area, title))
        print("  %-44s %-46s %9s %9s %6s  %s" % ("softdelete", "against", "it", "that", "ratio", "target"))

    def compare(self, what, it, against, that, target=None, unit="s"):
        """One row: `it` divided by `that`. Both are seconds (or bytes), or None where there was nothing to measure."""
        ratio, verdict = self.record(what, it, against, that, target, unit)
        print("  %-44s %-46s %9s %9s %6s  %s" % (
            what, against, quantity(it, unit), quantity(that, unit), "-" if ratio is None else "%.2f" % ratio,
            "" if target is None else ("at most %.2f  %s" % (target, verdict)).rstrip()), flush=True)

    def record(self, what, it, against, that, target=None, unit="s"):
        """What `compare` found, without printing it."""
        ratio = it / that if it is not None and that else None
        verdict = ""
        if target is not None and ratio is not None:
            verdict = "reached" if round(ratio, 2) <= target else "missed"
        self.results.append({"area": self.area, "group": self.group, "what": what, "against": against, "it": it,
                             "that": that, "unit": unit, "ratio": ratio, "target": target, "verdict": verdict})
        return ratio, verdict

    def note(self, text):
        print("  " + text, flush=True)

    def fail(self, what, error):
        failure = {"area": self.area, "group": self.group, "what": what, "error": str(error)}
        if failure not in self.failures:
            self.failures.append(failure)
            self.note("FAILED  %s: %s" % (what, error))


def is_library(path):
    return any(os.path.exists(path + suffix) for suffix in ("", ".so", ".dylib", ".dll"))


def spread(values):
    """How far apart the rounds were, without the fastest and the slowest where there are enough."""
    values = sorted(values)[1:-1] if len(values) >= 4 else values
    return max(values) / min(values)


def timed(action, clock):
    gc.collect()
    gc.disable()
    try:
        start = clock()
        action()
        return clock() - start
    finally:
        gc.enable()


def quantity(value, unit):
    if value is None:
        return "-"
    if unit == "bytes":
        return "%.0f KB" % (value / 1024)
    if unit == "characters":
        return "%.1f k" % (value / 1000)
    if unit == "":
        return "%d" % value
    if value >= 1:
        return "%.2f s" % value
    if value >= 0.001:
        return "%.1f ms" % (value * 1e3)
    return "%.2f us" % (value * 1e6)


def statement(sql, *arguments):
    """A run of one statement, to its last row."""
    return lambda connection: connection.execute(sql, arguments).fetchall()


def each_key(sql, keys):
    """A run of one prepared statement for each key, in one transaction. The Python around the statement is the same
    whether it is a SELECT or an UPDATE."""
    return each_row(sql, [(key,) for key in keys])


def each_row(sql, arguments):
    """The same with several values for each run."""
    def run(connection):
        execute = connection.cursor().execute
        execute("BEGIN")
        for argument in arguments:
            execute(sql, argument)
        execute("COMMIT")
    return run


def peak_memory(action):
    """The most that SQLite had allocated during the action, beyond what it had before; None where this Python
    doesn't say (its SQLite is linked in, or keeps no count)."""
    import _sqlite3
    try:
        library = ctypes.CDLL(_sqlite3.__file__)
        used, highest = library.sqlite3_memory_used, library.sqlite3_memory_highwater
    except (AttributeError, OSError):
        return None
    used.restype = highest.restype = ctypes.c_int64
    highest.argtypes = [ctypes.c_int]
    before = used()
    highest(1)
    action()
    peak = highest(0) - before
    return peak if before > 0 and peak > 0 else None
