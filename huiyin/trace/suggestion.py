"""One suggestion from what people said to what changed, as the reader may see it."""

from collections import Counter

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext as _

from huiyin.contributions.models import Contribution
from huiyin.procedure.models import Link, Party
from huiyin.reports.counting import promised
from huiyin.suggestions.figures import Promise
from huiyin.suggestions.models import Assignment, Cosign, Photo, Rating, Reply, Suggestion
from huiyin.suggestions.phases import main_clock, phase
from huiyin.suggestions.procedure import WITH_UNIT, State
from huiyin.suggestions.rules import works_on
from huiyin.trace import clocks
from huiyin.trace.around import around
from huiyin.trace.chapters import chapters, text_of
from huiyin.trace.voice import Reader, step

Visibility = Contribution.Visibility
#: Messages of one suggestion that are looked at, and public ones whose words are shown.
LINKED, QUOTED = 500, 20


def find(user, code):
    """Return the suggestion with that code, or None; whether it may be seen is ``reader``'s."""
    rows = Suggestion.objects.shown().select_related(
        "docket__holder_organ", "words", "key_committee", "part_of__words"
    )
    rows = rows.prefetch_related(
        Prefetch("cosigns", Cosign.objects.select_related("mandate__person").order_by("pk")),
        Prefetch(
            "assignments",
            Assignment.objects.current().select_related("organ").order_by("-role", "pk"),
        ),
        Prefetch(
            "replies",
            Reply.objects.exclude(issued_at=None)
            .select_related("organ", "rating", "words")
            .prefetch_related("commitments"),
        ),
        "docket__deadlines",
        "docket__moves",
    )
    photos = Photo.objects.filter(Q(suggestion=OuterRef("pk")) | Q(suggestion=OuterRef("part_of")))
    rows = rows.annotate(has_photos=Exists(photos))
    if user.is_authenticated:
        mine = Party.objects.filter(docket=OuterRef("docket"), user=user)
        # Anybody may follow a public message: only who wrote it is told of what is not public.
        upstream = Party.objects.filter(
            docket__links_out__target=OuterRef("docket"), user=user, role=Party.Role.AUTHOR
        )
        rows = rows.annotate(
            my_role=Subquery(mine.values("role")[:1]), my_words_in_it=Exists(upstream)
        )
    return rows.filter(docket__code=code).first()


def reader(user, suggestion):
    """Return the ``Reader``, or None for whom it does not exist.

    Seen by everybody once public; before, by those with a part in it and by the people whose
    messages it grew out of, who are told of every step.
    """
    if not user.is_authenticated:
        return Reader(user, "", author=False, inside=False) if suggestion.docket.public else None
    role = suggestion.my_role or ""
    texts = [*_texts(suggestion), *filter(None, [text_of(suggestion)])]
    withheld = [words for words in texts if words.visibility != Visibility.PUBLIC]
    inside = bool(withheld or not suggestion.docket.public) and works_on(user, suggestion)
    if not (suggestion.docket.public or inside or role or suggestion.my_words_in_it):
        return None
    return Reader(user, role, author=False, inside=inside)


def _texts(suggestion):
    given = [suggestion.words, *(reply.words for reply in suggestion.replies.all())]
    return [words for words in given if words]


def page(suggestion, who, today):
    """Return everything the page of ``suggestion`` shows to the reader ``who``."""
    docket = suggestion.docket
    docket.congress = suggestion.congress
    deadlines = sorted(docket.deadlines.all(), key=lambda one: one.pk)
    main = main_clock(deadlines)
    assignments = list(suggestion.assignments.all())
    replies = list(suggestion.replies.all())
    voices, total = _origins(docket, who.user)
    rated = replies and getattr(replies[-1], "rating", None)
    beside = around(suggestion, who)
    story = chapters(suggestion, who, voices, total, beside)
    shown = [one for one in replies if who.may_read(one.words)]
    return {
        "suggestion": suggestion,
        "docket": docket,
        "who": who,
        "today": today,
        "title": docket.title,
        "public": docket.public,
        "phase": phase(docket.state, rated.result if rated else "", deadlines=deadlines),
        "clock": clocks.shown(docket, main),
        "others": clocks.others(docket, deadlines, main),
        "steps": _steps(suggestion, story, total),
        "chapters": story,
        **_units(docket, assignments),
        "earlier": beside.earlier,
        "kin": _kin(suggestion, beside.kin),
        "bill": _bill(docket, who),
        "cosigners": [
            one for one in suggestion.cosigns.all() if one.answer == Cosign.Answer.CONFIRMED
        ],
        "contact": shown[-1] if shown else None,
        **_promises(shown, beside.progress, today),
        "voices": total,
        "acts": {"follow"} if not who.inside and who.role in ("", "follower") else set(),
        "leaves": len(docket.moves.all()) + len(_texts(suggestion)) + beside.on_record,
        "photographs_on_record": beside.on_record,
    }


