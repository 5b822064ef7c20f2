"""Each restore brings back what the model says, and nothing else changes."""

import os

import pytest

from archive.modelled import walk

SEEDS = range(int(os.environ.get("SOFTDELETE_SEEDS", "300")))


@pytest.mark.parametrize("seed", SEEDS)
def test_random_restores(seed):
    walk(seed)
