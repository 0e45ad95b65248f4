"""Other tenants' keys in every slot of a request.

A mutation is a request that would be right in 云溪, with some of its ids, codes, uuids, slugs or
hidden values replaced by those of the county next door or of a province far away.
"""

import hashlib
import random
import re
from contextlib import contextmanager
from datetime import date
from functools import cache
from uuid import uuid4

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django_scopes.exceptions import ScopeError

from huiyin.accounts.models import AccessLog, Consent, Sealed
from huiyin.accounts.services import give_consent
from huiyin.congresses.models import HostName, Organ, Seat, Term
from huiyin.congresses.scope import within
from huiyin.congresses.services import organ
from huiyin.deputies.models import District, Place, Station
from huiyin.kit.progress import track
from huiyin.notices.services import deliver
from huiyin.suggestions.services import assigning, drafting, handling, office
from huiyin.voices import services as voices
from tests.cast import REPLY, SPRING
from tests.isolation import World, addresses
from tests.naughty.places import PLACES
from tests.naughty.trying import undone
from tests.visitor import Visitor

#: Stands in every private word of the other tenants, and nowhere else.
CANARY = "夜莺"
OWN = {"HTTP_HOST": "yunjiang.test"}
HERE = "/c/yunxi"
DEFAULT = 2000
_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I)
_SLOT = re.compile(r"<\w+:(\w+)>")
VISITS = ("django_session", "axes_", "django_migrations")


class Tenants(World):
    """The world, with people and private cases in the county next door and far away."""

    def __init__(self):
        super().__init__()
        self.keys, self.citizens = {}, {}
        scoped_models()  # asked now, while no scope is open
        for congress, clerk in ((self.next_county, self.chu), (self.far, None)):
            with within(congress):
                self._settle(congress, clerk)
        self.people = [
            None,
            *(self.wang, self.feng, self.zhao, self.auditor),
            *(self.qian, self.sun, self.li, self.wu, self.zheng),
            *(self.lin.person.user, self.zhou.person.user),
        ]

    def _settle(self, congress, clerk):
        affairs = Organ.objects.filter(congress=congress, kind=Organ.Kind.DEPUTY_AFFAIRS).first()
        affairs = affairs or organ(congress, Organ.Kind.DEPUTY_AFFAIRS, "代表工作委员会")
        clerk = clerk or self._official(f"{congress.slug} 工作人员", affairs, Seat.Role.CLERK)
        unit = organ(congress, Organ.Kind.HANDLING_UNIT, f"{congress.slug} 交通局")
        staff = {role: self._official(f"{role}", unit, role) for role in Seat.Role.values}
        since, until = date(2022, 1, 10), date(2027, 1, 9)
        term = Term.objects.create(congress=congress, number=18, starts_on=since, ends_on=until)
        place = Place.objects.create(area=congress.area, name=f"{CANARY}小区", kind="estate")
        district = District.objects.create(congress=congress, term=term, name="第一选区")
        seat = {"district": district} if congress.direct else {"electoral_unit": self.county}
        mandate = self._deputy(f"{congress.slug} 代表", congress, term, clerk, **seat)
        citizen = self._citizen(f"{CANARY}居民", f"139{congress.pk:08d}")
        give_consent(citizen, "voice", at=SPRING)
        voice = self._private_voice(citizen, mandate, place)
        case = self._private_case(mandate, clerk, unit, staff)
        deliver(congress)
        self._collect(congress, voice, case, mandate, place, unit, affairs, term, district)

    def _private_voice(self, citizen, mandate, place):
        return voices.send(
            author=citizen,
            mandate=mandate,
            title=f"{CANARY}标题",
            body=f"{CANARY}所言，不给别处的人看。",
            at=SPRING,
            key=uuid4(),
            place=place,
            public=False,
        )

    def _private_case(self, mandate, clerk, unit, staff):
        by, at = {"by": mandate.person.user, "at": SPRING}, {"at": SPRING}
        words = {"title": f"{CANARY}建议", "problem": f"{CANARY}问题", "advice": f"{CANARY}办法"}
        case = drafting.draft(lead=mandate, **words, **by)
        drafting.submit(case, declared=True, **by)
        office.accept(case, public=False, by=clerk, **at)
        assigning.assign(case, lead=unit, lead_part=f"{CANARY}部分", co=[], by=clerk, **at)
        handling.sign_for(case, by=staff["receiver"], **at)
        handling.start(case, by=staff["handler"], **at)
        promise = ((f"{CANARY}承诺", date(2026, 12, 31)),)
        reply = REPLY | {"body": f"{CANARY}答复"}
        handling.draft_reply(case, commitments=promise, by=staff["handler"], **at, **reply)
        return case

    def _collect(self, congress, voice, case, mandate, *rows):
        """Everything by which a thing of that congress could be named."""
        station = Station.objects.create(
            congress=congress, name=f"{congress.slug} 站", address="x", area=congress.area
        )
        named = [*rows, voice, case, mandate, station, congress, voice.docket, case.docket]
        named += [voice.words, case.words, voice.thread, mandate.person, mandate.person.user]
        named += [voice.words.author, *case.docket.moves.all(), *case.assignments.all()]
        named += [*voice.words.author.consents.all(), *case.replies.all()]
        keys = {str(one.pk) for one in named}
        keys |= {str(one.uid) for one in named if hasattr(one, "uid")}
        keys |= {voice.docket.code, case.docket.code, case.docket.number, congress.slug}
        keys |= {str(voice.words.key), drafting.digest(case), voice.words.author.username}
        self.citizens[congress] = [voice.words.author_id]
        self.keys[congress] = sorted(filter(None, keys))


