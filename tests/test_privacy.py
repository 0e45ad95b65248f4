"""Two hundred phones, names and addresses go through the real pages; none is found again.

Not in any table, statement, log line, cache, session, index, file or page: only the vault gives
them back, for a reason, on record.
"""

import logging
import re
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings

from huiyin.accounts import vault
from huiyin.accounts.models import AccessLog, Sealed
from huiyin.congresses.scope import within
from huiyin.notices.services import deliver
from huiyin.search.queries import find
from tests.cast import SPRING
from tests.isolation import ROLES, World, addresses
from tests.texting import Texts, wrong
from tests.visitor import Visitor

OWN = {"HTTP_HOST": "yunjiang.test"}
HERE = "/c/yunxi"
#: How many people come by each way; a phone each, and a name where one is asked for.
SENT, ENTERED, ABANDONED, SIGNED_IN, HALF_WAY = 40, 30, 15, 10, 20


def phone(number):
    return f"1770{number * 7919 % 10_000_000:07d}"


def name(number):
    """A name nobody bears: two rare characters that stand nowhere else in the product."""
    return f"诸葛{chr(0x3500 + number)}{chr(0x4200 + number)}"


class Planted(logging.Handler):
    """People with a phone and a name, all they did with them, and what was noted meanwhile."""

    def __init__(self, world):
        super().__init__()
        self.world, self.values, self.codes = world, [], []
        self.statements, self.lines = [], []
        with connection.execute_wrapper(self._overhear), self._listening():
            self._write_messages()
            self._enter_for_others()
            self._sign_in()
            self._seal_addresses()
            for congress in (world.county, world.city, world.province, world.next_county):
                deliver(congress)
        self.cached = [
            *cache._cache,
            *(one.decode(errors="ignore") for one in cache._cache.values()),
        ]

    @contextmanager
    def _listening(self):
        root, level = logging.getLogger(), logging.getLogger().level
        root.addHandler(self)
        root.setLevel(logging.DEBUG)
        logging.getLogger("django.template").setLevel(logging.INFO)  # one line a variable
        yield
        root.removeHandler(self)
        root.setLevel(level)
        logging.getLogger("django.template").setLevel(logging.NOTSET)

    def emit(self, record):
        self.lines.append(self.format(record))

    def _overhear(self, execute, sql, params, many, context):
        self.statements.append(f"{sql} {params!r}")
        return execute(sql, params, many, context)

    def person(self, number):
        self.values += [phone(number), name(number)]
        return {"phone": phone(number), "name": name(number), "consent": "on"}

    def _message(self, **facts):
        said = f"第 {len(self.values)} 条：河东桥头的路灯坏了，晚上看不见台阶。"
        right = {"key": uuid4(), "to": self.world.lin.pk, "body": said, "publicity": "private"}
        return right | facts

    def _write_messages(self):
        for number in range(SENT + ABANDONED):
            cache.delete_many([key.partition(":1:")[2] for key in _slots("address")])
            client, message = Client(), self._message(**self.person(number))
            answer = client.post(f"{HERE}/voices/new/", message, **OWN)
            assert answer.status_code == 302, answer.content.decode()
            code = Texts.code(phone(number))
            ask = {"key": message["key"]}
            if number >= SENT:
                client.post(f"{HERE}/voices/verify/", ask | {"code": wrong(code)}, **OWN)
                continue
            answer = client.post(f"{HERE}/voices/verify/", ask | {"code": code}, **OWN)
            assert "/receipt/" in answer["Location"]
            self.codes.append(answer["Location"].strip("/").rpartition("/")[2])

    def _enter_for_others(self):
        clerk = self.world.client("clerk")
        for number in range(100, 100 + ENTERED):
            cache.delete_many([key.partition(":1:")[2] for key in _slots("address")])
            message = self._message(channel="letter", **self.person(number))
            answer = clerk.post(f"{HERE}/voices/new/", message, **OWN)
            assert answer.status_code == 302, answer.content.decode()
            self.codes.append(answer["Location"].strip("/").rpartition("/")[2])

    def _sign_in(self):
        for number in range(200, 200 + SIGNED_IN + HALF_WAY):
            client = Client()
            self.values.append(phone(number))
            client.post(f"{HERE}/sign-in/", {"phone": phone(number), "next": "/mine/"}, **OWN)
            if number < 200 + SIGNED_IN:
                code = Texts.code(phone(number))
                client.post(f"{HERE}/sign-in/code/", {"code": wrong(code)}, **OWN)
                assert (
                    client.post(f"{HERE}/sign-in/code/", {"code": code}, **OWN).status_code == 302
                )

    def _seal_addresses(self):
        for number in range(10):
            home = f"云溪县河东街道{name(300 + number)}路 {number} 号"
            self.values.append(home)
            vault.seal(self.world.wang, "address", home, at=SPRING)

    def found_in(self, text):
        return sorted(one for one in self.values if one in text)


