"""One random walk: a step at a time through the services, compared with the model after each."""

import random
from datetime import UTC, date, datetime, timedelta

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import override

from bench.lawbook import PROFILES
from huiyin.congresses.models import Organ, Seat
from huiyin.congresses.services import organ
from huiyin.deputies.models import Assistant
from huiyin.ledger.acts import recorded
from huiyin.notices.models import Notice
from huiyin.notices.registry import people, sentence_of
from huiyin.procedure.models import Docket
from huiyin.procedure.services import advance
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.services import drafting
from huiyin.voices import services as voices
from tests.cast import SPRING
from tests.walks.acts import ACTS, system
from tests.walks.checks import check_invariants
from tests.walks.model import ALL_OF, FINAL, REASONED, WAYS, Case, law_of, role_of, told_to

REFUSED = (NotLawful, PermissionDenied, drafting.Incomplete)
KEYS = sorted(PROFILES)
#: Days that pass before a step.
DAYS = (0, 0, 0, 1, 1, 2, 3, 6, 15)
#: How often an act is taken beside the others that are lawful then: what leads on more often,
#: what ends a walk or leads nowhere less often.
WEIGHT = dict.fromkeys(("withdraw", "decline", "run_out", "archive", "hide", "no_reason"), 0.1)
WEIGHT |= dict.fromkeys(("carry_over", "publish", "supervise", "leader", "urge", "edit"), 0.15)
WEIGHT |= dict.fromkeys(("improve", "retract", "send_back", "invite", "uninvite", "agree"), 0.4)
WEIGHT |= {"merge": 2, "unmerge": 0.3}
WEIGHT |= dict.fromkeys(("submit", "accept", "assign", "sign_for", "start", "issue"), 4)
WEIGHT |= dict.fromkeys(("dispatch", "draft_reply", "reject", "relay", "open", "end", "report"), 3)
LAWFUL_SHARE = 0.88
WORDS = {"problem": "有问题。", "advice": "请解决。"}


class Wrong(AssertionError):
    """The services did something else than the model says."""


class Stage:
    """Everything a walk needs, made once: the cast with more units, an assistant, a message."""

    def __init__(self, cast):
        self.cast = cast
        roads, lu = _unit(cast, "县公路局", "lu")
        kind = Organ.Kind.GOVERNMENT_OFFICE
        government, gong = _unit(cast, "县政府办公室", "gong", kind=kind)
        bureau, cheng = _unit(cast, "县城市管理局", "cheng", parent=government)
        self.units = {"transport": cast.transport, "finance": cast.finance, "roads": roads}
        self.units |= {"government": government, "bureau": bureau}
        names = ("城建委员会", "财经委员会")
        kind = Organ.Kind.SPECIAL_COMMITTEE
        self.committees = [organ(cast.county, kind, name) for name in names]
        self.people = {name: getattr(cast, name) for name in ("zhao", "qian", "sun", "li", "wu")}
        self.people |= {name: getattr(cast, name) for name in ("zheng", "wang", "chu", "feng")}
        self.people |= {"lin": cast.lin.person.user, "zhou": cast.zhou.person.user}
        self.people |= lu | gong | cheng | {"helper": cast.feng, None: None}
        del self.people["feng"]
        Assistant.objects.create(mandate=cast.lin, user=cast.feng, since=SPRING)


def _unit(cast, name, who, *, parent=None, kind=Organ.Kind.HANDLING_UNIT):
    """A unit and its two people, ``who`` and ``who`` 2, who may each do everything in it."""
    made = organ(cast.county, kind, name, parent=parent)
    people = {key: cast._official(name, made, Seat.Role.HEAD) for key in (who, f"{who}2")}
    for user in people.values():
        for role in (Seat.Role.RECEIVER, Seat.Role.HANDLER):
            Seat.objects.create(user=user, congress=cast.county, organ=made, role=role)
    return made, people


