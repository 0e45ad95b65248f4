from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import Scoped
from huiyin.contributions.models import Contribution, Thread
from huiyin.deputies.models import Mandate, Place
from huiyin.procedure.models import Docket


class VoiceQuerySet(models.QuerySet):
    def shown(self):
        return self.select_related(
            "docket", "words", "place__area", "mandate__person", "mandate__docket", "congress__area"
        )

    def public(self):
        return self.filter(words__visibility=Contribution.Visibility.PUBLIC)


class Voice(models.Model):
    """What one citizen tells one deputy. The words are in ``words``, the talk in ``thread``.

    ``channel`` is how it came: letters and calls that staff enter count the same.
    """

    class Channel(models.TextChoices):
        WEB = "web", _("网站")
        STATION = "station", _("联络站代填")
        LETTER = "letter", _("来信代填")
        PHONE = "phone", _("电话代填")
        IMPORT = "import", _("历史留言导入")

    congress = models.ForeignKey(Congress, models.PROTECT)
    docket = models.OneToOneField(Docket, models.PROTECT, related_name="voice")
    words = models.OneToOneField(Contribution, models.PROTECT, related_name="voice")
    thread = models.OneToOneField(Thread, models.PROTECT, related_name="voice")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="voices")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="voices")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)

    objects = Scoped(queryset=VoiceQuerySet)

    class Meta:
        indexes = [models.Index(fields=["mandate", "-id"], name="voice_of_deputy")]

    def __str__(self):
        return self.docket.title
