"""Runs the native tests, which can do what Python can't: make memory run out at any allocation.

They are linked to the static library beside the one under test, and built under the sanitizers where
that is. Only some points of failure are tried in each way; `softdelete_native NAME` tries all.
"""

import pytest

from native.program import build, run

MOST = "10"

TESTS = """
close load load_again enable enable_both repair_view repair_index repair_sound repair_live panel children
suspend suspend_all resume disable disable_all disable_used enable_returning live_indexes all_indexes remove
soft_delete soft_delete_again restore purge purge_age purge_alone trash script debug
""".split()


@pytest.fixture(scope="module")
def native():
    return build("softdelete_native")


def test_all_are_listed(native):
    assert run(native, "--list").split() == TESTS


@pytest.mark.parametrize("name", TESTS)
def test_native(native, name):
    run(native, name, MOST)