class Walk:
    def __init__(self, stage, key, seed):
        self.cast, self.people, self.units = stage.cast, stage.people, stage.units
        self.committees = stage.committees
        self.key, self.n, self.count, self.who = key, seed, 0, None
        self.day = date(2025, 3, 17) + timedelta(seed % 400)
        self.active, self.may_answer = {"lin": True, "zhou": True}, True
        self.over = False
        self.cases, self.trail, self.new_parts = [], [], []
        self.predicted = []
        stage.cast.county.profile_key = key
        stage.cast.county.save()
        cache.clear()
        for mandate in (stage.cast.lin, stage.cast.zhou):
            mandate.docket.state = "active"
        self.voice = self.cast.voice(at=self.at)
        self.begin(("draft", "note", "draft", "file_paper", "come_from_bill")[seed % 5])

    @property
    def at(self):
        return datetime(self.day.year, self.day.month, self.day.day, 2, tzinfo=UTC)

    # -- beginning -------------------------------------------------------------------------

    def begin(self, verb):
        """Open one more suggestion; the first one grows out of the message."""
        lin, lead = self.people["lin"], self.cast.lin
        title, at = f"建议{len(self.cases)}", self.at
        if verb == "file_paper":
            facts = {"lead": lead, "title": title, "signers": [self.cast.zhou]}
            row = drafting.file_paper(by=self.people["zhao"], at=at, **facts, **WORDS)
        elif verb == "come_from_bill":
            with recorded():
                row = drafting.begin(lead=lead, title=title, at=at, **WORDS)
                advance(row, verb, by=None, at=at)
                drafting.hand_in(row, author=lin, at=at)
        else:
            row = drafting.draft(lead=lead, title=title, by=lin, at=at, verb=verb, **WORDS)
        case = Case(row, self.key)
        if verb == "file_paper":
            case.signer = "confirmed"
        case.handed_in = verb in ("file_paper", "come_from_bill")
        by = {"file_paper": "zhao", "come_from_bill": None}.get(verb, "lin")
        self.cases.append(case)
        self.predict(case, verb, by, {})
        if len(self.cases) == 1 and verb != "come_from_bill":
            voices.take_up(self.voice, into=row.docket, by=lin, at=at)
            case.facts["voice"] = self.voice
        self.check(case)

    def add_parts(self, whole):
        """Called by the model when a suggestion was split: its parts are cases too."""
        for row, unit in zip(self.new_parts, ("transport", "roads"), strict=True):
            part = Case(row, self.key, handed_in=True, whole=whole, lead=unit)
            part.facts = {k: v for k, v in whole.facts.items() if k == "committee"}
            part.signer = "confirmed" if whole.signer == "confirmed" else ""
            whole.parts.append(part)
            self.cases.append(part)
            self.predict(part, "part", None, {})

    # -- one step --------------------------------------------------------------------------

    def step(self, n, days):
        """Take one step by the dice ``n``, ``days`` later; raise ``Wrong`` if it goes wrong."""
        self.n, self.count, self.predicted = n, self.count + 1, []
        self.day += timedelta(days)
        dice = random.Random(n)
        if dice.random() < 0.02:
            return self.change_mandate(dice)
        if len(self.cases) < 2 and dice.random() < 0.05 and self.active["lin"]:
            return self.begin("draft")
        case = dice.choice(self.cases)
        name, who = self.choose(case, dice)
        return self.act(name, case, who)

    def change_mandate(self, dice):
        name = dice.choice(("lin", "zhou"))
        state = dice.choice(("suspended", "active", "expired") if name == "lin" else
                            ("suspended", "active", "active"))  # fmt: skip
        mandate = getattr(self.cast, name)
        Docket.objects.filter(pk=mandate.docket_id).update(state=state)
        mandate.docket.state = state
        self.active[name] = state == "active"
        if name == "lin":
            self.may_answer, self.over = state in ("active", "expired"), state == "expired"
        return "mandate"

    def choose(self, case, dice):
        lawful = [
            (name, who)
            for name, act in ACTS.items()
            if case.state in WAYS[act.verb(self, case)]
            for who in sorted(act.who(self, case), key=str)
            if self.allowed(name, case, who)
        ]
        if lawful and dice.random() < LAWFUL_SHARE:
            weights = [WEIGHT.get(name, 1) for name, _who in lawful]
            return dice.choices(lawful, weights)[0]
        name = dice.choice(list(ACTS))
        return name, dice.choice([who for who in self.people if who])

    def allowed(self, name, case, who):
        act, self.who = ACTS[name], who
        group = case.together() if act.together else [case]
        return all(
            one.state in WAYS[act.verb(self, one)]
            and who in act.who(self, one)
            and act.ok(self, one)
            for one in group
        )

    def act(self, name, case, who):
        act, row = ACTS[name], Suggestion.objects.shown()
        case.row = row.get(pk=case.row.pk)
        if act.who is system:  # its services ask for nobody
            who = None
        allowed = self.allowed(name, case, who)
        try:
            with recorded():
                act.do(self, case, self.people[who])
        except REFUSED as refusal:
            if allowed:
                raise Wrong(f"{name} by {who} from {case.state} was refused: {refusal!r}") from None
            return self.unchanged(case)
        if not allowed:
            raise Wrong(f"{name} by {who} from {case.state} was taken")
        self.note(act, case, who)
        return name

    def note(self, act, case, who):
        """Take the step in the model too, then compare every case it touched."""
        group = case.together() if act.together else [case]
        plan = [(one, act.verb(self, one), act.facts(self, one)) for one in group]
        for one, verb, facts in plan:
            self.predict_before(act, one)
            self.predict(one, verb, who, facts, after=act.then)
        for one in dict.fromkeys(case for case, *_rest in self.predicted):
            self.check(one)

    def predict_before(self, act, case):
        """Whom the step gives it to has to be known before it says who holds it."""
        if act.then.__name__ in ("assigned", "dispatched"):
            act.then(self, case)

    def predict(self, case, verb, who, facts, after=None):
        source = case.move(verb, self.day, facts)
        self.predicted.append((case, verb, source, who))
        self.trail.append((verb, source))
        ends = case.state in FINAL and not case.ended
        case.ended = case.state in FINAL
        if ends:
            self.end_upstream(case)
        if after and after.__name__ not in ("assigned", "dispatched"):
            after(self, case)

    def follow(self, case, verb, facts):
        """What the platform does by itself after a step."""
        self.predict(case, verb, None, facts)

    def end_upstream(self, case):
        if voice := case.facts.pop("voice", None):
            fruitless = case.state in ("declined", "withdrawn")
            self.voice_ends = (voice, "received" if fruitless else "closed")
            case.facts["voice_ended"] = self.voice_ends
        whole = case.whole
        if whole and whole.state == "assigned":
            done = all(part.state in FINAL and not part.open_promises for part in whole.parts)
            if done:
                fruitless = all(part.fruitless for part in whole.parts)
                self.predict(whole, "parts_fruitless" if fruitless else "parts_done", None, {})

    def other(self, case):
        """Another case that waits for assignment too, for merging."""
        return next((one for one in self.cases if one is not case and not one.parts), None)

    # -- comparing -------------------------------------------------------------------------

    def unchanged(self, case):
        docket = Docket.objects.get(pk=case.row.docket_id)
        if docket.state != case.state or docket.moves.count() != case.moves:
            raise Wrong(f"a refused step left something behind: {docket.state}")
        return "refused"

    def check(self, case):
        docket = Docket.objects.select_related("holder_organ").get(pk=case.row.docket_id)
        self.same("state", docket.state, case.state)
        self.same("closed", docket.closed_at is not None, case.state in FINAL)
        self.same("holder", docket.holder_organ or docket.holder_user, self.holder(case))
        rows = docket.deadlines.values_list("name", "started_on", "due_on", "met_on", "void_on")
        self.same("clocks", sorted(rows, key=str), case.clocks.rows)
        running = [clock.due for clock in case.clocks.running.values()]
        self.same("due_on", docket.due_on, min(running, default=None))
        self.check_moves(case, docket)
        if ended := case.facts.get("voice_ended"):
            self.same("voice", Docket.objects.get(pk=ended[0].docket_id).state, ended[1])

    def check_all(self):
        """Ask the invariants of every case; at the end of a walk, for they ask much."""
        for case in self.cases:
            check_invariants(self, case, Docket.objects.get(pk=case.row.docket_id))

    def same(self, what, real, expected):
        if real != expected:
            raise Wrong(f"{what}: {real} instead of {expected} ({self.key}, {self.day})")

    def holder(self, case):
        if case.holder == "lin":
            return self.people["lin"]
        return self.cast.affairs if case.holder == "affairs" else self.units.get(case.holder)

    def check_moves(self, case, docket):
        moves = list(docket.moves.order_by("pk"))
        self.same("moves", len(moves), case.moves)
        mine = [entry for entry in self.predicted if entry[0] is case]
        for move, (_case, verb, source, who) in zip(moves[-len(mine) :], mine, strict=False):
            real = (move.verb, move.source, move.role, move.law, move.by)
            expected = (verb, source, role_of(verb, source), law_of(verb), self.people[who])
            self.same("move", real, expected)
            self.check_told(case, docket, move)
        self.predicted = [entry for entry in self.predicted if entry[0] is not case]

    def check_notice(self, docket, move, audience, heard):
        """It was said in both languages; return the ids of who was told."""
        kinds = (f"suggestion.{move.verb}{heard}", f"suggestion.{move.verb}.{move.source}{heard}")
        notice = Notice.objects.filter(audience=audience, kind__in=kinds).order_by("pk").last()
        self.same(f"notice of {move.verb}", notice is not None, True)
        for language in ("zh-hans", "en"):
            with override(language):
                said = sentence_of(notice.kind, notice.params)
            self.same(f"title in {move.verb}", docket.title in said, True)
        self.same(f"reason heard of {move.verb}", bool(heard) and "reason" in notice.params, False)
        return set(people(audience))

    def check_told(self, case, docket, move):
        """Its notice went to whom it concerns, and can be said in both languages."""
        audiences, told = {told_to(move.verb, move.source): ""}, set()
        if move.verb in REASONED:
            audiences = {"inside": "", "outside": ".heard"}
        for audience, heard in audiences.items():
            told |= self.check_notice(docket, move, f"{audience}:{docket.pk}", heard)
        if audiences.keys() & {"docket", "outside"}:
            names = {"lin", "wang"} if "voice" in case.facts else {"lin"}
            names |= {"zhou"} if case.signer in ("invited", "confirmed", "voided") else set()
            units = {case.lead, case.office, *case.co} - {""}
            names |= set().union(*(ALL_OF[name] for name in units))
            if case.left and move.verb == "accept_return":
                for name in case.left:
                    told |= set(people(f"organ:{self.units[name].pk}"))
                    names |= ALL_OF[name]
            elif case.left and move.verb == "withdraw":
                names |= set().union(*(ALL_OF[name] for name in case.left))
            missing = {name for name in names if self.people[name].pk not in told}
            self.same(f"untold of {move.verb}", missing, set())


def walk(stage, number, steps):
    """Walk once by the dice of ``number``; return the ``(verb, source)`` steps taken, in order.

    Everything is put back afterwards. Raises ``Wrong``, naming the walk.
    """
    dice, begun = random.Random(number), None
    try:
        with transaction.atomic():
            begun = Walk(stage, KEYS[number % len(KEYS)], number)
            for _step in range(steps):
                begun.step(dice.randrange(10**6), dice.choice(DAYS))
            begun.check_all()
            transaction.set_rollback(True)
            return begun.trail
    except Wrong as wrong:
        steps = begun.count if begun else 0
        raise Wrong(f"walk {number}, step {steps}: {wrong}") from None
