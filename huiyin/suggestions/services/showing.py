"""What of a suggestion anybody reads and finds, kept as the newest review of each text says."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from huiyin.contributions.models import Contribution
from huiyin.procedure.services import TRACE
from huiyin.search.services import index
from huiyin.suggestions.models import PublicText, Suggestion

Openness = PublicText.Openness
Visibility = Contribution.Visibility


def put_in_index(suggestion, *, known=True, shown=None, openness="full"):
    """Let it be found. ``known=False`` for words that cannot have been indexed before.

    ``shown``  the redacted copy, ``openness`` of the newest review: where only the title is
    public, or a part, nobody finds by words that nobody may read.
    """
    number = suggestion.docket.number
    closed = suggestion.docket.public and (
        suggestion.openness != Suggestion.Openness.FULL or openness == "none"
    )
    body = suggestion.words.body if shown is None else shown
    index(
        suggestion.congress,
        kind="suggestion",
        ref=suggestion.words.uid,
        title=suggestion.docket.title,
        body=number if closed else f"{number}\n{body}",
        href=TRACE.format(code=suggestion.docket.code),
        public=suggestion.docket.public,
        at=suggestion.docket.opened_at,
        known=known,
    )


def show(suggestion, *, reply, openness, reason, words, by, at):
    """Let the public read of the text, or of ``reply``, what this review says and no more.

    ``words``  the redacted copy; earlier ones are shown no longer
    """
    review = suggestion.public_texts.create(
        reply=reply, openness=openness, reason=reason, words=words, reviewed_by=by, at=at
    )
    older = suggestion.public_texts.filter(reply=reply, words__isnull=False).exclude(pk=review.pk)
    Contribution.objects.filter(redacted_copy__in=older).update(visibility=Visibility.PARTIES)
    original = suggestion.words_id if reply is None else reply.words_id
    Contribution.objects.filter(pk=original).update(
        visibility=Visibility.PUBLIC if openness == Openness.FULL else Visibility.PARTIES
    )
    if reply is None and suggestion.words_id:
        put_in_index(suggestion, shown=words.body if words else None, openness=openness)


def take_down(suggestion, *, by, at):
    """Of what is taken back only the title stays public, until the office reviews it again."""
    shown = suggestion.docket.public and suggestion.openness == Suggestion.Openness.FULL
    if not (shown and suggestion.words_id):
        return
    with override("zh-hans"):
        facts = {"openness": Openness.NONE, "reason": _("代表撤回了这件建议"), "words": None}
    for reply in [None, *suggestion.replies.exclude(issued_at=None)]:
        show(suggestion, reply=reply, by=by, at=at, **facts)
