from uuid import uuid4

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

#: The label of a citizen who gave no name: kept in the source language, shown in the reader's.
UNNAMED = gettext_noop("群众")


def in_words(label):
    """Return a user's label as the reader of the page is to see it."""
    return gettext(UNNAMED) if label == UNNAMED else label


class UserManager(BaseUserManager):
    """Makes users without an e-mail address: contact data belongs in the vault."""

    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username, password=None, **fields):
        fields |= {"is_staff": True, "is_superuser": True, "kind": User.Kind.OFFICIAL}
        return self.create_user(username, password, **fields)


class User(AbstractUser):
    """Somebody who signs in. Names and numbers of citizens are in the vault, not here.

    ``label`` is what others may read: an official's name in office, a citizen's masked name.
    """

    class Kind(models.TextChoices):
        CITIZEN = "citizen", _("群众")
        OFFICIAL = "official", _("代表或工作人员")

    class Level(models.TextChoices):
        NONE = "none", _("未验证")
        PHONE = "phone", _("手机已验证")
        REAL_NAME = "real_name", _("实名已验证")

    first_name = last_name = email = None
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    label = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.CITIZEN)
    level = models.CharField(max_length=10, choices=Level, default=Level.NONE)
    language = models.CharField(max_length=10, default="zh-hans")

    objects = UserManager()
    EMAIL_FIELD = None
    REQUIRED_FIELDS = []

    def __str__(self):
        return in_words(self.label) or self.username

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)


class Sealed(models.Model):
    """One piece of personal data, encrypted. ``vault`` is the only reader and writer."""

    class Kind(models.TextChoices):
        NAME = "name", _("姓名")
        PHONE = "phone", _("手机号")
        ADDRESS = "address", _("住址")
        EMAIL = "email", _("电子邮箱")
        ID_NUMBER = "id_number", _("证件号码")

    user = models.ForeignKey(User, models.CASCADE, related_name="sealed")
    kind = models.CharField(max_length=10, choices=Kind)
    ciphertext = models.BinaryField()
    key_id = models.CharField(max_length=20)
    index = models.CharField(max_length=64)
    hint = models.CharField(max_length=60)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_sealed_value_per_kind"),
            models.UniqueConstraint(
                fields=["kind", "index"],
                condition=models.Q(kind="phone"),
                name="one_account_per_phone",
            ),
        ]

    def __str__(self):
        return self.hint


class AccessLog(models.Model):
    """Somebody read one piece of a person's data: who, when, what for. Written once."""

    class Purpose(models.TextChoices):
        NOTIFY = "notify", _("向本人发送通知")
        OWN = "own", _("本人查看")
        HANDLE = "handle", _("办理事项时联系本人")
        VERIFY = "verify", _("核对身份")

    subject = models.ForeignKey(User, models.CASCADE, related_name="looked_at")
    kind = models.CharField(max_length=10, choices=Sealed.Kind)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="looks")
    office = models.CharField(max_length=100, blank=True)
    purpose = models.CharField(max_length=10, choices=Purpose)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self.at:%F %T} {self.purpose}"


class Consent(models.Model):
    """A person agreed to one use of their data. Law: PIPL arts. 14, 15, 17."""

    user = models.ForeignKey(User, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=30)
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose", "version"],
                condition=models.Q(withdrawn_at=None),
                name="one_consent_in_force",
            )
        ]

    def __str__(self):
        return f"{self.purpose} {self.version}"


class PhoneCode(models.Model):
    """A short-lived code sent to a phone, known here only by keyed digests."""

    index = models.CharField(max_length=64, db_index=True)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.sent_at:%F %T}"


class Persona(models.Model):
    """A made-up person of the demonstration whom a visitor may become in one click."""

    user = models.OneToOneField(User, models.CASCADE)
    title = models.CharField(max_length=100)
    task = models.CharField(max_length=200)
    home = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]

    def __str__(self):
        return self.title
