from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Organ
from huiyin.congresses.scope import Scoped
from huiyin.contributions.models import Contribution
from huiyin.suggestions.models.suggestion import Suggestion


class AssignmentQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)


class Assignment(models.Model):
    """One unit's part in handling a suggestion. ``part`` says what of it is theirs.

    ``ended_at``  when it was returned, or given to another; kept for the record
    """

    class Role(models.TextChoices):
        LEAD = "lead", _("主办")
        CO = "co", _("会办")
        OFFICE = "office", _("转办")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="assignments")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=6, choices=Role)
    part = models.CharField(max_length=300)
    assigned_at = models.DateTimeField()
    opinion = models.OneToOneField(
        Contribution, models.PROTECT, null=True, related_name="co_opinion"
    )

    ended_at = models.DateTimeField(null=True)

    objects = Scoped("suggestion__congress", AssignmentQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "organ"],
                condition=Q(ended_at=None),
                name="one_part_of_a_unit_in_a_suggestion",
            ),
            models.UniqueConstraint(
                fields=["suggestion"],
                condition=Q(role="lead", ended_at=None),
                name="exactly_one_lead_unit",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organ", "suggestion"],
                condition=Q(ended_at=None),
                name="assignment_of_a_unit",
            )
        ]

    def __str__(self):
        return f"{self.organ} {self.role}"


class Contact(models.Model):
    """The unit talked with the deputy. Law: 代表法 (2025) art. 51.

    ``place``, ``people`` and ``view`` (what the deputy said to it) make it a record of a reply
    given face to face (当面答复记录).
    """

    class Mode(models.TextChoices):
        VISIT = "visit", _("走访")
        MEETING = "meeting", _("座谈")
        FACE = "face", _("面商")
        PHONE = "phone", _("电话")
        ONLINE = "online", _("网络")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="contacts")
    organ = models.ForeignKey(Organ, models.PROTECT)
    mode = models.CharField(max_length=10, choices=Mode)
    note = models.CharField(max_length=500)
    held_on = models.DateField()
    place = models.CharField(max_length=100, blank=True)
    people = models.CharField(max_length=200, blank=True)
    view = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    objects = Scoped("suggestion__congress")

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self):
        return f"{self.held_on} {self.mode}"


class Reply(models.Model):
    """A unit's written answer, one for each round. ``words`` is what was signed and issued."""

    class Openness(models.TextChoices):
        OPEN = "open", _("公开")
        CLOSED = "closed", _("不予公开")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="replies")
    round = models.PositiveSmallIntegerField()
    organ = models.ForeignKey(Organ, models.PROTECT)
    reply_class = models.CharField(max_length=20)
    canonical = models.CharField(max_length=12)
    body = models.TextField()
    openness = models.CharField(max_length=6, choices=Openness, default=Openness.OPEN)
    closed_reason = models.CharField(max_length=200, blank=True)
    contact_name = models.CharField(max_length=40)
    contact_phone = models.CharField(max_length=40)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafted_replies"
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="issued_replies"
    )
    issued_at = models.DateTimeField(null=True)
    secrecy_reviewed = models.CharField(max_length=60, blank=True)
    words = models.OneToOneField(
        Contribution, models.PROTECT, null=True, related_name="issued_reply"
    )

    objects = Scoped("suggestion__congress")

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "round"], name="one_reply_a_round")
        ]

    def __str__(self):
        return f"{self.suggestion_id} {self.round}"


class Commitment(models.Model):
    """A promise in a reply, with its day.

    ``judged``      the deputy's judgement of what became of it
    ``rechecked_at`` when the office saw for itself (回头看)
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("落实中")
        KEPT = "kept", _("已落实")
        NOT_KEPT = "not_kept", _("未能落实，已说明")

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="commitments")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    evidence = models.CharField(max_length=500, blank=True)
    reported_at = models.DateTimeField(null=True)
    judged = models.CharField(max_length=12, blank=True)
    judged_reason = models.CharField(max_length=500, blank=True)
    judged_at = models.DateTimeField(null=True)
    rechecked_at = models.DateTimeField(null=True)

    objects = Scoped("reply__suggestion__congress")

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.text


class Progress(models.Model):
    """A line of a promise's ledger (承诺事项台账): how far it has come. Never changed."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="progress")
    note = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    objects = Scoped("commitment__reply__suggestion__congress")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.note


class Rating(models.Model):
    """The deputy's judgement of one reply; written once, never changed."""

    class Value(models.TextChoices):
        SATISFIED = "satisfied", _("满意")
        BASICALLY = "basically", _("基本满意")
        DISSATISFIED = "dissatisfied", _("不满意")

    reply = models.OneToOneField(Reply, models.PROTECT, related_name="rating")
    attitude = models.CharField(max_length=12, choices=Value)
    result = models.CharField(max_length=12, choices=Value)
    reason = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    objects = Scoped("reply__suggestion__congress")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~(Q(attitude="dissatisfied") | Q(result="dissatisfied")) | ~Q(reason=""),
                name="dissatisfaction_has_a_reason",
            )
        ]

    def __str__(self):
        return f"{self.attitude}/{self.result}"
