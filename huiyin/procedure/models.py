from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Congress, Organ
from huiyin.congresses.scope import Scoped
from huiyin.notices.registry import sentence_of
from huiyin.procedure.registry import of, sentence_kind


class Docket(models.Model):
    """The case file: where a case stands, who holds it, when it is due.

    ``code`` is the receipt number: whoever has it may follow the case. ``number`` is the
    statutory number, given once and never again. ``due_on`` repeats the earliest running
    deadline so that a desk can be ordered by danger.
    """

    congress = models.ForeignKey(Congress, models.PROTECT)
    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=14, unique=True)
    number = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=20)
    holder_organ = models.ForeignKey(Organ, models.PROTECT, null=True)
    holder_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="held_dockets"
    )
    due_on = models.DateField(null=True)
    public = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    #: True from ``open_docket`` to the first step, within one act. Not a column.
    is_new = False

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "kind", "number"],
                condition=~Q(number=""),
                name="a_number_is_given_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["holder_organ", "due_on"], condition=Q(closed_at=None), name="docket_desk"
            ),
            models.Index(
                fields=["holder_user", "due_on"], condition=Q(closed_at=None), name="docket_mine"
            ),
            models.Index(
                fields=["congress", "kind", "-opened_at"],
                condition=Q(public=True),
                name="docket_public",
            ),
            models.Index(fields=["congress", "kind", "state", "-opened_at"], name="docket_state"),
            models.Index(
                fields=["congress", "kind", "due_on", "id"],
                condition=Q(closed_at=None),
                name="docket_due",
            ),
        ]

    def __str__(self):
        return self.title


class DeadlineQuerySet(models.QuerySet):
    def running(self):
        return self.filter(met_on=None, void_on=None)

    def overdue(self, today):
        return self.running().filter(due_on__lt=today)


class Deadline(models.Model):
    """One statutory clock of one case, under the article and profile it was started under.

    ``words`` is the arithmetic said in words, by language; an amendment of the law never
    rewrites it. ``met_on`` stops it; ``void_on`` ends it without its having been met.
    """

    docket = models.ForeignKey(Docket, models.CASCADE, related_name="deadlines")
    name = models.CharField(max_length=30)
    started_on = models.DateField()
    due_on = models.DateField()
    met_on = models.DateField(null=True)
    void_on = models.DateField(null=True)
    source = models.CharField(max_length=200)
    source_en = models.CharField(max_length=200)
    profile = models.CharField(max_length=60)
    words = models.JSONField()
    provisional = models.BooleanField(default=False)

    objects = Scoped("docket__congress", DeadlineQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("started_on")), name="deadline_is_not_before_its_start"
            ),
            models.UniqueConstraint(
                fields=["docket", "name"],
                condition=Q(met_on=None, void_on=None),
                name="one_running_clock_per_name",
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.due_on}"

    @property
    def said(self):
        """The arithmetic in the reader's language."""
        return self.words["en" if (get_language() or "").startswith("en") else "zh"]

    @property
    def cited(self):
        """The article or custom it was started under, in the reader's language."""
        return self.source_en if (get_language() or "").startswith("en") else self.source

    @property
    def late(self):
        """Met after its day. An extension never erases this."""
        return bool(self.met_on and self.met_on > self.due_on)


class Move(models.Model):
    """A line in the case's history. Written once, never changed.

    ``facts`` are what the sentence of the step needs; never personal data. They may be erased
    together with the salt: the leaf stays valid, and the step is only named.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    docket = models.ForeignKey(Docket, models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=30)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    role = models.CharField(max_length=30)
    at = models.DateTimeField()
    law = models.CharField(max_length=100)
    facts = models.JSONField(default=dict)
    salt = models.BinaryField()

    objects = Scoped("docket__congress")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.docket_id} {self.verb}"

    @property
    def erased(self):
        return not self.facts and not bytes(self.salt)

    def said(self, kind, **instead):
        """What happened, in the reader's language. ``kind`` is that of the docket.

        ``instead``  stands in for facts that the reader may not know
        """
        if self.erased:
            return str(of(kind).procedure.step(self.verb, self.source).label)
        facts = {"title": self.docket.title, **self.facts, **instead}
        return sentence_of(sentence_kind(kind, self.verb, self.source), facts)


class Link(models.Model):
    """One case grew out of another: a message became part of a suggestion."""

    source = models.ForeignKey(Docket, models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Docket, models.PROTECT, related_name="links_in")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()

    objects = Scoped("target__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="one_link_of_a_kind")
        ]

    def __str__(self):
        return f"{self.source_id} {self.kind} {self.target_id}"


class Party(models.Model):
    """A person concerned by a case, who is told of every step."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("提出人")
        SUPPORTER = "supporter", _("同样关心的人")
        DEPUTY = "deputy", _("代表")
        COSIGNER = "cosigner", _("附议代表")
        FOLLOWER = "follower", _("关注的人")

    docket = models.ForeignKey(Docket, models.CASCADE, related_name="parties")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="concerns")
    role = models.CharField(max_length=10, choices=Role)
    since = models.DateTimeField()

    objects = Scoped("docket__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["docket", "user"], name="one_part_in_a_case")
        ]

    def __str__(self):
        return f"{self.user_id} {self.role} {self.docket_id}"


class Series(models.Model):
    """The last number given in one series; a number is never given again."""

    congress = models.ForeignKey(Congress, models.PROTECT)
    name = models.CharField(max_length=60)
    last = models.PositiveIntegerField(default=0)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["congress", "name"], name="one_series_per_name")
        ]

    def __str__(self):
        return f"{self.name} {self.last}"
