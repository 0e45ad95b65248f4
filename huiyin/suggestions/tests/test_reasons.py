"""Whoever only follows a case hears what was done in it, and not an office's reasons."""

import pytest

from huiyin.notices.models import Notice
from huiyin.notices.registry import people, sentence_of
from huiyin.procedure.models import Party
from huiyin.procedure.services import concern
from huiyin.suggestions.services import assigning, office
from huiyin.suggestions.tests.scenes import BAD, on, rate, under
from tests.cast import SPRING
from tests.visitor import Visitor

REASON = "涉及某某某的病情"


def improved(cast):
    case = cast.submitted()
    return case, lambda: office.improve(case, reason=REASON, by=cast.zhao, at=SPRING)


def return_refused(cast):
    case = cast.assigned(co=False)
    facts = {"reason": "不归我们管", "basis": "三定方案", "proposed_unit": ""}
    assigning.ask_return(case, by=cast.qian, at=SPRING, **facts)
    return case, lambda: assigning.refuse_return(case, reason=REASON, by=cast.zhao, at=SPRING)


def settled(cast):
    case = under(cast, "beijing-2014").replied()
    rate(case, cast, BAD, at=on(4, 7))
    return case, lambda: office.settle(case, reason=REASON, by=cast.zhao, at=on(4, 8))


@pytest.mark.parametrize(
    ("scene", "verb", "who"),
    [
        (improved, "improve", "lin"),
        (return_refused, "refuse_return", "qian"),
        (settled, "settle", "lin"),
    ],
)
def test_followers_hear_of_the_step_and_those_with_a_part_in_it_the_reason(
    at_home, scene, verb, who
):
    case, act = scene(at_home)
    concern(case.docket, at_home.feng, Party.Role.FOLLOWER, at=SPRING)
    act()
    said = {}
    for notice in Notice.objects.filter(kind__startswith=f"suggestion.{verb}"):
        words = sentence_of(notice.kind, notice.params)
        said |= {user: (words, notice.params) for user in people(notice.audience)}
    user = getattr(at_home, who) if who == "qian" else at_home.lin.person.user
    told, kept = said[at_home.feng.pk]
    assert (case.docket.title in told, REASON in told, REASON in str(kept)) == (True, False, False)
    assert REASON in said[user.pk][0]


def test_a_follower_does_not_read_on_the_page_why_a_text_was_sent_back(at_home):
    case, act = improved(at_home)
    concern(case.docket, at_home.feng, Party.Role.FOLLOWER, at=SPRING)
    act()
    pages = [
        Visitor(user).get(f"/matters/{case.docket.code}/").content.decode()
        for user in (at_home.feng, at_home.lin.person.user)
    ]
    assert [REASON in page for page in pages] == [False, True]
