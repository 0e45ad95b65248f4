"""What was made and what was handed in. The words themselves are elsewhere: a document is made
from its case whenever it is asked for, and only its hash is kept."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import Scoped
from huiyin.procedure.models import Docket


class Kind(models.TextChoices):
    SUGGESTION_FORM = "suggestion_form", _("代表建议表")
    ASSIGNMENT_LETTER = "assignment_letter", _("交办函")
    RETURN_REQUEST = "return_request", _("退办申请")
    CO_OPINION = "co_opinion", _("会办意见")
    REPLY_LETTER = "reply_letter", _("答复函")
    OPINION_FORM = "opinion_form", _("征询意见表")
    FACE_TO_FACE = "face_to_face", _("当面答复记录")
    COMMITMENT_LEDGER = "commitment_ledger", _("承诺事项台账")
    ANNUAL_REPORT = "annual_report", _("年度办理情况报告")


class Document(models.Model):
    """A file that somebody took, once for each content it ever had; ``by`` None if it was taken
    from a public page.

    ``key``      which of its kind in the case: the round of a reply, the id of a part; the year
    ``sha256``   of the file, in hex; the leaf in the ledger commits to it
    ``edition``  of layout and fonts: the same state of a case gives the same file under the same
    """

    class Format(models.TextChoices):
        DOCX = "docx", "DOCX"
        PDF = "pdf", "PDF"

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    congress = models.ForeignKey(Congress, models.PROTECT)
    docket = models.ForeignKey(Docket, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=20)
    format = models.CharField(max_length=4, choices=Format)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    edition = models.CharField(max_length=24)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    salt = models.BinaryField()

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["docket", "kind", "key", "format", "sha256"],
                name="a_file_is_recorded_once",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}.{self.format}"


class Scan(models.Model):
    """A sealed paper as its unit scanned it, beside the text it is a picture of."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    congress = models.ForeignKey(Congress, models.PROTECT)
    docket = models.ForeignKey(Docket, models.PROTECT, related_name="scans")
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=20)
    file = models.FileField(upload_to="scans/", max_length=200)
    media = models.CharField(max_length=30)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.BinaryField()

    objects = Scoped()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["docket", "kind", "key", "sha256"], name="a_scan_is_kept_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.key} {self.media}"


class Number(models.Model):
    """发文字号 of one paper, as the unit's own register of letters gives it.

    Law: GB/T 9704-2012 art. 7.2.5: year in 〔〕, no 第, no leading noughts.
    """

    congress = models.ForeignKey(Congress, models.PROTECT)
    docket = models.ForeignKey(Docket, models.PROTECT, related_name="letter_numbers")
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=20)
    mark = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["docket", "kind", "key"], name="one_number_a_letter"),
            models.UniqueConstraint(
                fields=["congress", "mark", "year", "serial"], name="a_letter_number_is_given_once"
            ),
        ]

    def __str__(self):
        return f"{self.mark}〔{self.year}〕{self.serial}号"
