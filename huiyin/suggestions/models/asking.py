from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Organ
from huiyin.congresses.scope import Scoped
from huiyin.suggestions.models.suggestion import Suggestion


class Return(models.Model):
    """A unit says that an item is not its business (申请退回), and what the assigner decided.

    ``accepted`` is None while it is undecided. A unit never hands an item on by itself.
    """

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="returns")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    basis = models.CharField(max_length=200)
    proposed_unit = models.CharField(max_length=100, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = Scoped("suggestion__congress")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion"], condition=Q(accepted=None), name="one_return_asked_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.organ} {self.suggestion_id}"


class Extension(models.Model):
    """More time for the reply: asked for, with its ground, and decided; once for an item.

    ``planned_on``  the day by which the unit means to answer, within the longest lawful term; once
                    granted, the day the reply is due.
    Law: 代表法 (2025) art. 51.
    """

    class Ground(models.TextChoices):
        WIDE = "wide", _("涉及面广")
        HARD = "hard", _("处理难度大")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="extensions")
    ground = models.CharField(max_length=5, choices=Ground)
    reason = models.CharField(max_length=500)
    planned_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = Scoped("suggestion__congress")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion"],
                condition=Q(granted=None),
                name="one_extension_asked_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["suggestion"], condition=Q(granted=True), name="extended_once"
            ),
        ]

    def __str__(self):
        return f"{self.ground} {self.suggestion_id}"


class Coordination(models.Model):
    """What the office did about a dispute: who met, when, and what came of it."""

    class Mode(models.TextChoices):
        MEETING = "meeting", _("当面沟通会")
        EXPERTS = "expert_evaluation", _("专家评估")
        SUPERIOR = "superior", _("提请上级机关")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="coordinations")
    mode = models.CharField(max_length=20, choices=Mode)
    held_on = models.DateField()
    people = models.CharField(max_length=200)
    content = models.CharField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    objects = Scoped("suggestion__congress")

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self):
        return f"{self.held_on} {self.mode}"
