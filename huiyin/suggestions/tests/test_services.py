"""What the acts of a suggestion guarantee beyond the table of steps."""

from datetime import date, timedelta

import pytest

from huiyin.congresses.models import Session
from huiyin.contributions.models import Contribution
from huiyin.law.profiles import profile_for
from huiyin.procedure.models import Docket
from huiyin.procedure.table import NotLawful
from huiyin.search.queries import find
from huiyin.suggestions.models import Commitment, Cosign
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import assigning, drafting, handling, office, rating
from huiyin.suggestions.services.drafting import Incomplete
from tests.cast import REPLY, SPRING

SUMMER = SPRING + timedelta(days=90)
TEXT = {"title": "关于增设夜班公交线路的建议", "problem": "夜班职工没有公交。"}


def state_of(case):
    return Docket.objects.get(pk=case.docket_id).state


def clock(case, name):
    return case.docket.deadlines.filter(name=name).latest("pk")


def invited(cast):
    """A draft that Zhou was asked to co-sign."""
    case = cast.draft()
    drafting.invite(case, mandate=cast.zhou, by=cast.lin.person.user, at=SPRING)
    return case


def confirm(case, cast):
    zhou = cast.zhou.person.user
    seen = drafting.digest(case)
    return drafting.answer_invitation(case, confirmed=True, seen=seen, by=zhou, at=SPRING)


# --- Co-signing ---------------------------------------------------------------------------


def test_any_change_of_the_text_voids_the_confirmations(at_home):
    case, lin = invited(at_home), at_home.lin.person.user
    assert confirm(case, at_home).answer == Cosign.Answer.CONFIRMED
    drafting.edit(case, by=lin, at=SPRING, advice="末班 24:00。", **TEXT)
    assert case.cosigns.get().answer == Cosign.Answer.VOIDED
    with pytest.raises(Incomplete):
        drafting.submit(case, declared=True, by=lin, at=SPRING)
    assert state_of(case) == State.COSIGNING
    confirm(case, at_home)
    drafting.submit(case, declared=True, by=lin, at=SPRING)
    assert state_of(case) == State.SUBMITTED


def test_a_text_that_changed_under_the_reader_cannot_be_confirmed(at_home):
    case, seen = invited(at_home), "0" * 64
    with pytest.raises(Incomplete):
        drafting.answer_invitation(
            case, confirmed=True, seen=seen, by=at_home.zhou.person.user, at=SPRING
        )
    assert case.cosigns.get().answer == Cosign.Answer.INVITED


def test_a_deputy_who_declined_may_be_asked_again(at_home):
    case, zhou = invited(at_home), at_home.zhou.person.user
    drafting.answer_invitation(case, confirmed=False, seen="", by=zhou, at=SPRING)
    assert case.cosigns.get().answer == Cosign.Answer.DECLINED
    drafting.invite(case, mandate=at_home.zhou, by=at_home.lin.person.user, at=SPRING)
    assert case.cosigns.get().answer == Cosign.Answer.INVITED


def test_without_the_declaration_nothing_is_submitted(at_home):
    case = at_home.draft()
    with pytest.raises(Incomplete):
        drafting.submit(case, declared=False, by=at_home.lin.person.user, at=SPRING)
    assert (state_of(case), Contribution.objects.count()) == (State.DRAFTING, 0)


# --- Accepting and assigning --------------------------------------------------------------


def accepted(cast):
    case = cast.submitted()
    office.accept(case, public=True, by=cast.zhao, at=SPRING)
    return Docket.objects.get(pk=case.docket_id).number


def test_a_number_is_never_given_twice_even_after_a_withdrawal(at_home):
    first = at_home.submitted()
    office.accept(first, public=True, by=at_home.zhao, at=SPRING)
    drafting.withdraw(first, by=at_home.lin.person.user, at=SPRING)
    assert Docket.objects.get(pk=first.docket_id).number == "18-I2026-0001"
    assert accepted(at_home) == "18-I2026-0002"


def test_a_suggestion_handed_in_while_the_congress_sits_is_numbered_by_that_session(at_home):
    day = SPRING.date()
    Session.objects.create(term=at_home.term, number=5, starts_on=day, ends_on=day)
    assert accepted(at_home) == "18-5-0001"


def test_the_office_cannot_make_more_public_than_the_deputy_wished(at_home):
    case = at_home.draft()
    case.openness = "none"
    case.save()
    drafting.submit(case, declared=True, by=at_home.lin.person.user, at=SPRING)
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    assert Docket.objects.get(pk=case.docket_id).public is False


def test_of_a_title_that_is_public_neither_text_nor_reply_is(at_home):
    case = at_home.draft()
    case.openness = "title"
    case.save()
    drafting.submit(case, declared=True, by=at_home.lin.person.user, at=SPRING)
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    case = type(case).objects.shown().get(pk=case.pk)
    assert (case.docket.public, case.words.visibility) == (True, "parties")
    assert [found(word) for word in ("夜班公交", case.docket.number, "末班")] == [1, 1, 0]
    answered_at_once(case, at_home)
    assert case.replies.get().words.visibility == "parties"


