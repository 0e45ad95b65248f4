"""More time for a reply: asked for before its day, decided, never beyond the longest term."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.queries import profile_keys
from huiyin.law.profiles import resolve
from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance
from huiyin.suggestions.models import Extension
from huiyin.suggestions.procedure import REPLY
from huiyin.suggestions.rules import lead_organ
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.services.together import together


def reply_clock(suggestion):
    """The running deadline of the reply, or None."""
    return suggestion.docket.deadlines.running().filter(name=REPLY.name).first()


def longest(suggestion):
    """The last lawful day of an extended reply, a ``Due``; None if no reply is due.

    Counted from the day the reply is counted from. Law: 代表法 (2025) art. 51.
    """
    clock = reply_clock(suggestion)
    if clock is None:
        return None
    term = resolve(profile_keys(suggestion.congress), "reply_max", clock.started_on)
    return term.due(clock.started_on) if term else None


@recorded()
@together
def ask_extension(suggestion, *, ground, reason, planned_on, by, at):
    """Ask for more time, with the lawful ground and the day by which it will be answered.

    ``ground``  of ``Extension``. Raises ``Incomplete`` once the reply is late, beyond the longest
    term, or if it was extended before. Law: 代表法 (2025) art. 51.
    """
    clock, cap = reply_clock(suggestion), longest(suggestion)
    unit = lead_organ(suggestion)
    facts = {"ground": Extension.Ground(ground).value, "unit": unit.name if unit else ""}
    advance(suggestion, "ask_extension", by=by, at=at, **facts)
    if clock is None or cap is None:
        raise Incomplete(_("现在没有可以延长的答复期限；延长过一次的不能再延"))
    if localdate(at) > clock.due_on:
        raise Incomplete(_("答复期限已过，不能再申请延期"))
    if suggestion.extensions.filter(granted=None).exists():
        raise Incomplete(_("已有一份延期申请在等待决定"))
    if not clock.due_on < planned_on <= cap.due_on:
        raise Incomplete(
            _("延长到的日期应当在 %(first)s 之后，最迟 %(last)s")
            % {"first": clock.due_on.isoformat(), "last": cap.due_on.isoformat()}
        )
    return suggestion.extensions.create(
        ground=ground, reason=reason, planned_on=planned_on, asked_by=by, asked_at=at
    )


@recorded()
@together
def grant_extension(suggestion, *, by, at):
    """Agree; the reply is due on the planned day, within the longest term, counted from the same
    day.

    Raises ``Incomplete`` if the reply is late already: nothing makes it timely afterwards.
    """
    asked, clock = suggestion.extensions.filter(granted=None).first(), reply_clock(suggestion)
    planned = asked.planned_on if asked else None
    seat = by.seats.filter(congress=suggestion.congress_id).select_related("organ").first()
    advance(
        suggestion,
        "grant_extension",
        by=by,
        at=at,
        within=planned,
        until=planned.isoformat() if planned else "",
        ground=asked.ground if asked else "",
        approver=seat.organ.name if seat else by.label,
    )
    if clock is None or localdate(at) > clock.due_on:
        raise Incomplete(_("答复期限已过，不能再同意延期"))
    _decide(asked, True, "", by, at)
    return asked


@recorded()
@together
def refuse_extension(suggestion, *, reason, by, at):
    asked = suggestion.extensions.filter(granted=None).first()
    advance(suggestion, "refuse_extension", by=by, at=at, reason=reason)
    _decide(asked, False, reason, by, at)
    return asked


def _decide(asked, granted, answer, by, at):
    asked.granted, asked.answer, asked.decided_by, asked.decided_at = granted, answer, by, at
    asked.save(update_fields=["granted", "answer", "decided_by", "decided_at"])
