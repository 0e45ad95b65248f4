"""Random walks of a suggestion: nothing unlawful, no clock lost, nobody untold.

``python -m tests.walks 10000`` walks that often, ``python -m tests.walks mutants`` changes every
line of the table and every number of the profiles and counts what nobody notices.
"""

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from bench.lawbook import POWERS, PROFILES
from huiyin.congresses.scope import within
from huiyin.kit.progress import track
from huiyin.law.profiles import all_profiles
from tests.walks.mutants import differences, numbers, profile_faults, survivors
from tests.walks.walk import DAYS, KEYS, Stage, Walk, Wrong, walk

WALKS = int(os.environ.get("HUIYIN_WALKS", "10"))
FIRST = int(os.environ.get("HUIYIN_FIRST_WALK", "0"))
MUTANTS = int(os.environ.get("HUIYIN_MUTANTS", "4"))
STEPS = 25


@pytest.fixture
def stage(at_home):
    return Stage(at_home)


def test_a_walk_of_anybody_under_any_rules_stays_lawful_and_tells_everybody(stage):
    wrong, taken = [], 0
    for number in track(range(FIRST, FIRST + WALKS), label="walks", total=WALKS):
        try:
            taken += len(walk(stage, number, STEPS))
        except Wrong as fault:
            wrong.append(str(fault))
    print(f"{WALKS} walks from {FIRST}: {taken} steps taken, {len(wrong)} wrong")  # noqa: T201
    assert wrong == []


class Machine(RuleBasedStateMachine):
    """The same walk with dice that hypothesis can make smaller."""

    stage = None

    def __init__(self):
        super().__init__()
        self.undo, self.walk = transaction.atomic(), None
        self.undo.__enter__()

    @initialize(key=st.sampled_from(KEYS), seed=st.integers(0, 399))
    def begin(self, key, seed):
        self.walk = Walk(self.stage, key, seed)

    @rule(n=st.integers(0, 10**6), days=st.sampled_from(DAYS))
    def step(self, n, days):
        self.walk.step(n, days)

    def teardown(self):
        try:
            if self.walk:
                self.walk.check_all()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)


def test_no_sequence_of_acts_that_hypothesis_finds_breaks_the_procedure(stage):
    chosen = settings(
        max_examples=8,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(type("Here", (Machine,), {"stage": stage}), settings=chosen)


# --- The controls -------------------------------------------------------------------------


def test_every_number_of_every_profile_is_the_one_written_by_hand():
    assert sorted(all_profiles()) == sorted(PROFILES)
    assert set(POWERS) < set(PROFILES)
    assert profile_faults() == []


def test_every_other_number_unit_or_event_of_a_profile_is_noticed():
    count, unnoticed = numbers()
    assert (count > 100, unnoticed) == (True, [])


def test_the_table_says_of_every_line_what_the_second_account_says():
    assert differences() == []


def test_a_changed_line_of_the_table_is_noticed(stage):
    left = survivors(stage, MUTANTS)
    assert left == []


def test_a_planted_fault_in_a_clock_is_found(stage, at_home):
    from huiyin.procedure.models import Deadline

    planted = Walk(stage, "chongqing-2018", 0)
    planted.step(1, 0)
    case = planted.cases[0]
    with within(at_home.county):
        case.row.docket.deadlines.create(
            name="reply",
            started_on=planted.day,
            due_on=planted.day,
            source="x",
            source_en="x",
            profile="national",
            words={"zh": "x", "en": "x"},
        )
    with pytest.raises(Wrong, match="clocks"):
        planted.check(case)
    assert Deadline.objects.filter(name="reply").count() == 1
