"""A suggestion's history told in chapters: raised, given out, handled, judged, followed up."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huiyin.contributions.models import Contribution
from huiyin.procedure.models import Party
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.procedure import DRAFTS, EARLY, WITH_UNIT, State
from huiyin.suggestions.queries import listing
from huiyin.trace.saying import Chapter, outside_steps, row

#: The chapters, each with its verbs.
VERBS = {
    "raise": """note consult open_consultation refuse_consultation end_consultation write draft
        edit invite uninvite confirm excuse retract submit file_paper come_from_bill improve
        agree_withdrawal withdraw run_out decline""",
    "office": """accept classify merge unmerge assign split part dispatch ask_return accept_return
        supervise""",
    "handle": """refuse_return sign_for start contact co_opinion last_co_opinion reject_opinion
        ask_extension grant_extension refuse_extension urge lead_in_person draft_reply send_back
        send_back_redo
        issue relay""",
    "rate": """advise satisfied dissatisfied dispute convene no_response close_unrated
        reorder settle""",
    "track": """track progress report judge fulfil recheck reopen_promise publish carry_over
        parts_done parts_fruitless parts_reopened archive""",
}
CHAPTER_OF = {verb: chapter for chapter, verbs in VERBS.items() for verb in verbs.split()}
#: Steps told in the chapter they happen in, whichever that is.
ANYWHERE = {"supervise", "lead_in_person", "urge", "publish", "carry_over"}
#: Steps by which the text came on the record.
TEXTS = {"submit", "come_from_bill", "file_paper", "part"}
#: Steps on the way to a text; told to the people concerned, not to everybody.
DRAFTING = {"note", "write", "draft", "edit", "invite", "improve"}
ICONS = {
    "raise": "user-check",
    "office": "send",
    "handle": "edit",
    "rate": "star",
    "track": "route",
}
ORDER = tuple(ICONS)
#: state → the chapter that is being written now; closed cases have none
NOW = {
    **dict.fromkeys((*EARLY, *DRAFTS), "raise"),
    **dict.fromkeys((State.SUBMITTED, State.ACCEPTED), "office"),
    **dict.fromkeys((*WITH_UNIT, State.REDO), "handle"),
    **dict.fromkeys((State.REPLIED, State.DISPUTED), "rate"),
    State.TRACKING: "track",
}


#: Steps with a reason in words that may repeat the text or the reply.
REASONED = {"refuse_return", "settle", "close_unrated"}
#: Parts in which a deputy reads why the office sent a text back.
PARTS = (Party.Role.DEPUTY, Party.Role.COSIGNER)
#: Steps that name a promise of a reply.
PROMISED = {"progress", "report", "judge", "recheck", "reopen_promise"}


def chapters(suggestion, who, voices, total, around):
    """Return the story oldest first, then what is still to come.

    ``voices``  the public messages it grew out of, ``total`` how many there are in all
    ``around``  what else belongs into it, see ``around.Around``
    """
    story = []
    if total:
        facts = {"voices": voices, "total": total, "others": total - len(voices)}
        story.append(Chapter("voices", _("群众反映"), "messages", facts=facts))
    told = who.inside or who.role or getattr(suggestion, "my_words_in_it", False)
    _tell(suggestion, who, story, told, around)
    for chapter in [one for one in story if one.kind == "office"][-1:]:
        chapter.facts["units"] = True  # those who handle it now, not those before them
    _mark_now(suggestion, story)
    return story + _to_come(suggestion.docket.state, story)


def _tell(suggestion, who, story, told, around):
    replies = iter(suggestion.replies.all())
    queues = {
        "open_consultation": ("consultations", iter(around.consultations)),
        "ask_return": ("returns", iter(around.returns)),
        "grant_extension": ("extensions", iter(around.extensions)),
        "convene": ("coordinations", iter(around.coordinations)),
    }
    reply = None
    full, judged = _reasons(suggestion, who)
    promised = _promised(suggestion, who)
    for move in outside_steps(suggestion.docket, suggestion.docket.moves.all()):
        if move.verb in DRAFTING and not told:
            continue
        chapter = _chapter_for(move, suggestion, story)
        told_why = judged if chapter.kind == "rate" else full
        known = {"what": promised(move.facts["what"])} if move.verb in PROMISED else {}
        if _withheld(move, who, told_why):
            known = {"reason": _("内容未公开")}
        chapter.rows.append(row(suggestion.docket, move, **known))
        chapter.facts["full"] = told_why
        if move.verb in TEXTS:
            chapter.facts |= _text(suggestion, who, around)
        elif move.verb == "issue":
            reply = next(replies, None)
            chapter.facts |= _answer(suggestion, reply, who, around)
        elif move.verb in queues:
            name, rows = queues[move.verb]
            chapter.facts.setdefault(name, []).extend(one for one in [next(rows, None)] if one)
        elif chapter.kind == "rate" and reply:
            chapter.facts["rating"] = getattr(reply, "rating", None)


def _withheld(move, who, told_why):
    """Whether the reason of a step is not for this reader."""
    if move.verb == "improve":
        return not (who.inside or who.role in PARTS)
    return move.verb in REASONED and not told_why


def _chapter_for(move, suggestion, story):
    kind = CHAPTER_OF[move.verb]
    if move.verb in ANYWHERE and story and story[-1].kind in ORDER:
        kind = story[-1].kind
    if not story or story[-1].kind != kind:
        story.append(_opened(kind, suggestion, story))
    return story[-1]


def _reasons(suggestion, who):
    """Whether reasons in words are shown: ``(of handling, of judging)``. They repeat what they are
    about, so they are as public as the text, and of judging as the replies too."""
    words = text_of(suggestion)
    full = not words or who.may_read(words)
    return full, full and all(who.may_read(reply.words) for reply in suggestion.replies.all())


def text_of(suggestion):
    """The words it is about: its own, or those of the whole it is a part of; None before them."""
    return suggestion.words or (suggestion.part_of and suggestion.part_of.words)


def _promised(suggestion, who):
    """How a promise is named to ``who``: in words as far as the reply that made it may be read."""
    replies = list(suggestion.replies.all())
    made = [(one, reply) for reply in replies for one in reply.commitments.all()]
    everything = all(who.may_read(reply.words) for reply in replies)

    def name(what):
        if not isinstance(what, int):  # older moves keep the words themselves
            return what if everything else _("内容未公开")
        promise, reply = made[what - 1]
        return promise.text if who.may_read(reply.words) else what

    return name


def _text(suggestion, who, around):
    """The suggestion's own words, or the redacted copy, and why something is left out."""
    review = around.reviews.get(None)
    readable = bool(suggestion.words and who.may_read(suggestion.words))
    reason = review.reason if review else ""
    if not reason and suggestion.openness == Suggestion.Openness.TITLE:
        reason = _("代表希望只公开标题。")
    return {
        "text": readable,
        "photos": around.photos if readable else [],
        "everybody": bool(
            suggestion.words and suggestion.words.visibility == Contribution.Visibility.PUBLIC
        ),
        "redacted": review.words if review and not readable else None,
        "left_out": reason,
    }


