"""The library lives through running out of memory on each platform, where exceptions find their way by tables of its own.

The program of tests/native; only some points of failure are tried in each way, as there.
"""

import pytest

from release.machines import RUNS_ON, archive, run_on
from support import ROOT

# How many points of failure, and in how many of the ways, as tests/native has them.
SAMPLE = ("1", "4")


@pytest.mark.parametrize("platform", RUNS_ON)
def test_out_of_memory(platform):
    archive(platform)
    (program,) = [path for path in (ROOT / "build/cross" / platform / "tests/native").glob("softdelete_native*")
                  if path.suffix in ("", ".exe")]
    for name in run_on(platform, program, "--list").split():
        run_on(platform, program, "memory", name, *SAMPLE)
