"""Acts that cross proceedings: messages become a suggestion, words become public."""

from huiyin.contributions.models import Contribution
from huiyin.contributions.services import decide
from huiyin.ledger.acts import recorded
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.services.drafting import draft
from huiyin.voices.models import Voice
from huiyin.voices.services import put_in_index
from huiyin.voices.services import take_up as take_up_voice

Visibility = Contribution.Visibility


@recorded()
def take_up(voices, *, lead, by, at, **text):
    """Make a suggestion of the deputy ``lead`` out of ``voices``, all of them or none.

    Every author stays concerned and is told of each later step. ``text`` as in
    ``drafting.draft``; a form sent again returns the first one. Raises ``NotLawful`` if one of
    them was taken up or closed meanwhile. Law: 代表法 (2025) arts. 24, 36.
    """
    suggestion = draft(lead=lead, by=by, at=at, **text)
    for voice in () if suggestion.repeated else voices:
        take_up_voice(voice, into=suggestion.docket, by=by, at=at)
    return suggestion


@recorded()
def review(contribution, visibility, *, ground, by, at, note="", seen=Visibility.PENDING):
    """Decide whether words become public, and let them be found or not accordingly.

    ``seen``  what they were when the moderator looked: a decision can be taken back by a new
              one, but not by somebody who did not know of it

    Raises ``NotLawful`` if another moderator decided first, if nothing would change, and for
    words meant only for those concerned; and as ``decide`` does.
    """
    words = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("congress")
        .get(pk=contribution.pk)
    )
    known = words.visibility == seen and seen != visibility
    if not known or words.visibility == Visibility.PARTIES:
        raise NotLawful("review", visibility, words.visibility)
    decide(words, visibility, ground=ground, by=by, at=at, note=note)
    voice = Voice.objects.shown().filter(words=words).first()
    if voice is not None:
        put_in_index(voice)
    return words
