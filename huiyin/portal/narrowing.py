"""What a reader asks of the list of public suggestions, and how the list is narrowed to it."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from huiyin.congresses.models import Session, Term
from huiyin.congresses.queries import handling_units
from huiyin.law.vocabulary import CANONICAL_CLASSES
from huiyin.portal.keys import number
from huiyin.procedure.codes import read_code
from huiyin.procedure.models import Deadline, Move
from huiyin.reports.queries import series_words
from huiyin.search.queries import find
from huiyin.suggestions.figures import series_of
from huiyin.suggestions.models import Assignment, Rating, Reply, Suggestion
from huiyin.suggestions.phases import GROUPS
from huiyin.suggestions.procedure import REPLY, REPLY_MAX, SUGGESTION, State

#: Newest matches that are looked through when words are asked for.
MATCHES = 300
LONGEST = 100
#: How the term for the reply was kept.
TIMELY = {
    "1": gettext_lazy("已超期、仍未答复"),
    "after": gettext_lazy("超期以后才答复"),
    "kept": gettext_lazy("在期限内答复"),
}
ASKED = ("q", "state", "series", "unit", "subject", "class", "rated", "deputy", "late", "key")


@dataclass(frozen=True)
class Choice:
    """One question of the form: its name in the address, its label, what may be answered."""

    name: str
    label: str
    options: list
    chosen: str


def read(asked):
    """Return ``{question: answer}`` of a query string; "" for what is no answer to it."""
    given = {name: asked.get(name, "") for name in ASKED}
    return {
        "q": " ".join(given["q"].split())[:LONGEST],
        "state": given["state"] if given["state"] in GROUPS else "",
        "series": given["series"] if series_of(f"{given['series']}-0") else "",
        "unit": number(given["unit"]) or "",
        "subject": given["subject"] if given["subject"] in Suggestion.Subject.values else "",
        "class": given["class"] if given["class"] in CANONICAL_CLASSES else "",
        "rated": given["rated"] if given["rated"] in Rating.Value.values else "",
        "deputy": " ".join(given["deputy"].split())[:LONGEST],
        "late": given["late"] if given["late"] in TIMELY else "",
        "key": "1" if given["key"] == "1" else "",
    }


def further(asked):
    """Whether anything besides words and state is asked."""
    return any(asked[name] for name in ASKED[2:])


def narrowed(rows, asked, today):
    """Those of ``rows`` (see ``queries.listed``) that answer every question.

    Parts of a suggestion stand under it, and in the list only where a part may be meant.
    """
    for name, condition in _conditions(asked, today):
        if asked[name]:
            rows = rows.filter(condition())
    if any(asked[name] for name in ("unit", "late", "q", "class", "rated")):
        return rows
    return rows.filter(part_of=None)


def _conditions(asked, today):
    yield "state", lambda: _in_group(asked["state"])
    yield "q", lambda: _words(asked["q"])
    yield "series", lambda: Q(docket__number__startswith=f"{asked['series']}-")
    yield "unit", lambda: Q(Exists(_lead().filter(organ=asked["unit"])))
    yield "subject", lambda: Q(subject=asked["subject"])
    yield "class", lambda: Q(_newest("canonical", asked["class"]))
    yield "rated", lambda: Q(_newest("rating__result", asked["rated"], rated=True))
    yield "deputy", lambda: Q(lead__person__name__icontains=asked["deputy"])
    yield "late", lambda: _timely(asked["late"], today)
    yield "key", lambda: Q(key_on__isnull=False)


def _in_group(name):
    """Of what is archived only what was handled to its end, as the figures count it."""
    found = Q(docket__state__in=GROUPS[name][1])
    if State.ARCHIVED not in GROUPS[name][1]:
        return found
    fruitless = Move.objects.filter(docket=OuterRef("docket"), target__in=SUGGESTION.fruitless)
    return found & ~(Q(docket__state=State.ARCHIVED) & Exists(fruitless))


def _words(text):
    hits = find(text, kinds=["suggestion"], public=True, limit=MATCHES)
    found = Q(words__uid__in=[hit.ref for hit in hits])
    return found | Q(docket__number=text) | Q(docket__code=read_code(text))


def _lead():
    return Assignment.objects.filter(
        suggestion=OuterRef("pk"), role=Assignment.Role.LEAD, ended_at=None
    )


def _newest(field, value, *, rated=False):
    """Whether the newest issued reply, or ``rated`` one, has ``value`` in ``field``."""
    issued = Reply.objects.filter(issued_at__isnull=False)
    if rated:
        issued = issued.filter(rating__isnull=False)
    later = issued.filter(suggestion=OuterRef("suggestion"), pk__gt=OuterRef("pk"))
    replies = issued.filter(suggestion=OuterRef("pk"))
    return Exists(replies.filter(~Exists(later), **{field: value}))


def _timely(how, today):
    """The same three answers as in the figures: still open and late, late, or in time."""
    names = (REPLY.name, REPLY_MAX.name)
    clocks = Deadline.objects.filter(docket=OuterRef("docket"), name__in=names)
    if how == "1":
        return Q(Exists(clocks.overdue(today)))
    missed = Exists(clocks.filter(Q(met_on__gt=F("due_on")) | Q(void_on__gt=F("due_on"))))
    met = Q(Exists(clocks.filter(met_on__isnull=False)))
    return met & Q(missed) if how == "after" else met & ~Q(missed)


def choices(congress, asked):
    """The questions of the form with their answers: three small queries, none of a hot table."""
    units = [(unit.pk, str(unit)) for unit in handling_units(congress)]
    english = (get_language() or "").startswith("en")
    classes = [(key, label.en if english else label.zh) for key, label in CANONICAL_CLASSES.items()]
    questions = [
        ("series", _("会期"), _series(congress)),
        ("unit", _("主办单位"), units),
        ("subject", _("内容分类"), Suggestion.Subject.choices),
        ("class", _("答复类别"), classes),
        ("rated", _("代表对结果的评价"), Rating.Value.choices),
        ("late", _("答复期限"), TIMELY.items()),
        ("key", _("督办"), [("1", _("重点督办"))]),
    ]
    return [
        Choice(name, label, [(str(key), words) for key, words in options], str(asked[name]))
        for name, label, options in questions
        if options
    ]


def _series(congress):
    """Every session that was held and every year between sessions, newest first."""
    today = localdate()
    found = []
    terms = Term.objects.filter(congress=congress, starts_on__lte=today)
    for term in terms:
        last = min(term.ends_on, today).year
        found += [
            (year, 1, f"{term.number}-I{year}") for year in range(term.starts_on.year, last + 1)
        ]
    sessions = Session.objects.filter(term__congress=congress, starts_on__lte=today)
    found += [
        (session.starts_on.year, 0, f"{session.term.number}-{session.number}")
        for session in sessions.select_related("term")
    ]
    return [(key, series_words(key)) for _year, _kind, key in sorted(found, reverse=True)]
