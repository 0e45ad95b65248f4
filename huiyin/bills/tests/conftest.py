import pytest

from huiyin.bills.tests.chamber import chamber_of


@pytest.fixture
def chamber(at_home):
    """The chamber, inside the county's scope."""
    return chamber_of(at_home)


@pytest.fixture
def under_shanghai(chamber):
    """The same county, under the rules of Shanghai."""
    county = chamber.cast.county
    county.profile_key = "shanghai-2015"
    county.save(update_fields=["profile_key"])
    return chamber
