"""From a citizen's sentence to the moment they hear back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.contributions.models import Contribution
from huiyin.contributions.services import ask_again, open_thread, said_before, say
from huiyin.deputies.models import Mandate
from huiyin.deputies.procedure import State as MandateState
from huiyin.ledger.acts import recorded
from huiyin.procedure.models import Party
from huiyin.procedure.services import TRACE, advance, concern, link, open_docket
from huiyin.search.services import index
from huiyin.voices.models import Voice

Visibility = Contribution.Visibility


UNAVAILABLE = _("这位代表目前不在任期内，请选择其他代表")


class Unavailable(ValueError):
    """The deputy cannot take messages now."""


@recorded()
def send(*, author, mandate, title, body, at, key, place=None, public=True, **facts):
    """Keep a citizen's message, hand it to the deputy, start the clock; return the voice.

    ``author``  a citizen whose phone is verified, or on whose behalf staff write
    ``key``     UUID of the form: sent again, it returns the first voice
    ``public``  whether the author agrees that others may read it once it is reviewed
    ``facts``   ``channel`` of ``Voice``

    Raises ``Unavailable`` unless the mandate is active. Law: 代表法 (2025) art. 8.
    """
    voice, made = _keep(
        author=author,
        mandate=mandate,
        title=title,
        body=body,
        at=at,
        visibility=Visibility.PENDING if public else Visibility.PARTIES,
        key=key,
        place=place,
        **facts,
    )
    if made:
        advance(voice, "send", by=author, at=at, deputy=mandate.person.name)
        put_in_index(voice, known=False)
    return voice


@recorded()
def bring_in(*, author, mandate, title, body, written_at, key, by, at):
    """Keep a message of the past and hand it to the deputy; return the voice. No clock starts.

    ``author``      an account that stands for whoever wrote it
    ``written_at``  aware datetime of the message itself, by which it is ordered and shown
    ``by``, ``at``  the member of staff who imports it, and when: so it stands in the history

    Only those concerned may read it: nobody agreed to more. A repeated ``key`` returns the
    first voice. Raises ``Unavailable`` unless the mandate is active.
    """
    voice, made = _keep(
        author=author,
        mandate=mandate,
        title=title,
        body=body,
        at=written_at,
        visibility=Visibility.PARTIES,
        key=key,
        channel=Voice.Channel.IMPORT,
    )
    if made:
        advance(voice, "import", by=by, at=at, deputy=mandate.person.name)
        put_in_index(voice, known=False)
    return voice


def _keep(*, author, mandate, title, body, at, visibility, key, **facts):
    """Write words, case and parties of a voice; return it and whether it is new."""
    congress = mandate.congress
    words = say(
        congress=congress,
        author=author,
        byline=author.label,
        kind="voice",
        body=body,
        at=at,
        visibility=visibility,
        key=key,
    )
    if words.repeated:
        return Voice.objects.shown().get(words=words), False
    if mandate.docket.state != MandateState.ACTIVE:
        raise Unavailable(UNAVAILABLE)
    docket = open_docket(congress=congress, kind="voice", title=title, at=at)
    voice = Voice.objects.create(
        congress=congress,
        docket=docket,
        words=words,
        thread=open_thread(congress, at),
        mandate=mandate,
        **facts,
    )
    _concern_both(docket, author, mandate.person.user_id, at)
    return voice, True


def _concern_both(docket, author, deputy_id, at):
    """Nobody is concerned by a new case yet, so its author and deputy are entered at once."""
    roles = {deputy_id: Party.Role.DEPUTY, author.pk: Party.Role.AUTHOR}
    Party.objects.bulk_create(
        Party(docket=docket, user_id=user, role=role, since=at)
        for user, role in roles.items()
        if user
    )


def put_in_index(voice, *, known=True):
    """Let the message be found: by everybody once public, by the office at once."""
    index(
        voice.congress,
        kind="voice",
        ref=voice.words.uid,
        title=voice.docket.title,
        body=voice.words.body,
        href=TRACE.format(code=voice.docket.code),
        public=voice.words.visibility == Visibility.PUBLIC,
        at=voice.docket.opened_at,
        known=known,
    )


@recorded()
def write(voice, verb, *, body, by, at, key):
    """Say more in the thread: the deputy with ``answer``, the author with ``add``.

    Hidden words of the same person in this matter are reviewed again. A repeated ``key``
    changes nothing. Raises ``NotLawful`` and ``PermissionDenied`` as ``advance`` does.
    """
    if first := said_before(by, key):
        return first
    advance(voice, verb, by=by, at=at, deputy=voice.mandate.person.name)
    own = Contribution.objects.filter(Q(pk=voice.words_id) | Q(thread=voice.thread), author=by)
    ask_again(own)
    voice.words.refresh_from_db(fields=["visibility"])
    return say(
        congress=voice.congress,
        author=by,
        byline=by.label,
        kind=f"voice.{verb}",
        body=body,
        at=at,
        visibility=_openness(verb, voice.words.visibility),
        thread=voice.thread,
        key=key,
    )


def _openness(verb, of_opening):
    """Who may read what is added to words that are open like ``of_opening``.

    An addition to public words is reviewed like them. Hidden words hide no answer: those
    concerned go on talking among themselves.
    """
    if of_opening == Visibility.HIDDEN:
        return Visibility.PARTIES
    if verb == "add" and of_opening == Visibility.PUBLIC:
        return Visibility.PENDING
    return of_opening


@transaction.atomic
def support(voice, *, user, at):
    """Join somebody else's matter instead of writing it again; told of every step like them.

    Raises ``PermissionDenied`` for a message that is not public.
    """
    if voice.words.visibility != Visibility.PUBLIC:
        raise PermissionDenied("only public matters can be supported")
    return concern(voice.docket, user, Party.Role.SUPPORTER, at=at)


@transaction.atomic
def transfer(voice, *, to, by, at):
    """Ask another deputy of the same congress to answer; the clock runs on.

    Raises ``Unavailable`` unless the other mandate is active.
    """
    mandate = Mandate.objects.active().select_related("person", "docket").filter(pk=to.pk).first()
    if mandate is None:
        raise Unavailable(UNAVAILABLE)
    voice.mandate = mandate
    voice.save(update_fields=["mandate"])
    if mandate.person.user_id:
        concern(voice.docket, mandate.person.user, Party.Role.DEPUTY, at=at)
    return advance(voice, "transfer", by=by, at=at, deputy=mandate.person.name)


@transaction.atomic
def close(voice, *, by, at):
    """The author has what they wanted to know."""
    return advance(voice, "close", by=by, at=at)


@transaction.atomic
def reopen(voice, *, by, at):
    """The author finds that nothing has changed; back to the deputy."""
    return advance(voice, "reopen", by=by, at=at)


@transaction.atomic
def take_up(voice, *, into, by, at):
    """Make the message part of a suggestion; its author stays told of every later step.

    ``into``  the docket of the suggestion. Law: 代表法 (2025) arts. 24, 36.
    """
    link(voice.docket, into, "taken_up", at=at)
    return advance(voice, "take_up", by=by, at=at, deputy=voice.mandate.person.name)
