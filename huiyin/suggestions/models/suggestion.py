from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Congress, Organ, Session, Term
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

    ``part_of``  the suggestion of which several units handle and answer parts (分别办理); each
                 part is a case of its own
    ``group``    the first of those handled together and answered separately (合并办理)
    ``key_on``   the day it was made a key suggestion (重点督办), ``key_committee`` who supervises
                 it; ``leader`` who of the unit's leaders took it on in person (领办)
    ``carried_on``  the day it went on into another term than that it was made in
    """

    PROCEDURE = SUGGESTION

    class Kind(models.TextChoices):
        SUGGESTION = "suggestion", _("建议")
        CRITICISM = "criticism", _("批评")
        OPINION = "opinion", _("意见")

    class Subject(models.TextChoices):
        """What it is about (审查分类). Practice: no law lists the classes."""

        ECONOMY = "economy", _("财政经济")
        INDUSTRY = "industry", _("工业科技")
        AGRICULTURE = "agriculture", _("农业农村")
        TRANSPORT = "transport", _("交通出行")
        CONSTRUCTION = "construction", _("城乡建设")
        ENVIRONMENT = "environment", _("生态环境")
        EDUCATION = "education", _("教育")
        HEALTH = "health", _("医疗卫生")
        CULTURE = "culture", _("文化旅游体育")
        WELFARE = "welfare", _("民政和社会保障")
        JUSTICE = "justice", _("政法和社会治理")
        SELF = "self", _("人大工作")
        OTHER = "other", _("其他")

    class Apart(models.TextChoices):
        """Why it is no longer handled together with another."""

        CONTENT = "content", _("内容不同")
        UNIT = "unit", _("应当由不同的单位办理")
        WISH = "wish", _("代表要求单独办理")

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
    subject = models.CharField(max_length=12, choices=Subject, blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    group = models.ForeignKey("self", models.PROTECT, null=True, related_name="grouped")
    key_on = models.DateField(null=True)
    key_committee = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    leader = models.CharField(max_length=60, blank=True)
    carried_on = models.DateField(null=True)
    words = models.OneToOneField(Contribution, models.PROTECT, null=True, related_name="suggestion")
    key = models.UUIDField(null=True, editable=False)

    #: True on what ``draft`` returns for a form that was sent before. Not a column.
    repeated = False

    objects = Scoped(queryset=SuggestionQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lead", "key"], name="one_suggestion_per_form")
        ]
        indexes = [
            models.Index(fields=["congress", "subject"], name="suggestion_subject"),
            models.Index(fields=["session", "-id"], name="suggestion_session"),
        ]

    def __str__(self):
        return self.docket.title

    @property
    def text(self):
        """Title, problem and advice as one text: what co-signers confirm."""
        return f"{self.docket.title}\n\n{self.problem}\n\n{self.advice}"


class Cosign(models.Model):
    """Another deputy's word on the text. ``digest`` is the text it was given on.

    ``view``       what they told the lead deputy about the newest reply
    ``agreed_at``  when they agreed to its being withdrawn
    """

    class Answer(models.TextChoices):
        INVITED = "invited", _("待确认")
        CONFIRMED = "confirmed", _("已确认")
        DECLINED = "declined", _("未附议")
        VOIDED = "voided", _("确认已失效，待重新确认")
        RETRACTED = "retracted", _("已撤回附议")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="cosigns")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="cosigned")
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.INVITED)
    digest = models.CharField(max_length=64, blank=True)
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    view = models.CharField(max_length=1000, blank=True)
    agreed_at = models.DateTimeField(null=True)

    objects = Scoped("suggestion__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "mandate"], name="one_invitation_per_deputy"
            )
        ]

    def __str__(self):
        return f"{self.mandate_id} {self.answer}"
