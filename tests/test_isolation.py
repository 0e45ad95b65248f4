"""Nobody gets in where the table does not let them: 79 addresses × 9 people × 5 congresses × 4."""

import pytest

from tests.isolation import (
    CANARIES,
    IN,
    LOGIN,
    METHOD,
    METHODS,
    NONE,
    ROLES,
    TENANTS,
    addresses,
    has_object,
    verdict,
)
from tests.isolation_table import table

#: Who has an office in another congress of the test, and so gets into its desk.
AT_HOME = {("sibling", "foreign clerk"), ("parent", "other deputy")}
#: Where the private words may be read: by their author, the deputy, the office, the unit.
READERS = {
    CANARIES[0]: {"author", "deputy", "clerk"},
    CANARIES[1]: {"deputy", "clerk", "handler"},
    CANARIES[2]: {"deputy", "clerk"},
    CANARIES[3]: {"clerk"},
}
#: Whose words they are: the copy of one's own data holds them, whichever congress it is asked at.
WRITERS = {CANARIES[0]: "author", CANARIES[1]: "deputy", CANARIES[2]: "deputy"}


def test_every_address_has_its_line():
    assert sorted(addresses()) == sorted(table()), "add the new address to isolation_table.py"


def test_the_table_itself_lets_no_stranger_near_a_thing():
    for name, (own_get, own_post, *elsewhere) in table().items():
        for letters in (own_get, own_post, *elsewhere):
            assert len(letters) == len(ROLES), name
            assert set(letters) <= {IN, LOGIN, NONE, METHOD}, name
        if has_object(addresses()[name]):
            assert IN not in "".join(elsewhere), f"{name} shows a thing of another congress"
        if name.startswith(("desk:", "voice_desk:", "suggestions:", "bills:", "documents:")):
            assert own_get[:3] in ("lnn", "mmm"), f"{name} is not for the public"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("tenant", TENANTS)
def test_nobody_gets_in_where_the_table_does_not_let_them(world, tenant, role):
    place = ROLES.index(role)
    client, (host, prefix) = world.client(role), TENANTS[tenant]
    wrong = []
    for name, route in addresses().items():
        for method in METHODS:
            address = f"{prefix}/{world.fill(name, route)}"
            response = getattr(client, method.lower())(address, HTTP_HOST=host)
            expected = _expected(tenant, name, method)[place]
            found = _faults((tenant, role), name, response, expected)
            wrong += [f"{method} {name}: {fault}" for fault in found]
            if name in ("account_logout", "kit:language", "kit:view"):
                client = world.client(role)
    assert not wrong, "\n".join(wrong)


def _faults(who, name, response, expected):
    got = verdict(response)
    at_office = who in AT_HOME and not has_object(addresses()[name])
    if got != expected and not (at_office and got in (IN, NONE)):
        yield f"{got} ({response.status_code}) instead of {expected}"
    if response.status_code >= 500 and name != "-/ready":
        yield f"status {response.status_code}"
    body = b"".join(response) if response.streaming else response.content
    for canary, readers in READERS.items():
        own = name == "people:data" and who[1] == WRITERS.get(canary)
        if canary.encode() in body and not (own or (who[0] == "own" and who[1] in readers)):
            yield "shows private words"


def _expected(tenant, name, method):
    if method in ("PUT", "DELETE"):
        return METHOD * len(ROLES)
    own_get, own_post, get, post = table()[name]
    if tenant == "own" or (tenant == "child" and name.startswith("laws:")):
        return own_get if method == "GET" else own_post
    return get if method == "GET" else post
