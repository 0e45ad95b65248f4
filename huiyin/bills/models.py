from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.bills.procedure import BILL
from huiyin.congresses.models import Congress, Organ, Session, Term
from huiyin.congresses.scope import Scoped
from huiyin.contributions.models import Contribution
from huiyin.deputies.models import Mandate
from huiyin.procedure.models import Docket


class BillQuerySet(models.QuerySet):
    def shown(self):
        return self.select_related(
            "docket",
            "lead__person__user",
            "lead__docket",
            "congress__area",
            "term",
            "session",
            "committee",
            "unit",
        )


class Bill(models.Model):
    """A bill that deputies put to their congress. Its subject (案由) is the docket's title.

    Where it stands is in ``docket``; ``procedure.py`` says how it may move, and only the
    services move it. ``words`` holds the text as it was filed, word for word. ``key`` is that of
    the form it was begun with: the same form begins nothing twice.

    ``delegation``  the delegation that sponsors it as a body, "" for a joint bill
    ``session``     the session that takes it up; null until then for one filed between sessions
    ``committee``   who studies or deliberates it; ``unit`` who carries it out
    ``ending_asked_at``  since when the presidium has to say whether it may be withdrawn
    ``objections_until``  until when sponsors may object that it was found to be no bill; null
                    where no rule lets them
    """

    PROCEDURE = BILL

    class Kind(models.TextChoices):
        LEGISLATION = "legislation", _("制定、修改、废止、解释法规")
        ENFORCEMENT = "enforcement", _("法律法规实施中的重大问题")
        SUPERVISION = "supervision", _("对本级国家机关工作的监督")
        RESOLUTION = "resolution", _("作出决议、决定的重大事项")
        OTHER = "other", _("本级人大职权范围内的其他事项")

    congress = models.ForeignKey(Congress, models.PROTECT)
    docket = models.OneToOneField(Docket, models.PROTECT, related_name="bill")
    lead = models.ForeignKey(Mandate, models.PROTECT, related_name="bills")
    term = models.ForeignKey(Term, models.PROTECT)
    session = models.ForeignKey(Session, models.PROTECT, null=True)
    delegation = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.RESOLUTION)
    grounds = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    draft = models.TextField(blank=True)
    filed_at = models.DateTimeField(null=True)
    words = models.OneToOneField(Contribution, models.PROTECT, null=True, related_name="bill")
    committee = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="bills_studied")
    unit = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="bills_handled")
    ending_asked_at = models.DateTimeField(null=True)
    objections_until = models.DateTimeField(null=True)
    reconsidered_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True, editable=False)

    #: True on what ``draft`` returns for a form that was sent before. Not a column.
    repeated = False

    objects = Scoped(queryset=BillQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lead", "key"], name="one_bill_per_form")]

    def __str__(self):
        return self.docket.title

    @property
    def text(self):
        """Subject, grounds, plan and draft as one text: what co-sponsors confirm."""
        parts = (self.docket.title, self.grounds, self.plan, self.draft)
        return "\n\n".join(part for part in parts if part)


class Sponsor(models.Model):
    """Another deputy's word on a bill. ``digest`` is the text it was given on."""

    class Answer(models.TextChoices):
        INVITED = "invited", _("待确认")
        CONFIRMED = "confirmed", _("已确认联名")
        DECLINED = "declined", _("未联名")
        VOIDED = "voided", _("文本修改后待重新确认")
        LAPSED = "lapsed", _("提出时未确认")
        LEFT = "left", _("已退出联名")

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="sponsors")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="bills_joined")
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.INVITED)
    digest = models.CharField(max_length=64, blank=True)
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = Scoped("bill__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill", "mandate"], name="one_sponsor_per_deputy")
        ]

    def __str__(self):
        return f"{self.mandate_id} {self.answer}"


class Objection(models.Model):
    """A sponsor asks the presidium to reconsider its decision that this is no bill."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="objections")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="bill_objections")
    at = models.DateTimeField()

    objects = Scoped("bill__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill", "mandate"], name="one_objection_per_sponsor")
        ]

    def __str__(self):
        return f"{self.mandate_id} {self.bill_id}"


class Paper(models.Model):
    """What an organ wrote about a bill. ``proposal`` is what it asks for, by its code."""

    class Kind(models.TextChoices):
        OPINION = "opinion", _("专门委员会的处理意见")
        SCREENING = "screening", _("提请主席团的处理意见")
        DECISION = "decision", _("主席团决定的理由")
        DELIBERATION = "deliberation", _("审议情况")
        CONSULTED = "consulted", _("有关机关的研究意见")
        REPORT = "report", _("审议结果的报告")
        RESOLUTION = "resolution", _("常委会的决定")
        HANDLING = "handling", _("办理情况的报告")

    class Proposal(models.TextChoices):
        AGENDA = "agenda", _("列入本次会议议程")
        COMMITTEE = "committee", _("交专门委员会闭会后审议")
        CONVERT = "convert", _("改作代表建议")
        NOT_A_BILL = "not_a_bill", _("不作为议案")
        NEXT_SESSION = "next_session", _("列入下次会议议程")
        PLAN = "plan", _("列入立法规划或者工作计划")
        UNIT = "unit", _("交有关机关办理")
        REFERENCE = "reference", _("作为工作参考")

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=12, choices=Kind)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="bill_papers")
    proposal = models.CharField(max_length=12, choices=Proposal, blank=True)
    words = models.OneToOneField(Contribution, models.PROTECT, related_name="bill_paper")
    at = models.DateTimeField()

    objects = Scoped("bill__congress")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.bill_id} {self.kind}"


class Consulted(models.Model):
    """A body whose opinion the committee asked for; ``paper`` is its answer."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="consulted")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="bills_consulted")
    asked_at = models.DateTimeField()
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="answers")

    objects = Scoped("bill__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill", "organ"], name="each_body_asked_once")
        ]

    def __str__(self):
        return f"{self.organ_id} {self.bill_id}"


class Vote(models.Model):
    """How the congress voted: totals only, never who voted how.

    ``whole``  all deputies of the congress on that day, whose majority it needs
    """

    bill = models.OneToOneField(Bill, models.PROTECT, related_name="vote")
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    abstained = models.PositiveIntegerField()
    whole = models.PositiveIntegerField()
    held_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    objects = Scoped("bill__congress")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(whole__gte=F("in_favour") + F("against") + F("abstained")),
                name="no_more_votes_than_deputies",
            )
        ]

    def __str__(self):
        return f"{self.in_favour}/{self.against}/{self.abstained}"

    @property
    def adopted(self):
        """More than half of all deputies. Law: 地方组织法 (2022) art. 25."""
        return self.in_favour * 2 > self.whole
