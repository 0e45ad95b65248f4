from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.scope import Scoped
from huiyin.contributions.models import Contribution
from huiyin.deputies.models import Place
from huiyin.suggestions.models.suggestion import Suggestion


class Consultation(models.Model):
    """A deputy asks the people before writing (征询): what, whom, and until when.

    ``text`` is published only after a review. The newest one of a suggestion counts.
    ``response`` is what the deputy says to everybody about what became of the opinions; it is
    public after a review, as the opinions are.
    """

    class Audience(models.TextChoices):
        DISTRICT = "district", _("本选区群众")
        UNIT = "unit", _("选举单位所在地群众")
        EVERYONE = "everyone", _("所有人")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="consultations")
    title = models.CharField(max_length=200, default="")
    text = models.TextField()
    audience = models.CharField(max_length=8, choices=Audience)
    ends_on = models.DateField()
    asked_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    refusal = models.CharField(max_length=500, blank=True)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    response = models.OneToOneField(
        Contribution, models.PROTECT, null=True, related_name="consultation"
    )

    objects = Scoped("suggestion__congress")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion"],
                condition=Q(ended_at=None, refusal=""),
                name="one_consultation_at_a_time",
            )
        ]

    def __str__(self):
        return f"{self.suggestion_id} {self.ends_on}"

    @property
    def shown_response(self):
        """What everybody may read of the deputy's response: its words, or None."""
        public = Contribution.Visibility.PUBLIC
        return self.response if self.response and self.response.visibility == public else None


class Opinion(models.Model):
    """What somebody answered, one each. Amended, the earlier words are kept beside the new ones.

    ``used``         the deputy took it into the draft
    ``replaced_at``  when its author put other words in its place; None for what counts
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="opinions")
    words = models.OneToOneField(Contribution, models.PROTECT, related_name="opinion")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    used = models.BooleanField(default=False)
    replaced_at = models.DateTimeField(null=True)

    objects = Scoped("consultation__suggestion__congress")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "author"],
                condition=Q(replaced_at=None),
                name="one_opinion_of_a_person",
            )
        ]

    def __str__(self):
        return f"{self.consultation_id} {self.words_id}"


class Photo(models.Model):
    """A photograph in a deputy's text, without what a camera writes into it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="photos")
    file = models.FileField(upload_to="photos/")
    caption = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = Scoped("suggestion__congress")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "sha256"], name="a_photo_stands_once")
        ]

    def __str__(self):
        return self.caption
