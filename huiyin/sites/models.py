from django.conf import settings
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import Scoped
from huiyin.law.columns import KINDS
from huiyin.procedure.models import Docket
from huiyin.sites.procedure import SITE, State


class Site(models.Model):
    """The site of one congress: a case from planning to archive, and how it looks.

    Filing numbers stand in ``Congress.filing``, which the footer of every page shows. ``host`` is
    the name asked for; "" is a site below the host of a congress above. ``closes_on`` is the first
    day on which an announced closing may be carried out.
    """

    PROCEDURE = SITE

    class Theme(models.TextChoices):
        INHERITED = "", _("随上级")
        RED = "red", _("正红")
        NAVY = "navy", _("藏青")
        GREY = "grey", _("素色（悼念日）")

    congress = models.OneToOneField(Congress, models.PROTECT, related_name="site")
    docket = models.OneToOneField(Docket, models.PROTECT, related_name="site")
    theme = models.CharField(max_length=10, choices=Theme, blank=True, default=Theme.INHERITED)
    host = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    quota_bytes = models.PositiveBigIntegerField(null=True)
    quota_items = models.PositiveIntegerField(null=True)

    objects = Scoped()

    def __str__(self):
        return self.docket.title

    @property
    def state(self):
        return State(self.docket.state)


class SiteColumn(models.Model):
    """What a congress changes in a column, for itself and for those below; or one of its own.

    ``kind`` is set for a column of its own only. What is empty is left as it was above. A
    ``locked`` column is the same for all below.
    """

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="site_columns")
    key = models.SlugField(max_length=30)
    kind = models.CharField(max_length=10, blank=True, choices=[(kind, kind) for kind in KINDS])
    title = models.CharField(max_length=30, blank=True)
    title_en = models.CharField(max_length=60, blank=True)
    hidden = models.BooleanField(null=True)
    nav = models.BooleanField(null=True)
    locked = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(null=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "key"], name="one_change_of_a_column_in_a_congress"
            )
        ]

    def __str__(self):
        return f"{self.congress_id} {self.key}"


class SiteNotice(models.Model):
    """Words in the bar above every page, here and, if ``inherited``, on all sites below."""

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="site_notices")
    words = models.CharField(max_length=200)
    words_en = models.CharField(max_length=400, blank=True)
    since = models.DateField()
    until = models.DateField()
    inherited = models.BooleanField(default=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="site_notice_ends_after_it_begins",
            )
        ]

    def __str__(self):
        english = (get_language() or "").startswith("en")
        return self.words_en if english and self.words_en else self.words


class Inspection(models.Model):
    """What the daily self-inspection found at one site.

    ``findings``  ``[{"key", "result", "facts"}]``, one for every check of ``checks.CHECKS``
    ``below``     how many sites below it came out how, ``{"red": 2, …}``; filled in at the end
    """

    class Result(models.TextChoices):
        RED = "red", pgettext_lazy("inspection", "不合格")
        AMBER = "amber", pgettext_lazy("inspection", "有问题")
        GREEN = "green", pgettext_lazy("inspection", "合格")

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="inspections")
    day = models.DateField()
    at = models.DateTimeField()
    result = models.CharField(max_length=5, choices=Result)
    findings = models.JSONField()
    below = models.JSONField(default=dict)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "day"], name="one_inspection_of_a_site_a_day"
            )
        ]
        indexes = [models.Index(fields=["day", "congress"], name="inspection_day")]

    def __str__(self):
        return f"{self.congress_id} {self.day} {self.result}"


class Capability(models.Model):
    """What one congress has of ``law.rollout``: since when, on what evidence, and who checked it.

    Only an administrator of a congress above verifies; what a congress says of itself is shown as
    not verified.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("roll-out", "已列入计划")
        BUILDING = "building", pgettext_lazy("roll-out", "建设中")
        TRIAL = "trial", pgettext_lazy("roll-out", "试运行")
        LIVE = "live", pgettext_lazy("roll-out", "已启用")
        NOT_REQUIRED = "not_required", pgettext_lazy("roll-out", "不要求")

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="capabilities")
    key = models.SlugField(max_length=20)
    status = models.CharField(max_length=12, choices=Status)
    since = models.DateField()
    evidence = models.CharField(max_length=200, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "key"], name="one_state_of_a_capability_in_a_congress"
            )
        ]

    def __str__(self):
        return f"{self.congress_id} {self.key} {self.status}"


class HostingDuty(models.Model):
    """A line of the hosting contract: which organ answers for what at the sites of a congress.

    What a congress above took on holds for the sites below it until they name somebody.
    """

    class Kind(models.TextChoices):
        CONTENT = "content", _("提供内容并负责审查")
        OPERATION = "operation", _("平台建设和运行维护")
        SECURITY = "security", _("网络和数据安全")
        LEADER = "leader", _("分管领导责任")

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="hosting_duties")
    kind = models.CharField(max_length=10, choices=Kind)
    unit = models.CharField(max_length=100)
    phone = models.CharField(max_length=40, blank=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "kind"], name="one_unit_for_a_duty_in_a_congress"
            )
        ]

    def __str__(self):
        return f"{self.congress_id} {self.kind} {self.unit}"
