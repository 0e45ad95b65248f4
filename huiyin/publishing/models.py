from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Congress, Organ
from huiyin.congresses.scope import Scoped
from huiyin.procedure.models import Docket
from huiyin.publishing.kinds import KINDS
from huiyin.publishing.procedure import ARTICLE, LIVE, State
from huiyin.publishing.text import canonical

#: What a revision says besides its body, each a field of the form.
SAID = ("title", "summary", "source", "byline", "keywords")


class Stage(models.TextChoices):
    WRITE = "write", _("撰写")
    FIRST = "first", _("初审")
    SECOND = "second", _("复审")
    FINAL = "final", _("终审和保密审查")
    RELEASE = "release", _("发布")


class ArticleQuerySet(models.QuerySet):
    def shown(self):
        """Those anybody may read, each with what was released last."""
        rows = self.filter(docket__state__in=LIVE, released__isnull=False)
        return rows.select_related("docket", "released__revision", "organ", "congress")


class Article(models.Model):
    """One thing that a congress publishes, from the first draft to the archive.

    ``released``  what is public now; earlier releases are kept
    ``round``     counts the reviews: what was sent back is reviewed anew by everybody
    ``facts``     live in the revisions, so that what was reviewed is what is released
    """

    PROCEDURE = ARTICLE

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    congress = models.ForeignKey(Congress, models.PROTECT)
    docket = models.OneToOneField(Docket, models.PROTECT, related_name="article")
    kind = models.CharField(max_length=20, choices=[(one.key, one.label) for one in KINDS.values()])
    column = models.CharField(max_length=30)
    organ = models.ForeignKey(Organ, models.PROTECT)
    round = models.PositiveSmallIntegerField(default=1)
    scheduled_for = models.DateTimeField(null=True)
    expires_on = models.DateField(null=True)
    released = models.ForeignKey("Release", models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)
    recall_reason = models.CharField(max_length=300, blank=True)

    objects = Scoped(queryset=ArticleQuerySet)

    class Meta:
        indexes = [
            models.Index(
                fields=["congress", "column", "-released_at", "-id"],
                condition=Q(released__isnull=False),
                name="article_newest_first",
            ),
            models.Index(
                fields=["scheduled_for"],
                condition=Q(scheduled_for__isnull=False),
                name="article_scheduled",
            ),
            models.Index(
                fields=["expires_on"],
                condition=Q(expires_on__isnull=False),
                name="article_expiring",
            ),
        ]

    def __str__(self):
        return self.docket.title

    @property
    def corrected(self):
        return self.released is not None and self.released.number > 1

    @property
    def archived(self):
        return self.docket.state == State.ARCHIVED

    @property
    def expired(self):
        return self.docket.state == State.EXPIRED


