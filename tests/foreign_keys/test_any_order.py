"""What a deletion takes, restoring gives back, for keys and references of every kind."""

import os

import pytest

from foreign_keys.any_order import walk

SEEDS = range(int(os.environ.get("SOFTDELETE_SEEDS", "100")))


@pytest.mark.parametrize("seed", SEEDS)
def test_all_comes_back_in_any_order(seed):
    walk(seed)
