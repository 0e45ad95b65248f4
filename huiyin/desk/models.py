"""What the desk itself keeps: filters people saved, bulk acts, tables that were sent in."""

from django.conf import settings
from django.db import models

from huiyin.congresses.models import Congress, Organ
from huiyin.congresses.scope import Scoped


class SavedFilter(models.Model):
    """A way to look at the list of suggestions, under a name.

    ``query`` is the query part of an address, without ``?``; ``organ`` is the office it is
    shared with, None for its owner alone.
    """

    congress = models.ForeignKey(Congress, models.CASCADE)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organ = models.ForeignKey(Organ, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=30)
    query = models.CharField(max_length=400)
    saved_at = models.DateTimeField()

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "owner", "name"], name="one_saved_filter_per_name"
            )
        ]

    def __str__(self):
        return self.name


class Batch(models.Model):
    """One act on many suggestions and what became of each. Written once, with the act itself.

    ``key`` is that of the form: sent again, it does nothing and shows this.
    """

    congress = models.ForeignKey(Congress, models.CASCADE)
    key = models.UUIDField(unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    act = models.CharField(max_length=12)
    outcomes = models.JSONField()
    at = models.DateTimeField()

    objects = Scoped()

    def __str__(self):
        return f"{self.act} {self.at:%F %T}"


class Intake(models.Model):
    """A table of suggestions that was sent in: what it says, and what was filed from it.

    ``reading`` holds the rows until they are filed; then only faults and notes are kept.
    """

    congress = models.ForeignKey(Congress, models.CASCADE)
    key = models.UUIDField(unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=100)
    reading = models.JSONField()
    outcomes = models.JSONField(default=list)
    sent_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)

    objects = Scoped()

    def __str__(self):
        return f"{self.file_name} {self.sent_at:%F %T}"
