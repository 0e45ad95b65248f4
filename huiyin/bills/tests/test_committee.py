"""After the session: the committee's report, the standing committee's decision, what was done."""

from datetime import date, timedelta

import pytest

from huiyin.bills.models import Paper
from huiyin.bills.procedure import State
from huiyin.bills.services import committee, converting
from huiyin.bills.services.drafting import Incomplete
from huiyin.bills.tests.chamber import AFTER, CLOSES, IN_SESSION, TEXT
from huiyin.bills.tests.test_drafting import mandate_state, state_of
from huiyin.bills.tests.test_session import clock
from huiyin.deputies.procedure import State as MandateState
from huiyin.ledger.audit import verify_log
from huiyin.notices.models import Notice
from huiyin.notices.registry import people
from huiyin.procedure.models import Link
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.models import Cosign, Suggestion
from huiyin.suggestions.procedure import State as SuggestionState
from huiyin.suggestions.services import office
from huiyin.suggestions.services.drafting import digest as suggestion_digest

Kind = Paper.Kind


def decided(chamber, decision, **facts):
    bill = chamber.reported()
    committee.lay_before(bill, meeting="常委会第三十次会议", by=chamber.chang, at=AFTER)
    committee.decide(
        bill, decision=decision, body="同意报告。", by=chamber.chang, at=AFTER, **facts
    )
    return bill


def test_the_period_of_the_report_is_counted_from_the_day_the_session_closed(under_shanghai):
    bill = under_shanghai.at_committee()
    assert clock(bill, "bill_report") is None
    committee.session_closed(bill, at=AFTER)
    assert clock(bill, "bill_report")[:2] == (CLOSES, date(2026, 6, 22))
    deadline = bill.docket.deadlines.get(name="bill_report")
    assert deadline.source == "上海市代表议案规定（2015）第十五条第一款"


def test_a_session_that_still_sits_starts_no_period(under_shanghai):
    bill = under_shanghai.at_committee()
    with pytest.raises(Incomplete, match="还没有闭会"):
        committee.session_closed(bill, at=IN_SESSION)


def test_a_decision_entered_after_the_session_starts_the_period_at_once(under_shanghai):
    bill = under_shanghai.at_committee(at=AFTER)
    assert clock(bill, "bill_report")[0] == CLOSES


def test_bodies_that_are_asked_answer_within_a_month_of_the_close(under_shanghai):
    chamber = under_shanghai
    bill = chamber.at_committee()
    committee.session_closed(bill, at=AFTER)
    for unit in (chamber.cast.transport, chamber.cast.finance):
        committee.consult(bill, unit=unit, by=chamber.cai, at=AFTER)
    asked = clock(bill, "bill_consult")
    assert asked == (CLOSES, date(2026, 4, 3), AFTER.date(), None)
    assert clock(bill, "bill_consulted")[:2] == (CLOSES, date(2026, 4, 20))
    committee.answer_consultation(bill, body="可行。", by=chamber.cast.sun, at=AFTER)
    assert clock(bill, "bill_consulted")[2] is None
    committee.answer_consultation(bill, body="有钱。", by=chamber.cast.zheng, at=AFTER)
    assert clock(bill, "bill_consulted")[2] == AFTER.date()
    assert bill.papers.filter(kind=Kind.CONSULTED).count() == 2


def test_a_body_is_asked_once_after_the_session_and_only_of_this_congress(chamber):
    bill = chamber.at_committee()
    with pytest.raises(Incomplete, match="闭会以后"):
        committee.consult(bill, unit=chamber.cast.transport, by=chamber.cai, at=IN_SESSION)
    committee.consult(bill, unit=chamber.cast.transport, by=chamber.cai, at=AFTER)
    with pytest.raises(Incomplete, match="已经征求过"):
        committee.consult(bill, unit=chamber.cast.transport, by=chamber.cai, at=AFTER)
    foreign = chamber.cast.chu.seats.get().organ
    with pytest.raises(Incomplete, match="本级"):
        committee.consult(bill, unit=foreign, by=chamber.cai, at=AFTER)


def test_the_report_is_public_once_the_standing_committee_has_decided(chamber):
    bill = chamber.reported()
    report = bill.papers.get(kind=Kind.REPORT)
    assert report.words.visibility == "parties"
    committee.lay_before(bill, meeting="常委会第三十次会议", by=chamber.chang, at=AFTER)
    committee.decide(bill, decision="reference", body="参考。", by=chamber.chang, at=AFTER)
    report.words.refresh_from_db()
    assert (state_of(bill), report.words.visibility) == (State.REFERENCE, "public")
    committee.conclude(bill, reason="已在条例修订中吸收", by=chamber.chang, at=AFTER)
    assert state_of(bill) == State.CLOSED


def test_no_report_comes_before_the_session_is_over(chamber):
    bill = chamber.at_committee()
    with pytest.raises(Incomplete, match="闭会以后提出"):
        committee.report(bill, proposal="plan", body="报告", by=chamber.cai, at=IN_SESSION)


