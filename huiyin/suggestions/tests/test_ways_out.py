"""No suggestion is left where nobody can move it on, and none is ended in words that are untrue."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.deputies.procedure import State as MandateState
from huiyin.law.profiles import profile_for
from huiyin.procedure.models import Docket
from huiyin.suggestions import figures
from huiyin.suggestions.models import Extension
from huiyin.suggestions.procedure import SUGGESTION
from huiyin.suggestions.rules import nobody_rates
from huiyin.suggestions.services import assigning, drafting, extending, handling, office, rating
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests.scenes import (
    BAD,
    accepted,
    answered,
    assign,
    clock,
    fresh,
    joint,
    on,
    rate,
    state_of,
    submit,
    under,
    unit,
)
from huiyin.suggestions.views.acts import ACTS, BY_NAME
from tests.cast import REPLY, SPRING


def mandate_is(mandate, state):
    Docket.objects.filter(pk=mandate.docket_id).update(state=state)


def close(case, cast, day):
    return office.close_unrated(fresh(case), reason="没有评价", by=cast.zhao, at=day)


def test_the_office_closes_what_nobody_rates_after_a_while_and_it_counts_as_not_rated(at_home):
    case = under(at_home, "national").replied()
    with pytest.raises(Incomplete, match="还可以评价"):
        close(case, at_home, on(4, 1))
    close(case, at_home, on(12, 31))
    assert [item.unrated for item in figures.items(at_home.county)] == [True]


def test_what_a_deputy_raised_whose_mandate_ended_early_is_closed_at_once(at_home):
    case = under(at_home, "national").replied()
    mandate_is(at_home.lin, MandateState.TERMINATED)
    close(case, at_home, on(3, 10))
    assert state_of(case) in ("closed", "tracking")


def test_nothing_is_closed_as_not_rated_while_its_deputy_is_suspended(at_home):
    case = under(at_home, "chongqing-2018").replied()
    mandate_is(at_home.lin, MandateState.SUSPENDED)
    with pytest.raises(Incomplete, match="暂停执行职务"):
        rating.lapse(fresh(case), at=on(12, 31))
    with pytest.raises(Incomplete, match="暂停执行职务"):
        close(case, at_home, on(12, 31))


def back(case, cast, day):
    facts = {"reason": "不是本单位职责", "basis": "三定", "by": cast.qian, "at": day}
    return assigning.ask_return(fresh(case), **facts)


def test_who_does_not_sign_has_it_when_the_time_for_signing_is_over(at_home):
    case = under(at_home, "zhejiang-2016").assigned(co=False)
    with pytest.raises(Incomplete, match="申请退回的期限"):
        back(case, at_home, on(8, 1))


def test_a_unit_asks_once_to_return_what_it_was_given(at_home):
    case = under(at_home, "national").assigned(co=False)
    back(case, at_home, SPRING)
    assigning.refuse_return(fresh(case), reason="属于", by=at_home.zhao, at=SPRING)
    with pytest.raises(Incomplete, match="已经申请过退回"):
        back(case, at_home, on(3, 10))


def test_what_came_back_from_the_office_is_handed_in_again_after_the_term(at_home):
    case = drafting.submit(at_home.draft(), declared=True, by=at_home.lin.person.user, at=SPRING)
    office.improve(case, reason="写清楚", by=at_home.zhao, at=SPRING)
    mandate_is(at_home.lin, MandateState.EXPIRED)
    with pytest.raises(Incomplete, match="再次提交"):
        drafting.run_out(fresh(case), at=on(3, 20))
    text = {"title": "夜班公交", "problem": "末班车太早", "advice": "增开一班"}
    lin = at_home.lin.person.user
    drafting.edit(fresh(case), by=lin, at=on(3, 20), **text)
    drafting.submit(fresh(case), declared=True, by=lin, at=on(3, 20))
    assert state_of(case) == "submitted"


def test_a_second_reply_goes_back_to_the_redo_it_came_from(at_home):
    case = under(at_home, "national").replied()
    rate(fresh(case), at_home, BAD, at=on(3, 10))
    handling.draft_reply(
        fresh(case), commitments=[("加一班", date(2026, 12, 31))], by=at_home.sun, at=on(3, 11),
        **REPLY,
    )  # fmt: skip
    handling.send_back(fresh(case), reason="写明班次", by=at_home.li, at=on(3, 12))
    assert state_of(case) == "redo"


def test_a_request_for_more_time_ends_with_the_reply(at_home):
    case = under(at_home, "national").handling(co=False)
    asked = {"ground": Extension.Ground.values[0], "reason": "难", "planned_on": date(2026, 6, 19)}
    extending.ask_extension(fresh(case), by=at_home.sun, at=on(6, 1), **asked)
    answered(fresh(case), at_home, at=on(6, 2))
    assert Extension.objects.get().granted is False


def test_an_office_that_signed_hands_on_and_no_clock_restarts(at_home):
    government, clerk = unit(at_home, "县政府办公室")
    bureau, chief = unit(at_home, "县水务局", parent=government)
    under(at_home, "chongqing-2018")
    case = accepted(at_home)
    assigning.assign(case, lead=government, lead_part="全部", by=at_home.zhao, at=SPRING)
    handling.sign_for(fresh(case), by=clerk, at=SPRING)
    assigning.dispatch(fresh(case), unit=bureau, by=clerk, at=on(3, 12))
    before = clock(case, "first_contact")
    handling.sign_for(fresh(case), by=chief, at=on(3, 13))
    assert (state_of(case), clock(case, "first_contact")) == ("receipted", before)


def sent_back(cast, *, signed=False):
    """Lin's suggestion, co-signed by Zhou or not, sent back by the office."""
    case = joint(cast) if signed else cast.draft()
    submit(case, cast)
    office.improve(case, reason="写清楚", by=cast.zhao, at=SPRING)
    return fresh(case)


