"""Asking the people before a text is written (征询): what is asked, what they answer, what of it
the deputy takes into the draft. Practice: no article names the steps."""

from uuid import uuid5

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.contributions.models import Contribution
from huiyin.contributions.services import said_before, say
from huiyin.law.terms import opinions_until
from huiyin.ledger.acts import recorded
from huiyin.notices.services import publish
from huiyin.procedure.models import Party
from huiyin.procedure.services import advance, concern
from huiyin.procedure.table import Incomplete
from huiyin.search.services import index
from huiyin.suggestions.models import Consultation, Opinion
from huiyin.suggestions.procedure import State
from huiyin.suggestions.rules import asks_of, audiences, may_answer

Visibility = Contribution.Visibility
#: What the authors of opinions are told when the deputy begins to write, or gives it up.
USED, UNUSED, GIVEN_UP = "opinion.used", "opinion.unused", "opinion.given_up"
PAGE = "/consultations/{pk}/"


@recorded()
def ask(suggestion, *, text, audience, ends_on, by, at):
    """Ask to put ``text`` before the people; the office reviews it first.

    ``audience``  of ``Consultation``, one that ``rules.audiences`` allows
    ``ends_on``   the last day on which they may answer, within ``law.terms.opinions_until``

    One that still waits for review is replaced. Raises ``Incomplete``.
    """
    advance(suggestion, "consult", by=by, at=at)
    if not text.strip():
        raise Incomplete(_("请写明想问大家什么"))
    if audience not in audiences(suggestion):
        raise Incomplete(_("这位代表不能向这个范围征询"))
    first, last = opinions_until(localdate(at))
    if not first <= ends_on <= last:
        raise Incomplete(
            _("截止日期请选在 %(first)s 到 %(last)s 之间")
            % {"first": first.isoformat(), "last": last.isoformat()}
        )
    pending = suggestion.consultations.filter(ended_at=None, refusal="")
    if pending.filter(text=text, audience=audience, ends_on=ends_on).exists():
        raise Incomplete(_("同样的征询文字已经送审"))
    pending.update(ended_at=at)
    return suggestion.consultations.create(
        title=suggestion.docket.title, text=text, audience=audience, ends_on=ends_on, asked_at=at
    )


@recorded()
def open_consultation(suggestion, *, by, at):
    """The office has reviewed the text: everybody may read it, the audience may answer.

    Raises ``Incomplete`` if its last day has passed meanwhile.
    """
    asked = waiting(suggestion)
    until = asked.ends_on.isoformat() if asked else ""
    advance(suggestion, "open_consultation", by=by, at=at, until=until)
    if asked.ends_on < localdate(at):
        raise Incomplete(_("截止日期已过，请退回代表另定日期"))
    asked.reviewed_by, asked.opened_at = by, at
    asked.save(update_fields=["reviewed_by", "opened_at"])
    index(
        suggestion.congress,
        kind="consultation",
        ref=uuid5(suggestion.congress.uid, f"consultation {asked.pk}"),
        title=asked.title,
        body=asked.text,
        href=PAGE.format(pk=asked.pk),
        public=True,
        at=at,
        known=False,
    )
    return asked


@recorded()
def refuse_consultation(suggestion, *, reason, by, at):
    """The office sends the text back to the deputy and says why."""
    asked = waiting(suggestion)
    advance(suggestion, "refuse_consultation", by=by, at=at, reason=reason)
    asked.reviewed_by, asked.refusal, asked.ended_at = by, reason, at
    asked.save(update_fields=["reviewed_by", "refusal", "ended_at"])
    return asked


def waiting(suggestion):
    """The consultation whose text waits for review, or None."""
    return suggestion.consultations.filter(opened_at=None, ended_at=None, refusal="").first()


def running(suggestion):
    """The consultation that the people may answer now, or None."""
    return suggestion.consultations.filter(ended_at=None, opened_at__isnull=False).first()


