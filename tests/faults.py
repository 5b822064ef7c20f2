"""Failures of memory, files and locks, interruptions, kills and losses of power, in all operations of both storages.

    ./dev faults            at 10 points of each way to run an operation; 1000 kills and losses of power in each mode
    ./dev faults 100 0      100 kills and losses of power; at every point, which takes hours
"""

import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from native.program import build

FAULTS = ["memory", "interrupt", "io"]
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


def main(arguments):
    if len(arguments) > 2 or not all(each.isdecimal() for each in arguments):
        print("faults takes a number of kills and a number of points of failure, 0 for all", file=sys.stderr)
        return 2
    points = arguments[1] if len(arguments) > 1 else "10"
    native = build("softdelete_native")
    operations = subprocess.run([native, "--list"], text=True, stdout=subprocess.PIPE, check=True).stdout.split()
    runs = [[fault, operation, points] for fault in FAULTS for operation in operations]
    counts, failed = Counter(), False
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for found, complaints in pool.map(lambda each: run(native, each), runs):
            counts += found
            failed = failed or bool(complaints)
            print(*complaints, sep="\n", end="\n" if complaints else "", flush=True)
    faults = {key: number for key, number in counts.items() if key[0] in FAULTS}
    table("faults", faults, (1, 3), (4,))
    table("faults", faults, (1, 2), (4,))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
