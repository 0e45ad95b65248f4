"""Suggestions of several deputies: who is answered, who may take it back, who is still in it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.deputies.procedure import State as MandateState
from huiyin.procedure.models import Docket
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.models import Cosign, Served
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import drafting, handling, office
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import fresh, on, state_of, under
from tests.cast import SPRING

#: Profile and whether each joint deputy is answered directly; in 青岛 the lead passes it on.
SERVED = [
    ("national", True),
    ("npc", True),
    ("beijing-2014", True),
    ("zhejiang-2016", True),
    ("shanghai-2015", True),
    ("shandong-2017", True),
    ("qingdao-2021", False),
    ("chongqing-2018", True),
    ("henan-2017", True),
]


def who(cast):
    return cast.lin.person.user, cast.zhou.person.user


def suspend(mandate, state=MandateState.SUSPENDED):
    Docket.objects.filter(pk=mandate.docket_id).update(state=state)
    mandate.docket.state = state


# --- The answer ---------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "direct"), SERVED)
def test_each_joint_deputy_is_answered_or_the_lead_passes_it_on(at_home, key, direct):
    case = scenes.joint_replied(under(at_home, key), at=SPRING)
    lin, zhou = who(at_home)
    served = [(row.mandate, row.relayed) for row in Served.objects.all()]
    assert served == ([(at_home.zhou, False)] if direct else [])
    if direct:
        with pytest.raises(PermissionDenied):  # nobody is left to pass it on to
            handling.relay(case, by=lin, at=on(3, 10))
        return
    with pytest.raises(PermissionDenied):
        handling.relay(case, by=zhou, at=on(3, 10))
    handling.relay(case, by=lin, at=on(3, 10))
    (row,) = Served.objects.all()
    assert (row.mandate, row.relayed, row.at) == (at_home.zhou, True, on(3, 10))
    with pytest.raises(PermissionDenied):
        handling.relay(case, by=lin, at=on(3, 11))


def test_every_round_is_answered_to_each_of_them(at_home):
    case = scenes.joint_replied(at_home)
    scenes.rate(case, at_home, scenes.BAD, at=on(3, 10))
    scenes.answered(case, at_home, at=on(3, 11))
    rounds = Served.objects.order_by("pk").values_list("reply__round", "mandate")
    assert list(rounds) == [(1, at_home.zhou.pk), (2, at_home.zhou.pk)]


def test_a_joint_deputy_tells_the_lead_what_they_think_and_only_the_lead_rates(at_home):
    case, (lin, zhou) = scenes.joint_replied(at_home), who(at_home)
    with pytest.raises(PermissionDenied):
        scenes.rating.rate(case, by=zhou, at=on(3, 10), **scenes.GOOD)
    handling.advise(case, view="班次还是太少", by=zhou, at=on(3, 10))
    assert case.cosigns.get().view == "班次还是太少"
    for nobody in (lin, at_home.wu, at_home.wang):
        with pytest.raises(PermissionDenied):
            handling.advise(case, view="x", by=nobody, at=on(3, 10))
    scenes.rate(case, at_home, at=on(3, 11))
    assert case.replies.get().rating.by == lin


# --- Taking it back -----------------------------------------------------------------------

#: Profiles that let a suggestion be taken back while it is handled (山东、青岛、重庆).
LATE = ["shandong-2017", "qingdao-2021", "chongqing-2018"]
NOT_LATE = ["national", "npc", "beijing-2014", "zhejiang-2016", "shanghai-2015", "henan-2017"]


@pytest.mark.parametrize("key", LATE)
def test_where_the_rules_let_one_it_is_taken_back_while_it_is_handled(at_home, key):
    case = under(at_home, key).handling()
    drafting.withdraw(case, by=at_home.lin.person.user, at=on(3, 20))
    assert (state_of(case), scenes.running(case)) == (State.WITHDRAWN, {})
    ended = {row.name: (row.met_on, row.void_on) for row in case.docket.deadlines.all()}
    assert ended["reply"] == (None, date(2026, 3, 20))
    assert not case.assignments.current().exists()


@pytest.mark.parametrize("key", NOT_LATE)
def test_elsewhere_it_is_taken_back_until_it_is_assigned(at_home, key):
    under(at_home, key)
    case, lin = at_home.assigned(), at_home.lin.person.user
    with pytest.raises(PermissionDenied):
        drafting.withdraw(case, by=lin, at=on(3, 20))
    assert (state_of(case), case.assignments.current().count()) == (State.ASSIGNED, 2)
    early = scenes.accepted(at_home)
    drafting.withdraw(early, by=lin, at=on(3, 20))
    assert state_of(early) == State.WITHDRAWN


@pytest.mark.parametrize("key", LATE)
def test_once_answered_it_is_rated_and_not_taken_back(at_home, key):
    case = under(at_home, key).replied()
    with pytest.raises(NotLawful):
        drafting.withdraw(case, by=at_home.lin.person.user, at=on(3, 20))


def test_the_units_are_told_that_it_was_taken_back(at_home):
    from huiyin.procedure.queries import concerned

    case = under(at_home, "chongqing-2018").handling()
    drafting.withdraw(case, by=at_home.lin.person.user, at=on(3, 20))
    units = {at_home.qian.pk, at_home.sun.pk, at_home.li.pk, at_home.wu.pk, at_home.zheng.pk}
    assert units < concerned(case.docket_id)


def handed_in_together(cast, key):
    case = scenes.submit(scenes.joint(under(cast, key)), cast)
    office.accept(case, public=True, by=cast.zhao, at=SPRING)
    return case


def test_in_shanghai_all_who_signed_agree_to_its_being_taken_back(at_home):
    case, (lin, zhou) = handed_in_together(at_home, "shanghai-2015"), who(at_home)
    with pytest.raises(Incomplete):
        drafting.withdraw(case, by=lin, at=on(3, 10))
    assert state_of(case) == State.ACCEPTED
    for nobody in (lin, at_home.wang, at_home.zhao):
        with pytest.raises(PermissionDenied):
            drafting.agree_withdrawal(case, by=nobody, at=on(3, 10))
    drafting.agree_withdrawal(case, by=zhou, at=on(3, 10))
    assert case.cosigns.get().agreed_at == on(3, 10)
    drafting.withdraw(case, by=lin, at=on(3, 11))
    assert state_of(case) == State.WITHDRAWN


def test_who_lost_the_mandate_holds_no_withdrawal_up(at_home):
    case, (lin, _zhou) = handed_in_together(at_home, "shanghai-2015"), who(at_home)
    suspend(at_home.zhou, MandateState.TERMINATED)
    drafting.withdraw(case, by=lin, at=on(3, 11))
    assert state_of(case) == State.WITHDRAWN


def test_consent_to_one_text_is_no_consent_to_the_next(at_home):
    case = scenes.submit(scenes.joint(under(at_home, "shanghai-2015")), at_home)
    lin, zhou = who(at_home)
    drafting.agree_withdrawal(case, by=zhou, at=on(3, 10))
    office.improve(case, reason="写清楚班次", by=at_home.zhao, at=on(3, 10))
    facts = {"title": "夜班公交", "problem": "没有夜班车。", "advice": "末班 24:00。"}
    drafting.edit(case, by=lin, at=on(3, 11), **facts)
    seen = drafting.digest(case)
    drafting.answer_invitation(case, confirmed=True, seen=seen, by=zhou, at=on(3, 11))
    scenes.submit(case, at_home, at=on(3, 12))
    with pytest.raises(Incomplete):
        drafting.withdraw(case, by=lin, at=on(3, 12))


def test_elsewhere_the_lead_deputy_alone_takes_it_back(at_home):
    case = handed_in_together(at_home, "zhejiang-2016")
    drafting.withdraw(case, by=at_home.lin.person.user, at=on(3, 10))
    assert state_of(case) == State.WITHDRAWN


# --- A signature that is no more ----------------------------------------------------------


def test_a_withdrawn_signature_counts_no_more_and_needs_no_more_waiting(at_home):
    case, (_lin, zhou) = scenes.joint(at_home), who(at_home)
    drafting.retract(case, by=zhou, at=on(3, 10))
    cosign = case.cosigns.get()
    assert (cosign.answer, cosign.digest) == (Cosign.Answer.RETRACTED, "")
    for again in (drafting.retract, drafting.agree_withdrawal):
        with pytest.raises((PermissionDenied, NotLawful)):
            again(case, by=zhou, at=on(3, 10))
    scenes.submit(case, at_home, at=on(3, 11))
    office.accept(case, public=True, by=at_home.zhao, at=on(3, 11))
    scenes.assign(case, at_home, at=on(3, 11))
    scenes.answered(scenes.begun(case, at_home, at=on(3, 11)), at_home, at=on(3, 12))
    assert not Served.objects.exists()
    with pytest.raises(PermissionDenied):
        handling.advise(case, view="x", by=zhou, at=on(3, 12))


def test_a_signature_is_not_taken_back_once_the_text_is_handed_in(at_home):
    case = scenes.submit(scenes.joint(at_home), at_home)
    with pytest.raises(NotLawful):
        drafting.retract(case, by=at_home.zhou.person.user, at=on(3, 10))
    assert case.cosigns.get().answer == Cosign.Answer.CONFIRMED


def test_who_took_the_signature_back_may_be_asked_again(at_home):
    case, (lin, zhou) = scenes.joint(at_home), who(at_home)
    drafting.retract(case, by=zhou, at=on(3, 10))
    drafting.invite(case, mandate=at_home.zhou, by=lin, at=on(3, 11))
    assert case.cosigns.get().answer == Cosign.Answer.INVITED
    with pytest.raises(Incomplete):
        scenes.submit(case, at_home, at=on(3, 11))


def test_an_edit_after_the_confirmation_needs_another_one(at_home):
    case, (lin, zhou) = scenes.joint(at_home), who(at_home)
    seen = drafting.digest(case)
    facts = {"title": case.docket.title, "problem": "夜班职工没有公交。", "advice": "末班 24:00。"}
    drafting.edit(case, by=lin, at=on(3, 10), **facts)
    with pytest.raises(Incomplete):
        scenes.submit(case, at_home, at=on(3, 10))
    with pytest.raises(Incomplete):
        drafting.answer_invitation(case, confirmed=True, seen=seen, by=zhou, at=on(3, 10))
    cosign = case.cosigns.get()
    assert (cosign.answer, fresh(case).words) == (Cosign.Answer.VOIDED, None)


# --- A suspended mandate ------------------------------------------------------------------


def test_a_suspended_deputy_neither_writes_nor_signs_nor_submits_nor_rates(at_home):
    case, (lin, zhou) = at_home.draft(), who(at_home)
    drafting.invite(case, mandate=at_home.zhou, by=lin, at=SPRING)
    replied = at_home.replied()
    suspend(at_home.lin)
    suspend(at_home.zhou)
    case, replied = fresh(case), fresh(replied)
    seen = drafting.digest(case)
    acts = (
        lambda: drafting.draft(
            lead=at_home.lin, title="t", problem="p", advice="a", by=lin, at=SPRING
        ),
        lambda: drafting.edit(case, by=lin, at=SPRING, title="t", problem="p", advice="a"),
        lambda: drafting.submit(case, declared=True, by=lin, at=SPRING),
        lambda: drafting.withdraw(case, by=lin, at=SPRING),
        lambda: drafting.answer_invitation(case, confirmed=True, seen=seen, by=zhou, at=SPRING),
        lambda: scenes.rate(replied, at_home, at=SPRING),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert (state_of(case), state_of(replied)) == (State.COSIGNING, State.REPLIED)


def test_a_suspended_deputy_is_not_invited_and_stands_on_no_paper(at_home):
    suspend(at_home.zhou)
    case, (lin, _zhou) = at_home.draft(), who(at_home)
    with pytest.raises(Incomplete):
        drafting.invite(case, mandate=at_home.zhou, by=lin, at=SPRING)
    with pytest.raises(Incomplete):
        on_paper(at_home, signers=[at_home.zhou])
    assert case.cosigns.count() == 0


# --- On paper -----------------------------------------------------------------------------


def on_paper(cast, *, by=None, signers=(), **facts):
    words = {"title": "关于修路的建议", "problem": "路面坏了。", "advice": "修好。"}
    return drafting.file_paper(
        lead=cast.lin, by=by or cast.zhao, at=on(3, 10), signers=signers, **words | facts
    )


def test_the_office_registers_a_signed_paper_in_the_name_of_its_deputies(at_home):
    case = on_paper(under(at_home, "shanghai-2015"), signers=[at_home.zhou])
    assert (state_of(case), case.lead, case.words.author) == (
        State.SUBMITTED,
        at_home.lin,
        at_home.lin.person.user,
    )
    cosign = case.cosigns.get()
    assert (cosign.mandate, cosign.answer) == (at_home.zhou, Cosign.Answer.CONFIRMED)
    assert cosign.digest == drafting.digest(case)
    # assigned within 7 working days of its receipt
    assert scenes.running(case) == {"assign": "2026-03-19"}
    office.accept(case, public=True, by=at_home.zhao, at=on(3, 11))
    assert Docket.objects.get(pk=case.docket_id).number == "18-I2026-0001"


def test_nobody_else_registers_a_paper_and_nobody_signs_it_twice(at_home):
    for nobody in (at_home.wang, at_home.lin.person.user, at_home.chu, at_home.sun):
        with pytest.raises(PermissionDenied):
            on_paper(at_home, by=nobody)
    for signers in ([at_home.lin], [at_home.zhou, at_home.zhou], [at_home.city_deputy]):
        with pytest.raises(Incomplete):
            on_paper(at_home, signers=signers)
    with pytest.raises(Incomplete):
        on_paper(at_home, advice=" ")
    assert not Docket.objects.filter(kind="suggestion").exists()


def test_the_same_paper_is_registered_once(at_home):
    from uuid import uuid4

    key = uuid4()
    first, again = on_paper(at_home, key=key), on_paper(at_home, key=key)
    assert (again, again.repeated) == (first, True)
    assert Docket.objects.filter(kind="suggestion").count() == 1


def test_a_reply_that_the_lead_passes_on_is_rated_after_that(at_home):
    case = scenes.joint_replied(under(at_home, "qingdao-2021"), at=SPRING)
    with pytest.raises(Incomplete, match="转告"):
        scenes.rate(case, at_home, at=on(3, 10))
    handling.relay(case, by=at_home.lin.person.user, at=on(3, 10))
    scenes.rate(case, at_home, at=on(3, 10))
    assert state_of(case) == State.CLOSED


def test_dissatisfied_with_the_attitude_alone_says_why_too(at_home):
    case = at_home.replied()
    how = {"attitude": "dissatisfied", "result": "satisfied"}
    with pytest.raises(Incomplete):
        scenes.rate(case, at_home, how | {"reason": " "}, at=on(3, 10))
    scenes.rate(case, at_home, how | {"reason": "没有人来谈"}, at=on(3, 10))
    assert case.replies.get().rating.reason == "没有人来谈"
