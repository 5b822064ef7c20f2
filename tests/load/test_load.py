"""A few seconds of load; `./dev soak SECONDS` has more. Times are printed there, and never a reason to fail."""

import pytest

from load.run import load


@pytest.mark.parametrize("storage", ["flag", "archive"])
def test_nothing_is_lost_under_load(storage):
    report = load(storage, 4)
    assert report["operations replayed"] > 0
