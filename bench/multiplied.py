"""The demonstration over again: more deputies, messages and suggestions, through the services."""

from dataclasses import replace
from datetime import timedelta

TIMES = 10


def multiply(times=TIMES):
    """Let the same things be said and done again under other titles, ``times`` as much in all."""
    from django.utils.timezone import now

    from huiyin.accounts.models import User
    from huiyin.congresses.models import Congress
    from huiyin.congresses.scope import within
    from huiyin.desk import demo
    from huiyin.kit.stories import Clock, tell
    from huiyin.suggestions.demo import Case
    from huiyin.voices import demo as voices

    clock, people = Clock(), voices.citizens()
    moderator = User.objects.get(username="zhao")
    with within(Congress.objects.get(slug="yunxi")):
        colleagues(times)
        stories = []
        for round_ in range(2, times + 1):
            for ago, who, name, title, body, public, following in voices.TALKS:
                row = (ago, who, name, f"{title}（{round_}）", body, public, following)
                stories.append(voices.talk(clock, people, moderator, row))
            for row in demo.CASES:
                case = Case(*row)
                stories.append(replace(case, title=f"{case.title}（{round_}）").story(clock))
        for _ in tell(stories, until=now()):
            pass


def colleagues(times):
    """Seat ``times`` as many deputies as there are."""
    from django.utils.timezone import now

    from huiyin.accounts.models import User
    from huiyin.deputies.models import Mandate, Person
    from huiyin.deputies.services import seat_deputy

    clerk, at = User.objects.get(username="zhao"), now() - timedelta(days=300)
    for mandate in list(Mandate.objects.active().select_related("person", "term", "district")):
        for number in range(2, times + 1):
            person = Person.objects.create(
                name=f"{mandate.person.name}{number}", gender="男", ethnicity="汉族"
            )
            seat_deputy(
                congress=mandate.congress,
                person=person,
                term=mandate.term,
                by=clerk,
                at=at,
                district=mandate.district,
                station=mandate.station,
            )