class Revision(models.Model):
    """The text as somebody saved it. Written once; ``html`` is always clean.

    ``sha256``  of everything a reader is shown of it, see ``text.digest``
    ``note``    what was changed, in the words of who changed it
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    html = models.TextField()
    text = models.TextField()
    source = models.CharField(max_length=100, blank=True)
    byline = models.CharField(max_length=100, blank=True)
    keywords = models.CharField(max_length=100, blank=True)
    facts = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    objects = Scoped("article__congress")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="one_revision_of_an_article_a_number"
            )
        ]

    def __str__(self):
        return f"{self.title} {self.number}"

    def canonical(self, kind):
        """The bytes ``sha256`` is of; ``kind`` is that of the article."""
        said = {name: getattr(self, name) for name in SAID}
        return canonical(kind=kind, html=self.html, facts=self.facts, **said)


class Duty(models.Model):
    """Which congress does one stage of an article: its own, or one above that it handed it to.

    Scoped by the congress that has the duty: so somebody above finds what is theirs to do, and
    nothing else of the congress below.
    """

    congress = models.ForeignKey(Congress, models.PROTECT)
    article = models.ForeignKey(Article, models.CASCADE, related_name="duties")
    stage = models.CharField(max_length=10, choices=Stage)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "stage"], name="one_congress_for_each_stage")
        ]
        indexes = [models.Index(fields=["congress", "stage"], name="duty_of_a_congress")]

    def __str__(self):
        return f"{self.article_id} {self.stage} {self.congress_id}"


class Review(models.Model):
    """One person's judgement of one revision at one stage. Written once.

    Nobody passes a text twice in a round, and a final review that passes names both verdicts: as
    to secrets (Law: 保守国家秘密法 (2024) art. 35) and as to personal data.
    """

    class Outcome(models.TextChoices):
        PASSED = "passed", _("通过")
        RETURNED = "returned", _("退回修改")
        WITHHELD = "withheld", _("不予公开")

    class Reason(models.TextChoices):
        FACTS = "facts", _("事实、数字或者姓名职务有误")
        WORDING = "wording", _("文字、标点或者格式有误")
        TERMS = "terms", _("提法不规范")
        PERSONAL = "personal", _("含有不应公开的个人信息")
        SECRET = "secret", _("可能涉及国家秘密、工作秘密")
        SOURCE = "source", _("没有写明来源或者没有授权")
        MEDIA = "media", _("图片、附件或者链接有问题")
        TIMING = "timing", _("时机不合适")
        OTHER = "other", _("其他")

    class Secrecy(models.TextChoices):
        OPEN = "open", _("可以公开")
        PARTLY = "partly", _("隐去部分内容后公开")
        CLOSED = "closed", _("不公开")
        PASSED_ON = "passed_on", _("转有权机关确定")

    class Privacy(models.TextChoices):
        NONE = "none", _("不含个人信息")
        LAWFUL = "lawful", _("含个人信息，依法应当公开或者已经本人同意")
        MASKED = "masked", _("个人信息已隐去")

    article = models.ForeignKey(Article, models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=Stage)
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    words = models.CharField(max_length=500, blank=True)
    secrecy = models.CharField(max_length=10, choices=Secrecy, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    privacy = models.CharField(max_length=10, choices=Privacy, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    objects = Scoped("article__congress")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "round", "by"],
                condition=Q(outcome="passed"),
                name="nobody_passes_a_text_twice_in_a_round",
            ),
            models.CheckConstraint(
                condition=~Q(stage="final", outcome="passed")
                | (Q(secrecy__in=["open", "partly"]) & ~Q(basis="") & ~Q(privacy="")),
                name="a_final_review_names_both_verdicts",
            ),
        ]

    def __str__(self):
        return f"{self.article_id} {self.stage} {self.outcome}"


class Release(models.Model):
    """One version that became public. Written once and kept for good.

    ``final``    the review that cleared exactly this revision
    ``sha256``   of the revision, and on the record with the step that released it
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="releases")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    final = models.ForeignKey(Review, models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    objects = Scoped("article__congress")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="one_release_of_an_article_a_number"
            )
        ]

    def __str__(self):
        return f"{self.article_id} {self.number}"


class Asset(models.Model):
    """A file that goes with an article: a picture made anew, or a paper that was looked into.

    ``found``     what a reviewer must know of it, see ``filetypes.Known``
    ``approval``  number under which a national emblem or a map may be shown
    """

    class Kind(models.TextChoices):
        IMAGE = "image", _("图片")
        PAPER = "paper", _("文件")
        AUDIO = "audio", _("音频")
        VIDEO = "video", _("视频")
        CAPTIONS = "captions", _("字幕")

    class Shows(models.TextChoices):
        NEITHER = "neither", _("都没有")
        EMBLEM = "emblem", _("国旗、国徽")
        MAP = "map", _("地图")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    article = models.ForeignKey(Article, models.CASCADE, related_name="assets")
    kind = models.CharField(max_length=10, choices=Kind)
    media = models.CharField(max_length=80)
    name = models.CharField(max_length=100)
    words = models.CharField(max_length=200, blank=True)
    shows = models.CharField(max_length=10, choices=Shows, default=Shows.NEITHER)
    approval = models.CharField(max_length=60, blank=True)
    captions_for = models.ForeignKey("self", models.CASCADE, null=True, related_name="captions")
    file = models.FileField(upload_to="articles/")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    found = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    objects = Scoped("article__congress")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "sha256"], name="one_asset_of_an_article_a_content"
            )
        ]

    def __str__(self):
        return self.name


class Answer(models.Model):
    """Why a reviewer let a finding stand that would block the release, in one round.

    ``key`` names the finding; a text that comes back changed is answered anew.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="answers")
    round = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=16)
    check_name = models.CharField(max_length=30)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    objects = Scoped("article__congress")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "round", "key"], name="one_answer_to_a_finding_in_a_round"
            )
        ]

    def __str__(self):
        return f"{self.check_name} {self.reason}"
