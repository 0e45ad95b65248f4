from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import Scoped


class Notice(models.Model):
    """Something happened that people must be told. Written in the transaction of the act.

    ``audience`` names who, for a resolver to expand (``docket:12``); ``params`` fill the
    sentence registered under ``kind`` and never hold personal data.
    """

    congress = models.ForeignKey(Congress, models.PROTECT)
    kind = models.CharField(max_length=60)
    audience = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    href = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    fanned_out_at = models.DateTimeField(null=True)

    objects = Scoped()

    class Meta:
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(fanned_out_at=None),
                name="notice_waiting",
            ),
            models.Index(fields=["audience"], name="notice_audience"),
        ]

    def __str__(self):
        return self.kind


class Delivery(models.Model):
    """One notice for one person by one channel; at most one such row can ever exist."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("待发送")
        SENT = "sent", _("已送达")
        #: Given up after many tries; a person has to look at it.
        FAILED = "failed", _("未送达")
        #: No address, or a person has looked and it is left so.
        UNREACHED = "unreached", _("无法送达")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    #: Not tried again before; None means at once.
    next_try_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    objects = Scoped("notice__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "user", "channel"], name="told_once_by_each_channel"
            )
        ]
        indexes = [
            models.Index(
                fields=["status", "created_at"],
                condition=models.Q(status__in=["waiting", "failed"]),
                name="delivery_unsent",
            ),
            models.Index(fields=["user", "channel", "-created_at"], name="delivery_inbox"),
        ]

    def __str__(self):
        return f"{self.notice} → {self.user_id} ({self.channel})"

    @property
    def key(self):
        """What a provider is given to recognise a repeated sending."""
        return f"{self.notice_id}-{self.user_id}-{self.channel}"
