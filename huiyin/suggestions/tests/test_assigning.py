"""Who handles an item: return, assignment anew, dispatch, parts."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.congresses.models import Organ
from huiyin.notices.models import Delivery, Notice
from huiyin.notices.services import deliver
from huiyin.procedure.models import Docket
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import assigning, drafting, handling, rating
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import clock, fresh, on, running, state_of, under
from tests.cast import SPRING

WHY = {"reason": "属于财政事务", "basis": "三定规定第四条"}


def given(cast, *, at=SPRING, co=()):
    return scenes.assign(scenes.accepted(cast, at=at), cast, at=at, co=co)


def ask(case, cast, at, by=None):
    return assigning.ask_return(case, by=by or cast.qian, at=at, **WHY)


def told(case, verb):
    """Names of those to whom the newest notice of ``verb`` was delivered."""
    deliver(case.congress)
    notices = Notice.objects.filter(kind__startswith=f"suggestion.{verb}")
    rows = Delivery.objects.filter(notice__in=notices, channel="site")
    return set(rows.values_list("user__label", flat=True))


# --- Return -------------------------------------------------------------------------------

#: Profile, last day to ask for return, the day after; assigned on Monday 9 March, signed for
#: on Wednesday 11 March 2026. Counted by hand from the texts of domain.md 2.7.
LIMITS = [
    ("zhejiang-2016", (3, 23), (3, 24)),  # 10 days from receipt: Saturday 21, so Monday
    ("shanghai-2015", (3, 20), (3, 21)),  # 7 working days from receipt
    ("shandong-2017", (3, 16), (3, 17)),  # 5 days from receipt
    ("qingdao-2021", (3, 18), (3, 19)),  # 5 working days from receipt
    ("chongqing-2018", (3, 23), (3, 24)),  # 10 working days from assignment
    ("henan-2017", (3, 23), (3, 24)),  # 10 working days from assignment
]


@pytest.mark.parametrize(("key", "last", "late"), LIMITS)
def test_a_unit_may_ask_for_return_until_the_day_its_rules_name(at_home, key, last, late):
    case = given(under(at_home, key))
    handling.sign_for(case, by=at_home.qian, at=on(3, 11))
    assert assigning.return_until(case).due_on == date(2026, *last)
    with pytest.raises(Incomplete, match=f"2026-0{last[0]}-{last[1]}"):
        ask(case, at_home, on(*late))
    assert (state_of(case), case.returns.count()) == (State.RECEIPTED, 0)
    assert not case.docket.moves.filter(verb="ask_return").exists()
    ask(case, at_home, on(*last))
    assert state_of(case) == State.RETURN_REQUESTED


@pytest.mark.parametrize("key", ["national", "npc", "beijing-2014"])
def test_where_the_rules_set_no_limit_a_return_is_never_too_late(at_home, key):
    case = given(under(at_home, key))
    handling.sign_for(case, by=at_home.qian, at=on(3, 11))
    assert assigning.return_until(case) is None
    ask(case, at_home, on(6, 30))
    assert state_of(case) == State.RETURN_REQUESTED


def test_what_is_counted_from_receipt_is_counted_from_the_last_day_for_signing_before_it(at_home):
    case = given(under(at_home, "shanghai-2015"))
    assert assigning.return_until(case).due_on.isoformat() == "2026-03-23"
    ask(case, at_home, on(3, 23))
    assert state_of(case) == State.RETURN_REQUESTED


@pytest.mark.parametrize("left_out", ["reason", "basis"])
def test_a_return_needs_reason_and_basis(at_home, left_out):
    case = given(at_home)
    with pytest.raises(Incomplete):
        assigning.ask_return(case, by=at_home.qian, at=SPRING, **WHY | {left_out: " "})
    assert (state_of(case), case.returns.count()) == (State.ASSIGNED, 0)


def test_a_refused_return_leaves_the_unit_at_it_and_its_reply_clock_alone(at_home):
    case = given(at_home)
    ask(case, at_home, on(3, 10))
    before = clock(case, "reply")
    assigning.refuse_return(case, reason="属于道路运输职责", by=at_home.zhao, at=on(3, 16))
    back = case.returns.get()
    assert (back.accepted, back.answer) == (False, "属于道路运输职责")
    assert (back.decided_by, back.decided_at) == (at_home.zhao, on(3, 16))
    assert state_of(case) == State.RECEIPTED
    assert clock(case, "reply") == before == ("2026-03-09", "2026-06-09", None, None)
    assert clock(case, "receipt") == ("2026-03-09", "2026-03-12", "2026-03-16", None)
    handling.start(case, by=at_home.sun, at=on(3, 16))
    assert state_of(case) == State.HANDLING


def test_a_unit_told_to_keep_what_it_never_signed_for_has_received_it(at_home):
    case = given(under(at_home, "chongqing-2018"), co=[(at_home.finance, "补贴")])
    ask(case, at_home, on(3, 10))
    assigning.refuse_return(case, reason="属于职责", by=at_home.zhao, at=on(3, 16))
    # 20 working days after 16 March, with 4 to 6 April off
    assert clock(case, "first_contact") == ("2026-03-16", "2026-04-14", None, None)


def test_a_unit_told_to_keep_what_it_had_signed_for_gets_no_second_clock(at_home):
    case = given(under(at_home, "chongqing-2018"))
    handling.sign_for(case, by=at_home.qian, at=on(3, 11))
    first = clock(case, "first_contact")
    ask(case, at_home, on(3, 12))
    assigning.refuse_return(case, reason="属于职责", by=at_home.zhao, at=on(3, 16))
    assert clock(case, "first_contact") == first == ("2026-03-11", "2026-04-09", None, None)
    assert case.docket.deadlines.filter(name="first_contact").count() == 1


def test_only_the_assigner_decides_on_a_return(at_home):
    case = given(at_home)
    ask(case, at_home, SPRING)
    for nobody in (at_home.wu, at_home.chu, at_home.lin.person.user):
        with pytest.raises(PermissionDenied):
            assigning.accept_return(case, by=nobody, at=SPRING)
        with pytest.raises(PermissionDenied):
            assigning.refuse_return(case, reason="x", by=nobody, at=SPRING)


def test_after_a_return_another_unit_has_its_full_term(at_home):
    case, (roads, roads_user) = given(at_home), scenes.unit(at_home, "县公路局")
    ask(case, at_home, on(3, 11))
    assigning.accept_return(case, by=at_home.zhao, at=on(3, 12))
    assert (state_of(case), running(case)) == (State.ACCEPTED, {})
    assert clock(case, "reply") == ("2026-03-09", "2026-06-09", None, "2026-03-12")
    assigning.assign(case, lead=roads, lead_part="线路", by=at_home.zhao, at=on(3, 20))
    assert running(case) == {"reply": "2026-06-22", "receipt": "2026-03-25"}
    first, second = case.assignments.order_by("pk")
    assert (first.organ, first.ended_at) == (at_home.transport, on(3, 12))
    assert (second.organ, second.ended_at) == (roads, None)
    with pytest.raises(PermissionDenied):
        handling.sign_for(case, by=at_home.qian, at=on(3, 20))
    handling.sign_for(case, by=roads_user, at=on(3, 20))
    assert state_of(case) == State.RECEIPTED


def test_the_unit_that_gave_it_back_is_told_that_it_may(at_home):
    case = given(at_home, co=[(at_home.finance, "补贴")])
    ask(case, at_home, SPRING)
    assigning.accept_return(case, by=at_home.zhao, at=SPRING)
    units = {"钱收文", "孙承办", "李审核", "吴局长", "郑会办"}
    assert told(case, "accept_return") == units | {"林晓禾", "赵文博"}


@pytest.mark.parametrize(
    ("key", "asked", "consented"),
    [
        ("chongqing-2018", None, "2026-03-26"),  # 10 working days from consent on 12 March
        ("henan-2017", "2026-03-25", "2026-03-25"),  # from the request on 11 March
        ("national", None, None),
    ],
)
def test_the_assigner_has_its_own_clock_for_a_return(at_home, key, asked, consented):
    case = given(under(at_home, key))
    ask(case, at_home, on(3, 11))
    assert running(case).get("reassign") == asked
    assigning.accept_return(case, by=at_home.zhao, at=on(3, 12))
    assert running(case).get("reassign") == consented
    scenes.assign(case, at_home, at=on(3, 13))
    assert "reassign" not in running(case)
    assert consented is None or clock(case, "reassign")[2] == "2026-03-13"


# --- Dispatch inside an organ -------------------------------------------------------------


def dispatched(cast):
    """Assigned to the government's office on 9 March, handed on to its bureau on 13 March."""
    office, clerk = scenes.unit(cast, "县政府办公室", kind=Organ.Kind.GOVERNMENT_OFFICE)
    below, user = scenes.unit(cast, "县城市管理局", parent=office)
    case = scenes.accepted(cast)
    assigning.assign(case, lead=office, lead_part="全部", by=cast.zhao, at=SPRING)
    assigning.dispatch(case, unit=below, by=clerk, at=on(3, 13))
    return case, (office, clerk), (below, user)


