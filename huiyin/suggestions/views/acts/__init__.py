"""What stands behind each button of a suggestion's page, in the order they are offered.

Which buttons a person sees is not decided here but by ``procedure.queries.open_steps``.
"""

from huiyin.suggestions.views.acts import consulting, drafting, handling, office, rating

#: The first one open is the main act of the page.
ORDER = """
    open_consultation write consult refuse_consultation
    confirm excuse submit accept assign dispatch sign_for start
    accept_return grant_extension issue relay rate draft_reply contact co_opinion
    report convene reorder settle edit invite uninvite retract
    classify split merge judge advise ask_return reject_opinion ask_extension
    progress recheck urge supervise lead_in_person refuse_return refuse_extension publish
    send_back improve agree_withdrawal archive decline withdraw
""".split()
BY_NAME = {
    act.name: act for part in (consulting, drafting, office, handling, rating) for act in part.ACTS
}
ACTS = tuple(BY_NAME[name] for name in ORDER)


def open_acts(verbs):
    """Return the acts that ``verbs``, the open steps of the case, make possible."""
    return [act for act in ACTS if set(act.verbs) & set(verbs)]