def test_a_unit_reports_is_sent_back_once_and_the_second_report_closes_it(under_shanghai):
    chamber = under_shanghai
    bill = chamber.sent()
    assert clock(bill, "bill_handling")[:2] == (AFTER.date(), date(2026, 6, 23))
    committee.report_handling(bill, body="正在办理。", by=chamber.cast.sun, at=AFTER)
    committee.order_redo(bill, reason="没有时间表", by=chamber.chang, at=AFTER)
    assert clock(bill, "bill_redo")[:2] == (AFTER.date(), date(2026, 4, 23))
    assert bill.docket.holder_organ == chamber.cast.transport
    late = AFTER + timedelta(days=60)
    committee.report_handling(bill, body="年内完成。", by=chamber.cast.sun, at=late)
    assert bill.docket.deadlines.get(name="bill_redo").late
    committee.accept_report(bill, by=chamber.chang, at=late)
    assert state_of(bill) == State.CLOSED
    words = [paper.words for paper in bill.papers.filter(kind=Kind.HANDLING)]
    assert [(one.body, one.visibility) for one in words] == [
        ("正在办理。", "public"),
        ("年内完成。", "public"),
    ]


def test_a_unit_reports_once_and_nothing_is_sent_without_a_unit(chamber):
    bill = chamber.sent()
    committee.report_handling(bill, body="办好了。", by=chamber.cast.sun, at=AFTER)
    with pytest.raises(NotLawful):
        committee.report_handling(bill, body="办好了。", by=chamber.cast.sun, at=AFTER)
    with pytest.raises(Incomplete, match="哪个机关办理"):
        decided(chamber, "unit")


def test_what_is_in_the_plan_the_committee_reports_on(chamber):
    bill = decided(chamber, "plan")
    assert bill.docket.holder_organ == chamber.finance_committee
    committee.report_handling(bill, body="条例已经通过。", by=chamber.cai, at=AFTER)
    committee.accept_report(bill, by=chamber.chang, at=AFTER)
    assert state_of(bill) == State.CLOSED


def converted(chamber, **changes):
    bill = chamber.before_presidium(**changes)
    return bill, converting.convert(
        bill, reason="属于政府职权，改作建议办理。", by=chamber.zhao, at=IN_SESSION
    )


def test_a_converted_bill_reaches_the_office_as_a_suggestion_of_the_same_deputies(chamber):
    bill, suggestion = converted(chamber)
    assert (state_of(bill), suggestion.docket.state) == (
        State.CONVERTED,
        SuggestionState.SUBMITTED,
    )
    assert (suggestion.lead, suggestion.docket.title) == (bill.lead, TEXT["title"])
    assert (suggestion.problem, suggestion.advice) == (
        TEXT["grounds"],
        f"{TEXT['plan']}\n\n{TEXT['draft']}",
    )
    link = Link.objects.get(target=suggestion.docket)
    assert (link.source, link.kind) == (bill.docket, "converted")
    given = {(row.mandate, row.answer, row.digest) for row in suggestion.cosigns.all()}
    text = suggestion_digest(suggestion)
    assert given == {(mandate, "confirmed", text) for mandate in chamber.others[:9]}
    assert suggestion.docket.holder_organ == chamber.cast.affairs


def test_everybody_concerned_by_the_bill_is_told_of_the_suggestion(chamber):
    bill, suggestion = converted(chamber)
    sponsors = {chamber.lin.pk} | {one.person.user_id for one in chamber.others[:9]}
    for docket, kind in ((bill.docket, "bill.convert"), (suggestion.docket, "suggestion.come")):
        notice = Notice.objects.filter(kind__startswith=kind, audience=f"docket:{docket.pk}").get()
        assert sponsors <= set(people(notice.audience))


def test_a_suspended_cosponsor_does_not_sign_the_suggestion(chamber):
    bill = chamber.before_presidium(count=10)
    mandate_state(chamber.others[0], MandateState.SUSPENDED)
    suggestion = converting.convert(bill, reason="改作建议", by=chamber.zhao, at=IN_SESSION)
    assert suggestion.cosigns.count() == 9
    assert not Cosign.objects.filter(mandate=chamber.others[0]).exists()


def test_the_suggestion_is_accepted_like_any_other(chamber):
    _bill, suggestion = converted(chamber)
    suggestion = Suggestion.objects.shown().select_related("words").get(pk=suggestion.pk)
    office.accept(suggestion, public=True, by=chamber.zhao, at=IN_SESSION)
    assert suggestion.docket.state == SuggestionState.ACCEPTED


def test_no_bill_is_converted_without_a_reason(chamber):
    bill = chamber.before_presidium()
    with pytest.raises(Incomplete, match="书面说明理由"):
        converting.convert(bill, reason="", by=chamber.zhao, at=IN_SESSION)
    assert (state_of(bill), Suggestion.objects.count()) == (State.PRESIDIUM_DECISION, 0)


def test_everything_a_bill_went_through_is_on_the_record(chamber):
    converted(chamber)
    assert verify_log(chamber.cast.county) == []
