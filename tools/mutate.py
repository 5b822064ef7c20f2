"""Makes small faults in the sources, one at a time, and looks whether the tests see them.

    ./dev mutate [COUNT] [SEED] [--only PATH]

Draws COUNT (10) faults by SEED (1) from all that mutations.py can make in the lines of ext/ and sql/templates/, or of
PATH alone, at most one for each line. Each is made in a copy of the tree, build/mutate/tree, which is built and tested,
the quick folders first, until a test fails. A fault is then *killed* (a test failed or hung), *did not compile*, or
*survived*: the tests miss something, or the fault changes nothing that anybody could see. Look at each survivor.

The same seed draws the same faults as long as the sources are the same, and a larger COUNT only adds some. What is known
stays in build/mutate/results-*.jsonl, so an interrupted run goes on where it was. Where tests have changed since, what
survived is tried again.

Tests of packages and hosts are left out, as they look at what a fault can't change, and so are tests that compare
generated SQL with a text: they would kill every fault in a template, and say nothing about what it does.
"""

import argparse
import difflib
import hashlib
import importlib.util
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from mutations import mutations_of

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build/mutate"
TREE = WORK / "tree"
LIBRARY = TREE / "build/release/softdelete"

FIRST = [["tables", "functions", "views"], ["archive"], ["panel", "deleting", "foreign_keys"], ["trash", "migrations", "uniqueness"]]
LEFT_OUT = {"hosts", "packaging"}
TOGETHER = ["-n", "auto", "--dist", "loadfile"] if importlib.util.find_spec("xdist") else []
# With CI set Hypothesis draws the same each time: the same seed is to give the same answers.
ENVIRONMENT = {**os.environ, "CI": "1", "SOFTDELETE_LIBRARY": str(LIBRARY), "PYTHONDONTWRITEBYTECODE": "1",
               "HYPOTHESIS_STORAGE_DIRECTORY": str(WORK / "hypothesis")}
SLOWEST = 1200  # seconds for one stage as it is; a fault may make it three times as long as it was


def stages():
    """The folders of tests in the order in which they run."""
    known = {name for stage in FIRST for name in stage} | LEFT_OUT
    rest = sorted(folder.name for folder in (TREE / "tests").iterdir()
                  if folder.is_dir() and any(folder.glob("test_*.py")) and folder.name not in known)
    return [stage for stage in [*FIRST, rest] if stage]


def run(command, timeout=SLOWEST, log=None):
    """Whether a command is successful in time. Its whole group is ended when it isn't, or when we are interrupted."""
    with open(log or os.devnull, "wb") as output:
        process = subprocess.Popen([str(part) for part in command], cwd=TREE, env=ENVIRONMENT, start_new_session=True,
                                   stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        try:
            return process.wait(timeout) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()


def listed():
    """The files of the working tree, those that are not committed too."""
    out = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
                         capture_output=True, text=True).stdout
    return sorted(name for name in set(out.split("\0")) if name and (ROOT / name).is_file())


def copy_tree():
    """Makes the copy like the working tree. A file that is the same stays, so that it isn't built again."""
    names = listed()
    for path in TREE.rglob("*"):
        relative = path.relative_to(TREE)
        if relative.parts[0] != "build" and path.is_file() and str(relative) not in names:
            path.unlink()
    for name in names:
        target = TREE / name
        if not target.exists() or target.read_bytes() != (ROOT / name).read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    return names


def digest(names):
    found = hashlib.sha256()
    for name in names:
        found.update(name.encode() + b"\0" + (TREE / name).read_bytes() + b"\0")
    return found.hexdigest()[:12]


def configure():
    # -O1 compiles in half the time; warnings are no errors, as a fault leaves things unused.
    command = ["cmake", "--preset", "release", "-DCMAKE_CXX_FLAGS_RELEASE=-O1", "-DCMAKE_COMPILE_WARNING_AS_ERROR=OFF"]
    if shutil.which("ccache"):
        command.append("-DCMAKE_CXX_COMPILER_LAUNCHER=ccache")
    if not run(command, log=WORK / "configure.log"):
        sys.exit(f"the copy could not be configured: see {WORK / 'configure.log'}")


def build():
    return run(["cmake", "--build", "--preset", "release"], log=WORK / "build.log")