def test_handing_on_inside_an_organ_restarts_no_clock(at_home):
    case, (office, _clerk), (below, user) = dispatched(at_home)
    assert state_of(case) == State.DISPATCHED
    parts = list(case.assignments.current().order_by("pk").values_list("organ", "role", "part"))
    assert parts == [(office.pk, "office", "全部"), (below.pk, "lead", "全部")]
    assert running(case) == {"reply": "2026-06-09", "receipt": "2026-03-12"}
    handling.sign_for(case, by=user, at=on(3, 16))
    assert clock(case, "reply") == ("2026-03-09", "2026-06-09", None, None)
    assert case.docket.holder_organ == below


def test_an_item_read_before_it_was_assigned_is_handed_on_all_the_same(at_home):
    office, clerk = scenes.unit(at_home, "县政府办公室", kind=Organ.Kind.GOVERNMENT_OFFICE)
    below, _user = scenes.unit(at_home, "县城市管理局", parent=office)
    case = scenes.accepted(at_home)
    stale = fresh(case)
    assigning.assign(case, lead=office, lead_part="全部", by=at_home.zhao, at=SPRING)
    assigning.dispatch(stale, unit=below, by=clerk, at=SPRING)
    roles = case.assignments.current().values_list("role", "organ")
    assert set(roles) == {("office", office.pk), ("lead", below.pk)}


