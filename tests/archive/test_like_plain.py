"""An application sees what it would see without soft delete: random statements on both."""

import os

import pytest

from archive.pair import walk

SEEDS = range(int(os.environ.get("SOFTDELETE_SEEDS", "400")))


@pytest.mark.parametrize("seed", SEEDS)
def test_random_statements(seed):
    walk(seed)
