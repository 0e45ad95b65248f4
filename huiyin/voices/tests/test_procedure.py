"""Every state × verb × person against the table: nothing else can move a message."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from huiyin.procedure.queries import open_steps
from huiyin.procedure.services import advance
from huiyin.procedure.table import NotLawful
from huiyin.voices.procedure import FIRST_RESPONSE, VOICE, State
from tests.cast import SPRING

pytestmark = pytest.mark.django_db
LATER = SPRING + timedelta(hours=1)
VERBS = sorted({step.verb for step in VOICE.steps})
#: Steps that bring a message from its receipt into each state, with who takes them.
WAYS = {
    State.RECEIVED: [],
    State.ANSWERED: [("answer", "lin")],
    State.TAKEN_UP: [("take_up", "lin")],
    State.CLOSED: [("answer", "lin"), ("close", "wang")],
}
#: What each person is in a message of Wang's to Lin.
ROLES = {
    "wang": "author",
    "lin": "deputy",
    "zhao": "staff",
    "platform": "system",
    "feng": None,
    "zhou": None,
    "sun": None,
    "chu": None,
    "stranger": None,
}


def person(cast, name):
    if name == "platform":
        return None
    if name == "stranger":
        return AnonymousUser()
    found = getattr(cast, name)
    return found.person.user if hasattr(found, "person") else found


@pytest.fixture
def brought(at_home):
    def bring(state):
        voice = at_home.voice()
        for verb, who in WAYS[state]:
            advance(voice, verb, by=person(at_home, who), at=SPRING, deputy="林晓禾")
        return voice

    return bring


def lawful(state, verb, who):
    steps = [step for step in VOICE.steps if step.verb == verb and step.source == state]
    return steps[0] if steps and steps[0].by == ROLES[who] else None


@pytest.mark.parametrize("state", list(State))
def test_only_the_table_is_lawful_for_every_verb_and_person(at_home, brought, state):
    from django.db import transaction

    for verb in VERBS:
        for who in ROLES:
            voice = None
            with transaction.atomic():
                voice = brought(state)
                step = lawful(state, verb, who)
                by = person(at_home, who)
                if step:
                    advance(voice, verb, by=by, at=LATER, deputy="林晓禾")
                    assert voice.docket.state == step.target, (state, verb, who)
                else:
                    with pytest.raises((NotLawful, PermissionDenied)):
                        advance(voice, verb, by=by, at=LATER, deputy="林晓禾")
                    voice.docket.refresh_from_db()
                    assert voice.docket.state == state, (state, verb, who)
                transaction.set_rollback(True)


@pytest.mark.parametrize("state", list(State))
def test_each_person_is_offered_exactly_the_steps_they_may_take(at_home, brought, state):
    voice = brought(state)
    for who, role in ROLES.items():
        if who == "platform":
            continue
        offered = {step.verb for step in open_steps(voice, person(at_home, who))}
        expected = {step.verb for step in VOICE.open_to(state) if step.by == role}
        assert offered == expected, who


def test_the_first_answer_stops_the_clock_and_a_second_one_starts_none(at_home, brought):
    voice = brought(State.RECEIVED)
    clock = voice.docket.deadlines.get()
    assert (clock.name, clock.met_on) == (FIRST_RESPONSE.name, None)
    for _ in range(2):
        advance(voice, "answer", by=at_home.lin.person.user, at=LATER, deputy="林晓禾")
    clock = voice.docket.deadlines.get()
    assert clock.met_on == LATER.date()


def test_a_deputy_whose_mandate_rests_can_answer_nothing(at_home, brought):
    voice = brought(State.RECEIVED)
    advance(at_home.lin, "suspend", by=at_home.zhao, at=SPRING)
    voice.mandate.docket.refresh_from_db()
    with pytest.raises(PermissionDenied):
        advance(voice, "answer", by=at_home.lin.person.user, at=LATER, deputy="林晓禾")