def test_an_organ_hands_on_only_to_a_unit_of_its_own_and_once(at_home):
    case, (_office, clerk), (below, _user) = dispatched(at_home)
    with pytest.raises(NotLawful):
        assigning.dispatch(case, unit=below, by=clerk, at=on(3, 13))
    other = scenes.accepted(at_home)
    assigning.assign(other, lead=_office, lead_part="全部", by=at_home.zhao, at=SPRING)
    with pytest.raises(Incomplete):
        assigning.dispatch(other, unit=at_home.transport, by=clerk, at=SPRING)
    assert (state_of(other), other.assignments.get().role) == (State.ASSIGNED, "lead")


def test_an_office_hands_what_a_unit_must_keep_to_another_of_its_units(at_home):
    case, (office, clerk), (below, user) = dispatched(at_home)
    other, _other_user = scenes.unit(at_home, "县园林局", parent=office)
    handling.sign_for(case, by=user, at=on(3, 16))
    with pytest.raises(PermissionDenied):
        assigning.dispatch(fresh(case), unit=other, by=clerk, at=on(3, 16))
    ask(case, at_home, on(3, 16), by=user)
    assigning.refuse_return(fresh(case), reason="属于政府职责", by=at_home.zhao, at=on(3, 17))
    assigning.dispatch(fresh(case), unit=other, by=clerk, at=on(3, 18))
    roles = case.assignments.current().values_list("role", "organ")
    assert set(roles) == {("office", office.pk), ("lead", other.pk)}
    assert (state_of(case), fresh(case).docket.holder_organ) == (State.DISPATCHED, other)
    assert case.assignments.get(organ=below).ended_at == on(3, 18)
    assert user.label in told(case, "dispatch")


