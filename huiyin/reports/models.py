from django.conf import settings
from django.db import models

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import Scoped
from huiyin.contributions.models import Contribution
from huiyin.procedure.models import Docket
from huiyin.reports.procedure import REPORT


class Tally(models.Model):
    """The count of one series of suggestions, made once a day so that no page counts.

    ``series``  the number without its last part, "18-5"; "" for numbers of another form
    ``year``    of the session, or of the time between sessions
    ``counts``  see ``counting.Bucket.counts``
    """

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="tallies")
    series = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    counted_at = models.DateTimeField()
    counts = models.JSONField()

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "series"], name="one_tally_of_a_series_in_a_congress"
            )
        ]

    def __str__(self):
        return f"{self.congress_id} {self.series}"


class Report(models.Model):
    """The yearly report on the handling of suggestions, while it is written.

    Law: 代表法 (2025) art. 51: it goes to the standing committee and must be public. ``counts``
    are the figures it was begun with, so that what two people read is what is published.
    ``sections`` holds the words, by the names of ``outline.SECTIONS``.
    """

    PROCEDURE = REPORT

    congress = models.ForeignKey(Congress, models.PROTECT)
    docket = models.OneToOneField(Docket, models.PROTECT, related_name="report")
    year = models.PositiveSmallIntegerField()
    counts = models.JSONField()
    counted_at = models.DateTimeField()
    sections = models.JSONField()
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    edited_at = models.DateTimeField()

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "year"], name="one_report_of_a_congress_a_year"
            )
        ]

    def __str__(self):
        return self.docket.title


class Edition(models.Model):
    """One published version; written once and kept for good. ``words`` is on the record."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    counts = models.JSONField()
    counted_at = models.DateTimeField()
    sections = models.JSONField()
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="edited_editions"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviewed_editions"
    )
    published_at = models.DateTimeField()
    words = models.OneToOneField(Contribution, models.PROTECT, related_name="report_edition")

    objects = Scoped("report__congress")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="one_edition_of_a_report_a_number"
            ),
            models.CheckConstraint(
                condition=~models.Q(edited_by=models.F("reviewed_by")),
                name="an_edition_is_read_by_a_second_person",
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.number}"
