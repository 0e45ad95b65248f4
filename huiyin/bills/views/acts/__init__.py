"""What stands behind each button of a bill's page, in the order they are offered.

Which buttons a person sees is not decided here but by ``procedure.queries.open_steps``.
"""

from huiyin.bills.views.acts import committee, drafting, session
from huiyin.procedure.acts import open_among

#: The first one open is the main act of the page.
ORDER = """
    confirm excuse file write register screen give_opinion propose put_on_agenda refer deliberate
    vote report answer_consultation lay_before decide report_handling accept_report conclude object
    edit invite ask_delegation uninvite consult ask_committee convert order_redo send_back
    consent_withdrawal refuse_withdrawal refuse leave ask_withdrawal withdraw
""".split()
BY_NAME = {act.name: act for part in (drafting, session, committee) for act in part.ACTS}
ACTS = tuple(BY_NAME[name] for name in ORDER)


def open_acts(verbs, bill):
    """Return the acts that ``verbs``, the open steps of ``bill``, make possible."""
    return open_among(ACTS, verbs, bill)
