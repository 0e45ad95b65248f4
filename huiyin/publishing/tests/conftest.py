import pytest

from huiyin.congresses.scope import within


@pytest.fixture
def newsroom(cast):
    """A county that publishes, inside its scope."""
    from huiyin.publishing.tests.newsroom import Newsroom

    made = Newsroom(cast)
    with within(cast.county):
        yield made
