"""A writer is killed, or loses its power, at any moment: what was committed is there, and nothing half done.

The writer deletes in all spellings, restores, purges, enables, suspends, rebuilds and repairs. `./dev faults` does
this a thousand times in each storage and journal mode.
"""

import pytest

from native.program import build, run

TIMES = {"kill": "10", "power": "30"}


@pytest.fixture(scope="module")
def native():
    return build("softdelete_native")


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("storage", ["flag", "archive"])
@pytest.mark.parametrize("crash", TIMES)
def test_what_was_committed_is_there(native, crash, storage, mode):
    assert "counted" in run(native, crash, storage, mode, TIMES[crash], "1")
