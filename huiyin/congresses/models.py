from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huiyin.law.numerals import english_ordinal, ordinal_term


class Area(models.Model):
    """An administrative division as its code table gives it; not every one has a congress.

    Codes are renewed every year, so a code is never a key: it has a period and a successor.
    """

    code = models.CharField(max_length=12, db_index=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=30)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    path = models.CharField(max_length=100, db_index=True, editable=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    successor_code = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="one_area_in_force_per_code"
            )
        ]

    def __str__(self):
        return f"{self.code} {self.name}"


class Congress(models.Model):
    """One people's congress, from the nation down to a township: the tenant.

    ``path`` lists the ids from the root to this node, as ``/1/12/345/``; it makes "this
    congress and all below it" one prefix query. ``direct`` says how its deputies get their
    seat: it cannot be derived from the level (东莞 and three more differ).
    """

    class Level(models.IntegerChoices):
        NATION = 1, _("全国")
        PROVINCE = 2, _("省级")
        PREFECTURE = 3, _("市级")
        COUNTY = 4, _("县级")
        TOWNSHIP = 5, _("乡级")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="congresses")
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=150, blank=True)
    slug = models.SlugField(max_length=40, unique=True)
    level = models.PositiveSmallIntegerField(choices=Level)
    direct = models.BooleanField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    path = models.CharField(max_length=100, db_index=True, editable=False)
    profile_key = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    filing = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["path"]

    def __str__(self):
        return self.title

    @property
    def title(self):
        if (get_language() or "").startswith("en") and self.name_en:
            return self.name_en
        return self.name

    @property
    def place(self):
        """The bare place name, as in 云溪县."""
        return self.area.name

    @property
    def has_standing_committee(self):
        """Townships have a presidium instead. Law: 地方组织法 (2022) arts. 18–19, 46."""
        return self.level < self.Level.TOWNSHIP

    def lineage_ids(self):
        """Ids from the root down to this congress."""
        return [int(part) for part in self.path.strip("/").split("/") if part]

    def subtree(self):
        return Congress.objects.filter(path__startswith=self.path)

    def lineage(self):
        """This congress and all above it, root first."""
        return Congress.objects.filter(pk__in=self.lineage_ids()).order_by("level")


class HostName(models.Model):
    """A host that speaks for one congress, and serves those below it under ``/c/<slug>/``."""

    host = models.CharField(max_length=200, unique=True)
    congress = models.ForeignKey(Congress, models.CASCADE, related_name="hosts")

    def __str__(self):
        return self.host


class Term(models.Model):
    """The five-year life of one congress (届). Numbers are each congress's own."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["congress", "number"], name="one_term_per_number"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("starts_on")), name="term_ends_after_it_starts"
            ),
        ]

    def __str__(self):
        if (get_language() or "").startswith("en"):
            return f"{english_ordinal(self.number)} term"
        return ordinal_term(self.number)


class Session(models.Model):
    """One meeting of the congress within a term (次)."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "number"], name="one_session_per_number")
        ]

    def __str__(self):
        return f"{self.term} {self.number}"


class Organ(models.Model):
    """An organ of a congress, or a body that answers to it: committees, offices, units."""

    class Kind(models.TextChoices):
        STANDING_COMMITTEE = "standing_committee", _("常务委员会")
        PRESIDIUM = "presidium", _("主席团")
        SPECIAL_COMMITTEE = "special_committee", _("专门委员会")
        SECRETARIAT = "secretariat", _("大会秘书处")
        GENERAL_OFFICE = "general_office", _("办公室")
        DEPUTY_AFFAIRS = "deputy_affairs", _("代表工作委员会")
        LEGISLATIVE_AFFAIRS = "legislative_affairs", _("法制工作委员会")
        NEWS = "news", _("新闻宣传处")
        IT = "it", _("信息中心")
        PETITIONS = "petitions", _("信访室")
        STREET_BODY = "street_body", _("街道工委")
        AREA_BODY = "area_body", _("地区工委")
        GOVERNMENT_OFFICE = "government_office", _("政府办公室")
        HANDLING_UNIT = "handling_unit", _("承办单位")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="organs")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    kind = models.CharField(max_length=30, choices=Kind)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=150, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["congress", "name"], name="one_organ_per_name")
        ]

    def __str__(self):
        english = (get_language() or "").startswith("en")
        return self.name_en if english and self.name_en else self.name


class Seat(models.Model):
    """A role one person holds in one organ of one congress: the only source of authority."""

    class Role(models.TextChoices):
        HEAD = "head", _("负责人")
        CLERK = "clerk", _("经办")
        RECEIVER = "receiver", _("收文")
        HANDLER = "handler", _("承办人")
        REVIEWER = "reviewer", _("审核人")
        EDITOR = "editor", _("编辑")
        SYSTEM_ADMIN = "system_admin", _("系统管理员")
        SECURITY_ADMIN = "security_admin", _("安全管理员")
        AUDIT_ADMIN = "audit_admin", _("审计管理员")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="seats")
    congress = models.ForeignKey(Congress, models.CASCADE, related_name="seats")
    organ = models.ForeignKey(Organ, models.CASCADE, related_name="seats")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organ", "role"], name="one_seat_per_role")
        ]

    def __str__(self):
        return f"{self.organ} {self.get_role_display()}"
