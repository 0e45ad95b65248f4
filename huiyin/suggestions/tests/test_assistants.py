"""Whoever a deputy lets write for them writes drafts, and does nothing else in their name."""

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.accounts.models import User
from huiyin.congresses.scope import within
from huiyin.deputies.assistants import appoint_assistant, dismiss_assistant
from huiyin.procedure.models import Docket
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import drafting, rating
from tests.cast import SPRING
from tests.visitor import Visitor, text_of

TEXT = {
    "title": "关于路灯的建议",
    "kind": "suggestion",
    "problem": "路灯坏了",
    "advice": "修好",
    "formed_by": "voices",
    "openness": "full",
}


@pytest.fixture
def helped(cast):
    """The cast with Gu, who writes drafts for Lin."""
    cast.gu = User.objects.create_user(
        "gu", label="顾助理", kind=User.Kind.OFFICIAL, level=User.Level.REAL_NAME
    )
    with within(cast.county):
        cast.help = appoint_assistant(cast.lin, username="gu", by=cast.lin.person.user, at=SPRING)
    return cast


def test_an_assistant_begins_edits_and_invites_for_the_deputy(helped):
    gu = Visitor(helped.gu)
    answer = gu.post("/desk/suggestions/new/", **TEXT, key="6f1c3a52-3b43-4a55-9b70-6d6c1f9f4c01")
    assert answer.status_code == 302
    address = answer.headers["Location"]
    assert gu.post(f"{address}edit/", **TEXT | {"advice": "三天内修好"}).status_code == 302
    assert gu.post(f"{address}invite/", mandate=helped.zhou.pk).status_code == 302
    with within(helped.county):
        case = Suggestion.objects.get()
        assert (case.lead, case.advice) == (helped.lin, "三天内修好")
        assert [move.by for move in case.docket.moves.all()] == [helped.gu] * 3
    assert "代表助理 顾助理" in text_of(Visitor(helped.lin.person.user).get(address))
    assert TEXT["title"] in text_of(gu.get("/desk/suggestions/"))


def test_an_assistant_is_offered_nothing_that_only_the_deputy_does(helped):
    with within(helped.county):
        case = helped.draft()
    page = Visitor(helped.gu).get(f"/desk/suggestions/{case.docket.code}/")
    sections = [page.context["main"], *page.context["others"]]
    assert {section["act"].name for section in sections} == {"edit", "invite", "add_photo"}


@pytest.mark.parametrize("act", ["submit", "withdraw", "note"])
def test_an_assistant_never_hands_in_or_withdraws(helped, act):
    with within(helped.county):
        case = helped.draft()
        take = {
            "submit": lambda: drafting.submit(case, declared=True, by=helped.gu, at=SPRING),
            "withdraw": lambda: drafting.withdraw(case, by=helped.gu, at=SPRING),
            "note": lambda: drafting.draft(
                lead=helped.zhou, title="别人的", problem="", advice="", by=helped.gu, at=SPRING
            ),
        }[act]
        with pytest.raises(PermissionDenied):
            take()
        assert Docket.objects.get(pk=case.docket_id).state == State.DRAFTING


def test_an_assistant_never_signs_or_rates(helped):
    good = {"attitude": "satisfied", "result": "satisfied", "reason": ""}
    with within(helped.county):
        replied = helped.replied()
        with pytest.raises(PermissionDenied):
            rating.rate(replied, by=helped.gu, at=SPRING, **good)
        asked = helped.draft()
        drafting.invite(asked, mandate=helped.zhou, by=helped.gu, at=SPRING)
        with pytest.raises(PermissionDenied):
            drafting.answer_invitation(asked, confirmed=True, seen="", by=helped.gu, at=SPRING)


def test_what_was_handed_in_is_no_longer_the_assistants(helped):
    with within(helped.county):
        case = helped.submitted()
    assert Visitor(helped.gu).get(f"/desk/suggestions/{case.docket.code}/").status_code == 404


def test_a_dismissed_assistant_writes_nothing_more(helped):
    with within(helped.county):
        case = helped.draft()
        dismiss_assistant(helped.help, by=helped.lin.person.user, at=SPRING)
        with pytest.raises(PermissionDenied):
            drafting.edit(case, by=helped.gu, at=SPRING, title="改", problem="改", advice="改")
    gu = Visitor(helped.gu)
    assert gu.get(f"/desk/suggestions/{case.docket.code}/").status_code == 404
    assert gu.get("/desk/suggestions/new/").status_code == 404


def test_whoever_writes_for_several_says_for_whom(helped):
    with within(helped.county):
        zhou = helped.zhou.person.user
        appoint_assistant(helped.zhou, username="gu", by=zhou, at=SPRING)
    gu = Visitor(helped.gu)
    key = "6f1c3a52-3b43-4a55-9b70-6d6c1f9f4c02"
    answer = gu.post(f"/desk/suggestions/new/?for={helped.zhou.pk}", **TEXT, key=key)
    assert answer.status_code == 302
    with within(helped.county):
        assert Suggestion.objects.get().lead == helped.zhou


def test_an_idea_is_noted_by_its_title_alone(cast):
    lin = Visitor(cast.lin.person.user)
    key = "6f1c3a52-3b43-4a55-9b70-6d6c1f9f4c03"
    few = TEXT | {"problem": "", "advice": ""}
    assert lin.post("/desk/suggestions/new/", **few, key=key, verb="draft").status_code == 422
    assert lin.post("/desk/suggestions/new/", **few, key=key, verb="note").status_code == 302
    with within(cast.county):
        assert Suggestion.objects.get().docket.state == State.IDEA
