"""Entering a whole roll of deputies: the term, the registrar, and one mandate for each row."""

from collections import Counter
from datetime import date, timedelta
from itertools import islice
from uuid import uuid4

from django.db import transaction

from huiyin.accounts.models import User
from huiyin.congresses.models import Congress, Organ, Seat, Term
from huiyin.congresses.queries import deputy_affairs
from huiyin.congresses.services import organ, seat
from huiyin.deputies.models import District, Mandate, Person
from huiyin.deputies.services import Unelectable, seat_deputy
from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance

#: Years of a term. Law: 宪法 (2018) arts. 60, 98.
TERM_YEARS = 5
#: Rows stored in one transaction: enough to be quick, few enough to lose little.
BATCH = 100
IMPORTER = "数据导入"


class NoTerm(ValueError):
    """Which term is meant cannot be known; the message says what to add."""


def registrar_of(congress, report):
    """Return the account that stands for imports in the organ that serves deputies.

    Organ and account are made if they are missing, and that is said; nobody can sign in to it.
    """
    office = deputy_affairs(congress)
    if office is None:
        kind, name = Organ.Kind.PRESIDIUM, "主席团"
        if congress.has_standing_committee:
            kind, name = Organ.Kind.DEPUTY_AFFAIRS, "代表工作委员会"
        office = organ(congress, kind, name)
        report.note(f"{office} of {congress.name} was missing and is made")
    username = f"import-{congress.slug}"
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User.objects.create_user(
            username, label=IMPORTER, kind=User.Kind.OFFICIAL, is_active=False
        )
        report.note(f"account {username} ({IMPORTER}) is made, without any way to sign in")
    seat(user, office, Seat.Role.RECEIVER)
    return user


def term_of(congress, report, *, today, number=None, starts=None, ends=None):
    """Return the term a roll belongs to, made if it is new.

    Without ``number`` it is the term of today. Raises ``NoTerm`` if there are terms but none
    of today, or if the days given are not those stored.
    """
    known = {term.number: term for term in congress.terms.all()}
    if number is None:
        current = [term for term in known.values() if term.starts_on <= today <= term.ends_on]
        if current:
            return current[0]
        if known:
            raise NoTerm(f"no term of {congress.name} runs today; name one with --term")
    if number in known:
        return _same(known[number], starts, ends)
    starts = starts or date(today.year, 1, 1)
    ends = ends or date(starts.year + TERM_YEARS, starts.month, 1) - timedelta(days=1)
    if ends <= starts:
        raise NoTerm("the term ends before it starts")
    term = Term.objects.create(
        congress=congress, number=number or 1, starts_on=starts, ends_on=ends
    )
    report.note(f"term {term.number} is made, {starts:%F} to {ends:%F}: correct it if it is wrong")
    return term


def _same(term, starts, ends):
    if (starts or term.starts_on, ends or term.ends_on) != (term.starts_on, term.ends_on):
        raise NoTerm(f"term {term.number} is known from {term.starts_on:%F} to {term.ends_on:%F}")
    return term


class Enrolment:
    """Seats the people of one roll in one congress and term, who are not there yet."""

    def __init__(self, congress, term, *, by, at, ended, report):
        self.congress, self.term, self.by, self.at = congress, term, by, at
        self.ended, self.report = ended, report
        self.cards, self.before, self.met = {}, Counter(), Counter()
        self.units = self._units()
        self.districts = {district.name: district for district in term.districts.all()}
        mandates = Mandate.objects.filter(term=term).select_related("person", "district")
        for mandate in mandates:
            self._remember(mandate)

    def enrol(self, rows):
        """Seat every row of an iterable, a batch in a transaction."""
        rows = iter(rows)
        while batch := list(islice(rows, BATCH)):
            with recorded():  # one lock of the record for a batch, not three for a deputy
                for row in batch:
                    self._take(row)

    def _units(self):
        """The congresses below, by place: those that may have elected. None for voters."""
        if self.congress.direct:
            return {}
        below = list(Congress.objects.filter(parent=self.congress).select_related("area"))
        times = Counter(congress.area.name for congress in below)
        return {each.area.name: each for each in below if times[each.area.name] == 1}

    def _remember(self, mandate):
        if mandate.card_number:
            self.cards[mandate.card_number] = mandate.person.name
        person = mandate.person
        where = mandate.district.name if mandate.district else mandate.delegation
        self.before[(person.name, person.gender, person.ethnicity, where)] += 1

    def _is_there(self, row):
        """Whether this very person has been entered before."""
        if row.card:
            return self.cards.get(row.card) == row.name
        alike = (row.name, row.gender, row.ethnicity, self._where(row))
        self.met[alike] += 1
        return self.met[alike] <= self.before[alike]

    def _where(self, row):
        if self.congress.direct:
            return row.district or row.delegation
        return (row.delegation or row.district)[:60]

    def _take(self, row):
        if self._is_there(row):
            self.report.known += 1
        elif row.card in self.cards:
            self.report.refuse(row.number, row, f"this is the number of {self.cards[row.card]}")
        else:
            try:
                with transaction.atomic():
                    self._seat(row)
            except Unelectable as error:
                self.report.refuse(row.number, row, str(error))
            else:
                self.report.taken += 1

    def _seat(self, row):
        mandate = seat_deputy(
            congress=self.congress,
            person=self._person(row),
            term=self.term,
            by=self.by,
            at=self.at,
            card_number=row.card,
            occupation=row.occupation,
            **self._seat_facts(row),
        )
        if self.ended:
            advance(mandate, "expire", by=None, at=self.at)

    def _person(self, row):
        name = f"d-{self.congress.slug}-{self.term.number}-{row.card or uuid4().hex[:12]}"
        user = User.objects.create_user(
            name, label=row.name, kind=User.Kind.OFFICIAL, level=User.Level.REAL_NAME
        )
        return Person.objects.create(
            user=user,
            name=row.name,
            name_en=row.name_en,
            gender=row.gender,
            ethnicity=row.ethnicity,
        )

    def _seat_facts(self, row):
        if not self.congress.direct:
            where = self._where(row)
            return {"delegation": where, "electoral_unit": self.units.get(where)}
        facts = {"delegation": row.delegation}
        if row.district:
            facts["district"] = self._district(row.district)
        return facts

    def _district(self, name):
        if name not in self.districts:
            self.districts[name] = District.objects.create(
                congress=self.congress, term=self.term, name=name
            )
            self.report.note(f"electoral district made: {name}; give it its places")
        return self.districts[name]