def test_the_office_ends_what_it_sent_back_to_a_deputy_whose_mandate_is_over(at_home):
    case, reason = (
        sent_back(at_home),
        next(iter(profile_for("national", SPRING.date()).decline_reasons)),
    )
    with pytest.raises(PermissionDenied):
        office.decline(case, reason=reason, by=at_home.zhao, at=SPRING)
    mandate_is(at_home.lin, MandateState.TERMINATED)
    office.decline(fresh(case), reason=reason, by=at_home.zhao, at=on(3, 20))
    assert state_of(case) == "declined"


def test_nobody_is_asked_to_sign_for_a_deputy_whose_term_is_over(at_home):
    case = sent_back(at_home)
    mandate_is(at_home.lin, MandateState.EXPIRED)
    with pytest.raises(PermissionDenied):
        drafting.invite(fresh(case), mandate=at_home.zhou, by=at_home.lin.person.user, at=on(3, 20))


def test_an_answer_that_never_comes_is_not_waited_for_after_the_term(at_home):
    case = sent_back(at_home)
    lin = at_home.lin.person.user
    cosign = drafting.invite(case, mandate=at_home.zhou, by=lin, at=SPRING)
    mandate_is(at_home.lin, MandateState.EXPIRED)
    drafting.uninvite(fresh(case), cosign=cosign, by=lin, at=on(3, 20))
    drafting.submit(fresh(case), declared=True, by=lin, at=on(3, 20))
    assert state_of(case) == "submitted"


def test_what_was_sent_back_is_taken_back_once_all_who_signed_agree(at_home):
    case = sent_back(under(at_home, "shanghai-2015"), signed=True)
    lin, zhou = at_home.lin.person.user, at_home.zhou.person.user
    with pytest.raises(Incomplete, match="全体联名代表"):
        drafting.withdraw(case, by=lin, at=on(3, 10))
    drafting.agree_withdrawal(fresh(case), by=zhou, at=on(3, 10))
    drafting.withdraw(fresh(case), by=lin, at=on(3, 10))
    assert state_of(case) == "withdrawn"


def test_who_signed_agrees_while_it_is_handled_only_where_it_may_be_taken_back_then(at_home):
    zhou = at_home.zhou.person.user
    for rules, allowed in (("shandong-2017", True), ("national", False)):
        case = submit(joint(under(at_home, rules)), at_home)
        office.accept(case, public=True, by=at_home.zhao, at=SPRING)
        assign(case, at_home)
        if allowed:
            drafting.agree_withdrawal(fresh(case), by=zhou, at=on(3, 10))
        else:
            with pytest.raises(PermissionDenied):
                drafting.agree_withdrawal(fresh(case), by=zhou, at=on(3, 10))
        assert (case.cosigns.get().agreed_at is not None) is allowed


def test_every_act_has_its_place_on_the_page():
    assert sorted(act.name for act in ACTS) == sorted(BY_NAME)
    assert {verb for act in ACTS for verb in act.verbs} <= {s.verb for s in SUGGESTION.steps}


def without_account(cast):
    cast.lin.person.user = None
    cast.lin.person.save()


def test_what_was_registered_for_a_deputy_without_an_account_is_not_sent_back_to_nobody(at_home):
    without_account(at_home)
    text = {"title": "夜班公交", "problem": "末班车太早", "advice": "增加班次"}
    case = drafting.file_paper(lead=at_home.lin, by=at_home.zhao, at=SPRING, **text)
    with pytest.raises(Incomplete, match="没有账号"):
        office.improve(fresh(case), reason="写清楚", by=at_home.zhao, at=SPRING)
    assert state_of(case) == "submitted"


def test_a_deputy_without_an_account_answered_nothing_themself(at_home):
    case = under(at_home, "national").replied()
    without_account(at_home)
    case.replies.update(issued_by=None)
    assert not nobody_rates(fresh(case))
