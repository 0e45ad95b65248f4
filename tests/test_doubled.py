"""What is sent twice is done once; what comes too late, or to somebody else's case, is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection

from huiyin.accounts import vault
from huiyin.accounts.forms import CodeForm, PhoneForm
from huiyin.bills.forms import EditForm as EditBillForm
from huiyin.congresses.scope import within
from huiyin.contributions.models import Contribution, Ground
from huiyin.contributions.services import decide
from huiyin.desk.forms import RevealForm
from huiyin.notices.services import deliver
from huiyin.suggestions.forms import EditForm
from huiyin.suggestions.services import handling
from huiyin.trace.forms import TrackForm
from huiyin.voices.models import Voice
from tests.cast import SPRING, Cast
from tests.isolation import addresses
from tests.naughty import HAN, MARKUP, TEMPLATES
from tests.naughty.places import PLACES, bring
from tests.naughty.trying import counts
from tests.visitor import Visitor

AT_ONCE = 20
BODY = "河东桥头的路灯坏了两个月，晚上看不见台阶。"


def message(cast, key):
    return {"key": key, "to": cast.lin.pk, "body": BODY, "publicity": "public", "consent": "on"}


def test_the_same_form_ten_times_is_one_message_and_one_receipt(cast):
    visitor, right = Visitor(cast.wang), message(cast, uuid4())
    ways = {visitor.post("/voices/new/", **right)["Location"] for _time in range(10)}
    with within(cast.county):
        (voice,) = Voice.objects.shown()
    assert ways == {f"/voices/receipt/{voice.docket.code}/"}


#: Asking for another code, looking twice and saving once more are two acts, not one doubled.
AGAIN = (PhoneForm, CodeForm, TrackForm, RevealForm, EditForm, EditBillForm)


@pytest.mark.parametrize(
    "place",
    [one for one in PLACES if one.form not in AGAIN and "body" not in one.loose],
    ids=lambda place: place.form.__name__,
)
def test_a_step_sent_twice_is_taken_once(cast, place):
    visitor, address, right = bring(cast, place)
    visitor.client.post(address, right)
    before = counts()
    again = visitor.client.post(address, right)
    assert again.status_code in (302, 404, 409, 422)
    assert counts() == before


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_form_from_twenty_at_once_is_one_message_and_one_receipt():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    cast = Cast()
    right = message(cast, uuid4())
    visitors = [Visitor(cast.wang) for _one in range(AT_ONCE)]

    def post(visitor):
        try:
            return visitor.post("/voices/new/", **right)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        ways = set(pool.map(post, visitors))
    with within(cast.county):
        (voice,) = Voice.objects.shown()
        assert Contribution.objects.count() == 1
        assert voice.docket.moves.count() == 1
    assert ways == {f"/voices/receipt/{voice.docket.code}/"}


# --- Too late, and not one's own ----------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "这件事已经有了新进展"), ("en", '<html lang="en"')]
)
def test_a_step_that_somebody_else_took_first_is_told_so(cast, language, words):
    with within(cast.county):
        case = cast.submitted()
    address = f"/desk/suggestions/{case.docket.code}/accept/"
    office = Visitor(cast.zhao)
    assert office.post(address, public="yes").status_code == 302
    before = counts()
    late = office.client.post(address, {"public": "yes"}, headers={"accept-language": language})
    assert late.status_code == 409 and words in late.content.decode()
    assert counts() == before


@pytest.mark.parametrize("name", ["feng", "chu", "city_clerk", "sun", "qian"])
def test_a_step_on_somebody_elses_case_finds_nothing(cast, name):
    with within(cast.county):
        code, said = cast.submitted().docket.code, cast.voice(public=False).docket.code
    stranger, before = Visitor(getattr(cast, name)), counts()
    for address in (
        f"/desk/suggestions/{code}/accept/",
        f"/desk/suggestions/{code}/withdraw/",
        f"/desk/voices/{said}/answer/",
        f"/desk/voices/{said}/transfer/",
        f"/matters/{said}/add/",
        f"/matters/{said}/close/",
    ):
        answer = stranger.post(address, public="yes", body="看过了", key=uuid4())
        assert answer.status_code in (404, 409), address
        assert answer.status_code == 404 or address.endswith(("close/", "accept/")), address
    assert counts() == before


# --- Shown everywhere, run nowhere --------------------------------------------------------

HOSTILE = [*MARKUP, *TEMPLATES, HAN["extension G"]]


@pytest.fixture
def hostile(world):
    """A world in which every word of the private message and suggestion is hostile."""
    words = " ".join(HOSTILE)
    with within(world.county):
        world.private = world.voice(title=HOSTILE[0], body=words)
        decide(world.private.words, "public", ground=Ground.FIT, by=world.zhao, at=SPRING)
        case = world.handling()
        case.docket.title = HOSTILE[2]
        case.docket.save(update_fields=["title"])
        case.problem = case.advice = words
        case.proposed_unit = HOSTILE[3][:100]
        case.save()
        handling.log_contact(
            case, mode="phone", note=words[:500], held_on=SPRING.date(), by=world.sun, at=SPRING
        )
        handling.give_co_opinion(case, body=words, by=world.zheng, at=SPRING)
        promise = [(text[:300], date(2026, 12, 31)) for text in HOSTILE[:4]]
        facts = {"reply_class": "B", "canonical": "committed", "body": words}
        facts |= {"contact_name": HOSTILE[0][:40], "contact_phone": HOSTILE[2][:40]}
        handling.draft_reply(case, commitments=promise, by=world.sun, at=SPRING, **facts)
        handling.issue(case, secrecy_reviewed=HOSTILE[4][:60], by=world.wu, at=SPRING)
        world.case = case
        deliver(world.county)
    return world


@pytest.mark.parametrize("role", ["anonymous", "author", "deputy", "clerk", "handler"])
def test_what_people_wrote_is_text_on_every_page_that_shows_it(hostile, role):
    client, seen = hostile.client(role), 0
    for name, route in addresses().items():
        for asked in ({}, {"q": HOSTILE[0], "voice": hostile.private.docket.code}):
            answer = client.get(
                f"/c/yunxi/{hostile.fill(name, route)}", asked, HTTP_HOST="yunjiang.test"
            )
            if answer.headers.get("Content-Type", "").startswith(("text/html", "application/xml")):
                page = answer.content.decode()
                seen += "&lt;script&gt;" in page
                raw = [text for text in HOSTILE if text in page and "<" in text]
                assert raw == [], (name, asked)
        if name == "account_logout":
            client = hostile.client(role)
    assert seen >= 2


def test_a_title_of_several_lines_sends_a_mail_with_one(cast, settings):
    settings.NOTICE_CHANNELS = ["email"]
    vault.seal(cast.wang, "email", "wang@example.org")
    with within(cast.county):
        cast.voice(title="一\r\nBcc: other@example.org\n二\u2028三")
        deliver(cast.county)
    (sent,) = [one for one in mail.outbox if one.to == ["wang@example.org"]]
    assert "\n" not in sent.subject and sent.recipients() == ["wang@example.org"]
    assert len(sent.message().get_all("Bcc", [])) == 0
