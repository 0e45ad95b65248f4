"""The worlds of the isolation matrix and of the mutations, each made once and written back."""

import pytest


@pytest.fixture(scope="session")
def isolated(django_db_setup, django_db_blocker):
    from tests.isolation import World
    from tests.prepared import keep

    with django_db_blocker.unblock():
        keep(World)


@pytest.fixture(scope="session")
def settled(django_db_setup, django_db_blocker):
    from tests.mutations import Tenants
    from tests.prepared import keep

    with django_db_blocker.unblock():
        keep(Tenants)


@pytest.fixture
def world(db, isolated):
    """The cast, a far province and private cases, outside any scope."""
    from tests.isolation import World
    from tests.prepared import prepared

    return prepared(World)


@pytest.fixture
def tenants(db, settled):
    """The world, with people and private cases next door and far away."""
    from tests.mutations import Tenants
    from tests.prepared import prepared

    return prepared(Tenants)
