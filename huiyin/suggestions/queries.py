"""Questions about suggestions. What may not be seen does not exist."""

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.http import Http404

from huiyin.congresses.queries import handling_units, profile_keys, serves_deputies
from huiyin.contributions.models import Contribution
from huiyin.deputies.procedure import State as MandateState
from huiyin.law.errors import NotInForce
from huiyin.law.profiles import DEFAULT, profile_for
from huiyin.procedure import registry
from huiyin.procedure.models import Docket, Link, Move, Party
from huiyin.search.queries import similar
from huiyin.suggestions.models import (
    Assignment,
    Commitment,
    Consultation,
    Contact,
    Coordination,
    Cosign,
    Extension,
    Progress,
    PublicText,
    Reply,
    Return,
    Served,
    Suggestion,
)
from huiyin.suggestions.procedure import SUGGESTION, State
from huiyin.suggestions.rules import works_on

Visibility = Contribution.Visibility
#: How many suggestions like this one are asked who handled them.
PRECEDENTS = 5
#: How many others are offered for handling together.
MERGEABLE = 10


def get_for_work(user, code):
    """Return the suggestion if ``user`` has a part in it; otherwise it does not exist."""
    return _if_at_work(user, whole().filter(docket__code=code).first())


def get_for_act(user, code):
    """The same, without what only its page shows."""
    rows = Suggestion.objects.shown().select_related("words")
    return _if_at_work(user, rows.filter(docket__code=code).first())


def _if_at_work(user, suggestion):
    if suggestion is None or not works_on(user, suggestion):
        raise Http404
    return suggestion


def whole():
    """Suggestions with everything their page shows, in a fixed number of queries."""
    alike = Suggestion.objects.select_related("docket", "lead__person").order_by("pk")
    lead = Assignment.objects.current().filter(role=Assignment.Role.LEAD).select_related("organ")
    parts = alike.prefetch_related(Prefetch("assignments", lead))
    shown = Suggestion.objects.shown().select_related("part_of__docket", "key_committee")
    return shown.prefetch_related(
        Prefetch("cosigns", Cosign.objects.select_related("mandate__person").order_by("pk")),
        Prefetch(
            "assignments",
            Assignment.objects.current().select_related("organ", "opinion").order_by("-role", "pk"),
        ),
        Prefetch("contacts", Contact.objects.select_related("organ", "by")),
        Prefetch("replies", _whole_replies()),
        Prefetch("parts", parts),
        Prefetch("group__grouped", alike),
        Prefetch("returns", Return.objects.select_related("organ", "decided_by")),
        Prefetch("extensions", Extension.objects.select_related("decided_by")),
        Prefetch("coordinations", Coordination.objects.select_related("by")),
        Prefetch("public_texts", PublicText.objects.select_related("words", "reviewed_by")),
        Prefetch("consultations", Consultation.objects.select_related("response")),
        "photos",
        "part_of__photos",
        "docket__deadlines",
        Prefetch("docket__moves", Move.objects.select_related("by")),
    )


def _whole_replies():
    """Replies with their promises, whatever became of these, and whom they were given to."""
    lines = Prefetch("progress", Progress.objects.select_related("by"))
    return Reply.objects.select_related(
        "organ", "rating", "words", "issued_by", "drafted_by"
    ).prefetch_related(
        Prefetch("commitments", Commitment.objects.prefetch_related(lines)),
        Prefetch("served", Served.objects.select_related("mandate__person")),
    )


def _parts_of(user):
    """What of all suggestions a person has a part in, who does not serve deputies."""
    return (
        Q(lead__person__user=user)
        | Q(cosigns__mandate__person__user=user, cosigns__answer=Cosign.Answer.CONFIRMED)
        | Q(assignments__organ__seats__user=user, assignments__ended_at=None)
    )


def _sources(verb):
    return [step.source for step in SUGGESTION.steps if step.verb == verb]


def asked_of(user):
    """Dockets held by somebody else in which ``user`` owes a word: a co-signature, an opinion."""
    answer = Suggestion.objects.filter(
        cosigns__mandate__person__user=user,
        cosigns__mandate__docket__state=MandateState.ACTIVE,
        cosigns__answer__in=[Cosign.Answer.INVITED, Cosign.Answer.VOIDED],
        docket__state__in=_sources("confirm"),
    ).values("docket")
    opinion = Suggestion.objects.filter(
        assignments__organ__seats__user=user,
        assignments__role=Assignment.Role.CO,
        assignments__opinion=None,
        assignments__ended_at=None,
        docket__state__in=_sources("co_opinion"),
    ).values("docket")
    return Docket.objects.filter(pk__in=answer.union(opinion))


def listing(congress, name, day):
    """What the rules of ``congress`` list on ``day``: the nearest text that is not silent.

    ``name``  classes, ratings, dimensions or decline_reasons
    """
    for key in profile_keys(congress):
        try:
            profile = profile_for(key, day)
        except NotInForce:
            continue
        if own := getattr(profile, f"own_{name}"):
            return own
    return getattr(profile_for(DEFAULT, day), name)


def origins(suggestion, *, private):
    """The words of people this grew out of: ``(words, withheld, joined)``.

    ``private``   whether the reader may read also what is not public (``rules.reads_private``)
    ``withheld``  how many are left out because this reader may not
    ``joined``    how many people stand behind them besides their authors
    """
    links = list(Link.objects.filter(target=suggestion.docket_id).select_related("source"))
    words = []
    for kind in sorted({link.source.kind for link in links}):
        ids = [link.source_id for link in links if link.source.kind == kind]
        words += registry.of(kind).said(ids)
    joined = Party.objects.filter(
        docket__in=[link.source_id for link in links], role=Party.Role.SUPPORTER
    ).count()
    shown = [one for one in words if private or one.visibility == Visibility.PUBLIC]
    return shown, len(words) - len(shown), joined


