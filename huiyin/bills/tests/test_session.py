"""A bill in a session: registered, screened, decided on, voted on, objected to, taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.bills.models import Paper, Vote
from huiyin.bills.procedure import State
from huiyin.bills.services import committee, leaving, session
from huiyin.bills.services.drafting import Incomplete
from huiyin.bills.tests.chamber import AFTER, IN_SESSION, LAST_MEETING
from huiyin.bills.tests.test_drafting import mandate_state, state_of
from huiyin.congresses.models import Session
from huiyin.deputies.procedure import State as MandateState
from huiyin.notices.models import Notice
from huiyin.notices.registry import people
from huiyin.procedure.table import NotLawful
from tests.cast import SPRING


def before_presidium(chamber, decide, **facts):
    bill = chamber.before_presidium()
    decide(bill, by=chamber.zhao, at=IN_SESSION, **facts)
    return bill


def on_agenda(chamber):
    return before_presidium(chamber, session.put_on_agenda)


def deliberated(chamber):
    bill = on_agenda(chamber)
    session.deliberate(bill, body="十二个代表团审议，普遍赞成。", by=chamber.zhao, at=IN_SESSION)
    return bill


def refused(chamber, *, count=9):
    bill = chamber.before_presidium(count=count)
    session.refuse(
        bill,
        reason="属于县人民政府职权范围内的事项。",
        last_meeting=LAST_MEETING,
        by=chamber.zhao,
        at=IN_SESSION,
    )
    return bill


def vote(chamber, bill, *counted, **changes):
    """``counted``  in favour, against, abstained of 200 deputies."""
    in_favour, against, abstained = (*counted, 0, 0)[:3]
    facts = {"held_on": date(2026, 3, 17), "by": chamber.zhao, "at": IN_SESSION, **changes}
    return session.vote(
        bill, in_favour=in_favour, against=against, abstained=abstained, whole=200, **facts
    )


def test_numbers_follow_each_other_and_are_never_given_again(chamber):
    first, second = chamber.registered(), chamber.registered()
    assert (first.docket.number, second.docket.number) == ("18-5-议001", "18-5-议002")
    with pytest.raises(NotLawful):
        session.register(second, public=True, by=chamber.zhao, at=IN_SESSION)
    assert chamber.registered().docket.number == "18-5-议003"


def test_a_bill_that_may_not_be_public_stays_with_those_concerned(chamber):
    bill = chamber.registered(public=False)
    bill.words.refresh_from_db()
    assert (bill.docket.public, bill.words.visibility) == (False, "parties")


def test_the_deputies_are_told_which_committee_has_it(chamber):
    bill = chamber.screening()
    notice = Notice.objects.get(kind="bill.screen")
    assert notice.params["committee"] == "财政经济委员会"
    told = set(people(notice.audience))
    sponsors = {mandate.person.user_id for mandate in chamber.others[:9]}
    assert {chamber.lin.pk, chamber.cai.pk} | sponsors <= told
    assert bill.docket.holder_organ == chamber.finance_committee


def test_two_clerks_at_once_take_one_step(chamber):
    bill = chamber.filed()
    other = chamber.again(bill)
    session.register(bill, public=True, by=chamber.zhao, at=IN_SESSION)
    with pytest.raises(NotLawful):
        session.register(other, public=False, by=chamber.zhao, at=IN_SESSION)
    bill.docket.refresh_from_db()
    assert (bill.docket.number, bill.docket.public) == ("18-5-议001", True)


def test_an_organ_of_another_congress_gets_no_bill(chamber):
    bill = chamber.registered()
    foreign = chamber.cast.chu.seats.get().organ
    with pytest.raises(Incomplete):
        session.screen(bill, committee=foreign, by=chamber.zhao, at=IN_SESSION)
    assert state_of(bill) == State.REGISTERED


def test_the_presidium_may_first_ask_a_committee(chamber):
    bill = before_presidium(chamber, session.ask_committee, committee=chamber.finance_committee)
    assert (state_of(bill), bill.docket.holder_organ) == (
        State.SCREENING,
        chamber.finance_committee,
    )


@pytest.mark.parametrize(
    ("in_favour", "state"), [(101, State.PASSED), (100, State.REJECTED), (0, State.REJECTED)]
)
def test_the_majority_of_all_deputies_adopts_a_bill(chamber, in_favour, state):
    bill = deliberated(chamber)
    vote(chamber, bill, in_favour, 20, 10)
    assert (state_of(bill), bill.vote.adopted) == (state, state == State.PASSED)
    assert bill.docket.closed_at == IN_SESSION


def test_a_vote_is_kept_in_totals_and_nobody_is_named(chamber):
    bill = deliberated(chamber)
    vote(chamber, bill, 150, 20, 10)
    move = bill.docket.moves.last()
    assert {name: move.facts[name] for name in ("in_favour", "against", "abstained")} == {
        "in_favour": 150,
        "against": 20,
        "abstained": 10,
    }
    fields = {field.name for field in Vote._meta.fields}
    assert fields == {
        "id", "bill", "in_favour", "against", "abstained", "whole", "held_on", "by", "at",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("counted", "changes"),
    [
        ((150, 40, 11), {}),
        ((150, 0, 0), {"held_on": date(2026, 3, 18)}),
        ((150, 0, 0), {"held_on": date(2026, 3, 16)}),
    ],
)
def test_a_vote_that_cannot_have_been_is_refused(chamber, counted, changes):
    bill = deliberated(chamber)
    with pytest.raises(Incomplete):
        vote(chamber, bill, *counted, **changes)
    assert (state_of(bill), Vote.objects.count()) == (State.DELIBERATED, 0)


def test_no_bill_needs_a_written_reason_and_everybody_is_told_it(chamber):
    bill = chamber.before_presidium()
    with pytest.raises(Incomplete, match="书面说明理由"):
        session.refuse(bill, reason=" ", by=chamber.zhao, at=IN_SESSION)
    session.refuse(bill, reason="属于政府职权。", by=chamber.zhao, at=IN_SESSION)
    notice = Notice.objects.get(kind="bill.refuse")
    assert (state_of(bill), notice.params["reason"]) == (State.NOT_A_BILL, "属于政府职权。")
    paper = bill.papers.get(kind=Paper.Kind.DECISION)
    assert (paper.words.body, paper.words.visibility) == ("属于政府职权。", "public")


def test_without_a_rule_nobody_objects(chamber):
    bill = refused(chamber)
    assert bill.objections_until is None
    with pytest.raises(PermissionDenied):
        session.object_to(bill, by=chamber.lin, at=IN_SESSION)


def test_under_shanghai_more_than_half_and_ten_bring_it_back(under_shanghai):
    chamber = under_shanghai
    bill = refused(chamber, count=11)
    assert bill.objections_until == LAST_MEETING - timedelta(hours=4)
    for number, mandate in enumerate([chamber.cast.lin, *chamber.others[:8]], 1):
        assert session.object_to(bill, by=mandate.person.user, at=IN_SESSION) == number
    assert (state_of(bill), bill.docket.closed_at) == (State.NOT_A_BILL, IN_SESSION)
    session.object_to(bill, by=chamber.others[8].person.user, at=IN_SESSION)
    assert (state_of(bill), bill.docket.closed_at) == (State.PRESIDIUM_DECISION, None)
    session.refuse(bill, reason="维持原决定。", by=chamber.zhao, at=IN_SESSION)
    assert (state_of(bill), chamber.again(bill).objections.count()) == (State.NOT_A_BILL, 10)


def test_one_sponsor_objects_once_and_not_too_late(under_shanghai):
    chamber = under_shanghai
    bill = refused(chamber)
    session.object_to(bill, by=chamber.lin, at=IN_SESSION)
    for who, at in ((chamber.lin, IN_SESSION), (chamber.others[10].person.user, IN_SESSION)):
        with pytest.raises(PermissionDenied):
            session.object_to(bill, by=who, at=at)
    late = LAST_MEETING - timedelta(hours=4) + timedelta(seconds=1)
    with pytest.raises(Incomplete, match="已经过了"):
        session.object_to(bill, by=chamber.others[0].person.user, at=late)
    assert bill.objections.count() == 1


def test_under_shanghai_the_last_meeting_of_the_presidium_is_named(under_shanghai):
    bill = under_shanghai.before_presidium()
    with pytest.raises(Incomplete, match="最后一次会议的时间"):
        session.refuse(bill, reason="属于政府职权。", by=under_shanghai.zhao, at=IN_SESSION)


def test_a_bill_off_the_agenda_ends_when_too_few_stand_by_it(chamber):
    bill = chamber.screening(count=10)
    assert leaving.leave(bill, by=chamber.others[0].person.user, at=IN_SESSION) == 10
    assert state_of(bill) == State.SCREENING
    assert leaving.leave(bill, by=chamber.others[1].person.user, at=IN_SESSION) == 9
    move = bill.docket.moves.last()
    assert (state_of(bill), move.verb) == (State.WITHDRAWN, "fall_short")
    assert (move.facts["left"], move.facts["needed"]) == (9, 10)


def test_who_lost_their_mandate_does_not_stand_by_it_any_more(chamber):
    bill = chamber.screening(count=11)
    mandate_state(chamber.others[0], MandateState.SUSPENDED)
    mandate_state(chamber.others[1], MandateState.TERMINATED)
    leaving.leave(bill, by=chamber.others[2].person.user, at=IN_SESSION)
    assert state_of(bill) == State.WITHDRAWN


def test_on_the_agenda_the_presidium_says_whether_too_few_end_it(chamber):
    bill = on_agenda(chamber)
    leaving.leave(bill, by=chamber.others[0].person.user, at=IN_SESSION)
    assert (state_of(bill), bill.ending_asked_at) == (State.ON_AGENDA, IN_SESSION)
    leaving.leave(bill, by=chamber.others[1].person.user, at=IN_SESSION)
    assert bill.docket.moves.filter(verb="fall_short").count() == 1
    leaving.consent_withdrawal(bill, by=chamber.zhao, at=IN_SESSION)
    assert state_of(bill) == State.WITHDRAWN


def test_a_bill_on_the_agenda_is_withdrawn_only_with_the_presidiums_consent(chamber):
    bill = deliberated(chamber)
    with pytest.raises(NotLawful):
        leaving.withdraw(bill, agreed=True, by=chamber.lin, at=IN_SESSION)
    leaving.ask_withdrawal(bill, agreed=True, by=chamber.lin, at=IN_SESSION)
    with pytest.raises(Incomplete, match="主席团决定以后"):
        vote(chamber, bill, 150)
    with pytest.raises(Incomplete, match="已经要求撤回"):
        leaving.ask_withdrawal(bill, agreed=True, by=chamber.lin, at=IN_SESSION)
    leaving.refuse_withdrawal(bill, reason="已临近表决", by=chamber.zhao, at=IN_SESSION)
    vote(chamber, bill, 150)
    assert state_of(bill) == State.PASSED


def test_the_sponsors_agree_before_their_bill_is_taken_back(chamber):
    bill = chamber.filed()
    with pytest.raises(Incomplete):
        leaving.withdraw(bill, agreed=False, by=chamber.lin, at=IN_SESSION)
    leaving.withdraw(bill, agreed=True, by=chamber.lin, at=IN_SESSION)
    assert state_of(bill) == State.WITHDRAWN


def clock(bill, name):
    found = bill.docket.deadlines.filter(name=name).last()
    return found and (found.started_on, found.due_on, found.met_on, found.void_on)


def test_between_sessions_a_bill_is_studied_at_once_and_carried_into_the_next(under_shanghai):
    chamber = under_shanghai
    bill = chamber.registered(at=SPRING)
    assert (bill.docket.number, bill.session) == ("18-I2026-议001", None)
    filed = SPRING.date()
    assert clock(bill, "bill_refer")[:2] == (filed, date(2026, 3, 24))
    session.screen(bill, committee=chamber.finance_committee, by=chamber.zhao, at=SPRING)
    assert clock(bill, "bill_refer")[2] == filed
    assert clock(bill, "bill_opinion")[:2] == (filed, date(2026, 4, 8))
    session.give_opinion(bill, proposal="agenda", body="可列入。", by=chamber.cai, at=SPRING)
    with pytest.raises(Incomplete, match="带入下次会议"):
        session.propose(bill, proposal="agenda", body="建议列入。", by=chamber.zhao, at=SPRING)
    session.propose(bill, proposal="agenda", body="建议列入。", by=chamber.zhao, at=IN_SESSION)
    assert chamber.again(bill).session == chamber.session


def test_under_national_law_alone_no_clock_runs_between_sessions(chamber):
    bill = chamber.registered(at=SPRING)
    assert not bill.docket.deadlines.exists()


def test_a_bill_for_the_next_session_waits_for_it(chamber):
    bill = chamber.reported()
    committee.lay_before(bill, meeting="常委会第三十次会议", by=chamber.chang, at=AFTER)
    committee.decide(
        bill, decision="next_session", body="提请下次会议审议。", by=chamber.chang, at=AFTER
    )
    with pytest.raises(Incomplete, match="下次会议开幕后"):
        session.put_on_agenda(bill, by=chamber.zhao, at=AFTER)
    following = Session.objects.create(
        term=chamber.cast.term, number=6, starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 4)
    )
    session.put_on_agenda(bill, by=chamber.zhao, at=AFTER + timedelta(days=72))
    assert (state_of(bill), bill.session) == (State.ON_AGENDA, following)