def found(text):
    """How many public things a search for ``text`` finds."""
    return len(find(text, kinds=["suggestion"], public=True))


def answered_at_once(case, cast):
    assigning.assign(case, lead=cast.transport, lead_part="线路", by=cast.zhao, at=SPRING)
    handling.sign_for(case, by=cast.qian, at=SPRING)
    handling.start(case, by=cast.sun, at=SPRING)
    handling.draft_reply(case, by=cast.sun, at=SPRING, **{**REPLY, "canonical": "solved"})
    handling.issue(case, secrecy_reviewed="何平", without_contact="代表出差", by=cast.wu, at=SPRING)


def test_declining_names_a_listed_reason_in_words(at_home):
    case = at_home.submitted()
    reason = next(
        one for one in profile_for("national", SPRING.date()).decline_reasons if one.key == "bid"
    )
    move = office.decline(case, reason=reason, by=at_home.zhao, at=SPRING)
    assert (move.facts["reason"], move.facts["ground"]) == ("干预具体招标投标活动", "bid")


def test_assignment_starts_three_months_and_the_issued_reply_stops_them(at_home):
    case = at_home.in_review()
    assert (clock(case, "reply").due_on, clock(case, "reply").met_on) == (date(2026, 6, 9), None)
    handling.issue(case, secrecy_reviewed="何平", by=at_home.wu, at=SUMMER)
    assert clock(case, "reply").met_on == SUMMER.date()


def test_no_opinion_is_awaited_where_no_second_unit_was_asked(at_home):
    at_home.county.profile_key = "zhejiang-2016"
    at_home.county.save()
    assert clock(at_home.handling(co=True), "co_opinion").met_on is None
    alone = at_home.handling(co=False)
    assert not alone.docket.deadlines.filter(name="co_opinion").exists()


def test_one_unit_cannot_lead_and_assist_at_once(at_home):
    case = at_home.submitted()
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    with pytest.raises(Incomplete):
        assigning.assign(
            case,
            lead=at_home.finance,
            lead_part="a",
            co=[(at_home.finance, "b")],
            by=at_home.zhao,
            at=SPRING,
        )
    assert (case.assignments.count(), state_of(case)) == (0, State.ACCEPTED)


# --- Handling -----------------------------------------------------------------------------


def test_a_reply_is_not_issued_before_secrecy_review_talk_and_opinions(at_home):
    case = at_home.handling()
    handling.draft_reply(
        case, commitments=[("开线", date(2026, 12, 31))], by=at_home.sun, at=SPRING, **REPLY
    )
    for facts in (
        {"secrecy_reviewed": " "},
        {"secrecy_reviewed": "何平"},
        {"secrecy_reviewed": "何平", "without_contact": "代表出差"},
    ):
        with pytest.raises(Incomplete):
            handling.issue(case, by=at_home.wu, at=SPRING, **facts)
    assert (state_of(case), case.replies.get().issued_at) == (State.REPLY_REVIEW, None)
    handling.issue(
        case,
        secrecy_reviewed="何平",
        without_contact="代表出差",
        without_opinion="已电话沟通",
        by=at_home.wu,
        at=SPRING,
    )
    assert state_of(case) == State.REPLIED


def test_a_reply_that_promises_needs_a_dated_promise(at_home):
    case = at_home.handling()
    never = [("开线", date(9999, 12, 31))]
    late = [("开线", date(2031, 3, 10))]  # a day more than five years
    for commitments in ((), [("开线", SPRING.date())], never, late):
        with pytest.raises(Incomplete):
            handling.draft_reply(case, commitments=commitments, by=at_home.sun, at=SPRING, **REPLY)
    assert (case.replies.count(), state_of(case)) == (0, State.HANDLING)


def test_a_reply_sent_back_is_written_again_in_the_same_round(at_home):
    case = at_home.in_review()
    handling.send_back(case, reason="写清楚班次", by=at_home.li, at=SPRING)
    handling.draft_reply(case, by=at_home.sun, at=SPRING, **{**REPLY, "canonical": "solved"})
    reply = case.replies.get()
    assert (reply.round, reply.commitments.count()) == (1, 0)


def test_the_same_talk_entered_twice_is_one_talk(at_home):
    case = at_home.handling()
    for _twice in range(2):
        handling.log_contact(
            case, mode="phone", note="问线路", held_on=SPRING.date(), by=at_home.sun, at=SPRING
        )
    assert (case.contacts.count(), case.docket.moves.filter(verb="contact").count()) == (1, 1)


def talk(case, cast, *, held_on, at):
    return handling.log_contact(
        case, mode="phone", note="问线路", held_on=held_on, by=cast.sun, at=at
    )


def test_a_talk_has_a_day_between_the_assignment_and_today(at_home):
    case, day = at_home.handling(), SPRING.date()
    for held_on in (date(1, 1, 1), day - timedelta(days=1), day + timedelta(days=1)):
        with pytest.raises(Incomplete):
            talk(case, at_home, held_on=held_on, at=SPRING)
    assert case.contacts.count() == 0
    talk(case, at_home, held_on=day, at=SPRING)
    assert case.contacts.get().held_on == day


