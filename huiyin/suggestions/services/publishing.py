"""What of a suggestion and of its reply the public reads: wish, unit and review together."""

from django.utils.translation import gettext_lazy as _

from huiyin.contributions.models import Contribution
from huiyin.contributions.services import say
from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance
from huiyin.suggestions.models import PublicText, Reply, Suggestion
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.services.showing import show

Openness = PublicText.Openness
Visibility = Contribution.Visibility


@recorded()
def publish(suggestion, *, openness, reason="", redacted="", reply=None, by, at):
    """Decide what the public reads of the text, or of an issued ``reply``.

    ``openness``  of ``PublicText``; ``redacted`` the copy shown instead, a text of its own
    The deputy's wish is the limit for the text, and with it for the reply; what the unit keeps
    closed is not opened here. Raises ``Incomplete``. Law: 代表法 (2025) art. 51; rule profiles.
    """
    advance(suggestion, "publish", by=by, at=at, openness=Openness(openness).value)
    _allowed(suggestion, reply, openness, reason, redacted)
    last = suggestion.public_texts.filter(reply=reply).select_related("words").last()
    said = last and (last.openness, last.reason, last.words.body if last.words else "")
    if said == (openness, reason, redacted if openness == Openness.REDACTED else ""):
        raise Incomplete(_("与上一次公开审核的结果相同"))
    words = None
    if openness == Openness.REDACTED:
        words = say(
            congress=suggestion.congress,
            author=by,
            byline=suggestion.lead.person.name if reply is None else reply.organ.name,
            kind="suggestion.redacted",
            body=redacted,
            at=at,
            visibility=Visibility.PUBLIC,
        )
    facts = {"openness": openness, "reason": reason, "words": words, "by": by, "at": at}
    show(suggestion, reply=reply, **facts)


def _allowed(suggestion, reply, openness, reason, redacted):
    if openness != Openness.FULL and not reason.strip():
        raise Incomplete(_("不公开或者删减的，要写明理由"))
    if openness == Openness.REDACTED and not redacted.strip():
        raise Incomplete(_("请写出删减后的文本"))
    if reply is not None and reply.suggestion_id != suggestion.pk:
        raise Incomplete(_("这不是对这件建议的答复"))
    if reply is not None and reply.issued_at is None:
        raise Incomplete(_("答复还没有签发"))
    if openness == Openness.NONE:
        return
    if not suggestion.docket.public or suggestion.openness != Suggestion.Openness.FULL:
        raise Incomplete(_("代表希望公开的程度是上限，这件建议不能公开全文"))
    if reply is not None and reply.openness == Reply.Openness.CLOSED:
        raise Incomplete(_("承办单位确定不予公开的答复，不能在这里公开"))
