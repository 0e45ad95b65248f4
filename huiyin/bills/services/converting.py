"""A bill becomes a suggestion (改作代表建议) and keeps where it came from."""

from django.utils.translation import gettext_lazy as _

from huiyin.bills.models import Paper, Sponsor
from huiyin.bills.services import papers
from huiyin.bills.services.drafting import Incomplete
from huiyin.contributions.models import Contribution
from huiyin.contributions.services import say
from huiyin.deputies.procedure import State as MandateState
from huiyin.ledger.acts import recorded
from huiyin.procedure.models import Party
from huiyin.procedure.services import advance, concern, link, open_docket
from huiyin.suggestions.models import Cosign, Suggestion
from huiyin.suggestions.services.drafting import digest

#: Kind of the link from a bill to the suggestion it became.
CONVERTED = "converted"


@recorded()
def convert(bill, *, reason, by, at):
    """The presidium has the bill handled as a suggestion; return the suggestion.

    It reaches the office as submitted, with the bill's lead deputy, and its sponsors as
    co-signers who confirmed the text. Everybody concerned by the bill is told of each later step
    of the suggestion. Raises ``Incomplete`` without a reason.
    """
    advance(bill, "convert", by=by, at=at, reason=reason)
    if not reason.strip():
        raise Incomplete(_("改作代表建议的，要书面说明理由"))
    organ = bill.docket.holder_organ
    papers.keep(
        bill, Paper.Kind.DECISION, organ=organ, body=reason, by=by, at=at,
        proposal=Paper.Proposal.CONVERT, public=True,
    )  # fmt: skip
    suggestion = _suggestion(bill, at)
    link(bill.docket, suggestion.docket, CONVERTED, at=at)
    _sponsors(bill, suggestion, at)
    advance(suggestion, "come_from_bill", by=None, at=at)
    return suggestion


def _suggestion(bill, at):
    docket = open_docket(congress=bill.congress, kind="suggestion", title=bill.docket.title, at=at)
    suggestion = Suggestion.objects.create(
        congress=bill.congress,
        docket=docket,
        lead=bill.lead,
        term=bill.term,
        session=bill.session,
        problem=bill.grounds,
        advice="\n\n".join(part for part in (bill.plan, bill.draft) if part),
        formed_by=Suggestion.FormedBy.OTHER,
        openness=_openness(bill),
        declared_at=bill.filed_at,
    )
    suggestion.words = say(
        congress=bill.congress,
        author=bill.lead.person.user,
        byline=bill.lead.person.name,
        kind="suggestion",
        body=suggestion.text,
        at=at,
        visibility=Contribution.Visibility.PARTIES,
    )
    suggestion.save(update_fields=["words"])
    concern(docket, bill.lead.person.user, Party.Role.DEPUTY, at=at)
    return suggestion


def _openness(bill):
    openness = Suggestion.Openness
    return openness.FULL if bill.docket.public else openness.NONE


def _sponsors(bill, suggestion, at):
    """Whoever stands by the bill stands by the suggestion."""
    mandates = [
        sponsor.mandate
        for sponsor in bill.sponsors.filter(
            answer=Sponsor.Answer.CONFIRMED, mandate__docket__state=MandateState.ACTIVE
        ).select_related("mandate__person__user")
    ]
    text = digest(suggestion)
    Cosign.objects.bulk_create(
        Cosign(
            suggestion=suggestion,
            mandate=mandate,
            answer=Cosign.Answer.CONFIRMED,
            digest=text,
            invited_at=at,
            answered_at=at,
        )
        for mandate in mandates
    )
    Party.objects.bulk_create(
        Party(
            docket=suggestion.docket, user=mandate.person.user, role=Party.Role.COSIGNER, since=at
        )
        for mandate in mandates
        if mandate.person.user_id
    )
