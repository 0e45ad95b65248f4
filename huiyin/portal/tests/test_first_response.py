"""A message written into a suggestion that comes to nothing was not answered by that."""

from datetime import timedelta

import pytest

from huiyin.portal.duty import counted
from huiyin.portal.queries import figures
from huiyin.suggestions.services import drafting
from huiyin.voices import services as voices
from tests.cast import SPRING

DAY = timedelta(days=1)


@pytest.fixture
def given_back(at_home):
    """Take a message up on one day, withdraw the suggestion a day later; count on that day."""

    def walk(days):
        lin = at_home.lin.person.user
        voice, case = at_home.voice(), at_home.draft()
        voices.take_up(voice, into=case.docket, by=lin, at=SPRING + days * DAY)
        end = SPRING + (days + 1) * DAY
        drafting.withdraw(case, by=lin, at=end)
        return counted(at_home.lin, end.date()), figures(at_home.county, end.date())

    return walk


def test_taking_up_and_withdrawing_in_time_counts_for_nothing(given_back):
    own, all_of_them = given_back(1)
    assert (own.voices, own.answered) == (1, 0)
    assert (own.responses.part, own.responses.whole) == (0, 0)
    assert (all_of_them.responses.part, all_of_them.responses.whole) == (0, 0)


def test_taking_up_late_stays_late_after_withdrawing(given_back):
    own, all_of_them = given_back(60)
    assert (own.responses.part, own.responses.whole) == (0, 1)
    assert (all_of_them.responses.part, all_of_them.responses.whole) == (0, 1)
