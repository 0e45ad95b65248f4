"""What the office does beside assigning: urge, supervise, carry over, put away."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.congresses.models import Organ
from huiyin.congresses.services import organ
from huiyin.procedure.models import Docket
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import assigning, drafting, office
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import fresh, on, running, state_of, under
from tests.cast import SPRING


def test_a_matter_is_urged_once_a_day(at_home):
    case = at_home.handling()
    office.urge(case, by=at_home.zhao, at=on(3, 20))
    with pytest.raises(Incomplete):
        office.urge(case, by=at_home.zhao, at=on(3, 20))
    office.urge(case, by=at_home.zhao, at=on(3, 21))
    urged = case.docket.moves.filter(verb="urge")
    assert [move.facts["office"] for move in urged] == ["代表工作委员会"] * 2


def test_the_office_that_handed_it_on_may_urge_too(at_home):
    government, clerk = scenes.unit(at_home, "县政府办公室", kind=Organ.Kind.GOVERNMENT_OFFICE)
    below, user = scenes.unit(at_home, "县城市管理局", parent=government)
    case = scenes.accepted(at_home)
    assigning.assign(case, lead=government, lead_part="全部", by=at_home.zhao, at=SPRING)
    with pytest.raises(PermissionDenied):
        office.urge(case, by=clerk, at=on(3, 10))
    assigning.dispatch(case, unit=below, by=clerk, at=on(3, 10))
    office.urge(case, by=clerk, at=on(3, 11))
    with pytest.raises(PermissionDenied):
        office.urge(case, by=user, at=on(3, 12))
    assert case.docket.moves.get(verb="urge").facts["office"] == "县政府办公室"


def test_a_key_suggestion_names_who_supervises_it_and_since_when(at_home):
    committee = organ(at_home.county, Organ.Kind.SPECIAL_COMMITTEE, "城建环保委员会")
    away = Organ.objects.filter(congress=at_home.next_county).first()
    case = at_home.handling()
    with pytest.raises(Incomplete):
        office.supervise(case, committee=away, by=at_home.zhao, at=on(3, 20))
    assert fresh(case).key_on is None
    office.supervise(case, committee=committee, by=at_home.zhao, at=on(3, 20))
    case = fresh(case)
    assert (case.key_on, case.key_committee) == (date(2026, 3, 20), committee)
    assert state_of(case) == State.HANDLING
    with pytest.raises(PermissionDenied):
        office.supervise(case, committee=committee, by=at_home.wu, at=on(3, 20))


def test_a_leader_takes_a_matter_on_in_person(at_home):
    case = at_home.handling()
    office.lead_in_person(case, leader="副县长 马新", by=at_home.zhao, at=on(3, 20))
    assert (fresh(case).leader, state_of(case)) == ("副县长 马新", State.HANDLING)
    with pytest.raises(NotLawful):
        office.lead_in_person(scenes.accepted(at_home), leader="x", by=at_home.zhao, at=SPRING)


def test_an_open_matter_goes_on_into_the_next_term_with_its_clocks_and_its_author(at_home):
    case = at_home.handling(at=on(12, 1))
    before = running(case)
    office.carry_over(case, at=on(1, 10, 2027))
    case = fresh(case)
    assert (case.carried_on, state_of(case), running(case)) == (
        date(2027, 1, 10),
        State.HANDLING,
        before,
    )
    assert (case.lead, case.docket.moves.last().by) == (at_home.lin, None)


def test_nothing_finished_or_never_handed_in_is_carried_over(at_home):
    draft, declined = at_home.draft(), scenes.accepted(at_home)
    drafting.withdraw(declined, by=at_home.lin.person.user, at=SPRING)
    for case in (draft, declined):
        with pytest.raises(NotLawful):
            office.carry_over(case, at=on(1, 10, 2027))


def test_a_finished_case_is_put_away_and_its_end_keeps_its_day(at_home):
    case = at_home.handling(co=False)
    scenes.answered(case, at_home, at=on(3, 10))
    with pytest.raises(NotLawful):
        office.archive(case, by=at_home.zhao, at=on(3, 11))
    scenes.rate(case, at_home, at=on(3, 11))
    office.archive(case, by=at_home.zhao, at=on(12, 1))
    docket = Docket.objects.get(pk=case.docket_id)
    assert (docket.state, docket.closed_at) == (State.ARCHIVED, on(3, 11))
    with pytest.raises(NotLawful):
        office.archive(case, by=at_home.zhao, at=on(12, 2))


#: Profile, accept notice and assignment due for what is received on Monday 9 March 2026.
FIRST_DAYS = [
    ("national", None),
    ("npc", None),
    ("beijing-2014", None),
    ("zhejiang-2016", None),
    ("shanghai-2015", "2026-03-18"),  # 7 working days
    ("shandong-2017", "2026-03-16"),  # 5 days: Saturday 14, so Monday
    ("qingdao-2021", "2026-03-16"),  # 5 working days
    ("chongqing-2018", "2026-03-23"),  # 10 working days
    ("henan-2017", None),
]


@pytest.mark.parametrize(("key", "due"), FIRST_DAYS)
def test_the_office_assigns_within_the_time_its_rules_give(at_home, key, due):
    case = under(at_home, key).submitted()
    assert running(case) == ({"assign": due} if due else {})
    office.accept(case, public=True, by=at_home.zhao, at=on(3, 10))
    scenes.assign(case, at_home, at=on(3, 11))
    assert due is None or scenes.clock(case, "assign") == ("2026-03-09", due, "2026-03-11", None)


def test_in_zhejiang_the_notice_of_acceptance_is_given_with_the_acceptance(at_home):
    case = scenes.accepted(under(at_home, "zhejiang-2016"), at=on(3, 10))
    assert scenes.clock(case, "accept") == ("2026-03-10", "2026-03-17", "2026-03-10", None)


@pytest.mark.parametrize(
    ("by", "allowed"), [("zhao", True), ("chu", False), ("wu", False), ("city_clerk", False)]
)
def test_only_the_office_of_this_congress_classifies(at_home, by, allowed):
    case = scenes.accepted(at_home)
    if not allowed:
        with pytest.raises(PermissionDenied):
            office.classify(case, subject="transport", by=getattr(at_home, by), at=SPRING)
        return
    office.classify(case, subject="transport", by=at_home.zhao, at=SPRING)
    assert fresh(case).subject == "transport"
    with pytest.raises(ValueError, match="weather"):
        office.classify(case, subject="weather", by=at_home.zhao, at=SPRING)
