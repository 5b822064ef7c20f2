"""Runs the benchmarks: `./dev bench`, or python3 bench/run.py [AREA...]: all of them, or those that are named.

Every row is a ratio of two medians that were measured in turn in this one process: what softdelete does, and what a
person would write by hand or SQLite does itself. A target that is missed is printed, not an error. Where there is no
library yet, the times of the others are printed alone.
"""
import argparse
import json
import os
import platform
import sqlite3
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import archive  # noqa: E402
import core  # noqa: E402
import cost  # noqa: E402
import foreign_keys  # noqa: E402
import panel  # noqa: E402
import trash  # noqa: E402
import uniqueness  # noqa: E402
from measure import Bench  # noqa: E402

AREAS = {"core": core, "foreign_keys": foreign_keys, "trash": trash, "uniqueness": uniqueness, "cost": cost,
         "archive": archive, "panel": panel}
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def arguments():
    parser = argparse.ArgumentParser(prog="bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("area", nargs="*", help="%s; all of them by default" % ", ".join(AREAS))
    parser.add_argument("--rows", type=int, metavar="N",
                        help="rows of the largest case (1000000); the others keep their proportion to it")
    parser.add_argument("--rounds", type=int, metavar="N", help="rounds of each race (5)")
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows, and 3 rounds")
    parser.add_argument("--cpu", action="store_true",
                        help="processor time on disk too, where other programs use the disk or the processor")
    parser.add_argument("--json", metavar="FILE", help="write the results there too, for bench/plot.py")
    given = parser.parse_args()
    unknown = [area for area in given.area if area not in AREAS]
    if unknown:
        parser.error("no area %s; there are %s" % (", ".join(unknown), ", ".join(AREAS)))
    if given.rows is not None and given.rows < 1000:
        parser.error("--rows must be at least 1000")
    if given.rounds is not None and given.rounds < 1:
        parser.error("--rounds must be at least 1")
    given.rows = given.rows or (100000 if given.quick else 1000000)
    given.rounds = given.rounds or (3 if given.quick else 5)
    return given


def main():
    given = arguments()
    library = os.environ.get("SOFTDELETE_LIBRARY") or os.path.join(ROOT, "build", "release", "softdelete")
    bench = Bench(given.rows, given.rounds, os.path.abspath(library), os.environ.get("SOFTDELETE_BASELINE_LIBRARY"),
                  processor_time_alone=given.cpu)
    print("SQLite %s, Python %s, %s; %d rounds" % (
        sqlite3.sqlite_version, platform.python_version(), platform.machine(), given.rounds))
    if bench.library:
        print("softdelete %s" % bench.connect(extension=True).execute("SELECT softdelete_version()").fetchone())
    else:
        print("There is no library %s: the others are measured alone." % library)
    try:
        for name in given.area or AREAS:
            try:
                AREAS[name].run(bench)
            except sqlite3.Error as error:  # the other areas are measured all the same
                bench.fail("the rest of " + name, error)
    finally:
        bench.close()
    summarise(bench)
    if given.json:
        with open(given.json, "w", encoding="utf-8") as file:
            json.dump({"sqlite": sqlite3.sqlite_version, "machine": platform.machine(), "rows": given.rows,
                       "rounds": given.rounds, "results": bench.results, "failures": bench.failures}, file, indent=1)


def summarise(bench):
    judged = [row for row in bench.results if row["verdict"]]
    missed = [row for row in judged if row["verdict"] == "missed"]
    print("\n%d of %d targets reached" % (len(judged) - len(missed), len(judged)))
    if bench.unsteady:
        print("%d races were unsteady: run them again when the machine is idle" % bench.unsteady)
    for row in missed:
        print("  missed: %s, %s against %s: %.2f, target %.2f" % (
            row["group"], row["what"].strip(), row["against"].strip(), row["ratio"], row["target"]))
    for failure in bench.failures:
        print("  failed: %(group)s, %(what)s: %(error)s" % failure)


if __name__ == "__main__":
    main()