@cache
def scoped_models():
    """Models whose rows belong to the congress in scope: outside a scope they cannot be read."""
    found = []
    for model in apps.get_models():
        try:
            model.objects.count()
        except ScopeError:
            found.append(model)
    return found


def rows_of(congress, citizens=()):
    """A digest of every row of ``congress`` over all its tables, and of its citizens' data."""
    told = hashlib.sha256()
    with within(congress):
        for model in scoped_models():
            rows = model.objects.order_by("pk").values_list()
            told.update(repr([model.__name__, *map(_plain, rows)]).encode())
    for model in (Organ, Seat, Term, HostName):
        rows = model.objects.filter(congress=congress).order_by("pk").values_list()
        told.update(repr([model.__name__, *rows]).encode())
    for model, whose in ((Sealed, "user"), (Consent, "user"), (AccessLog, "subject")):
        rows = model.objects.filter(**{f"{whose}__in": citizens}).order_by("pk").values_list()
        told.update(repr([model.__name__, *map(_plain, rows)]).encode())
    return told.hexdigest()


def _plain(row):
    return tuple(bytes(one) if isinstance(one, memoryview) else one for one in row)


def strays(congress):
    """Rows of ``congress`` that point at a thing of another one, as words."""
    with within(congress):
        for model in scoped_models():
            for field in model._meta.concrete_fields:
                if field.many_to_one and field.name != "congress" and _owned(field.related_model):
                    away = model.objects.exclude(**{field.name: None})
                    away = away.exclude(**{f"{field.name}__congress": congress})
                    yield from (f"{model.__name__}.{field.name} of {one.pk}" for one in away)


def _owned(model):
    try:
        return model._meta.get_field("congress").many_to_one
    except FieldDoesNotExist:
        return False


@contextmanager
def watched():
    """Yield the set of tables written to meanwhile, visits aside."""
    written = set()

    def watch(execute, sql, params, many, context):
        if (found := _WRITES.match(sql)) and not found[1].startswith(VISITS):
            written.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written


def requests(world):
    """Every request that is right in 云溪: ``[(client, method, route, address, values)]``."""
    found = []
    for name, route in addresses().items():
        filled = world.fill(name, route)
        for method in ("get", "post"):
            found.append((None, method, route, filled, {}))
    with within(world.county):
        for place in PLACES:
            visitor, address, right = place.ready(world)
            there = address.lstrip("/")
            found += [(visitor.client, place.method, there, there, right)] * 5
    questions = {"to": world.lin.pk, "place": world.place.pk, "area": world.street.pk}
    questions |= {"voice": world.private.docket.code, "number": world.private.docket.code}
    questions |= {"q": "公交", "after": "1", "before": "1", "at": world.private.docket.code}
    for page in ("find/", "voices/new/", "desk/", "desk/take-up/", "desk/reveal/", "track/"):
        found.append((None, "get", page, page, questions))
    for page in ("search/", "suggestions/", "desk/voices/", "desk/suggestions/"):
        found.append((None, "get", page, page, questions))
    more = {"key": str(uuid4()), "stop": "", "support": "", "find": "", "next": "/", "consent": "1"}
    more |= {"voices": "", "offered": "", "mandate": world.zhou.pk, "lead": world.transport.pk}
    return [
        (client, method, route, filled, values if method == "get" else more | values)
        for client, method, route, filled, values in found
    ]


def mutate(dice, keys, route, filled, values):
    """Return address and values with one to three slots holding another tenant's key."""
    values = dict(values)
    slots = list(values)
    path = filled
    parts = [
        number for number, part in enumerate(filled.split("/")) if _is_key(route, part, number)
    ]
    if parts and (not slots or dice.random() < 0.5):
        pieces = filled.split("/")
        pieces[dice.choice(parts)] = dice.choice(keys)
        path = "/".join(pieces)
    for name in dice.sample(slots, min(len(slots), dice.randint(1, 3))):
        value = dice.choice(keys)
        values[name] = [value] if isinstance(values[name], list) else value
    if not slots and not parts:
        values[dice.choice(["to", "key", "voice", "code", "place", "q"])] = dice.choice(keys)
    return f"{HERE}/{path}", values


def _is_key(route, part, number):
    pieces = route.split("/")
    named = number < len(pieces) and bool(_SLOT.fullmatch(pieces[number]))
    return named or bool(re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}|[0-9a-f-]{36}", part))


def run(count, seed=20261124):
    """Try ``count`` mutations; return what went wrong, as lines, and how many wrote something."""
    dice, world = random.Random(seed), Tenants()
    right = requests(world)
    others = list(world.keys)
    before = {one: rows_of(one, world.citizens[one]) for one in others}
    assert not list(strays(world.county)), "the starting point already points outside"
    clients = [Visitor(person).client for person in world.people]
    wrong, wrote = [], 0
    for number in track(range(count), label="mutations", total=count):
        congress = dice.choice(others)
        owner, method, route, filled, values = dice.choice(right)
        address, changed = mutate(dice, world.keys[congress], route, filled, values)
        client = owner if owner and dice.random() < 0.8 else dice.choice(clients)
        client.raise_request_exception = False
        with undone(client), watched() as written:
            answer = getattr(client, method)(address, changed, **OWN)
            body = b"".join(answer) if answer.streaming else answer.content
            told = f"{number}: {method} {address} {changed} {answer.status_code}"
            if answer.status_code >= 500 and "/-/ready" not in address:
                wrong.append(f"failure {told}")
            if CANARY.encode() in body:
                wrong.append(f"read {told}")
            if written:
                wrote += 1
                now = {one: rows_of(one, world.citizens[one]) for one in others}
                touched = [one for one in others if now[one] != before[one]]
                wrong += [f"wrote into {one.slug} {told}" for one in touched]
                wrong += [f"points outside ({one}) {told}" for one in strays(world.county)]
    return wrong, wrote
