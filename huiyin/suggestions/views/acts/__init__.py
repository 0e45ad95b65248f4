"""What stands behind each button of a suggestion's page, in the order they are offered.

Which buttons a person sees is not decided here but by ``procedure.queries.open_steps``.
"""

from django.utils.translation import gettext_lazy as _

from huiyin.procedure.acts import open_among
from huiyin.suggestions.views.acts import consulting, drafting, handling, office, rating

#: The first one open is the main act of the page.
ORDER = """
    open_consultation write consult refuse_consultation
    confirm excuse submit accept assign dispatch sign_for start
    accept_return grant_extension issue relay rate draft_reply contact co_opinion
    report convene reorder settle edit add_photo drop_photo invite uninvite retract
    classify split merge unmerge judge advise ask_return reject_opinion ask_extension
    progress recheck close_unrated urge supervise lead_in_person refuse_return refuse_extension
    publish send_back improve agree_withdrawal archive decline withdraw
""".split()
BY_NAME = {
    act.name: act for part in (consulting, drafting, office, handling, rating) for act in part.ACTS
}
ACTS = tuple(BY_NAME[name] for name in ORDER)


#: Under which heading an act stands that is not the main one.
GROUPS = (
    (_("文本和附议"), "consult write edit add_photo drop_photo invite uninvite retract excuse"),
    (_("分类和交办"), "classify merge unmerge split assign dispatch"),
    (_("办理"), "sign_for start contact co_opinion reject_opinion draft_reply report progress"),
    (
        _("退回和延期"),
        "ask_return accept_return refuse_return ask_extension grant_extension refuse_extension",
    ),
    (_("催办和督办"), "urge supervise lead_in_person recheck convene reorder settle"),
    (_("评价"), "relay rate advise judge close_unrated"),
    (_("公开和归档"), "publish archive"),
    (
        _("退回、撤回和不予受理"),
        "refuse_consultation send_back improve agree_withdrawal decline withdraw",
    ),
)


def open_acts(verbs, suggestion):
    """Return the acts that ``verbs``, the open steps of the case, make possible now.

    ``suggestion``  read whole (``queries.whole``): an act with nothing to do it with is left out
    """
    return open_among(ACTS, verbs, suggestion)


def grouped(sections):
    """Return ``[(heading, sections)]`` of the sections of a page, each group in its order."""
    found = []
    for heading, names in GROUPS:
        inside = [section for section in sections if section["act"].name in names.split()]
        if inside:
            found.append((heading, inside))
    return found
