"""Other deputies' word on a text: given, voided, given again, no longer waited for."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from huiyin.deputies.procedure import State as MandateState
from huiyin.notices.models import Notice
from huiyin.notices.registry import people
from huiyin.procedure.models import Docket, Party
from huiyin.suggestions import rules, story, workbench
from huiyin.suggestions.models import Cosign
from huiyin.suggestions.procedure import State
from huiyin.suggestions.queries import whole
from huiyin.suggestions.services import drafting, office
from tests.cast import SPRING
from tests.visitor import Visitor

TEXT = {"title": "关于增设夜班公交线路的建议", "problem": "夜班职工没有公交。"}


def state_of(case):
    return Docket.objects.get(pk=case.docket_id).state


def invited(cast):
    """A draft that Zhou was asked to co-sign."""
    case = cast.draft()
    drafting.invite(case, mandate=cast.zhou, by=cast.lin.person.user, at=SPRING)
    return case


def answer(case, cast, *, confirmed=True):
    drafting.answer_invitation(
        case,
        confirmed=confirmed,
        seen=drafting.digest(case),
        by=cast.zhou.person.user,
        at=SPRING,
    )


def submit(case, cast):
    return drafting.submit(case, declared=True, by=cast.lin.person.user, at=SPRING)


def returned(cast):
    """Co-signed by Zhou, submitted, sent back by the office and changed by Lin."""
    case = invited(cast)
    answer(case, cast)
    submit(case, cast)
    office.improve(case, reason="写清楚班次", by=cast.zhao, at=SPRING)
    drafting.edit(case, by=cast.lin.person.user, at=SPRING, advice="末班 24:00。", **TEXT)
    return case


def test_a_returned_text_is_confirmed_again_and_submitted_again(at_home):
    case = returned(at_home)
    with pytest.raises(drafting.Incomplete):
        submit(case, at_home)
    answer(case, at_home)
    assert state_of(case) == State.RETURNED_FOR_EDIT
    submit(case, at_home)
    assert (state_of(case), case.cosigns.get().answer) == (State.SUBMITTED, "confirmed")


FULL = TEXT | {
    "problem": "夜班职工下班后没有公交。",
    "advice": "开行夜班线，末班 23:30，先试行半年。",
}


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ({}, False),
        ({"proposed_unit": "县交通运输局"}, False),
        ({"kind": "criticism"}, True),
        ({"openness": "none"}, True),
        ({"advice": "末班 24:00。"}, True),
        ({"title": "关于夜班公交的建议"}, True),
    ],
)
def test_what_a_cosigner_confirmed_is_the_text_its_kind_and_how_public_it_is(
    at_home, change, again
):
    case = invited(at_home)
    answer(case, at_home)
    Notice.objects.all().delete()
    drafting.edit(case, by=at_home.lin.person.user, at=SPRING, **FULL | change)
    told = Notice.objects.filter(kind="cosign.unconfirmed")
    assert case.cosigns.get().answer == ("voided" if again else "confirmed")
    assert [people(one.audience) for one in told] == (
        [[at_home.zhou.person.user_id]] if again else []
    )


def test_a_cosigner_reads_all_that_they_confirm_before_they_do(at_home):
    case = invited(at_home)
    page = Visitor(at_home.zhou.person.user).get(f"/desk/suggestions/{case.docket.code}/")
    assert "类别：建议　公开意愿：全文公开" in page.content.decode()


def test_who_does_not_stand_by_a_returned_text_excuses_themself_and_others_are_asked(at_home):
    case = returned(at_home)
    answer(case, at_home, confirmed=False)
    submit(case, at_home)
    assert (state_of(case), case.cosigns.get().answer) == (State.SUBMITTED, "declined")
    office.improve(case, reason="写清楚班次", by=at_home.zhao, at=SPRING)
    drafting.invite(case, mandate=at_home.zhou, by=at_home.lin.person.user, at=SPRING)
    assert (state_of(case), case.cosigns.get().answer) == (State.RETURNED_FOR_EDIT, "invited")


@pytest.mark.parametrize("make", [invited, returned])
def test_a_silent_deputy_is_no_longer_waited_for_and_no_longer_concerned(at_home, make):
    case, lin = make(at_home), at_home.lin.person.user
    drafting.uninvite(case, cosign=case.cosigns.get(), by=lin, at=SPRING + timedelta(days=9))
    told = Party.objects.filter(docket=case.docket_id).values_list("user", flat=True)
    assert (list(told), case.cosigns.count()) == ([lin.pk], 0)
    submit(case, at_home)
    assert state_of(case) == State.SUBMITTED


def test_an_answered_invitation_is_not_taken_back_and_only_the_lead_takes_one_back(at_home):
    case = invited(at_home)
    cosign = case.cosigns.get()
    with pytest.raises(PermissionDenied):
        drafting.uninvite(case, cosign=cosign, by=at_home.zhou.person.user, at=SPRING)
    answer(case, at_home)
    with pytest.raises(PermissionDenied):
        drafting.uninvite(case, cosign=cosign, by=at_home.lin.person.user, at=SPRING)
    assert case.cosigns.get().answer == Cosign.Answer.CONFIRMED


def test_a_deputy_whose_mandate_ended_does_not_hold_the_others_up(at_home):
    case = invited(at_home)
    Docket.objects.filter(pk=at_home.zhou.docket_id).update(state=MandateState.EXPIRED)
    submit(case, at_home)
    assert state_of(case) == State.SUBMITTED


def concerned(case, cast):
    return case.docket.parties.filter(user=cast.zhou.person.user).exists()


@pytest.mark.parametrize("leave", ["excuse", "retract"])
def test_who_does_not_sign_has_no_part_in_it_any_more_and_nothing_is_told_them(at_home, leave):
    case, zhou = invited(at_home), at_home.zhou.person.user
    assert rules.works_on(zhou, case) and concerned(case, at_home)
    answer(case, at_home, confirmed=leave == "retract")
    if leave == "retract":
        assert rules.works_on(zhou, case)
        drafting.retract(case, by=zhou, at=SPRING)
    assert not rules.works_on(zhou, case)
    assert not concerned(case, at_home)
    submit(case, at_home)
    assert Visitor(zhou).get(f"/desk/suggestions/{case.docket.code}/").status_code == 404
    assert list(workbench.listed(workbench.reader(zhou, at_home.county), at_home.county)) == []


def test_who_excuses_themself_on_the_page_comes_back_to_their_list(at_home):
    case = invited(at_home)
    visitor = Visitor(at_home.zhou.person.user)
    answered = visitor.post(f"/desk/suggestions/{case.docket.code}/excuse/")
    assert (answered.status_code, answered.url) == (302, "/desk/suggestions/")


@pytest.mark.parametrize("state", [MandateState.SUSPENDED, MandateState.TERMINATED])
def test_who_is_out_of_office_when_it_is_handed_in_does_not_stand_under_it(at_home, state):
    case, zhou = invited(at_home), at_home.zhou.person.user
    answer(case, at_home)
    Docket.objects.filter(pk=at_home.zhou.docket_id).update(state=state)
    submit(case, at_home)
    assert case.cosigns.get().answer == Cosign.Answer.VOIDED
    facts = dict(story.of(whole().get(pk=case.pk), [])["facts"])
    assert facts["附议代表"] == "无"
    assert (rules.works_on(zhou, case), concerned(case, at_home)) == (False, False)
    (told,) = Notice.objects.filter(kind="cosign.uncounted")
    assert people(told.audience) == [zhou.pk]


def test_whose_term_ran_out_with_that_of_the_lead_stays_under_what_is_handed_in_again(at_home):
    case = invited(at_home)
    answer(case, at_home)
    submit(case, at_home)
    office.improve(case, reason="写清楚班次", by=at_home.zhao, at=SPRING)
    both = [at_home.lin.docket_id, at_home.zhou.docket_id]
    Docket.objects.filter(pk__in=both).update(state=MandateState.EXPIRED)
    submit(whole().get(pk=case.pk), at_home)
    assert case.cosigns.get().answer == Cosign.Answer.CONFIRMED


def after_the_term(cast):
    """Handed in by Lin and Zhou, sent back, and the term of both ran out; then Lin changed it."""
    case = returned(cast)
    both = [cast.lin.docket_id, cast.zhou.docket_id]
    Docket.objects.filter(pk__in=both).update(state=MandateState.EXPIRED)
    return whole().get(pk=case.pk)


def test_after_the_term_a_joint_deputy_answers_what_came_back_and_was_changed(at_home):
    case = after_the_term(at_home)
    with pytest.raises(drafting.Incomplete, match="还有代表没有确认"):
        submit(case, at_home)
    case = whole().get(pk=case.pk)
    answer(case, at_home)
    drafting.agree_withdrawal(case, by=at_home.zhou.person.user, at=SPRING)
    submit(case, at_home)
    signed = case.cosigns.get()
    assert (state_of(case), signed.answer, signed.agreed_at) == ("submitted", "confirmed", None)


def test_what_was_confirmed_of_another_text_is_not_handed_in(at_home):
    case = invited(at_home)
    answer(case, at_home)
    case.cosigns.update(digest="0" * 64)
    with pytest.raises(drafting.Incomplete, match="还有代表没有确认"):
        submit(case, at_home)


def test_after_the_upgrade_what_was_confirmed_of_another_text_is_asked_for_again(at_home):
    case = invited(at_home)
    answer(case, at_home)
    call_command("catch_up")
    assert case.cosigns.get().answer == Cosign.Answer.CONFIRMED
    case.cosigns.update(digest="0" * 64)
    call_command("catch_up")
    (told,) = Notice.objects.filter(kind="cosign.unconfirmed")
    assert case.cosigns.get().answer == Cosign.Answer.VOIDED
    assert people(told.audience) == [at_home.zhou.person.user_id]


def test_an_invitation_of_a_deputy_out_of_office_ends_when_it_is_handed_in(at_home):
    case = invited(at_home)
    Docket.objects.filter(pk=at_home.zhou.docket_id).update(state=MandateState.SUSPENDED)
    submit(case, at_home)
    assert not concerned(case, at_home)
    assert not Notice.objects.filter(kind="cosign.uncounted").exists()


def test_an_edit_tells_those_whose_confirmation_it_voided_and_nobody_twice(at_home):
    case, lin = returned(at_home), at_home.lin.person.user
    he = at_home._deputy("何秀兰", at_home.county, at_home.term, at_home.zhao)
    drafting.invite(case, mandate=he, by=lin, at=SPRING)
    seen = drafting.digest(case)
    drafting.answer_invitation(case, confirmed=True, seen=seen, by=he.person.user, at=SPRING)
    Notice.objects.all().delete()
    later = SPRING + timedelta(hours=1)
    drafting.edit(case, by=lin, at=later, advice="末班 24:30。", **TEXT)
    (told,) = Notice.objects.filter(kind="cosign.unconfirmed")
    assert people(told.audience) == [he.person.user_id]