def mergeable(suggestion):
    """Others that wait for assignment too, those most like this one first: ``[Suggestion]``."""
    waiting = Suggestion.objects.shown().filter(
        congress=suggestion.congress, docket__state=State.ACCEPTED
    )
    hits = similar(
        suggestion.text, kinds=["suggestion"], public=None, limit=MERGEABLE, exclude_ref=None
    )
    alike = {hit.ref for hit in hits}
    rows = waiting.exclude(pk=suggestion.pk).select_related("words").order_by("-pk")[:MERGEABLE]
    like = list(waiting.exclude(pk=suggestion.pk).filter(words__uid__in=alike))
    known = {row.pk for row in like}
    return like + [row for row in rows if row.pk not in known]


def likely_units(suggestion):
    """Units that may be right, each with the reason why: ``[(organ, words)]``, likeliest first.

    The deputy's own proposal, then who led the handling of suggestions like this one.
    """
    found = {}
    wish = suggestion.proposed_unit.strip()
    for organ in handling_units(suggestion.congress) if wish else ():
        if organ.name in wish or wish in organ.name:
            found.setdefault(organ, "wish")
    for organ in _precedents(suggestion):
        found.setdefault(organ, "precedent")
    return list(found.items())


def _precedents(suggestion):
    hits = similar(
        suggestion.text,
        kinds=["suggestion"],
        public=None,
        limit=PRECEDENTS,
        exclude_ref=suggestion.words.uid if suggestion.words_id else None,
    )
    order = {hit.ref: place for place, hit in enumerate(hits)}
    rows = Assignment.objects.filter(
        role=Assignment.Role.LEAD, suggestion__words__uid__in=order
    ).select_related("organ", "suggestion__words")
    return [row.organ for row in sorted(rows, key=lambda row: order[row.suggestion.words.uid])]


def still_needed(suggestion):
    """What the head must give a reason for when signing now: ``{"talked": bool, "owed": bool}``.

    Handled again, it is talked about again. Law: 代表法 (2025) art. 51.
    """
    return Suggestion.objects.values(**_needs("pk", "docket")).get(pk=suggestion.pk)


def to_sign(suggestion):
    """The reply in review with ``talked`` and ``owed`` of ``still_needed``, or None.

    ``held_back``   whether the newest review of the text, or of a reply to it, left something out
    ``asked_more``  whether more time is asked for, undecided
    """
    rows = suggestion.replies.filter(issued_at=None).select_related("organ")
    needs = _needs("suggestion", "suggestion__docket")
    asked = Exists(Extension.objects.filter(suggestion=OuterRef("suggestion"), granted=None))
    return rows.annotate(held_back=Exists(_held_back()), asked_more=asked, **needs).first()


def _held_back():
    """Newest reviews, of the text or a reply of the outer row's suggestion, that left something
    out; the text of a part is that of the whole."""
    reviews = PublicText.objects.alias(of=Coalesce("reply", 0))
    same = {"suggestion": OuterRef("suggestion"), "of": OuterRef("of")}
    newer = reviews.filter(pk__gt=OuterRef("pk"), **same)
    whole = Q(suggestion=OuterRef("suggestion__part_of"), reply=None)
    left_out = reviews.filter(Q(suggestion=OuterRef("suggestion")) | whole)
    return left_out.exclude(openness=PublicText.Openness.FULL).filter(~Exists(newer))


def _needs(suggestion, docket):
    """Expressions for rows that name their suggestion and its docket so."""
    owing = Assignment.objects.filter(
        suggestion=OuterRef(suggestion), role=Assignment.Role.CO, opinion=None, ended_at=None
    )
    earlier = Reply.objects.filter(suggestion=OuterRef(suggestion), issued_at__isnull=False)
    answered = Move.objects.filter(docket=OuterRef("docket"), verb="issue", pk__gt=OuterRef("pk"))
    since = Move.objects.filter(~Exists(answered), docket=OuterRef(docket), verb="contact")
    return {"talked": Exists(since), "owed": Exists(owing) & ~Exists(earlier)}


def number_of(commitment):
    """Which promise of its suggestion it is, from 1, as in the ledger of promises.

    Moves and notices name it so: they are read by people who may not read the reply.
    """
    made = Commitment.objects.filter(
        reply__suggestion=commitment.reply.suggestion_id, reply__issued_at__isnull=False
    )
    order = made.order_by("reply__round", "due_on", "pk").values_list("pk", flat=True)
    return list(order).index(commitment.pk) + 1


def promises(user, congress, *, done=False, after=None, limit=30):
    """Commitments in issued replies that ``user`` follows, by due day, the late ones first.

    ``done``   those that have a result instead of those still open, newest due day first
    ``after``  ``(due day, id)`` of the last row of the page before
    """
    rows = Commitment.objects.exclude(reply__issued_at=None).select_related(
        "reply__organ", "reply__suggestion__docket", "reply__suggestion__lead__person"
    )
    rows = rows.filter(reply__suggestion__congress=congress)
    if not serves_deputies(user, congress):
        mine = Suggestion.objects.filter(_parts_of(user)).values("pk")
        rows = rows.filter(reply__suggestion__in=mine)
    open_ = Q(outcome=Commitment.Outcome.OPEN)
    rows = rows.exclude(open_) if done else rows.filter(open_)
    if after:
        day, pk = after
        rows = rows.filter(Q(due_on__gt=day) | Q(due_on=day, pk__gt=pk))
    return list(rows.order_by("due_on", "pk")[: limit + 1])
