"""Runs the native tests, which can do what Python can't: make memory run out at any allocation, any call of the file
system fail, and interrupt at any step.

They are linked to the static library beside the one under test, and built under the sanitizers where that is. Only
some failures are tried here; `./dev faults` tries many more.
"""

import pytest

from native.program import build, run

# How many points of failure, and in how many of the ways: autocommit or not, main database or not, once or from then
# on, what fails, journal mode and cache.
SAMPLES = {"memory": ("1", "4"), "interrupt": ("1", "2"), "io": ("1", "2")}

OPERATIONS = ["flag/" + name for name in """
load load_again enable enable_both repair_view repair_index repair_sound repair_live panel children
suspend suspend_all resume disable disable_all disable_used enable_returning live_indexes all_indexes remove
delete delete_view delete_flag delete_tree restore_tree purge_tree insert
soft_delete soft_delete_again restore restore_view restore_with_parents restore_lately
purge purge_view purge_age purge_alone trash script debug
""".split()] + ["archive/" + name for name in """
enable enable_all repair_rebuilt repair_rebuilt_panel repair_index repair_sound panel
suspend suspend_all resume disable disable_all enable_again remove
delete delete_many delete_tree soft_delete soft_delete_again change_key change_deleted
restore restore_tree restore_version restore_with_parents restore_lately
purge purge_view purge_tree purge_age purge_alone trash script
""".split()]


@pytest.fixture(scope="module")
def native():
    return build("softdelete_native")


def test_all_are_listed(native):
    assert sorted(run(native, "--list").split()) == sorted(OPERATIONS)


def test_close(native):
    run(native, "close")


@pytest.mark.parametrize("fault", SAMPLES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_all_or_nothing(native, fault, operation):
    run(native, fault, operation, *SAMPLES[fault])
