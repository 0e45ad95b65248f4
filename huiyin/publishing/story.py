"""How an article stands, in words: for its page at the desk, and for its certificate."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from huiyin.publishing.kinds import KINDS
from huiyin.publishing.models import Review, Stage
from huiyin.publishing.procedure import ARTICLE, CORRECTIONS, LIVE, State
from huiyin.publishing.text import changes

TONES = {
    State.DRAFT: "plain",
    State.CLEARED: "amber",
    State.PUBLISHED: "green",
    State.ARCHIVED: "green",
    State.EXPIRED: "plain",
    State.RECALLED: "over",
    State.WITHHELD: "over",
    State.WITHDRAWN: "plain",
}
#: What a list may be narrowed to: name → (words, states).
GROUPS = {
    "writing": (_("撰写和更正"), (State.DRAFT, State.CORRECTING)),
    "review": (
        _("审核中"),
        (State.FIRST_REVIEW, State.SECOND_REVIEW, State.FINAL_REVIEW, State.CORRECTION_REVIEW),
    ),
    "ready": (_("待发布"), (State.CLEARED, State.SCHEDULED, State.CORRECTION_CLEARED)),
    "public": (_("已公开"), LIVE),
    "gone": (_("撤下和不公开"), (State.RECALLED, State.WITHHELD, State.WITHDRAWN)),
}
ROLES = {
    "writer": _("撰稿部门"),
    "first_reviewer": _("初审人"),
    "second_reviewer": _("复审人"),
    "final_reviewer": _("终审和保密审查人"),
    "releaser": _("发布人"),
    "recaller": _("发布或者终审部门"),
    "system": _("平台"),
}


def state_of(docket):
    return {"words": State(docket.state).label, "tone": TONES.get(docket.state, "blue")}


def of(article):
    """Everything the desk's page shows besides its forms, as a context. Needs ``queries.whole``."""
    revisions = list(article.revisions.all())
    last, base = revisions[-1], _base(article, revisions)
    return {
        "state": state_of(article.docket),
        "last": last,
        "base": base,
        "changes": changes(base.text, last.text) if base and base.sha256 != last.sha256 else [],
        "revisions": revisions[::-1],
        "reviews": [judged(one) for one in list(article.reviews.all())[::-1]],
        "steps": steps(article),
        "history": history(article),
        "live": article.docket.state in LIVE,
    }


def _base(article, revisions):
    """What the last revision is held against: what is public, or what was judged before."""
    if article.docket.state in CORRECTIONS:
        return article.released.revision
    judged_before = [one.revision for one in article.reviews.all() if one.round < article.round]
    if judged_before:
        return judged_before[-1]
    return revisions[-2] if len(revisions) > 1 else None


def judged(review):
    """One review with what was found, as ``{review, stage, outcome, tone, found}``."""
    found = []
    if review.secrecy:
        found.append((_("保密审查"), review.get_secrecy_display()))
        found.append((_("依据"), review.basis))
    if review.privacy:
        found.append((_("个人信息"), review.get_privacy_display()))
    if review.reason:
        found.append((_("理由"), review.get_reason_display()))
    if review.words:
        found.append((_("意见"), review.words))
    return {
        "review": review,
        "stage": Stage(review.stage).label,
        "outcome": review.get_outcome_display(),
        "tone": "green" if review.outcome == Review.Outcome.PASSED else "amber",
        "found": found,
    }


def steps(article):
    """The stages of this round for the stepper, each with who did it."""
    passed = {
        one.stage: one
        for one in article.reviews.all()
        if one.round == article.round and one.outcome == Review.Outcome.PASSED
        if article.docket.state != State.CORRECTING
    }
    stages = [Stage.FIRST, Stage.SECOND, Stage.FINAL]
    if article.docket.state in CORRECTIONS or (article.released and article.released.number > 1):
        stages = [Stage.FINAL]
    rows, current = [], True
    for stage in stages:
        review = passed.get(stage)
        how = "done" if review else "current" if current else "todo"
        current = current and bool(review)
        note = str(review.by) if review else ""
        rows.append({"label": stage.label, "note": note, "state": how, "icon": "user-check"})
    out = (
        article.docket.state in (*LIVE, State.RECALLED) and article.docket.state not in CORRECTIONS
    )
    how = "done" if out else "current" if current else "todo"
    rows.append({"label": Stage.RELEASE.label, "note": "", "state": how, "icon": "send"})
    return rows


def history(article):
    """The steps, newest first: what, when, by whom."""
    return [
        {
            "at": move.at,
            "says": move.said(ARTICLE.name),
            "by": move.by or "",
            "role": ROLES[move.role],
        }
        for move in reversed(list(article.docket.moves.all()))
    ]


def certificate(article, release):
    """Who judged the released text, when and how: ``[judged]`` of the round that cleared it,
    and for a first release of all three stages."""
    rows = [
        one
        for one in article.reviews.all()
        if one.round == release.final.round and one.outcome == Review.Outcome.PASSED
    ]
    return [judged(one) for one in rows]


def facts_of(article, revision):
    """What the kind says beside the text: ``{pairs, lists}`` of ``(label, words or lines)``."""
    said = revision.facts.get("said", {})
    pairs, lists = [], []
    for fact in KINDS[article.kind].facts:
        value = said.get(fact.name)
        if value and fact.look == "lines":
            lists.append(
                (fact.label, [line.strip() for line in value.splitlines() if line.strip()])
            )
        elif value:
            day = date.fromisoformat(value) if fact.look == "day" else None
            pairs.append((fact.label, date_format(day, "DATE_FORMAT") if day else value))
    return {"pairs": pairs, "lists": lists}
