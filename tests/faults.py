"""Failures of memory, files and locks, interruptions, kills and losses of power, in all operations of both storages.

    ./dev faults            at 10 points of each way to run an operation; 1000 kills and losses of power in each
                            storage and journal mode
    ./dev faults 100 0      100 kills and losses of power; at every point, which takes hours
"""

import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from random import SystemRandom

from native.program import build

FAULTS = {"memory": "failures of memory", "io": "failures of files and locks", "interrupt": "interruptions"}
CRASHES = {"kill": "kills", "power": "losses of power"}
STORAGES = ["flag", "archive"]
MODES = ["delete", "wal"]


def run(native, arguments):
    """What the program counted, as {(fault, storage, operation, place, kind): number}, and what it complained about."""
    done = subprocess.run([native, *arguments], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    counts, complaints = Counter(), []
    for line in done.stdout.splitlines():
        if line.startswith("counted "):
            _, operation, place, kind, number = line.split()
            counts[(arguments[0], *operation.split("/"), place, kind)] += int(number)
        else:
            complaints.append(line)
    if done.returncode:
        complaints.append(f"{' '.join(arguments)}: {done.returncode}")
    return counts, complaints


def table(title, counts, row, column):
    """Prints sums of the counts: `row` and `column` say which parts of a key name them."""
    names = [" ".join(key[part] for part in row) for key in counts]
    kinds = [" ".join(key[part] for part in column) for key in counts]
    sums = Counter()
    for name, kind, number in zip(names, kinds, counts.values()):
        for each in ((name, kind), (name, "all"), ("all", kind), ("all", "all")):
            sums[each] += number
    names, kinds = [*dict.fromkeys(names), "all"], [*dict.fromkeys(kinds), "all"]
    first = max(map(len, [title, *names]))
    print(f"\n{title:{first}}", *(f"{kind:>9}" for kind in kinds))
    for name in names:
        print(f"{name:{first}}", *(f"{sums[name, kind]:{max(9, len(kind))}}" for kind in kinds))


def parts(number, most=100):
    """Numbers of at most so many that add up to it."""
    return [most] * (number // most) + [number % most] * (number % most > 0)


def main(arguments):
    if len(arguments) > 2 or not all(each.isdecimal() for each in arguments):
        print("faults takes a number of kills and a number of points of failure, 0 for all", file=sys.stderr)
        return 2
    kills, points = [*arguments, *["1000", "10"][len(arguments):]]
    native = build("softdelete_native")
    operations = subprocess.run([native, "--list"], text=True, stdout=subprocess.PIPE, check=True).stdout.split()
    seed = SystemRandom()
    runs = [[*crash, str(part), str(seed.randrange(10**9))]
            for crash in product(CRASHES, STORAGES, MODES) for part in parts(int(kills))]
    runs += [[fault, operation, points] for fault in FAULTS for operation in operations]
    counts, failed = Counter(), False
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for found, complaints in pool.map(lambda each: run(native, each), runs):
            counts += found
            failed = failed or bool(complaints)
            print(*complaints, sep="\n", end="\n" if complaints else "", flush=True)
    for title, group in (("crashes", CRASHES), ("failures", FAULTS)):
        some = {key: number for key, number in counts.items() if key[0] in group}
        for row in ((1, 3), (1, 2)):  # by the storage and place, and by the storage and operation
            if some:
                table(title, some, row, (4,))
    sums = Counter()
    for (kind, *_), number in counts.items():
        sums[kind] += number
    print("\ncounted:", ", ".join(f"{sums[kind]:,} {name}" for kind, name in {**FAULTS, **CRASHES}.items()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
