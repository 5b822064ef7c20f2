"""What a deletion takes, restoring gives back: the rows, those along with them, and the references."""

import os

import pytest

from archive.any_order import walk

SEEDS = range(int(os.environ.get("SOFTDELETE_SEEDS", "200")))


@pytest.mark.parametrize("seed", SEEDS)
def test_all_comes_back_in_any_order(seed):
    walk(seed)
