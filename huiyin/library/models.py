"""Laws, their versions, and every provision of every version."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import Scoped


class Law(models.Model):
    """A law through all its versions, on the shelf of the congress whose law it is.

    What binds the nation stands on the shelf of the root; a local regulation on its maker's.
    ``code``    its permanent address, made from title and region: the same everywhere
    ``part``    for a law that is kept in several texts, which of them this is
    ``current`` the newest version; None only while it is being entered
    """

    class Kind(models.TextChoices):
        CONSTITUTION = "constitution", _("宪法")
        LAW = "law", _("法律")
        ADMINISTRATIVE = "administrative", _("行政法规")
        INTERPRETATION = "interpretation", _("司法解释")
        RULE = "rule", _("部门规章")
        LOCAL = "local", _("地方性法规")
        CASE = "case", _("案例")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="laws")
    code = models.CharField(max_length=12, unique=True)
    title = models.CharField(max_length=300)
    part = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    region = models.CharField(max_length=40, blank=True)
    maker = models.CharField(max_length=100, blank=True)
    current = models.ForeignKey("LawVersion", models.SET_NULL, null=True, related_name="+")

    objects = Scoped()

    class Meta:
        indexes = [
            models.Index(fields=["congress", "kind", "region"], name="law_by_kind_and_region")
        ]

    def __str__(self):
        return f"{self.title}·{self.part}" if self.part else self.title


class LawVersion(models.Model):
    """One text of a law as it was passed or changed.

    ``source`` and ``key``  where the text was taken from, and its name there
    ``slug``         of its address within the law: its date, or ``undated``
    ``passed_on``    the day of the version; None if neither source nor text names one
    ``in_force_on``  from when it binds; ``in_force_how``: see ``law.text.facts.binds_from``
    ``ended_on``     from when it binds no more, ``ended_by`` what ended it
    ``copy_of``      the same version from another source: kept, counted, not shown in lists
    ``lines_like_articles``  the plain count of the source; ``differs`` why it is another
    """

    class How(models.TextChoices):
        AMENDED = "amended", _("已被新的版本取代")
        REPEALED = "repealed", _("已废止")

    law = models.ForeignKey(Law, models.CASCADE, related_name="versions")
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    slug = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    notes = models.JSONField(default=list)
    passed_on = models.DateField(null=True)
    in_force_on = models.DateField(null=True)
    in_force_how = models.CharField(max_length=10, blank=True)
    ended_on = models.DateField(null=True)
    ended_how = models.CharField(max_length=10, choices=How, blank=True)
    ended_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    copy_of = models.ForeignKey("self", models.CASCADE, null=True, related_name="copies")
    repeals = models.JSONField(default=list)
    articles = models.PositiveIntegerField()
    lines_like_articles = models.PositiveIntegerField()
    differs = models.JSONField(default=dict)
    missing = models.JSONField(default=list)
    searchable = models.BooleanField(default=False)
    entered_at = models.DateTimeField()

    objects = Scoped("law__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="a_text_is_entered_once"),
            models.UniqueConstraint(
                fields=["law", "slug"],
                condition=Q(copy_of=None),
                name="one_version_of_a_law_per_address",
            ),
        ]
        indexes = [models.Index(fields=["law", "passed_on"], name="version_by_date")]

    def __str__(self):
        return f"{self.law_id} {self.slug}"


class Provision(models.Model):
    """A heading, an article, or loose words of a version, in the order of the text.

    ``key``    its id within the text (``law.text``), as in ``art-12-1``
    ``within`` ids of the headings above it, from wide to narrow
    ``text``   its words, a line for each paragraph and item
    ``lines``  the same as ``[kind, id, label, text]`` each, for whoever shows it
    """

    version = models.ForeignKey(LawVersion, models.CASCADE, related_name="provisions")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    order = models.PositiveIntegerField()
    key = models.CharField(max_length=150)
    kind = models.CharField(max_length=12)
    within = models.JSONField(default=list)
    label = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField(null=True)
    suffix = models.PositiveSmallIntegerField(default=0)
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    lines = models.JSONField(default=list)

    objects = Scoped("version__law__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_provision_per_id"),
            models.UniqueConstraint(fields=["version", "order"], name="one_provision_per_place"),
        ]

    def __str__(self):
        return f"{self.version_id} {self.key}"
