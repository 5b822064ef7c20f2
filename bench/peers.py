"""Soft delete of other packages against softdelete, each in the same ORM: time and number of statements.

    ./dev bench peers [ROWS...] [--rounds N] [--only ORM]

The programs are in bench/peers; each run of one is a process of its own, and contestants take turns. What counts is the
median of the processor time. It takes some minutes.
"""
import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import quantity

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "bench/peers"
INSTALLED = ROOT / "build/peers"
OURS = ["archive", "flag"]
EVEN = 1.05  # Below this, nobody is ahead.
PYTHON, NODE = [str(INSTALLED / "venv/bin/python")], ["node"]
LINE = "  {:<22} {:>9} {:>9} {:>9}   {:>7} {:>7}   {:>7} {:>7} {:>7}"

WHAT = {
    "delete": "delete 100 objects",
    "delete_many": "delete by a query",
    "cascade": "delete with children",
    "restore": "restore 100 objects",
    "restore_many": "restore by a query",
    "restore_cascade": "restore with children",
    "list": "list what is live",
}


class Orm:
    """An ORM with its peers."""

    def __init__(self, package, command, program, peers):
        self.package = package
        self.command = command
        self.program = program
        self.peers = peers


ORMS = [
    Orm("django", PYTHON, "django_peers.py", ["django-safedelete", "django-softdelete"]),
    Orm("sqlalchemy", PYTHON, "sqlalchemy_peers.py", ["sqlalchemy-easy-softdelete"]),
    Orm("sequelize", NODE, "sequelize.mjs", ["paranoid"]),
    Orm("typeorm", NODE, "typeorm.mjs", ["softRemove"]),
]


def versions():
    """{package: the version that was installed}."""
    pinned = dict(re.findall(r"^(\S+)==(\S+)$", (SOURCE / "requirements.txt").read_text(), re.MULTILINE))
    return {**pinned, **json.loads((SOURCE / "package.json").read_text())["dependencies"]}


def prepare(folder):
    """A copy of the programs beside what Node.js needs."""
    program = folder / "program"
    shutil.copytree(SOURCE, program, ignore=shutil.ignore_patterns("__pycache__"))
    (program / "node_modules").symlink_to(INSTALLED / "node_modules")
    return program


def run(orm, program, contestant, rows, folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "packages/django"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([*orm.command, str(program / orm.program), contestant, str(rows), str(folder)],
                          env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{orm.program} {contestant}: {done.stderr[-2000:]}")
    return json.loads(done.stdout)


def race(orm, program, rows, rounds, folder):
    """{contestant: {operation: what the program printed, with the median of seconds}}."""
    contestants = [*orm.peers, *OURS]
    found = {name: [] for name in contestants}
    for turn in range(rounds):
        shift = turn % len(contestants)
        for name in contestants[shift:] + contestants[:shift]:
            found[name].append(run(orm, program, name, rows, folder))
    for results in found.values():
        for operation, saw in results[0].items():
            if "seconds" in saw:
                saw["seconds"] = statistics.median(result[operation]["seconds"] for result in results)
    return {name: results[0] for name, results in found.items()}


def faults(found):
    """Who did not do the job. A peer may bring back more than was deleted with the parent: that is said in its row."""
    return [f"{name}, {operation}: {saw['live']} live rows instead of {saw['expected']}"
            for name, results in found.items() for operation, saw in results.items()
            if "lacks" not in saw and saw["live"] != saw["expected"] and (name in OURS or operation != "restore_cascade")]


def show(title, theirs, ours):
    """Prints the rows of one peer."""
    print(f"\n{title}")
    print(LINE.format("", "archive", "flag", "it", "archive", "flag", "archive", "flag", "it"))
    for operation, what in WHAT.items():
        its, pair = theirs[operation], [ours[name][operation] for name in OURS]
        times = [quantity(saw["seconds"], "s") for saw in pair]
        counts = [saw["statements"] for saw in pair]
        if "lacks" in its:
            print(LINE.format(what, *times, "-", "-", "-", *counts, "-") + f"   {its['lacks']}")
            continue
        ratios = [f"{saw['seconds'] / its['seconds']:.2f}" for saw in pair]
        more = its["live"] - its["expected"]
        print(LINE.format(what, *times, quantity(its["seconds"], "s"), *ratios, *counts, its["statements"])
              + (f"   with {more} that was deleted before" if more else ""), flush=True)


def cells(theirs, ours, operation):
    """What archive and flag storage take of the other's time, bold where that is more, and of its statements."""
    its = theirs[operation]
    if "lacks" in its:
        return its["lacks"], its["lacks"]
    pair = [ours[name][operation] for name in OURS]
    ratios = [saw["seconds"] / its["seconds"] for saw in pair]
    time = " ".join(f"**{ratio:.2f}**" if ratio >= EVEN else f"{ratio:.2f}" for ratio in ratios)
    counts = [saw["statements"] for saw in pair]
    statements = [f"**{count}**" if count > its["statements"] else str(count) for count in counts]
    return time, f"{' '.join(statements)} : {its['statements']}"


def summary(rows, found):
    """found is {peer: (its results, ours)}."""
    for which, title in enumerate(["time", "statements"]):
        print(f"\n| {title}, {rows:,} rows | " + " | ".join(found) + " |\n| --- |" + " --- |" * len(found))
        for operation, what in WHAT.items():
            print(f"| {what} | " + " | ".join(cells(*pair, operation)[which] for pair in found.values()) + " |")


def main():
    parser = argparse.ArgumentParser(prog="./dev bench peers")
    parser.add_argument("rows", nargs="*", type=int, default=[1000, 100000], help="thousands of rows")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=[orm.package for orm in ORMS], help="one ORM")
    options = parser.parse_args()
    if any(rows < 1000 or rows % 1000 for rows in options.rows):
        parser.error("rows are counted in thousands: 1000, 2000 and so on")
    print("Time of softdelete in both storages and of the other, by how much of the other's time that is, and statements.")
    pinned, summaries, wrong = versions(), {}, []
    with tempfile.TemporaryDirectory(prefix="softdelete-peers-") as folder:
        program = prepare(Path(folder))
        for rows in options.rows:
            summaries[rows] = {}
            for orm in ORMS:
                if options.only not in (None, orm.package):
                    continue
                work = Path(folder) / f"{orm.package}.{rows}"
                work.mkdir()
                found = race(orm, program, rows, options.rounds, work)
                shutil.rmtree(work)
                for peer in orm.peers:
                    label = f"{peer} {pinned.get(peer, '')}".strip() + f", {orm.package} {pinned[orm.package]}"
                    summaries[rows][label] = found[peer], found
                    show(f"{label}, {rows:,} rows", found[peer], found)
                wrong += [f"{orm.package}, {rows:,} rows: {line}" for line in faults(found)]
    print("\nIn short, archive and flag, as parts of the other's time; bold is where softdelete is not ahead:")
    for rows, found in summaries.items():
        summary(rows, found)
    if wrong:
        sys.exit("This did not do its job: " + "; ".join(wrong))


if __name__ == "__main__":
    main()
