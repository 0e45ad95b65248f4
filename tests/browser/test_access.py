"""Every page of the demonstration can be used by everybody, on any screen."""

import re

import pytest
from django.urls import resolve

from tests.browser.measures import faults, wear
from tests.browser.rounds import ROUNDS, address, come_as
from tests.isolation_table import table

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


#: Files and answers for machines, which nobody looks at in a browser.
NO_PAGES = {
    "-/health", "-/ready", "portal:robots", "portal:sitemap", "trace:key",
    "portal:csv", "portal:json", "portal:asset", "portal:article_released", "portal:column_atom",
    "portal:column_json", "portal:feed", "laws:docx",
    "congress_documents:annual", "public_documents:annual",
    "documents:take", "documents:scanned",
    "trace:verifier", "trace:receipt", "people:data", "desk:export",
    "mfa_download_recovery_codes", "kit:language", "suggestions:photo",
}  # fmt: skip
#: Pages that only open on the way to something: ``test_ways`` looks at them there.
ON_THE_WAY = {
    "people:code", "voices:verify", "consultations:verify",
    "desk:decide", "desk:bulk_done", "desk:table",
    "mfa_authenticate", "mfa_reauthenticate",
    "mfa_deactivate_totp", "mfa_generate_recovery_codes",
}  # fmt: skip


def test_every_address_with_a_page_is_walked():
    """A new page is one more line of ``rounds``."""
    pages = {name for name, rights in table().items() if set("il") & set(rights[0])}
    walked = {
        resolve(re.sub(r"\?.*", "", re.sub(r"{(\w+):[^}]+}", stand_in, pattern))).view_name
        for _who, patterns in ROUNDS.values()
        for pattern in patterns
        if pattern != "/nothing/"
    }
    assert pages - walked - NO_PAGES - ON_THE_WAY == set()


def stand_in(match):
    return "1" if match[1] in {"place", "deputy", "report", "asked"} else "AAAA-AAAA-AAAA"
