import pytest

from huiyin.congresses.models import Organ, Seat
from huiyin.congresses.scope import within
from huiyin.congresses.services import organ


def admin_of(cast, congress, name):
    """A system administrator of ``congress``."""
    kind = Organ.Kind.IT if congress.has_standing_committee else Organ.Kind.PRESIDIUM
    room = organ(congress, kind, "信息中心" if kind == Organ.Kind.IT else "主席团")
    return cast._official(name, room, Seat.Role.SYSTEM_ADMIN)


@pytest.fixture
def cluster(cast):
    """The cast, with a system administrator in the province, the city and the county, everywhere
    in scope."""
    cast.upper = admin_of(cast, cast.province, "盛管理")
    cast.boss = admin_of(cast, cast.city, "卫管理")
    cast.keeper = admin_of(cast, cast.county, "柯管理")
    family = [cast.province, cast.city, cast.county, cast.next_county, cast.town]
    with within(family):
        yield cast
