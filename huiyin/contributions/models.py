from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.accounts.models import in_words
from huiyin.congresses.models import Congress
from huiyin.congresses.scope import Scoped


class Thread(models.Model):
    """A place where people answer each other. Whatever is discussed owns its thread."""

    congress = models.ForeignKey(Congress, models.PROTECT)
    opened_at = models.DateTimeField()

    objects = Scoped()

    def __str__(self):
        return f"{self.pk}"


class Contribution(models.Model):
    """Something a person said to their congress: the envelope, not the letter.

    A message or a reply is just this. ``byline`` is how the author is shown to others.
    ``key`` makes a repeated sending the same contribution. ``salt`` goes with the words: when
    both are erased, the leaf in the ledger stays valid and says nothing.
    """

    class Visibility(models.TextChoices):
        PENDING = "pending", _("待审核公开")
        PUBLIC = "public", _("公开")
        PARTIES = "parties", _("仅当事人可见")
        HIDDEN = "hidden", _("已隐藏")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    congress = models.ForeignKey(Congress, models.PROTECT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    byline = models.CharField(max_length=100)
    kind = models.CharField(max_length=30)
    body = models.TextField()
    written_at = models.DateTimeField()
    visibility = models.CharField(max_length=10, choices=Visibility)
    thread = models.ForeignKey(Thread, models.PROTECT, null=True, related_name="contributions")
    key = models.UUIDField()
    salt = models.BinaryField()

    #: Set by ``say`` on what it returns for a key that was used before. Not a column.
    repeated = False

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "author"], name="said_once_for_each_key")
        ]
        indexes = [
            models.Index(
                fields=["congress", "written_at"],
                condition=models.Q(visibility="pending"),
                name="contribution_to_review",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.uid}"

    @property
    def signed(self):
        """The byline as the reader of the page is to see it."""
        return in_words(self.byline)


class Ground(models.TextChoices):
    """Why something may be hidden: only one of these. Law: 互联网信息服务管理办法 art. 15."""

    PERSONAL_DATA = "personal_data", _("含有他人个人信息")
    INSULT = "insult", _("侮辱或者诽谤他人")
    SECRET = "secret", _("可能涉及国家秘密、工作秘密")
    ILLEGAL = "illegal", _("含有法律、行政法规禁止的内容")
    COMMERCIAL = "commercial", _("商业广告")
    OTHER_CHANNEL = "other_channel", _("属于检举、控告、申诉，应走专门渠道保护当事人")
    AUTHOR = "author", _("作者要求不公开")
    FIT = "fit", _("审核通过")


class Verdict(models.Model):
    """One moderator's decision on one contribution, and its listed ground. Written once."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="verdicts")
    visibility = models.CharField(max_length=10, choices=Contribution.Visibility)
    ground = models.CharField(max_length=20, choices=Ground)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    objects = Scoped("contribution__congress")

    def __str__(self):
        return f"{self.contribution_id} {self.visibility}"
