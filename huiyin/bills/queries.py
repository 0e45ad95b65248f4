"""Questions about bills. What may not be seen does not exist."""

from django.db.models import Count, Prefetch, Q
from django.http import Http404

from huiyin.bills.models import Bill, Consulted, Paper, Sponsor
from huiyin.bills.procedure import BILL, DRAFTS
from huiyin.bills.rules import COMMITTEE_CLERKS, SECRETARIES, works_on
from huiyin.congresses.models import Organ
from huiyin.congresses.queries import sits
from huiyin.deputies.models import Mandate
from huiyin.deputies.procedure import State as MandateState
from huiyin.procedure.models import Docket, Link, Move, Party

Answer = Sponsor.Answer


def get_for_work(user, code):
    """Return the bill if ``user`` has a part in it; otherwise it does not exist."""
    return _if_at_work(user, whole().filter(docket__code=code).first())


def get_for_act(user, code):
    """The same, without what only its page shows."""
    return _if_at_work(user, _rows().filter(docket__code=code).first())


def _if_at_work(user, bill):
    if bill is None or not works_on(user, bill):
        raise Http404
    return bill


def _rows():
    return Bill.objects.shown().select_related("words", "lead__electoral_unit")


def whole():
    """Bills with everything their page shows, in a fixed number of queries."""
    return (
        _rows()
        .select_related("vote")
        .prefetch_related(
            Prefetch("sponsors", Sponsor.objects.select_related("mandate__person").order_by("pk")),
            Prefetch("consulted", Consulted.objects.select_related("organ").order_by("pk")),
            Prefetch("papers", Paper.objects.select_related("organ", "words")),
            "docket__deadlines",
            Prefetch("docket__moves", Move.objects.select_related("by")),
            Prefetch("docket__links_out", Link.objects.select_related("target")),
        )
    )


def get_for_reading(user, code):
    """Return the bill for its public page, or None for whom it does not exist.

    Seen by everybody once public; before, by those with a part in it and those it concerns.
    """
    bill = whole().filter(docket__code=code).first()
    return bill if bill and _readable(user, bill) else None


def _readable(user, bill):
    if bill.docket.public:
        return True
    if not user.is_authenticated:
        return False
    return bool(part_of(user, bill)) or works_on(user, bill)


def part_of(user, bill):
    """The role of ``user`` as a party of the bill, "" if they have none."""
    if not user.is_authenticated:
        return ""
    mine = Party.objects.filter(docket=bill.docket_id, user=user)
    return mine.values_list("role", flat=True).first() or ""


def worked_on(user, congress, *, text="", states=(), after=None, limit=20):
    """Bills ``user`` has a part in, newest first; all filed ones for the offices.

    ``after``  id of the last bill of the page before. Returns up to ``limit`` + 1 rows.
    """
    mine = Q(
        pk__in=Bill.objects.filter(
            Q(lead__person__user=user)
            | Q(sponsors__mandate__person__user=user)
            | Q(committee__seats__user=user)
            | Q(unit__seats__user=user)
            | Q(consulted__organ__seats__user=user)
        ).values("pk")
    )
    if sits(user, congress, kinds={*SECRETARIES, *COMMITTEE_CLERKS}):
        mine |= Q(filed_at__isnull=False) & ~Q(docket__state__in=DRAFTS)
    return _page(
        Bill.objects.shown().filter(mine),
        congress,
        text=text,
        states=states,
        after=after,
        limit=limit,
    )


def published(congress, *, text="", states=(), after=None, limit=20):
    """Bills anybody may read about, newest first; up to ``limit`` + 1 rows."""
    rows = Bill.objects.shown().filter(docket__public=True)
    return _page(rows, congress, text=text, states=states, after=after, limit=limit)


def _page(rows, congress, *, text, states, after, limit):
    rows = rows.filter(congress=congress)
    if states:
        rows = rows.filter(docket__state__in=states)
    if text:
        rows = rows.filter(
            Q(docket__title__icontains=text)
            | Q(docket__number__icontains=text)
            | Q(docket__code__icontains=text)
            | Q(lead__person__name__icontains=text)
        )
    if after:
        rows = rows.filter(pk__lt=after)
    rows = rows.annotate(
        signed=Count("sponsors", filter=Q(sponsors__answer=Answer.CONFIRMED), distinct=True)
    )
    return list(rows.order_by("-pk")[: limit + 1])


def _sources(verb):
    return [step.source for step in BILL.steps if step.verb == verb]


def asked_of(user):
    """Dockets held by somebody else in which ``user`` owes a word: their name, an opinion."""
    answer = Bill.objects.filter(
        sponsors__mandate__person__user=user,
        sponsors__mandate__docket__state=MandateState.ACTIVE,
        sponsors__answer__in=[Answer.INVITED, Answer.VOIDED],
        docket__state__in=_sources("confirm"),
    ).values("docket")
    opinion = Bill.objects.filter(
        consulted__organ__seats__user=user,
        consulted__paper=None,
        docket__state__in=_sources("answer_consultation"),
    ).values("docket")
    return Docket.objects.filter(pk__in=answer.union(opinion))


def committees(congress):
    """Bodies that may study a bill, in a stable order."""
    kinds = (Organ.Kind.SPECIAL_COMMITTEE, Organ.Kind.LEGISLATIVE_AFFAIRS)
    return Organ.objects.filter(congress=congress, kind__in=kinds).order_by("-kind", "pk")


def deputies_in_all(congress, term_id):
    """How many deputies the congress has now: whose majority adopts a bill."""
    return Mandate.objects.active().filter(congress=congress, term=term_id).count()