def _slots(word):
    return [key for key in cache._cache if word in key]


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """Planted once for all tests of this file: they only look."""
    facts = {"SMS_PROVIDER": "tests.texting.Texts", "NOTICE_CHANNELS": ["site", "console", "sms"]}
    Texts.sent.clear()
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(**facts):
        yield Planted(World())
        transaction.set_rollback(True)


def test_no_phone_name_or_address_is_found_outside_the_vault(planted):
    assert len({*planted.values}) >= 200
    assert Sealed.objects.count() >= 2 * (SENT + ENTERED) + SIGNED_IN
    places = {
        "statements to the database": "\n".join(planted.statements),
        "rows of the database": everything_stored(),
        "sessions": str([one.get_decoded() for one in Session.objects.all()]),
        "log lines": "\n".join(planted.lines),
        "cache": "\n".join(planted.cached),
    }
    assert all(len(text) > 1000 for text in places.values())
    found = {where: planted.found_in(text) for where, text in places.items()}
    assert {where: values for where, values in found.items() if values} == {}


def everything_stored():
    """Every cell of every table there is, those of the word index included, as one text."""
    cells = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                cells += (_as_text(cell) for cell in row)
    return "\n".join(cells)


def _as_text(cell):
    if isinstance(cell, bytes | memoryview):
        return bytes(cell).decode(errors="ignore")
    return str(cell)


def test_the_search_would_see_a_planted_value(planted):
    with transaction.atomic():
        vault.seal(planted.world.feng, "address", "x", at=SPRING)
        Sealed.objects.filter(user=planted.world.feng).update(hint=planted.values[0])
        assert planted.found_in(everything_stored()) == [planted.values[0]]
        transaction.set_rollback(True)


def test_no_index_finds_a_person_by_phone_or_name(planted):
    with within(planted.world.county):
        for value in planted.values[:60]:
            assert find(value, public=None) == []


def test_a_finished_sign_in_or_message_leaves_nothing_in_the_session(planted):
    kept = [one.get_decoded() for one in Session.objects.all()]
    assert len([one for one in kept if one.get("drafts")]) == ABANDONED
    assert len([one for one in kept if "signing-in" in one]) == HALF_WAY
    assert not any("_auth_user_id" in one and one.get("drafts") for one in kept)
    for one in kept:
        for enclosed in one.get("drafts", {}).values():
            assert "{" not in enclosed and "诸葛" not in enclosed


def test_nobody_else_reads_a_phone_or_name_on_any_page(planted):
    world, shown = planted.world, []
    for role in ROLES:
        client = world.client(role)
        for route in addresses().values():
            answer = client.get(f"{HERE}/{world.fill('', route)}", **OWN)
            shown += [(role, route, one) for one in planted.found_in(_body(answer))]
        for code in planted.codes[::5]:
            for page in (
                f"matters/{code}/",
                f"matters/{code}/receipt.json",
                f"desk/voices/{code}/",
            ):
                answer = client.get(f"{HERE}/{page}", **OWN)
                shown += [(role, page, one) for one in planted.found_in(_body(answer))]
        for value in planted.values[:4]:
            answer = client.get(f"{HERE}/desk/", {"q": value}, **OWN)
            rows = re.sub(r"<input[^>]*>", "", _body(answer))
            shown += [(role, "desk", one) for one in planted.found_in(rows)]
    assert shown == []


def _body(answer):
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode(errors="ignore")


def test_the_office_sees_a_number_once_for_a_reason_and_the_person_sees_that(planted):
    clerk, code = planted.world.client("clerk"), planted.codes[0]
    asked = {"voice": code, "reason": "电话核实路灯位置"}
    before = AccessLog.objects.count()
    refused = clerk.post(f"{HERE}/desk/reveal/", asked | {"reason": "看看"}, **OWN)
    assert (refused.status_code, planted.found_in(_body(refused))) == (422, [])
    assert AccessLog.objects.count() == before
    page = clerk.post(f"{HERE}/desk/reveal/", asked, **OWN)
    assert planted.found_in(_body(page)) == [planted.values[0]]
    assert "no-store" in page.headers["Cache-Control"]
    assert AccessLog.objects.count() == before + 1
    assert planted.found_in(_body(clerk.get(f"{HERE}/desk/reveal/?voice={code}", **OWN))) == []


def test_the_text_messages_to_citizens_hold_nobodys_name_or_number(planted):
    told = [text for _to, text in Texts.sent]
    assert len(told) >= SENT + ENTERED
    assert planted.found_in("\n".join(told)) == []


def test_what_one_downloads_about_oneself_stays_masked(planted):
    person = Visitor(Sealed.objects.filter(kind="name").latest("pk").user)
    answer = person.client.get(f"{HERE}/mine/data.json", **OWN)
    assert answer.status_code == 200 and planted.found_in(answer.content.decode()) == []
