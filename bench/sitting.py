"""A national session's suggestions and bills, through the services from first line to the end.

    python -m bench.sitting world                lay out congress, organs and units
    python -m bench.sitting drive PART PARTS N   elect a share of the deputies, drive a share of N

What becomes of a suggestion depends on its number alone, so every run does the same.
"""

import csv
import json
import os
import random
import sys
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from scripts.server import ROOT

SHARED = Path(os.environ.get("BENCH_DATA", ROOT.parent / "shared/data"))
DEPUTIES, UNITS, BILLS = 2975, 213, 298
SEATED = int(os.environ.get("BENCH_DEPUTIES", DEPUTIES))
OPENS, CLOSES = date(2026, 3, 5), date(2026, 3, 12)
#: One in so many suggestions goes this way.
WAYS = {
    "decline": 97, "improve": 41, "withdraw": 83, "return": 16, "refuse": 89, "extend": 12,
    "redo": 23, "dispute": 101, "parts": 37, "carry": 47, "paper": 3,
}  # fmt: skip
#: One of so many has co-handling units, co-signers, a promise, an earlier one to be merged with.
CO, SIGNERS, PROMISE, MERGE = 3, 4, 6, 19


def at(day, hour=2):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def texts():
    """Return ``(titles and bodies of proposals, bodies of citizens' messages)``, real ones."""
    folder = SHARED / "cppcc_proposals_jiangsu2022/dev"
    lines = (folder / "proposals.jsonl").read_text(encoding="utf-8").splitlines()
    proposals = [(row["reason"], row["content"]) for row in map(json.loads, lines)]
    folder = SHARED / "citizen_messages_tipdm2020c/dev"
    messages = []
    for line in (folder / "labelled.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        messages.append(
            next(str(row[k]) for k in ("detail", "body", "content", "text") if k in row)
        )
    return proposals, messages


def deputies():
    """Return ``(name, gender, ethnicity, delegation)`` of 2,975 deputies, generated at the end."""
    path = SHARED / "npc_deputies_13th/dev/deputies.csv"
    with path.open(encoding="utf-8") as rows:
        real = [
            (row["name"], row["gender"], row["ethnicity"], row["delegation"])
            for row in csv.DictReader(rows)
        ][:DEPUTIES]
    some = random.Random(14)
    while len(real) < DEPUTIES:
        name, gender, ethnicity, delegation = some.choice(real[:1400])
        real.append(
            (f"{name[0]}{some.choice('明华国建文')}{len(real)}", gender, ethnicity, delegation)
        )
    return real


# -- The world -----------------------------------------------------------------------------


def person(name, **facts):
    from huiyin.accounts.models import User

    kind, level = User.Kind.OFFICIAL, User.Level.REAL_NAME
    return User.objects.create(
        username=name, label=facts.pop("label", name), kind=kind, level=level
    )


def world():
    from huiyin.congresses.models import Congress, Organ, Seat, Session, Term
    from huiyin.congresses.services import found, lay_out, organ, seat

    area = lay_out("86", "全国", kind="nation", parent=None, valid_from=date(2020, 1, 1))
    nation = found(
        area, name="全国人民代表大会", slug="npc", level=Congress.Level.NATION, direct=False,
        profile_key="npc",
    )  # fmt: skip
    term = Term.objects.create(
        congress=nation, number=14, starts_on=date(2023, 3, 5), ends_on=date(2028, 3, 4)
    )
    Session.objects.create(term=term, number=4, starts_on=OPENS, ends_on=CLOSES)
    kind, role = Organ.Kind, Seat.Role
    for made, name in (
        (kind.DEPUTY_AFFAIRS, "代表工作委员会"), (kind.SECRETARIAT, "大会秘书处"),
        (kind.STANDING_COMMITTEE, "常务委员会"), (kind.SPECIAL_COMMITTEE, "财政经济委员会"),
    ):  # fmt: skip
        seat(person(f"clerk-{made}", label=name), organ(nation, made, name), role.CLERK)
    for number in range(UNITS):
        unit = organ(nation, kind.HANDLING_UNIT, f"承办单位{number:03d}")
        for what in (role.RECEIVER, role.HANDLER, role.HEAD):
            seat(person(f"{what}-{number:03d}"), unit, what)


class Floor:
    """What one process drives: its share of the deputies, and everybody else by name."""

    def __init__(self, part, parts):
        from huiyin.accounts.models import User
        from huiyin.congresses.models import Congress, Organ, Term

        self.congress = Congress.objects.get(slug="npc")
        self.term = Term.objects.get(congress=self.congress)
        self.users = {user.username: user for user in User.objects.all()}
        self.office = self.users["clerk-deputy_affairs"]
        self.committee = Organ.objects.get(name="财政经济委员会")
        self.units = list(Organ.objects.filter(kind="handling_unit").order_by("name"))
        self.part, self.parts = part, parts
        self.done = Counter()

    def elect(self):
        """Enter this process's share of the results as a clerk does who has them in one list."""
        from huiyin.deputies.enrolment import Enrolment
        from huiyin.deputies.models import Mandate
        from huiyin.deputies.roll import Enrolled
        from huiyin.kit.reports import Report

        rows = [
            Enrolled(n, name, f"{n:04d}", gender=gender, ethnicity=ethnicity, delegation=delegation)
            for n, (name, gender, ethnicity, delegation) in enumerate(deputies()[:SEATED])
            if n % self.parts == self.part
        ]
        facts = {"by": self.office, "at": at(date(2023, 3, 5)), "ended": False}
        report = Report()
        Enrolment(self.congress, self.term, report=report, **facts).enrol(rows)
        mandates = Mandate.objects.filter(card_number__in=[row.card for row in rows])
        everything = ("person__user", "congress", "term", "docket__congress")
        self.deputies = list(mandates.select_related(*everything).order_by("card_number"))

    def of(self, role, unit):
        return self.users[f"{role}-{unit.name[-3:]}"]


def drive(part, parts, count):
    from bench import stories
    from huiyin.congresses.scope import within

    started, floor = time.perf_counter(), Floor(part, parts)
    with within(floor.congress):
        floor.elect()
        elected = time.perf_counter()
        stories.tell(floor, range(part, count, parts), *texts())
        told = time.perf_counter()
        bills = round(BILLS * count / 9235)
        floor.done["bills"] = stories.put_bills(floor, range(part, bills, parts))
    spent = {"elect_s": elected - started, "drive_s": told - elected}
    spent["bills_s"] = time.perf_counter() - told
    print(json.dumps({"done": floor.done, **spent}))


def main(what, *numbers):
    import django

    django.setup()
    if what == "world":
        return world()
    return drive(*map(int, numbers))


if __name__ == "__main__":
    main(*sys.argv[1:])


def later(day, days):
    return at(day + timedelta(days=days))
