"""What the public is told of where a suggestion stands."""

from datetime import timedelta

from huiyin.suggestions.phases import AGAIN, HANDLING, phase
from huiyin.suggestions.services import handling, rating
from tests.cast import REPLY, SPRING

SOON = SPRING + timedelta(days=30)


def told(case):
    case.docket.refresh_from_db()
    return phase(case.docket.state, deadlines=case.docket.deadlines.all())


def test_a_redo_is_called_a_redo_until_it_is_answered(at_home):
    case, sun, again = at_home.handling(), at_home.sun, {**REPLY, "canonical": "solved"}
    assert told(case) is HANDLING
    handling.log_contact(case, mode="phone", note="线路", held_on=SPRING.date(), by=sun, at=SPRING)
    handling.draft_reply(case, by=sun, at=SPRING, **again)
    assert told(case) is HANDLING
    handling.issue(
        case, secrecy_reviewed="何平", without_opinion="已电话沟通", by=at_home.wu, at=SPRING
    )
    rating.rate(
        case,
        attitude="satisfied",
        result="dissatisfied",
        reason="没有写班次",
        by=at_home.lin.person.user,
        at=SOON,
    )
    assert told(case) is AGAIN
    handling.draft_reply(case, by=sun, at=SOON, **again)
    assert told(case) is AGAIN
    handling.send_back(case, reason="写清楚班次", by=at_home.li, at=SOON)
    assert told(case) is AGAIN
