from django.db import models

from huiyin.congresses.scope import Scoped


class Entry(models.Model):
    """One thing that can be found: what it is called, where it is, and its words.

    ``kind`` and ``ref`` name the thing in the app that owns it; this app knows no domain.
    ``words`` is the analysed text of title and body. Personal data never comes in here: who
    calls ``services.index`` hands over only what may be read by everybody who may see the
    thing itself. ``public`` entries may be shown to anyone.
    """

    congress = models.ForeignKey("congresses.Congress", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    ref = models.UUIDField()
    title = models.CharField(max_length=300)
    words = models.TextField()
    href = models.CharField(max_length=300)
    public = models.BooleanField()
    at = models.DateTimeField()

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "ref"], name="one_entry_per_thing"),
        ]
        indexes = [models.Index(fields=["congress", "-at", "-id"], name="entry_newest_first")]

    def __str__(self):
        return f"{self.kind} {self.ref}"
