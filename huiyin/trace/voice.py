"""One citizen's message from first words to the end, as the reader may see it."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from huiyin.contributions.models import Contribution
from huiyin.procedure.models import Link, Party
from huiyin.suggestions.phases import phase
from huiyin.trace import clocks
from huiyin.trace.saying import Chapter, outside_steps, row
from huiyin.voices import rules
from huiyin.voices.models import Voice
from huiyin.voices.phases import chip
from huiyin.voices.procedure import VOICE, State

Visibility = Contribution.Visibility
ICONS = {
    "send": "message",
    "import": "message",
    "answer": "messages",
    "add": "edit",
    "transfer": "send",
    "take_up": "route",
    "close": "circle-check",
    "resolve": "circle-check",
    "release": "refresh",
    "return": "refresh",
    "reopen": "refresh",
}


@dataclass(frozen=True)
class Reader:
    """What somebody may do here: ``role`` as a party, ``inside`` with a part in the matter."""

    user: object
    role: str
    author: bool
    inside: bool

    def may_read(self, words):
        """Public words, one's own, and for those inside all that is not hidden."""
        if words.visibility == Visibility.PUBLIC or words.author_id == self.user.pk:
            return True
        return self.inside and words.visibility != Visibility.HIDDEN


def find(user, code):
    """Return the voice with that code, or None. Whoever has the code may follow the case."""
    rows = Voice.objects.shown().select_related("mandate__station", "thread")
    if user.is_authenticated:
        mine = Party.objects.filter(docket=OuterRef("docket"), user=user)
        rows = rows.annotate(my_role=Subquery(mine.values("role")[:1]))
    return rows.filter(docket__code=code).first()


def reader(user, voice):
    if not user.is_authenticated:
        return Reader(user, "", author=False, inside=False)
    inside = any(role(user, voice) for role in rules.ROLES.values())
    return Reader(user, voice.my_role or "", rules.author(user, voice), inside)


def page(voice, who, today):
    """Return everything the page of ``voice`` shows to the reader ``who``."""
    docket = voice.docket
    moves = list(docket.moves.all())
    deadlines = list(docket.deadlines.order_by("pk"))
    main = next((one for one in reversed(deadlines) if one.void_on is None), None)
    readable = who.may_read(voice.words)
    title = docket.title if readable else _("群众留言（内容未公开）")
    link = _grown_into(docket)
    talk = list(voice.thread.contributions.order_by("pk"))
    return {
        "voice": voice,
        "docket": docket,
        "who": who,
        "today": today,
        "title": title,
        "readable": readable,
        "public": voice.words.visibility == Visibility.PUBLIC,
        "chip": chip(docket.state),
        "clock": clocks.shown(docket, main),
        "steps": _steps(docket, moves, link),
        "chapters": _chapters(voice, who, moves, talk, None if readable else title),
        "link": _shown_link(link, who),
        "supporters": _supporters(docket),
        "acts": _acts(docket, who, readable),
        "leaves": len(moves) + 1 + len(talk),
    }


def _grown_into(docket):
    return (
        Link.objects.filter(source=docket, kind="taken_up")
        .select_related("target", "target__suggestion")
        .order_by("-pk")
        .first()
    )


def _shown_link(link, who):
    """The suggestion this became, if the reader may see that it exists by name."""
    if link is None:
        return None
    told = link.target.public or who.inside or who.author
    stage = phase(link.target.state, deadlines=link.target.deadlines.all())
    return {"docket": link.target if told else None, "phase": stage}


def _supporters(docket):
    return Party.objects.filter(docket=docket, role=Party.Role.SUPPORTER).count()


def _acts(docket, who, readable):
    """The verbs the reader may use now."""
    acts = set()
    if who.author:
        acts |= {step.verb for step in VOICE.open_to(docket.state) if step.by == "author"}
    if readable and not who.inside and not who.role and not docket.closed_at:
        acts.add("support")
    if readable and not who.inside and who.role in ("", Party.Role.FOLLOWER):
        acts.add("follow")
    return acts


def _chapters(voice, who, moves, talk, title):
    """Every step told outside, with what was said in it; the first words stand above all."""
    said = {}
    for words in talk:
        said.setdefault(words.kind.removeprefix("voice."), []).append(words)
    chapters = []
    for move in outside_steps(voice.docket, moves):
        step = row(voice.docket, move, title=title)
        words = said[move.verb].pop(0) if said.get(move.verb) else None
        shown = words if words and who.may_read(words) else None
        chapters.append(
            Chapter(
                kind="answer" if move.verb == "answer" else "said",
                title=step.words,
                icon=ICONS[move.verb],
                rows=[step],
                facts={"words": shown, "withheld": bool(words) and not shown},
            )
        )
    return chapters


def _steps(docket, moves, link):
    """The path of a message in three or four steps."""
    reached = {}
    for move in moves:
        reached.setdefault(move.target, move.at)
    state = docket.state
    answered = State.ANSWERED in reached or State.TAKEN_UP in reached
    steps = [
        step(_("送达代表"), reached.get(State.RECEIVED), "done"),
        step(
            _("代表回应"),
            reached.get(State.ANSWERED, reached.get(State.TAKEN_UP)),
            "current" if state == State.RECEIVED else "done" if answered else "todo",
            "messages",
        ),
    ]
    if link and state != State.RECEIVED:
        now = "current" if state == State.TAKEN_UP else "done"
        steps.append(step(_("写成建议"), link.at, now, "route"))
    now = {State.CLOSED: "done", State.ANSWERED: "current"}.get(state, "todo")
    steps.append(step(_("办结"), docket.closed_at, now, "circle-check"))
    return steps


def step(label, at, state, icon=""):
    note = date_format(localtime(at), _("n 月 j 日")) if at and state == "done" else ""
    return {"label": label, "note": note, "state": state, "icon": icon}
