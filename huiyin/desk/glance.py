"""A look at one case beside the list: enough to decide whether to open it."""

from huiyin.bills.views.acts import open_acts as acts_of_bill
from huiyin.procedure import registry
from huiyin.procedure.queries import case_of, open_steps
from huiyin.publishing.views.acts import open_acts as acts_of_article
from huiyin.suggestions.views.acts import open_acts as acts_of_suggestion
from huiyin.voices.queries import phone_for

#: Steps of the history shown, and buttons besides the main one.
MOVES, OTHERS = 4, 2
#: Proceedings whose page has more acts than steps: the acts that open steps make possible.
ACTS = {"suggestion": acts_of_suggestion, "bill": acts_of_bill, "article": acts_of_article}


def at(user, base, code):
    """Return what the pane shows of the case ``code`` among those waiting, or None."""
    docket = base.filter(code=code).first()
    if docket is None:
        return None
    case = case_of(docket)
    case.docket = docket
    moves = docket.moves.select_related("by").order_by("-pk")[:MOVES]
    return {
        "docket": docket,
        "case": case,
        "path": registry.of(docket.kind).address(docket).removeprefix("/"),
        "phone": phone_for(user, case) if docket.kind == "voice" else None,
        "acts": _acts(case, user),
        "trail": [
            {
                "at": move.at,
                "says": move.said(docket.kind),
                "by": move.by or "",
            }
            for move in moves
        ],
    }


def _acts(case, user):
    """``[(anchor, words)]`` of what may be done now, the main act first."""
    steps = open_steps(case, user)
    if acts := ACTS.get(case.docket.kind):
        found = [(act.name, act.title) for act in acts([step.verb for step in steps], case)]
    else:
        found = [(step.verb.replace("_", "-"), step.label) for step in steps]
    return found[: OTHERS + 1]