@recorded()
def answer(consultation, *, author, body, public, at, key, place=None):
    """Keep what somebody answers, and return the ``Opinion``. A second one takes the place of
    the first, whose words are kept. The same ``key`` again changes nothing.

    ``author``  a citizen whose phone is proven
    ``place``   where they live or work, as they say
    ``public``  whether they agree that others read it once it is reviewed

    Raises ``Incomplete`` when it is over, or for somebody it is not put to.
    """
    # Locked, so that two answers at once do not both count, nor one after the end.
    rows = Consultation.objects.select_for_update(of=("self",))
    consultation = rows.select_related(
        "suggestion__lead__electoral_unit__area", "suggestion__lead__district"
    ).get(pk=consultation.pk)
    if first := said_before(author, key):
        return Opinion.objects.get(words=first)
    if not takes_answers(consultation, localdate(at)):
        raise Incomplete(_("这次征询已经结束"))
    if not may_answer(author):
        raise Incomplete(_("请先用手机号验证身份"))
    if not asks_of(consultation, place):
        raise Incomplete(_("这次征询面向的范围不包括你填写的地方"))
    words = say(
        congress=consultation.suggestion.congress,
        author=author,
        byline=author.label,
        kind="suggestion.opinion",
        body=body,
        at=at,
        visibility=Visibility.PENDING if public else Visibility.PARTIES,
        key=key,
    )
    _replace(consultation, author, at)
    return consultation.opinions.create(words=words, author=author, place=place)


def takes_answers(consultation, today):
    """Whether it may be answered on that day; the round that ends it may come a little later."""
    over = consultation.ended_at is not None or consultation.ends_on < today
    asks = consultation.suggestion.docket.state == State.CONSULTING
    return consultation.opened_at is not None and asks and not over


def _replace(consultation, author, at):
    """The earlier opinion of ``author`` no longer counts, and nobody else reads it."""
    before = consultation.opinions.filter(author=author, replaced_at=None)
    Contribution.objects.filter(
        opinion__in=before, visibility__in=[Visibility.PENDING, Visibility.PUBLIC]
    ).update(visibility=Visibility.PARTIES)
    before.update(replaced_at=at)


@recorded()
def end_consultation(suggestion, *, at):
    """Its last day has passed: the matter is the deputy's again, with the opinions."""
    asked = running(suggestion)
    count = asked.opinions.filter(replaced_at=None).count() if asked else 0
    advance(suggestion, "end_consultation", by=None, at=at, count=count)
    asked.ended_at = at
    asked.save(update_fields=["ended_at"])
    return asked


@recorded()
def write(suggestion, *, used=(), feedback="", by, at):
    """Begin to write. Whose opinion is used is concerned from now on and told of every step;
    the others are told that it was not, and both see what the deputy says to it.

    ``used``      opinions of this suggestion's consultations that the draft takes up
    ``feedback``  what the deputy says to everybody who answered; public after its review
    A consultation that is still open ends by it.
    """
    asked = suggestion.consultations.exclude(opened_at=None)
    current = Opinion.objects.filter(consultation__in=asked, replaced_at=None)
    current = current.exclude(words__visibility=Visibility.HIDDEN)
    taken = list(current.filter(pk__in=[each.pk for each in used]).select_related("author"))
    for opinion in taken:
        concern(suggestion.docket, opinion.author, Party.Role.FOLLOWER, at=at)
    advance(suggestion, "write", by=by, at=at, count=len(taken))
    current.filter(pk__in=[opinion.pk for opinion in taken]).update(used=True)
    suggestion.consultations.filter(ended_at=None).update(ended_at=at)
    newest = asked.order_by("pk").last()
    if newest and feedback.strip():
        newest.response = _respond(suggestion, feedback.strip(), by, at)
        newest.save(update_fields=["response"])
    for each in asked.order_by("pk"):
        _tell_authors(suggestion, each, USED, used=1, at=at)
        _tell_authors(suggestion, each, UNUSED, used=0, at=at)
    return taken


def _respond(suggestion, body, by, at):
    """What the deputy says to everybody waits for the same review as what they answered."""
    return say(
        congress=suggestion.congress,
        author=by,
        byline=suggestion.lead.person.name,
        kind="suggestion.response",
        body=body,
        at=at,
        visibility=Visibility.PENDING,
    )


def give_up(suggestion, *, at):
    """End what is still asked about a text that is given up, and tell whoever answered."""
    suggestion.consultations.filter(ended_at=None).update(ended_at=at)
    for each in suggestion.consultations.exclude(opened_at=None).order_by("pk"):
        _tell_authors(suggestion, each, GIVEN_UP, used=0, at=at)


def _tell_authors(suggestion, consultation, kind, *, used, at):
    publish(
        suggestion.congress,
        kind=kind,
        audience=f"opinions:{consultation.pk}:{used}",
        params={"title": suggestion.docket.title},
        href=PAGE.format(pk=consultation.pk),
        at=at,
    )


def authors(consultation_id, used):
    """Ids of those whose opinion the deputy used, or did not."""
    rows = Opinion.objects.filter(consultation=consultation_id, used=bool(used), replaced_at=None)
    rows = rows.exclude(words__visibility=Visibility.HIDDEN)
    return rows.values_list("author", flat=True)
