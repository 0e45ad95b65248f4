from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Congress, Session, Term
from huiyin.congresses.scope import Scoped
from huiyin.contributions.models import Contribution
from huiyin.deputies.models import Mandate
from huiyin.procedure.models import Docket
from huiyin.suggestions.procedure import SUGGESTION


class SuggestionQuerySet(models.QuerySet):
    def shown(self):
        return self.select_related(
            "docket", "lead__person__user", "lead__docket", "congress__area", "term", "session"
        )


class Suggestion(models.Model):
    """A suggestion, criticism or opinion a deputy puts to their congress.

    Where it stands is in ``docket``; ``procedure.py`` says how it may move, and only the
    services move it. ``words`` holds the text as it was last submitted, word for word. ``key``
    is that of the form it was begun with: the same form begins nothing twice.
    """

    PROCEDURE = SUGGESTION

    class Kind(models.TextChoices):
        SUGGESTION = "suggestion", _("建议")
        CRITICISM = "criticism", _("批评")
        OPINION = "opinion", _("意见")

    class FormedBy(models.TextChoices):
        VOICES = "voices", _("群众留言")
        SURVEY = "survey", _("专题调研")
        INSPECTION = "inspection", _("视察")
        TALKS = "talks", _("座谈走访")
        GROUP = "group", _("代表小组活动")
        OTHER = "other", _("其他")

    class Openness(models.TextChoices):
        FULL = "full", _("全文公开")
        TITLE = "title", _("只公开标题")
        NONE = "none", _("不公开")

    congress = models.ForeignKey(Congress, models.PROTECT)
    docket = models.OneToOneField(Docket, models.PROTECT, related_name="suggestion")
    lead = models.ForeignKey(Mandate, models.PROTECT, related_name="suggestions")
    term = models.ForeignKey(Term, models.PROTECT)
    session = models.ForeignKey(Session, models.PROTECT, null=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SUGGESTION)
    problem = models.TextField()
    advice = models.TextField()
    proposed_unit = models.CharField(max_length=100, blank=True)
    formed_by = models.CharField(max_length=10, choices=FormedBy, default=FormedBy.VOICES)
    openness = models.CharField(max_length=5, choices=Openness, default=Openness.FULL)
    declared_at = models.DateTimeField(null=True)
    words = models.OneToOneField(Contribution, models.PROTECT, null=True, related_name="suggestion")
    key = models.UUIDField(null=True, editable=False)

    #: True on what ``draft`` returns for a form that was sent before. Not a column.
    repeated = False

    objects = Scoped(queryset=SuggestionQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lead", "key"], name="one_suggestion_per_form")
        ]

    def __str__(self):
        return self.docket.title

    @property
    def text(self):
        """Title, problem and advice as one text: what co-signers confirm."""
        return f"{self.docket.title}\n\n{self.problem}\n\n{self.advice}"


class Cosign(models.Model):
    """Another deputy's word on the text. ``digest`` is the text it was given on."""

    class Answer(models.TextChoices):
        INVITED = "invited", _("待确认")
        CONFIRMED = "confirmed", _("已确认")
        DECLINED = "declined", _("未附议")
        VOIDED = "voided", _("文本修改后待重新确认")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="cosigns")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="cosigned")
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.INVITED)
    digest = models.CharField(max_length=64, blank=True)
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = Scoped("suggestion__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "mandate"], name="one_invitation_per_deputy"
            )
        ]

    def __str__(self):
        return f"{self.mandate_id} {self.answer}"
