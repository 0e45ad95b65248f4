from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Area, Congress, Seat, Term
from huiyin.congresses.queries import AT_WORK
from huiyin.congresses.scope import Scoped
from huiyin.deputies.procedure import State
from huiyin.procedure.models import Docket


class Place(models.Model):
    """A housing estate, village, road or workplace that people know by name."""

    class Kind(models.TextChoices):
        ESTATE = "estate", _("小区")
        VILLAGE = "village", _("村")
        ROAD = "road", _("道路")
        WORKPLACE = "workplace", _("单位")

    area = models.ForeignKey(Area, models.PROTECT, related_name="places")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="one_place_per_name")]

    def __str__(self):
        return f"{self.area.name} {self.name}"


class District(models.Model):
    """An electoral district (选区). Drawn anew for every term. Law: 选举法 (2020) art. 25."""

    congress = models.ForeignKey(Congress, models.PROTECT)
    term = models.ForeignKey(Term, models.PROTECT, related_name="districts")
    name = models.CharField(max_length=100)
    places = models.ManyToManyField(Place, related_name="districts")

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "name"], name="one_district_per_name")
        ]

    def __str__(self):
        return self.name


class Person(models.Model):
    """Somebody elected, once or several times. Only what is public anyway."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="person"
    )
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100, blank=True)
    gender = models.CharField(max_length=1, blank=True)
    ethnicity = models.CharField(max_length=20, blank=True)

    def __str__(self):
        return self.name

    @property
    def shown(self):
        english = (get_language() or "").startswith("en")
        return self.name_en if english and self.name_en else self.name

    @property
    def annotation(self):
        """As official lists add it: （女，回族）; nothing for a man of Han ethnicity."""
        parts = [_("女") if self.gender == "女" else ""]
        parts.append("" if self.ethnicity in ("", "汉族") else self.ethnicity)
        said = "，".join(str(part) for part in parts if part)
        return f"（{said}）" if said else ""


class MandateQuerySet(models.QuerySet):
    def active(self):
        return self.filter(docket__state=State.ACTIVE)

    def shown(self):
        """With all a card of a deputy needs."""
        return self.select_related(
            "person",
            "docket",
            "congress__area",
            "district",
            "electoral_unit__area",
            "station",
        )


class Station(models.Model):
    """A deputies' liaison station: where voters are received. Law: 地方组织法 (2022) art. 60."""

    congress = models.ForeignKey(Congress, models.PROTECT)
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["congress", "name"], name="one_station_per_name")
        ]

    def __str__(self):
        return self.name


class Mandate(models.Model):
    """One person's seat in one congress for one term. Where it stands is in ``docket``.

    Directly elected deputies have a ``district``, the others an ``electoral_unit`` (the
    congress that elected them, or ``delegation`` where it is none of ours).
    """

    congress = models.ForeignKey(Congress, models.PROTECT)
    docket = models.OneToOneField(Docket, models.PROTECT, related_name="mandate")
    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates")
    term = models.ForeignKey(Term, models.PROTECT, related_name="mandates")
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    electoral_unit = models.ForeignKey(
        Congress, models.PROTECT, null=True, blank=True, related_name="elected"
    )
    delegation = models.CharField(max_length=60, blank=True)
    card_number = models.CharField(max_length=30, blank=True)
    occupation = models.CharField(max_length=100, blank=True)
    says = models.CharField(max_length=200, blank=True)
    station = models.ForeignKey(
        Station, models.PROTECT, null=True, blank=True, related_name="deputies"
    )

    objects = Scoped(queryset=MandateQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(district=None) | Q(electoral_unit=None),
                name="elected_by_voters_or_by_a_congress",
            ),
            models.UniqueConstraint(
                fields=["term", "card_number"],
                condition=~Q(card_number=""),
                name="one_deputy_per_card",
            ),
        ]

    def __str__(self):
        return self.person.name

    @property
    def seat(self):
        """Where the seat comes from: the district, or the unit that elected."""
        if self.district:
            return self.district.name
        if self.electoral_unit:
            return self.electoral_unit.place
        return self.delegation


class Group(models.Model):
    """A deputies' group (代表小组). Law: 代表法 (2025) arts. 26–27."""

    congress = models.ForeignKey(Congress, models.PROTECT)
    name = models.CharField(max_length=100)
    members = models.ManyToManyField(Mandate, related_name="groups")

    objects = Scoped()

    def __str__(self):
        return self.name


class AssistantQuerySet(models.QuerySet):
    def current(self):
        """Those in force, of deputies in office; nobody who works by now where what deputies
        raise is taken in or answered: they would stand on both sides of one matter."""
        seats = Seat.objects.filter(
            user=OuterRef("user"), congress=OuterRef("mandate__congress"), organ__kind__in=AT_WORK
        )
        return self.filter(~Exists(seats), until=None, mandate__docket__state=State.ACTIVE)


class Assistant(models.Model):
    """Somebody a deputy lets write drafts for them. They never sign, submit, rate or withdraw.

    ``until``  when the deputy ended it; None while it lasts
    """

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="assistants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assists")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = Scoped("mandate__congress", AssistantQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "user"],
                condition=Q(until=None),
                name="one_assistant_in_force_per_deputy",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="an_assistant_ends_after_the_start",
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.mandate_id}"
