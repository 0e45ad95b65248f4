"""The people of a load test, made before it through the services; run as a process of its own.

    python -m bench.crowd CITIZENS PUBLIC      prints one JSON object

A county with deputies, citizens with a verified phone and a name in the vault who are signed in,
and public messages with which new ones are compared.
"""

import json
import sys
from datetime import date, timedelta

DEPUTIES = 12
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"


def county():
    """Found the county that the loopback address speaks for, with a clerk; return both."""
    from huiyin.accounts.models import User
    from huiyin.congresses.models import Organ, Seat
    from huiyin.congresses.services import found, give_host, lay_out, organ, seat

    area = lay_out("990199", "万言县", kind="county", parent=None, valid_from=date(2020, 1, 1))
    congress = found(area, name="万言县人民代表大会", slug="wanyan", level=4, direct=True)
    give_host(congress, "127.0.0.1")
    clerk = User.objects.create_user("clerk", label="卢经办", kind=User.Kind.OFFICIAL)
    seat(clerk, organ(congress, Organ.Kind.DEPUTY_AFFAIRS, "代表工作委员会"), Seat.Role.CLERK)
    return congress, clerk


def deputies(congress, clerk, at):
    """Seat deputies who have accounts of their own and return their mandates."""
    from huiyin.accounts.models import User
    from huiyin.congresses.models import Term
    from huiyin.deputies.models import Person
    from huiyin.deputies.services import seat_deputy

    began = at.date() - timedelta(days=1000)
    term = Term.objects.create(
        congress=congress, number=18, starts_on=began, ends_on=began + timedelta(days=1826)
    )
    mandates = []
    for number in range(DEPUTIES):
        name = f"{SURNAMES[number % len(SURNAMES)]}代表{number}"
        user = User.objects.create_user(f"d-{number}", label=name, kind=User.Kind.OFFICIAL)
        person = Person.objects.create(user=user, name=name, gender="女", ethnicity="汉族")
        mandates.append(seat_deputy(congress=congress, person=person, term=term, by=clerk, at=at))
    return mandates


def citizens(count, at):
    """Make people known by phone and name, who agreed to the use of their data."""
    from huiyin.accounts.phone import citizen_of
    from huiyin.accounts.services import give_consent

    people = []
    for number in range(count):
        name = f"{SURNAMES[number % len(SURNAMES)]}居民{number}"
        people.append(citizen_of(f"139{number:08d}", name=name, at=at))
        give_consent(people[-1], "voice", at=at)
    return people


def speak(mandates, people, clerk, count, at):
    """Send messages of long ago and make them public, so that new ones are compared with them."""
    from bench.messages import messages
    from huiyin.contributions.models import Contribution, Ground
    from huiyin.contributions.services import decide
    from huiyin.voices.services import put_in_index, send
    from huiyin.voices.wording import title_of

    for message in messages(count, seed="public"):
        voice = send(
            author=people[message.number % len(people)],
            mandate=mandates[message.number % len(mandates)],
            title=title_of(message.body),
            body=message.body,
            at=at,
            key=message.key,
        )
        decide(voice.words, Contribution.Visibility.PUBLIC, ground=Ground.FIT, by=clerk, at=at)
        put_in_index(voice)


def sessions(people):
    """Sign everybody in and return the values of their session cookies."""
    from django.conf import settings
    from django.test import Client

    kept = []
    for person in people:
        client = Client()
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        kept.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return kept


def main(count, public):
    import django

    django.setup()
    from django.conf import settings
    from django.utils.timezone import now

    from huiyin.congresses.scope import within

    at = now()
    congress, clerk = county()
    with within(congress):
        mandates = deputies(congress, clerk, at)
        people = citizens(count, at)
        speak(mandates, people, clerk, public, at)
    facts = {
        "mandates": [mandate.pk for mandate in mandates],
        "sessions": sessions(people),
        "session_cookie": settings.SESSION_COOKIE_NAME,
    }
    print(json.dumps(facts))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
