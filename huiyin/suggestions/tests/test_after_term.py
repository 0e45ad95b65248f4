"""What a deputy raised is theirs after the term: read, rated, taken back, but nothing new begun."""

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.congresses.scope import within
from huiyin.deputies.procedure import State as MandateState
from huiyin.procedure.models import Docket
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import drafting
from huiyin.suggestions.services.rating import rate
from tests.cast import SPRING
from tests.visitor import Visitor, text_of


def ends(cast, how=MandateState.EXPIRED):
    """Lin's mandate is over."""
    Docket.objects.filter(pk=cast.lin.docket_id).update(state=how)
    cast.lin.docket.state = how


def state_of(case):
    return Docket.objects.get(pk=case.docket_id).state


def judged(case, cast):
    case = type(case).objects.shown().get(pk=case.pk)
    rate(
        case,
        attitude="satisfied",
        result="satisfied",
        reason="",
        by=cast.lin.person.user,
        at=SPRING,
    )


def test_who_raised_it_rates_the_reply_after_the_term(cast):
    with within(cast.county):
        case = cast.replied()
        ends(cast)
    lin = Visitor(cast.lin.person.user)
    home = text_of(lin.get("/desk/"))
    code = case.docket.code
    assert case.docket.title in home and case.docket.title in text_of(lin.get("/desk/suggestions/"))
    page = lin.get(f"/desk/suggestions/{code}/")
    assert (page.status_code, page.context["main"]["act"].name) == (200, "rate")
    assert lin.get("/desk/suggestions/new/").status_code == 404
    with within(cast.county):
        judged(case, cast)
        assert state_of(case) == State.TRACKING


@pytest.mark.parametrize("how", [MandateState.SUSPENDED, MandateState.TERMINATED])
def test_who_was_suspended_or_lost_the_mandate_does_not(at_home, how):
    case = at_home.replied()
    ends(at_home, how)
    with pytest.raises(PermissionDenied):
        judged(case, at_home)
    code = case.docket.code
    assert Visitor(at_home.lin.person.user).get(f"/desk/suggestions/{code}/").status_code == 404


def test_a_draft_is_taken_back_after_the_term_but_not_handed_in(at_home):
    case, lin = at_home.draft(), at_home.lin.person.user
    ends(at_home)
    case = type(case).objects.shown().get(pk=case.pk)
    with pytest.raises(PermissionDenied):
        drafting.submit(case, declared=True, by=lin, at=SPRING)
    drafting.withdraw(case, by=lin, at=SPRING)
    assert state_of(case) == State.WITHDRAWN
