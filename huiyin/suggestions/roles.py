"""What the table calls roles, holders and owners of clocks, and who that is: see ``rules``."""

from huiyin.congresses.queries import deputy_affairs as affairs_organ
from huiyin.suggestions import rules

ROLES = {
    name: getattr(rules, name)
    for name in """
        mover drafter confirmed_cosigner relayer late_withdrawer
        late_cosigner consultation_reviewer dispatcher urger extension_approver
        last_co_unit lead_deputy rater asker inviter invited
        deputy_affairs impartial_affairs closer_after_term unit_receiver unit_handler unit_reviewer
        redo_reviewer unit_head co_unit
    """.split()
}


def _owing(suggestion):
    return [each.organ for each in rules.owing(suggestion).select_related("organ")]


def _lead(suggestion):
    return suggestion.lead.person.user


def _rates(suggestion):
    """Who is to rate: the lead deputy; where nobody does, the office that may close it."""
    if (deputy := _lead(suggestion)) and not rules.nobody_rates(suggestion):
        return [deputy]
    return [affairs_organ(suggestion.congress)]


#: Whose clock it is, where that is not whoever holds the matter.
OWNERS = {
    "feedback": _rates,
    "commitment_feedback": _rates,
    "co_opinion": _owing,
    "co_opinion_redo": _owing,
}
HOLDERS = {
    "mover": _lead,
    "deputy_affairs": lambda suggestion: affairs_organ(suggestion.congress),
    "lead_unit": rules.lead_organ,
}
