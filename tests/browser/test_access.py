"""Every page of the demonstration can be used by everybody, on any screen."""

import pytest

from tests.browser.measures import faults, wear
from tests.browser.rounds import ROUNDS, address, come_as

once = pytest.mark.parametrize("width", [390], ids=["any"])
scripted = pytest.mark.parametrize("javascript", [True], ids=["js"])
elders = pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])


@once
@scripted
@elders
@pytest.mark.parametrize("name", ROUNDS)
def test_every_page_can_be_used_by_everybody(live, page, name, elder):
    who, patterns = ROUNDS[name]
    come_as(page, who)
    wear(page, elder=elder)
    found = []
    for pattern in patterns:
        page.goto(address(live, pattern))
        found += [f"{pattern}: {fault}" for fault in faults(page, elder=elder)]
    assert not found, "\n".join(found)
