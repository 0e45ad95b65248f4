"""Taking one's name off a bill, taking the bill back, and what follows from it."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.bills import rules
from huiyin.bills.models import Sponsor
from huiyin.bills.procedure import AGENDA, State
from huiyin.bills.services.drafting import Incomplete, let_go, own_sponsorship
from huiyin.ledger.acts import recorded
from huiyin.procedure.models import Docket
from huiyin.procedure.services import advance

Answer = Sponsor.Answer


@recorded()
def leave(bill, *, by, at):
    """A co-sponsor takes their name off; return how many stand by the bill.

    Once it is filed and too few are left, a bill that is not on the agenda ends; for one on the
    agenda the presidium says whether its deliberation ends.
    Law: 地方组织法 (2022) art. 22 ¶¶2–3; 代表法 (2025) art. 15 ¶3.
    """
    # The lock comes first: of two who leave at once the second counts without the first.
    Docket.objects.select_for_update(of=("self",)).get(pk=bill.docket_id)
    sponsor = own_sponsorship(bill, by)
    who = sponsor.mandate.person.name if sponsor else by.label
    left = rules.standing_by(bill) - 1
    advance(bill, "leave", by=by, at=at, who=who, left=left)
    bill.sponsors.filter(pk=sponsor.pk).update(answer=Answer.LEFT, answered_at=at)
    let_go(bill, [by.pk])
    if bill.docket.state == State.COSIGNING:
        return left
    needed = rules.needed(bill, localdate(bill.filed_at))
    if left < needed and not _asked(bill):
        advance(bill, "fall_short", by=None, at=at, left=left, needed=needed)
        _wait_for_presidium(bill, at)
    return left


def _asked(bill):
    return bill.docket.state in AGENDA and bill.ending_asked_at is not None


def _wait_for_presidium(bill, at):
    if bill.docket.state in AGENDA:
        bill.ending_asked_at = at
        bill.save(update_fields=["ending_asked_at"])


@recorded()
def withdraw(bill, *, agreed=False, by, at):
    """Take the bill back while it is not on the agenda.

    ``agreed``  the lead deputy states that all sponsors agree; asked for once it was filed, and
                raises ``Incomplete`` without it
    """
    advance(bill, "withdraw", by=by, at=at)
    if bill.filed_at and bill.sponsors.filter(answer=Answer.CONFIRMED).exists() and not agreed:
        raise Incomplete(_("撤回联名提出的议案，要先征得全体提案代表同意"))


@recorded()
def run_out(bill, *, at):
    """End a draft whose deputy's mandate is over."""
    return advance(bill, "run_out", by=None, at=at)


@recorded()
def ask_withdrawal(bill, *, agreed, by, at):
    """Ask the presidium to let a bill on the agenda be withdrawn before the vote.

    Law: 代表法 (2025) art. 15 ¶3. Raises ``Incomplete`` if it is asked for already.
    """
    advance(bill, "ask_withdrawal", by=by, at=at)
    bill.refresh_from_db(fields=["ending_asked_at"])
    if bill.ending_asked_at is not None:
        raise Incomplete(_("已经要求撤回，正在等主席团决定"))
    if not agreed:
        raise Incomplete(_("撤回联名提出的议案，要先征得全体提案代表同意"))
    _wait_for_presidium(bill, at)


@recorded()
def consent_withdrawal(bill, *, by, at):
    """The presidium agrees: the deliberation ends. Law: 代表法 (2025) art. 15 ¶3."""
    return advance(bill, "consent_withdrawal", by=by, at=at)


@recorded()
def refuse_withdrawal(bill, *, reason, by, at):
    """The presidium does not agree, and says why; the deliberation goes on."""
    move = advance(bill, "refuse_withdrawal", by=by, at=at, reason=reason)
    bill.ending_asked_at = None
    bill.save(update_fields=["ending_asked_at"])
    return move