def _opened(kind, suggestion, story):
    before = any(chapter.kind == kind for chapter in story)
    replied = any("reply" in chapter.facts for chapter in story)
    titles = {
        "raise": _("%(name)s代表提出建议") % {"name": suggestion.lead.person.shown},
        "office": _("重新交办") if before else _("审核、编号和交办"),
        "handle": _("重新办理") if before and replied else _("承办单位办理"),
        "rate": _("代表再次评价") if before else _("代表评价"),
        "track": _("落实承诺"),
    }
    return Chapter(kind, titles[kind], ICONS[kind])


def _answer(suggestion, reply, who, around):
    """The issued reply as it may be read, with its class in the words of the rules."""
    if reply is None:
        return {}
    day = reply.issued_at.date()
    classes = {item.code: item for item in listing(suggestion.congress, "classes", day)}
    known = classes.get(reply.reply_class)
    readable, review = who.may_read(reply.words), around.reviews.get(reply.pk)
    return {
        "reply": reply,
        "readable": readable,
        "reply_copy": review.words if review and not readable else None,
        "reply_left_out": review.reason if review else reply.closed_reason,
        "served": around.served.get(reply.pk, []),
        "class": known.label.words(get_language()) if known else reply.reply_class,
    }


def _mark_now(suggestion, story):
    now = NOW.get(suggestion.docket.state)
    if now is None:
        return
    if not story or story[-1].kind != now:
        story.append(_opened(now, suggestion, story))
    story[-1].state = "current"
    story[-1].facts["now"] = True


def _to_come(state, story):
    """The chapters that follow by the rules, if the case is still open."""
    now = NOW.get(state)
    if now is None:
        return []
    titles = {
        "office": _("审核、编号和交办"),
        "handle": _("承办单位办理"),
        "rate": _("代表评价"),
        "track": _("落实承诺"),
    }
    following = ORDER[ORDER.index(now) + 1 :]
    return [Chapter(kind, titles[kind], ICONS[kind], state="todo") for kind in following]
