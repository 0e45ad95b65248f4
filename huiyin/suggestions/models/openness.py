from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.scope import Scoped
from huiyin.contributions.models import Contribution
from huiyin.deputies.models import Mandate
from huiyin.suggestions.models.handling import Reply
from huiyin.suggestions.models.suggestion import Suggestion


class Served(models.Model):
    """A reply was given to one of the joint deputies; the lead deputy always has it.

    ``relayed``  through the lead deputy, where the rules let the lead pass it on
    """

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="served")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    relayed = models.BooleanField(default=False)
    at = models.DateTimeField()

    objects = Scoped("reply__suggestion__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reply", "mandate"], name="a_reply_is_served_once")
        ]

    def __str__(self):
        return f"{self.reply_id} {self.mandate_id}"


class PublicText(models.Model):
    """What the public reads of a text or of a reply after the office's review.

    A redacted copy is an artefact of its own beside the original, which stays as it was.
    ``words`` is the redacted text; None where the original is shown, or nothing. The newest
    review of a text counts. Law: 保密法 (2024) art. 35; 个人信息保护法 arts. 13, 25.
    """

    class Openness(models.TextChoices):
        FULL = "full", _("公开全文")
        REDACTED = "redacted", _("公开删减本")
        NONE = "none", _("不公开")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="public_texts")
    reply = models.ForeignKey(Reply, models.CASCADE, null=True, related_name="public_texts")
    openness = models.CharField(max_length=8, choices=Openness)
    reason = models.CharField(max_length=300, blank=True)
    words = models.OneToOneField(
        Contribution, models.PROTECT, null=True, related_name="redacted_copy"
    )
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = Scoped("suggestion__congress")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(openness="full") | ~Q(reason=""), name="what_is_left_out_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(openness="redacted", words__isnull=False)
                | (~Q(openness="redacted") & Q(words=None)),
                name="a_redacted_copy_has_words",
            ),
        ]

    def __str__(self):
        return f"{self.suggestion_id} {self.openness}"
