"""Random statements against tables of several shapes; model.py says what is compared."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from model import Machine, Shape

NUMBERS = st.integers(1, 6)
WORDS = st.sampled_from(["a", "A", "b", "it's", 'a "b"', ""])

SHAPES = [
    Shape("integer key", "id INTEGER PRIMARY KEY, v", (("id", NUMBERS),)),
    Shape("unique value", "id INTEGER PRIMARY KEY, v UNIQUE", (("id", NUMBERS),)),
    Shape("time only", "id INTEGER PRIMARY KEY, v UNIQUE", (("id", NUMBERS),), time_only=True),
    Shape("composite key without rowid", "a TEXT, b INT, v, PRIMARY KEY(b, a)", (("b", st.integers(1, 2)), ("a", WORDS)),
          options="WITHOUT ROWID"),
    Shape("nocase key", "id TEXT PRIMARY KEY COLLATE NOCASE NOT NULL, v", (("id", WORDS),)),
    Shape("nullable composite key", "a TEXT, b INT, v, PRIMARY KEY(a, b)",
          (("a", st.one_of(st.none(), WORDS)), ("b", st.one_of(st.none(), st.integers(1, 2))))),
    Shape("no declared key", "word TEXT DEFAULT 'w', v", (("rowid", NUMBERS),), rowid=True),
    Shape("generated and strict", "id INTEGER PRIMARY KEY, v INT, w INT AS (v + 1) STORED UNIQUE", (("id", NUMBERS),),
          options="STRICT"),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda each: each.name)
def test_agrees_with_the_plain_table(shape):
    machine = type("Machine", (Machine,), {"shape": shape})
    run_state_machine_as_test(machine, settings=settings(
        max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)))