def test_a_reply_voids_the_clocks_of_what_was_left_undone(at_home):
    at_home.county.profile_key = "chongqing-2018"
    at_home.county.save()
    case = at_home.handling()
    handling.draft_reply(case, by=at_home.sun, at=SPRING, **{**REPLY, "canonical": "solved"})
    handling.issue(
        case,
        secrecy_reviewed="何平",
        without_contact="代表出差",
        without_opinion="已电话沟通",
        by=at_home.wu,
        at=SUMMER,
    )
    undone = [clock(case, name) for name in ("first_contact", "co_opinion")]
    assert [(one.met_on, one.void_on) for one in undone] == [(None, SUMMER.date())] * 2
    running = case.docket.deadlines.running()
    assert list(running.values_list("name", flat=True)) == ["feedback"]


def test_steps_of_a_unit_before_the_assignment_are_refused_without_a_fault(at_home):
    case = at_home.submitted()
    acts = (
        lambda: handling.sign_for(case, by=at_home.qian, at=SPRING),
        lambda: handling.start(case, by=at_home.sun, at=SPRING),
        lambda: handling.issue(case, secrecy_reviewed="x", by=at_home.wu, at=SPRING),
        lambda: rating.rate(
            case,
            attitude="satisfied",
            result="satisfied",
            reason="",
            by=at_home.lin.person.user,
            at=SPRING,
        ),
    )
    for act in acts:
        with pytest.raises(NotLawful):
            act()


# --- Rating and promises ------------------------------------------------------------------


def rate(case, cast, result, at=SUMMER, reason=""):
    return rating.rate(
        case, attitude="satisfied", result=result, reason=reason, by=cast.lin.person.user, at=at
    )


def test_dissatisfaction_needs_a_reason_and_orders_a_second_round(at_home):
    case = at_home.replied()
    with pytest.raises(Incomplete):
        rate(case, at_home, "dissatisfied", reason=" ")
    assert (state_of(case), case.replies.get().issued_at) == (State.REPLIED, SPRING)
    rate(case, at_home, "dissatisfied", reason="没有写班次")
    assert state_of(case) == State.REDO
    with pytest.raises(Incomplete):
        talk(case, at_home, held_on=SPRING.date(), at=SUMMER)
    handling.draft_reply(
        case, commitments=[("开线", date(2026, 12, 31))], by=at_home.sun, at=SUMMER, **REPLY
    )
    with pytest.raises(Incomplete):  # the talk before the first reply is not one about the second
        handling.issue(case, secrecy_reviewed="何平", by=at_home.wu, at=SUMMER)
    handling.send_back(case, reason="先与代表沟通", by=at_home.li, at=SUMMER)
    talk(case, at_home, held_on=SUMMER.date(), at=SUMMER)
    handling.draft_reply(
        case, commitments=[("开线", date(2026, 12, 31))], by=at_home.sun, at=SUMMER, **REPLY
    )
    handling.issue(case, secrecy_reviewed="何平", by=at_home.wu, at=SUMMER)
    assert [reply.round for reply in case.replies.all()] == [1, 2]
    rate(case, at_home, "dissatisfied", reason="还是没有写班次")
    assert state_of(case) == State.DISPUTED


def test_the_redo_clock_of_a_provinces_own_rules_runs_beside_the_first(at_home):
    at_home.county.profile_key = "zhejiang-2016"
    at_home.county.save()
    case = at_home.replied()
    rate(case, at_home, "dissatisfied", reason="没有写班次")
    redo = clock(case, "redo")
    assert (redo.due_on, redo.profile) == (date(2026, 7, 7), "zhejiang-2016")
    assert Docket.objects.get(pk=case.docket_id).due_on == redo.due_on
    assert clock(case, "reply").met_on == SPRING.date()


def test_promises_outlive_the_closing_until_each_has_a_result(at_home):
    case = at_home.replied(
        commitments=(("开行夜班线", date(2026, 12, 31)), ("换车", date(2026, 11, 30)))
    )
    rate(case, at_home, "basically")
    assert state_of(case) == State.TRACKING
    first, last = Commitment.objects.order_by("due_on")
    rating.report(first, outcome="kept", evidence="已换 6 辆", by=at_home.sun, at=SUMMER)
    assert state_of(case) == State.TRACKING
    with pytest.raises(Incomplete):
        rating.report(first, outcome="kept", evidence="再报一次", by=at_home.sun, at=SUMMER)
    rating.report(last, outcome="not_kept", evidence="补贴未到位", by=at_home.sun, at=SUMMER)
    assert state_of(case) == State.CLOSED


def test_a_reply_without_promises_closes_when_it_satisfies(at_home):
    case = at_home.handling(co=False)
    handling.log_contact(
        case, mode="phone", note="问线路", held_on=SPRING.date(), by=at_home.sun, at=SPRING
    )
    handling.draft_reply(case, by=at_home.sun, at=SPRING, **{**REPLY, "canonical": "solved"})
    handling.issue(case, secrecy_reviewed="何平", by=at_home.wu, at=SPRING)
    rate(case, at_home, "satisfied")
    assert state_of(case) == State.CLOSED
