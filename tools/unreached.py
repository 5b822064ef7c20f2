"""Which branches of ext/ no test runs, and whether tests/unreached.txt says why.

    unreached.py COUNTS LIST    COUNTS is what `llvm-cov export` prints. The exit code is 1 if LIST lacks one.

LIST has reasons, and indented below each what it is the reason for: FILE: CONDITION: what the condition never is.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def source_of(lines, start_line, start_column, end_line, end_column):
    """What stands between two places, columns counted in bytes from 1; the second is not part of it."""
    text = lines[start_line - 1:end_line]
    text[-1] = text[-1][:end_column - 1]
    text[0] = text[0][start_column - 1:]
    return b" ".join(b" ".join(text).split()).decode()


def branches(counts):
    """{(file, condition, outcome): whether a test runs it}, of all branches; a function that is compiled for several
    types counts once. One condition in several places of a file is told apart by its order there."""
    ran = defaultdict(lambda: [0, 0])
    for file in counts["data"][0]["files"]:
        path = Path(file["filename"]).resolve()
        if ROOT / "ext" in path.parents:
            for *place, true, false, _, _, _ in file["branches"]:
                ran[path.relative_to(ROOT), tuple(place)][0] += true
                ran[path.relative_to(ROOT), tuple(place)][1] += false
    found, seen = {}, defaultdict(int)
    for (path, place), outcomes in sorted(ran.items()):
        condition = source_of((ROOT / path).read_bytes().split(b"\n"), *place)
        seen[path, condition] += 1
        number = f" ({seen[path, condition]})" * (seen[path, condition] > 1)
        for outcome, count in zip(("true", "false"), outcomes):
            found[f"{path}: {condition}{number}: {outcome}"] = count > 0
    return found


def main(counts, listed):
    found = branches(json.loads(Path(counts).read_text()))
    explained = {line.strip() for line in Path(listed).read_text().splitlines() if line.startswith(" ")}
    unreached = [branch for branch, ran in found.items() if not ran]
    unexplained = [branch for branch in unreached if branch not in explained]
    for branch in sorted(explained - found.keys()):
        print(f"in {listed}, but not in the source: {branch}")
    for branch in unexplained:
        print(f"not run, and not explained: {branch}")
    reached = len(found) - len(unreached)
    print(f"counted: {reached} of {len(found)} branches of ext/ run, {reached / len(found):.1%};"
          f" {len(unreached) - len(unexplained)} of the others explained")
    return 1 if unexplained or explained - found.keys() else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