def _bill(docket, who):
    """The docket of the bill it was before, if the reader may know of it."""
    if not any(move.verb == "come_from_bill" for move in docket.moves.all()):
        return None
    links = Link.objects.filter(target=docket, source__kind="bill").select_related("source")
    found = links.first()
    told = found and (found.source.public or who.inside or who.role)
    return found.source if told else None


def _units(docket, assignments):
    """The units that have it now by their part in it, and who else holds it at present."""
    roles = {"lead_units": "lead", "co_units": "co", "offices": "office"}
    found = {name: [one for one in assignments if one.role == role] for name, role in roles.items()}
    leads = [one.organ_id for one in found["lead_units"]]
    return found | {"holder": docket.holder_organ if docket.holder_organ_id not in leads else None}


def _origins(docket, user):
    """The messages it grew out of that ``user`` may read, and how many there are in all.

    One's own words come first, then the public ones, oldest first.
    """
    links = list(
        Link.objects.filter(target=docket, source__kind="voice")
        .select_related("source__voice__words", "source__voice__place__area")
        .order_by("source__opened_at", "pk")[:LINKED]
    )
    voices = [link.source.voice for link in links]
    for voice, link in zip(voices, links, strict=True):
        voice.docket = link.source
    own = [one for one in voices if user.pk and one.words.author_id == user.pk]
    public = [one for one in voices if one.words.visibility == Visibility.PUBLIC and one not in own]
    return [*own, *public][:QUOTED], len(voices)


def _kin(suggestion, rows):
    """The other cases of the matter, each with what it is to this one and where it stands."""
    found = []
    for row in rows:
        if row.pk == suggestion.part_of_id:
            words = _("整件建议")
        elif row.part_of_id:
            words = _("分别办理的一部分")
        else:
            words = _("合并办理，分别答复")
        stage = phase(row.docket.state, deadlines=row.docket.deadlines.all())
        found.append({"docket": row.docket, "words": words, "phase": stage})
    return found


def _promises(replies, progress, today):
    """Every commitment of the issued replies by due day, with how late an open one is, what was
    reported on the way, and how the deputy judged what became of it; and how many there are."""
    rows = [row for reply in replies for row in reply.commitments.all()]
    for row in rows:
        row.lines = progress.get(row.pk, [])
        row.judgement = Rating.Value(row.judged).label if row.judged else ""
        row.late = max((today - row.due_on).days, 0) if row.outcome == row.Outcome.OPEN else 0
    marks = Counter(mark for row in rows for mark in promised(Promise.of(row), today))
    return {
        "promises": sorted(rows, key=lambda row: (row.due_on, row.pk)),
        "promises_kept": marks["promise.in_time"] + marks["promise.late"],
        "promises_overdue": marks["promise.open_late"],
        "promises_failed": marks["promise.explained"] + marks["promise.refuted"],
        "promises_running": marks["promise.running"],
    }


#: state → how many of the five steps after the messages are done
DONE = {
    State.SUBMITTED: 1,
    State.ACCEPTED: 1,
    **dict.fromkeys((*WITH_UNIT, State.REDO), 2),
    State.REPLIED: 3,
    State.DISPUTED: 3,
    State.TRACKING: 4,
    State.CLOSED: 5,
    State.ARCHIVED: 5,
    State.DECLINED: 2,
    State.WITHDRAWN: 1,
}


def _steps(suggestion, story, total):
    """The path of a suggestion; the messages come first if it grew out of any."""
    dates = {chapter.kind: chapter.last for chapter in story}
    state = _before_the_archive(suggestion)
    done = DONE.get(state, 0)
    path = [
        (_("代表提出"), "raise", "user-check"),
        (_("审核交办"), "office", "send"),
        (_("承办答复"), "handle", "edit"),
        (_("代表评价"), "rate", "star"),
        (_("落实回访"), "track", "route"),
    ]
    over = state in (State.DECLINED, State.WITHDRAWN)
    steps = []
    if total:
        first = step(_("群众反映"), None, "done", "messages")
        steps.append({**first, "note": _("%(count)s 条留言") % {"count": total}})
    for place, (label, kind, icon) in enumerate(path):
        how = "done" if place < done else "current" if place == done and not over else "todo"
        steps.append(step(label, dates.get(kind), how, icon))
    return steps


def _before_the_archive(suggestion):
    """Putting a file away changes nothing of what became of the matter."""
    state = suggestion.docket.state
    if state != State.ARCHIVED:
        return state
    return [move for move in suggestion.docket.moves.all() if move.verb == "archive"][-1].source
