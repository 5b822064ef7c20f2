"""The random tests of both storages with fresh seeds, on all cores, for as long as one says; beside them the load, eight
processes on one database for each storage.

    ./dev soak 600                    for ten minutes
    ./dev soak load 600               the load alone, one storage after the other
    ./dev soak archive-restores 8253  one test again with the seed that it failed with
"""

import contextlib
import multiprocessing
import os
import sys
import time
import traceback
from collections import Counter
from random import Random, SystemRandom

import hypothesis
from hypothesis.stateful import run_state_machine_as_test

from archive import any_order as archive_any_order
from archive import modelled, pair, test_columns_random
from deleting.test_model import SHAPES
from foreign_keys import any_order as flag_any_order
from foreign_keys.test_model import Schema
from load.run import load
from model import Machine
from uniqueness.test_live_random import test_unique_among_the_living
from uniqueness.test_reuse_keys import test_what_leaves_the_trash_was_replaced

EXAMPLES = hypothesis.settings(max_examples=4, stateful_step_count=40, deadline=None, database=None,
                               suppress_health_check=list(hypothesis.HealthCheck))


def flag_foreign_keys(seed):
    schema = Schema(seed)
    try:
        schema.sequence()
    except AssertionError:
        print(*schema.log, sep="\n")
        raise
    restores = sum("is_deleted = 0" in sql or "restore(" in sql for sql, _ in schema.log)
    return Counter(statements=len(schema.log), restores=restores)


def flag_rows(seed):
    counts = Counter()

    class Counted(Machine):
        shape = Random(seed).choice(SHAPES)

        def run(self, db, sql, parameters=()):
            if db is self.db:
                counts["statements"] += 1
                counts["restores"] += "is_deleted = 0" in sql or "deleted_at = NULL" in sql or "restore(" in sql
            return super().run(db, sql, parameters)

    run_state_machine_as_test(hypothesis.seed(seed)(Counted), settings=EXAMPLES)
    return counts


def inner(test):
    """One example of a test of Hypothesis that is given a seed."""

    def walk(seed):
        example = hypothesis.given(hypothesis.strategies.just(seed))(lambda each: test.hypothesis.inner_test(each))
        with contextlib.suppress(hypothesis.errors.Unsatisfiable):  # not every seed is one
            hypothesis.settings(EXAMPLES, max_examples=1)(example)()
        return Counter()

    return walk


STORAGES = ["flag", "archive"]

WALKS = {
    "archive-like-plain": pair.walk,
    "archive-any-order": archive_any_order.walk,
    "archive-columns": test_columns_random.walk,
    "archive-restores": modelled.walk,
    "flag-any-order": flag_any_order.walk,
    "flag-foreign-keys": flag_foreign_keys,
    "flag-rows": flag_rows,
    "flag-unique": inner(test_unique_among_the_living),
    "flag-reuse-keys": inner(test_what_leaves_the_trash_was_replaced),
}


def work(until, stop, now, results):
    """One process: test after test."""
    chance = SystemRandom()
    counts = Counter()
    while True:
        for name, walk in WALKS.items():
            if time.time() >= until or stop.is_set():
                results.put(counts)
                return
            seed = chance.randrange(10**9)
            now.value = f"{name} {seed}".encode()
            try:
                counts += walk(seed)
            except Exception:
                traceback.print_exc()
                stop.set()
                sys.exit(1)
            counts["seeds"] += 1


def show(report):
    print("counted: load with", ", ".join(f"{name} {value}" for name, value in report.items()), flush=True)


def under_load(storage, seconds):
    show(load(storage, seconds))


def soak(seconds):
    until = time.time() + seconds
    stop, results = multiprocessing.Event(), multiprocessing.Queue()
    loads = {storage: multiprocessing.Process(target=under_load, args=(storage, seconds)) for storage in STORAGES}
    for each in loads.values():
        each.start()
    started = []
    for _ in range(os.cpu_count()):
        now = multiprocessing.Array("c", 100)
        process = multiprocessing.Process(target=work, args=(until, stop, now, results))
        process.start()
        started.append((process, now))
    failed = []
    for process, now in started:
        process.join()
        if process.exitcode:
            stop.set()
            failed.append(now.value.decode())
    counts = sum((results.get() for process, _ in started if not process.exitcode), Counter())
    print(f"counted: {counts['statements']:,} statements compared, {counts['restores']:,} restores checked,"
          f" {counts['seeds']:,} seeds")
    for each in failed:
        print(f"failed: {each}; again: ./dev soak {each}")
    for storage, process in loads.items():
        process.join()
        if process.exitcode:
            failed.append(storage)
            print(f"failed: the load with {storage} storage")
    return 1 if failed else 0


def main(arguments):
    if len(arguments) == 1 and arguments[0].isdecimal():
        return soak(int(arguments[0]))
    if len(arguments) == 2 and arguments[0] == "load" and arguments[1].isdecimal():
        for storage in STORAGES:
            under_load(storage, int(arguments[1]))
        return 0
    if len(arguments) == 2 and arguments[0] in WALKS and arguments[1].isdecimal():
        print(dict(WALKS[arguments[0]](int(arguments[1]))))
        return 0
    print(f"soak takes a number of seconds, load and a number of seconds, or one of {', '.join(WALKS)} and a seed",
          file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
