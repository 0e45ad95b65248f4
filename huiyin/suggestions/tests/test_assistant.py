"""An assistant writes at a deputy's text and does nothing else that is the deputy's."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from huiyin.accounts.models import User
from huiyin.deputies.assistants import appoint_assistant, dismiss_assistant
from huiyin.procedure.queries import open_steps
from huiyin.suggestions import queries
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import SUGGESTION
from huiyin.suggestions.roles import ROLES
from huiyin.suggestions.services import drafting, rating
from tests.cast import SPRING


@pytest.fixture
def cui(at_home):
    user = User.objects.create_user("cui", label="崔助理", kind=User.Kind.OFFICIAL)
    lin = at_home.lin.person.user
    user.assisting = appoint_assistant(at_home.lin, username="cui", by=lin, at=SPRING)
    return user


def write(cast, by, lead=None):
    facts = {"title": "关于路灯的建议", "problem": "路灯坏了", "advice": "修好"}
    return drafting.draft(lead=lead or cast.lin, by=by, at=SPRING, **facts)


def test_an_assistant_drafts_edits_and_invites_in_the_name_of_the_deputy(at_home, cui):
    case = write(at_home, cui)
    drafting.edit(case, title="改", problem="路灯坏了", advice="修好", by=cui, at=SPRING)
    drafting.invite(case, mandate=at_home.zhou, by=cui, at=SPRING)
    case = queries.get_for_work(cui, case.docket.code)
    assert (case.lead, case.docket.title, case.docket.state) == (at_home.lin, "改", "cosigning")
    assert [move.by for move in case.docket.moves.all()] == [cui, cui, cui]


def test_an_assistant_never_hands_in_signs_rates_or_withdraws(at_home, cui):
    case, replied = write(at_home, cui), at_home.replied()
    good = {"attitude": "satisfied", "result": "satisfied", "reason": ""}
    for act in (
        lambda: drafting.submit(case, declared=True, by=cui, at=SPRING),
        lambda: drafting.withdraw(case, by=cui, at=SPRING),
        lambda: rating.rate(replied, by=cui, at=SPRING, **good),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Suggestion.objects.get(pk=case.pk).docket.state == "drafting"


@pytest.mark.parametrize("bring", ["draft", "submitted", "assigned", "handling", "replied"])
def test_of_all_roles_an_assistant_holds_only_those_of_who_writes(at_home, cui, bring):
    case = getattr(at_home, bring)()
    held = {name for name, holds in ROLES.items() if holds(cui, case)}
    assert held == {"drafter", "asker"}
    verbs = {step.verb for step in open_steps(case, cui)}
    assert verbs <= {"edit", "invite"}


def test_no_step_beyond_writing_is_open_to_who_writes():
    verbs = {step.verb for step in SUGGESTION.steps if step.by in ("drafter", "asker")}
    assert verbs == {"note", "draft", "edit", "invite"}


def test_what_was_handed_in_is_closed_to_the_assistant(at_home, cui):
    case = at_home.submitted()
    with pytest.raises(Http404):
        queries.get_for_work(cui, case.docket.code)


def test_an_assistant_writes_for_no_other_deputy_and_not_after_it_ended(at_home, cui):
    with pytest.raises(PermissionDenied):
        write(at_home, cui, lead=at_home.zhou)
    dismiss_assistant(cui.assisting, by=at_home.lin.person.user, at=SPRING)
    with pytest.raises(PermissionDenied):
        write(at_home, cui)