def tests(stage, timeout=SLOWEST):
    return run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "-x", "--tb=short", *TOGETHER,
                "--ignore-glob=*test_generated*", *(f"tests/{folder}" for folder in stage)], timeout, WORK / "tests.log")


def as_it_is(state):
    """Builds and tests the copy without a fault, unless that was done; gives how long each stage may take."""
    store = WORK / "limits.json"
    limits = []
    if not build():
        sys.exit(f"the sources don't compile as they are: see {WORK / 'build.log'}")
    if store.exists():
        known, limits_then = json.loads(store.read_text())
        if known == state:
            return limits_then
    for stage in stages():
        start = time.monotonic()
        if not tests(stage):
            sys.exit(f"tests fail as it is: see {WORK / 'tests.log'}")
        limits.append(3 * (time.monotonic() - start) + 30)
        print(f"as it is: {' '.join(stage)}: {time.monotonic() - start:.0f} s", flush=True)
    store.write_text(json.dumps([state, limits]))
    return limits


def try_out(path, number, new, limits):
    """Makes one fault in the copy; gives what became of it, and what saw it."""
    original = path.read_text()
    lines = original.split("\n")
    lines[number - 1] = new
    path.write_text("\n".join(lines))
    try:
        if not build():
            return "did not compile", ""
        for stage, limit in zip(stages(), limits):
            if not tests(stage, limit):
                failed = [line.split(" - ")[0].removeprefix("FAILED ") for line in
                          (WORK / "tests.log").read_text(errors="replace").splitlines()
                          if line.startswith(("FAILED ", "ERROR "))]
                return "killed", failed[0] if failed else "a crash, or no end"
        return "survived", ""
    finally:
        path.write_text(original)


def draw(count, seed, names):
    every = [(name, *mutation) for name in names for mutation in mutations_of(name, (TREE / name).read_text())]
    random.Random(seed).shuffle(every)
    drawn = {}
    for fault in every:
        drawn.setdefault(fault[:2], fault)
    return list(drawn.values())[:count], len(every)


def show(fault, outcome):
    name, number, old, new = fault
    print(f"{outcome[0]}: {name}:{number}{'  by ' + outcome[1] if outcome[1] else ''}")
    if outcome[0] == "survived":
        print("\n".join(list(difflib.unified_diff([old], [new], lineterm="", n=0))[3:]))
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(prog="./dev mutate", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("count", nargs="?", type=int, default=10)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--only", metavar="PATH", default="", help="a source, or a folder of sources")
    arguments = parser.parse_args()
    TREE.mkdir(parents=True, exist_ok=True)
    everything = copy_tree()
    sources = [name for name in everything
               if name.startswith("ext/") and name.endswith((".cpp", ".hpp")) or name.startswith("sql/templates/")]
    only = arguments.only.removeprefix("./").rstrip("/")
    chosen = [name for name in sources if not only or name == only or name.startswith(only + "/")]
    faults, possible = draw(arguments.count, arguments.seed, chosen)
    print(f"{len(faults)} of {possible} faults in {len(chosen)} files, seed {arguments.seed}", flush=True)

    testing = digest([name for name in everything if name.startswith("tests/")])
    state = digest(sources)
    store = WORK / f"results-{state}.jsonl"
    known = {}
    for line in store.read_text().splitlines() if store.exists() else []:
        fault, outcome, tested_by = json.loads(line)
        known[tuple(fault)] = outcome if outcome[0] != "survived" or tested_by == testing else None
    limits, outcomes = None, {}
    try:
        for fault in faults:
            outcome = known.get(fault)
            if not outcome:
                if limits is None:
                    configure()
                    limits = as_it_is(state + testing)
                outcome = try_out(TREE / fault[0], fault[1], fault[3], limits)
                with store.open("a") as file:
                    file.write(json.dumps([fault, outcome, testing]) + "\n")
            outcomes[fault] = outcome
            show(fault, outcome)
    except KeyboardInterrupt:
        print("interrupted; the same command goes on from here")
    results = [outcome[0] for outcome in outcomes.values()]
    print(", ".join(f"{results.count(name)} {name}" for name in ("killed", "survived", "did not compile")))


if __name__ == "__main__":
    main()
