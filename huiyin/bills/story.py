"""What the pages of a bill tell of it, put into words. Asks the database nothing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.bills.models import Paper, Sponsor
from huiyin.bills.procedure import BILL, DRAFTS, State
from huiyin.bills.wording import ROLES
from huiyin.contributions.models import Contribution
from huiyin.procedure.table import PRACTICE

Visibility = Contribution.Visibility
TONES = {
    State.BREWING: "plain",
    State.DRAFTING: "plain",
    State.COSIGNING: "plain",
    State.WITHDRAWN: "plain",
    State.NOT_A_BILL: "amber",
    State.REJECTED: "amber",
    State.CONVERTED: "green",
    State.PASSED: "green",
    State.CLOSED: "green",
}
#: States in which the presidium has taken it as a bill.
A_BILL = {
    State.ON_AGENDA,
    State.DELIBERATED,
    State.PASSED,
    State.REJECTED,
    State.TO_COMMITTEE,
    State.COMMITTEE_REPORT,
    State.SC_DECISION,
    State.ON_NEXT_AGENDA,
    State.IN_LEGISLATIVE_PLAN,
    State.SENT_TO_UNIT,
    State.REFERENCE,
    State.HANDLING_REPORT,
    State.CLOSED,
}
#: States that are themselves what became of it.
RESULTS = A_BILL - {State.ON_AGENDA, State.TO_COMMITTEE, State.DELIBERATED}

#: What a reader may ask for: name → (words, states).
GROUPS = {
    "waiting": (
        gettext_lazy("待主席团决定"),
        (State.REGISTERED, State.SCREENING, State.PRESIDIUM_DECISION),
    ),
    "voted": (
        gettext_lazy("大会审议表决"),
        (State.ON_AGENDA, State.DELIBERATED, State.PASSED, State.REJECTED),
    ),
    "committee": (
        gettext_lazy("委员会和常委会审议"),
        (State.TO_COMMITTEE, State.COMMITTEE_REPORT, State.SC_DECISION),
    ),
    "handled": (
        gettext_lazy("办理和落实"),
        (
            State.ON_NEXT_AGENDA,
            State.IN_LEGISLATIVE_PLAN,
            State.SENT_TO_UNIT,
            State.REFERENCE,
            State.HANDLING_REPORT,
            State.CLOSED,
        ),
    ),
    "other": (
        gettext_lazy("改作建议、不作为议案和撤回"),
        (State.CONVERTED, State.NOT_A_BILL, State.WITHDRAWN),
    ),
}


def of(bill):
    """Everything the desk's page shows besides its forms, as a context. Needs ``queries.whole``."""
    return {
        "state": state_of(bill.docket),
        "facts": facts(bill),
        "answers": answers(bill),
        "clocks": clocks(bill),
        "history": history(bill, bill.docket.moves.all()),
        "sponsors": list(bill.sponsors.all()),
        "confirmed": signed(bill),
        "consulted": list(bill.consulted.all()),
        "papers": list(bill.papers.all()),
        "became": became(bill),
    }


def public(bill):
    """What anybody may read of it, as a context."""
    told = [move for move in bill.docket.moves.all() if _told(move)]
    papers = [one for one in bill.papers.all() if one.words.visibility == Visibility.PUBLIC]
    suggestion = became(bill)
    return {
        "state": state_of(bill.docket),
        "answers": answers(bill),
        "clocks": clocks(bill),
        "history": history(bill, told),
        "confirmed": signed(bill),
        "papers": papers,
        "became": suggestion if suggestion and suggestion.public else None,
        "text": bill.words is not None and bill.words.visibility == Visibility.PUBLIC,
        "leaves": len(bill.docket.moves.all()) + len(bill.papers.all()) + bool(bill.words),
    }


def _told(move):
    """Steps inside an office, and those on the way to the text, are not for everybody."""
    step = BILL.step(move.verb, move.source)
    return step.tells == "everyone" and step.target not in DRAFTS


def state_of(docket):
    """The state in words, and its tone."""
    return {"words": State(docket.state).label, "tone": TONES.get(docket.state, "blue")}


def signed(bill):
    """Names of those who confirmed the text, the lead deputy first."""
    return [bill.lead.person.shown] + [
        one.mandate.person.shown
        for one in bill.sponsors.all()
        if one.answer == Sponsor.Answer.CONFIRMED
    ]


def became(bill):
    """The docket of the suggestion it was turned into, or None."""
    return next((link.target for link in bill.docket.links_out.all()), None)


def facts(bill):
    pairs = [
        (_("领衔代表"), bill.lead.person.shown),
        (_("类别"), bill.get_kind_display()),
        (_("是否公开"), _("已公开") if bill.docket.public else _("未公开")),
        (_("回执编号"), bill.docket.code),
    ]
    if bill.delegation:
        pairs.insert(1, (_("提案代表团"), bill.delegation))
    if bill.filed_at:
        pairs.append((_("提出时间"), _filed_in(bill)))
    return pairs


def _filed_in(bill):
    if bill.session is None:
        return _("闭会期间，带入下次会议")
    return _("%(term)s第 %(number)s 次会议") % {"term": bill.term, "number": bill.session.number}


def answers(bill):
    """What its sponsors must be told: whether it is a bill, why not, which committee, the result.

    Law: 代表法 (2025) art. 50.
    """
    state = State(bill.docket.state)
    if state in DRAFTS or bill.filed_at is None:
        return []
    pairs = [(_("作为议案"), _verdict(state))]
    if reason := _reason(bill, state):
        pairs.append((_("理由"), reason))
    if bill.committee:
        pairs.append((_("委员会"), str(bill.committee)))
    pairs.append((_("结果"), _result(bill, state)))
    return pairs


def _verdict(state):
    if state in A_BILL:
        return _("是")
    return {
        State.NOT_A_BILL: _("否"),
        State.CONVERTED: _("否，改作代表建议办理并答复"),
        State.WITHDRAWN: _("提案代表已撤回，不再处理"),
    }.get(state, _("尚未决定，由主席团决定"))


def _reason(bill, state):
    if state not in (State.NOT_A_BILL, State.CONVERTED):
        return ""
    given = [one for one in bill.papers.all() if one.kind == Paper.Kind.DECISION]
    return given[-1].words.body if given else ""


def _result(bill, state):
    if unit := (state in (State.SENT_TO_UNIT, State.HANDLING_REPORT) and bill.unit):
        return _("常委会交%(unit)s办理") % {"unit": unit}
    if state in RESULTS or state in (State.NOT_A_BILL, State.CONVERTED, State.WITHDRAWN):
        return str(state.label)
    return _("还在处理：%(state)s") % {"state": state.label}


def clocks(bill):
    """Deadlines, running ones first, each with its name in words."""
    rows = sorted(
        (one for one in bill.docket.deadlines.all() if one.void_on is None),
        key=lambda one: (one.met_on is not None, one.due_on, one.pk),
    )
    return [{"deadline": one, "label": BILL.clocks[one.name].label} for one in rows]


def history(bill, moves):
    """The steps, newest first: what, when, by whom, under which article."""
    return [
        {
            "at": move.at,
            "says": move.said("bill"),
            "by": move.by or "",
            "role": ROLES[move.role],
            "law": _("工作惯例") if move.law == PRACTICE else move.law,
        }
        for move in reversed(list(moves))
    ]
