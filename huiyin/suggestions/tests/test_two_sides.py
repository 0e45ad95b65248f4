"""Nobody judges what they answered themself, and no reply passes through one pair of hands."""

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.congresses.models import Organ, Seat
from huiyin.congresses.scope import within
from huiyin.congresses.services import organ
from huiyin.suggestions import queries
from huiyin.suggestions.services import handling, office
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import fresh, on, rate, state_of, under
from tests.visitor import Visitor, text_of


def seated(cast, organ):
    """Lin, who is seated in ``organ`` besides."""
    lin = cast.lin.person.user
    Seat.objects.create(user=lin, congress=cast.county, organ=organ, role=Seat.Role.HEAD)
    return lin


def test_who_drafted_a_reply_does_not_sign_it(at_home):
    case = at_home.handling(co=False)
    for user, role in ((at_home.sun, Seat.Role.HEAD), (at_home.wu, Seat.Role.HANDLER)):
        Seat.objects.create(user=user, congress=at_home.county, organ=at_home.transport, role=role)
    signed = {"secrecy_reviewed": "何平", "without_contact": "出差", "at": on(3, 12)}
    handling.draft_reply(case, by=at_home.wu, at=on(3, 11), **scenes.SOLVED)
    with pytest.raises(Incomplete, match="请本单位另一位负责人签发"):
        handling.issue(fresh(case), by=at_home.wu, **signed)
    handling.issue(fresh(case), by=at_home.sun, **signed)
    reply = case.replies.get()
    assert (reply.drafted_by, reply.issued_by) == (at_home.wu, at_home.sun)


def test_a_deputy_who_sits_in_the_unit_that_answered_does_not_rate_it(at_home):
    case = under(at_home, "national").replied()
    seated(at_home, at_home.transport)
    for how in (scenes.GOOD, scenes.BAD):
        with pytest.raises(PermissionDenied):
            rate(fresh(case), at_home, how, at=on(3, 10))
    assert state_of(case) == "replied"


def test_a_seat_in_another_unit_takes_the_right_to_rate_from_nobody(at_home):
    case = at_home.replied()
    seated(at_home, organ(at_home.county, Organ.Kind.HANDLING_UNIT, "县教育局"))
    rate(fresh(case), at_home, at=on(3, 10))
    assert state_of(case) in ("closed", "tracking")


def test_a_deputy_who_sits_in_a_unit_whose_opinion_was_used_does_not_rate(at_home):
    case = at_home.replied()
    seated(at_home, at_home.finance)
    with pytest.raises(PermissionDenied):
        rate(fresh(case), at_home, at=on(3, 10))


def test_who_heads_the_organ_above_the_unit_does_not_rate_and_a_clerk_of_it_does(at_home):
    case = at_home.replied()
    above, _head = scenes.unit(at_home, "县政府", kind=Organ.Kind.GOVERNMENT_OFFICE)
    Organ.objects.filter(pk=at_home.transport.pk).update(parent=above)
    lin = seated(at_home, above)
    with pytest.raises(PermissionDenied):
        rate(fresh(case), at_home, at=on(3, 10))
    Seat.objects.filter(user=lin, organ=above).update(role=Seat.Role.CLERK)
    rate(fresh(case), at_home, at=on(3, 10))


def test_who_heads_the_office_that_handed_it_on_does_not_rate(at_home):
    case = at_home.replied()
    above, _head = scenes.unit(at_home, "县政府", kind=Organ.Kind.GOVERNMENT_OFFICE)
    case.assignments.create(organ=above, role="office", part="全部", assigned_at=on(3, 9))
    seated(at_home, above)
    with pytest.raises(PermissionDenied):
        rate(fresh(case), at_home, at=on(3, 10))


def test_a_clerk_of_the_office_decides_on_no_suggestion_of_their_own(at_home):
    raised, answered = at_home.submitted(), under(at_home, "national").replied()
    lin = seated(at_home, at_home.affairs)
    own = {"by": lin, "at": on(12, 31)}
    (ground, *_others) = queries.listing(at_home.county, "decline_reasons", on(3, 10).date())
    for decide in (
        lambda: office.accept(fresh(raised), public=True, **own),
        lambda: office.decline(fresh(raised), reason=ground, **own),
        lambda: office.close_unrated(fresh(answered), reason="没有评价", **own),
    ):
        with pytest.raises(PermissionDenied):
            decide()
    rate(fresh(answered), at_home, scenes.BAD, at=on(3, 10))
    type(answered.docket).objects.filter(pk=answered.docket_id).update(state="disputed")
    with pytest.raises(PermissionDenied):
        office.settle(fresh(answered), reason="达成一致", **own)
    office.settle(fresh(answered), reason="达成一致", by=at_home.zhao, at=on(12, 31))


def test_who_issued_a_reply_does_not_rate_it_after_leaving_the_unit(at_home):
    case = at_home.replied()
    case.replies.update(issued_by=at_home.lin.person.user)
    with pytest.raises(PermissionDenied):
        rate(fresh(case), at_home, at=on(3, 10))


def test_the_office_closes_at_once_what_its_deputy_answered_themself(at_home):
    case = under(at_home, "national").replied()
    seated(at_home, at_home.transport)
    office.close_unrated(fresh(case), reason="代表在答复单位任职", by=at_home.zhao, at=on(3, 10))
    assert state_of(case) in ("closed", "tracking")


def test_the_page_says_why_they_cannot_rate(cast):
    with within(cast.county):
        code = cast.replied().docket.code
        lin = seated(cast, cast.transport)
    page = text_of(Visitor(lin).get(f"/desk/suggestions/{code}/"))
    assert "不能由你评价" in page
    assert "提交评价" not in page