def test_a_unit_without_units_of_its_own_hands_nothing_on(at_home):
    case = given(at_home)
    for nobody, refusal in ((at_home.qian, Incomplete), (at_home.zheng, PermissionDenied)):
        with pytest.raises(refusal):
            assigning.dispatch(case, unit=at_home.finance, by=nobody, at=SPRING)
    part = case.assignments.get()
    assert (part.organ, part.role, state_of(case)) == (at_home.transport, "lead", "assigned")


# --- Separate parts -----------------------------------------------------------------------


def parted(cast, *, at=SPRING):
    """``(whole, [part of transport, part of roads], user of roads)``."""
    roads, user = scenes.unit(cast, "县公路局")
    whole = scenes.accepted(cast, at=at)
    parts = [(cast.transport, "公交线路"), (roads, "道路养护")]
    return whole, assigning.split(whole, parts=parts, by=cast.zhao, at=at), user


def test_each_part_is_a_case_of_its_own_with_its_own_clock(at_home):
    whole, (first, second), _user = parted(at_home)
    assert (state_of(whole), running(whole)) == (State.ASSIGNED, {})
    titles = [part.docket.title.removeprefix(whole.docket.title) for part in (first, second)]
    assert titles == ["（公交线路）", "（道路养护）"]
    numbers = [Docket.objects.get(pk=part.docket_id).number for part in (first, second)]
    assert numbers == ["18-I2026-0001-1", "18-I2026-0001-2"]
    for part in (first, second):
        assert running(part) == {"reply": "2026-06-09", "receipt": "2026-03-12"}
        assert (state_of(part), part.lead, part.part_of) == (State.ASSIGNED, at_home.lin, whole)


def test_a_promise_in_the_last_part_keeps_the_whole_open_until_it_is_kept(at_home):
    whole, (first, second), user = parted(at_home)
    scenes.answered(scenes.begun(first, at_home), at_home, at=on(4, 1))
    scenes.rate(first, at_home, at=on(4, 2))
    handling.sign_for(second, by=user, at=on(4, 3))
    handling.start(second, by=user, at=on(4, 3))
    promise = [("补好路面", date(2026, 9, 1))]
    scenes.answered(second, at_home, at=on(4, 7), by=user, commitments=promise)
    scenes.rate(second, at_home, at=on(4, 8))
    assert (state_of(second), state_of(whole)) == (State.TRACKING, State.ASSIGNED)
    commitment = rating.open_commitments(second).get()
    rating.report(commitment, outcome="kept", evidence="已补好", by=user, at=on(8, 3))
    assert (state_of(second), state_of(whole)) == (State.CLOSED, State.CLOSED)


def test_one_part_is_returned_and_given_to_another_without_the_others(at_home):
    _whole, (first, second), user = parted(at_home)
    ask(second, at_home, on(3, 11), by=user)
    assigning.accept_return(second, by=at_home.zhao, at=on(3, 12))
    assigning.assign(
        second, lead=at_home.finance, lead_part="道路养护", by=at_home.zhao, at=on(3, 20)
    )
    assert running(first)["reply"] == "2026-06-09"
    assert running(second)["reply"] == "2026-06-22"


def test_a_suggestion_in_parts_is_taken_back_part_by_part(at_home):
    whole, parts, _user = parted(under(at_home, "chongqing-2018"))
    lin = at_home.lin.person.user
    with pytest.raises(Incomplete):
        drafting.withdraw(whole, by=lin, at=on(3, 11))
    assert state_of(whole) == State.ASSIGNED
    for part in parts:
        drafting.withdraw(part, by=lin, at=on(3, 11))
    assert [state_of(one) for one in (*parts, whole)] == ["withdrawn", "withdrawn", "withdrawn"]


def test_parts_go_to_two_different_units_of_this_congress_at_least(at_home):
    case = scenes.accepted(at_home)
    next_organ = Organ.objects.get(congress=at_home.next_county)
    for parts in (
        [(at_home.transport, "全部")],
        [(at_home.transport, "一"), (at_home.transport, "二")],
        [(at_home.transport, "一"), (next_organ, "二")],
    ):
        with pytest.raises(Incomplete):
            assigning.split(case, parts=parts, by=at_home.zhao, at=SPRING)
    assert (state_of(case), case.parts.count()) == (State.ACCEPTED, 0)
