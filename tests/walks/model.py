"""A second account of the procedure, written from domain.md 2.3–2.7 and not from the table.

``WAYS`` says where each verb leads, ``HANDS`` who holds the matter afterwards, ``QUIET`` what is
not told to everybody. ``Case`` is what a walk knows of one suggestion.
"""

from dataclasses import dataclass, field
from datetime import date

from bench.lawbook import POWERS, Clocks

FINAL = {"declined", "withdrawn", "closed", "archived"}
EARLY, DRAFTS = "idea consulting", "drafting cosigning returned_for_edit"
ASKED = "cosigning returned_for_edit"
GIVEN = "assigned dispatched receipted"
UNIT = f"{GIVEN} return_requested handling reply_review"
WORK = f"{UNIT} redo tracking"


def stay(states):
    return {state: state for state in states.split()}


def to(target, states):
    return dict.fromkeys(states.split(), target)


WAYS = {
    "note": {"": "idea"},
    "draft": {"": "drafting"},
    "file_paper": {"": "submitted"},
    "come_from_bill": {"": "submitted"},
    "part": {"": "assigned"},
    "consult": stay("idea"),
    "open_consultation": to("consulting", "idea"),
    "refuse_consultation": stay("idea"),
    "end_consultation": to("idea", "consulting"),
    "write": to("drafting", EARLY),
    "edit": stay(f"idea {DRAFTS}"),
    "invite": {"drafting": "cosigning", **stay(ASKED)},
    "uninvite": stay(ASKED),
    "confirm": stay(ASKED),
    "excuse": stay(ASKED),
    "retract": stay(ASKED),
    "submit": to("submitted", DRAFTS),
    "improve": to("returned_for_edit", "submitted"),
    "decline": to("declined", "submitted returned_for_edit"),
    "accept": to("accepted", "submitted"),
    "classify": stay("accepted"),
    "merge": stay("accepted"),
    "unmerge": stay(f"accepted {UNIT}"),
    "agree_withdrawal": stay(f"returned_for_edit submitted accepted {UNIT}"),
    "withdraw": to("withdrawn", f"{EARLY} {DRAFTS} submitted accepted {UNIT}"),
    "run_out": to("withdrawn", f"{EARLY} {DRAFTS}"),
    "assign": to("assigned", "accepted"),
    "split": to("assigned", "accepted"),
    "parts_done": to("closed", "assigned"),
    "parts_fruitless": to("withdrawn", "assigned"),
    "parts_reopened": to("assigned", "closed"),
    "dispatch": to("dispatched", "assigned receipted"),
    "sign_for": to("receipted", "assigned dispatched"),
    "ask_return": to("return_requested", GIVEN),
    "refuse_return": to("receipted", "return_requested"),
    "accept_return": to("accepted", "return_requested"),
    "start": to("handling", "receipted"),
    "contact": stay("handling redo"),
    "co_opinion": stay(f"{GIVEN} handling"),
    "last_co_opinion": stay(f"{GIVEN} handling"),
    "reject_opinion": stay("handling"),
    "ask_extension": stay("handling"),
    "grant_extension": stay("handling"),
    "refuse_extension": stay("handling"),
    "urge": stay(WORK),
    "supervise": stay(f"accepted {WORK}"),
    "lead_in_person": stay(WORK),
    "draft_reply": to("reply_review", "handling redo"),
    "send_back": to("handling", "reply_review"),
    "send_back_redo": to("redo", "reply_review"),
    "issue": to("replied", "reply_review"),
    "relay": stay("replied"),
    "advise": stay("replied"),
    "satisfied": to("closed", "replied"),
    "dissatisfied": to("redo", "replied"),
    "dispute": to("disputed", "replied"),
    "convene": stay("disputed"),
    "reorder": to("redo", "disputed"),
    "settle": to("closed", "disputed"),
    "no_response": to("closed", "replied"),
    "close_unrated": to("closed", "replied"),
    "track": to("tracking", "closed"),
    "progress": stay("tracking"),
    "report": stay("tracking"),
    "judge": stay("tracking closed"),
    "fulfil": to("closed", "tracking"),
    "recheck": stay("tracking closed"),
    "reopen_promise": to("tracking", "tracking closed"),
    "publish": stay(f"accepted {WORK} replied disputed closed withdrawn archived"),
    "carry_over": stay(f"submitted accepted {WORK} replied disputed"),
    "archive": to("archived", "closed declined withdrawn"),
}
#: Who holds it after the verb; any other verb leaves it where it is.
HANDS = {
    **dict.fromkeys(
        "note draft open_consultation refuse_consultation end_consultation write improve".split(),
        "lin",
    ),
    "issue": "lin",
    **dict.fromkeys(
        (
            "file_paper come_from_bill consult submit split ask_return accept_return parts_reopened"
        ).split(),
        "affairs",
    ),
    **dict.fromkeys("satisfied dispute no_response close_unrated fulfil".split(), "affairs"),
    **dict.fromkeys(
        "part assign dispatch refuse_return dissatisfied reorder track reopen_promise".split(),
        "unit",
    ),
}
#: Told to the holder alone: steps inside an office, or of a text that is still the deputy's own.
HOLDER = {"note", "uninvite", "excuse", "classify", "agree_withdrawal", "advise", "draft_reply"}
HOLDER |= {"send_back", "send_back_redo", ("edit", "idea"), ("edit", "drafting")}
#: Told to the holder and the offices that have a part in it.
DESK = {"consult", "refuse_consultation", "reject_opinion", "ask_extension", "refuse_extension"}
DESK |= {"archive"}
#: Whose reason is for those with a part in it, and for nobody who only follows.
REASONED = {"improve", "refuse_return", "settle", "close_unrated"}
#: What stands in a statute; everything else is custom and says so.
OF_24 = {"note", "draft", "file_paper", "write", "invite", "submit"}
OF_51 = set(
    "part accept assign split start contact ask_extension grant_extension refuse_extension issue "
    "publish".split()
)
#: What a verb is in the words of the profiles; () starts every clock of its line.
EVENTS_OF = {
    **dict.fromkeys(("submit", "file_paper", "come_from_bill"), ("submitted", "received")),
    **dict.fromkeys(("part", "assign"), ("assigned",)),
    **dict.fromkeys(("sign_for", "refuse_return"), ("receipted", "received")),
    "accept": ("accepted",),
    "ask_return": ("return_requested",),
    "accept_return": ("return_accepted",),
    "reject_opinion": ("co_opinion_rejected",),
    "issue": ("reply_received",),
    **dict.fromkeys(("dissatisfied", "reorder"), ("redo_ordered",)),
    "report": ("commitment_reported",),
}
#: What the sentence of a verb may name besides title and number.
SAYS = {
    **dict.fromkeys("refuse_consultation improve decline send_back settle".split(), "reason"),
    **dict.fromkeys("end_consultation write track".split(), "count"),
    **dict.fromkeys("invite uninvite confirm excuse retract".split(), "who"),
    **dict.fromkeys("agree_withdrawal advise".split(), "who"),
    **dict.fromkeys("part assign sign_for ask_return accept_return start issue".split(), "unit"),
    **dict.fromkeys("co_opinion last_co_opinion".split(), "unit"),
    **dict.fromkeys("refuse_return reject_opinion".split(), "unit reason"),
    **dict.fromkeys("progress report".split(), "unit what"),
    **dict.fromkeys("recheck reopen_promise".split(), "what"),
    **dict.fromkeys("send_back_redo close_unrated".split(), "reason"),
    "open_consultation": "until",
    "classify": "subject",
    "merge": "with",
    "unmerge": "with why",
    "split": "units",
    "dispatch": "office unit",
    "contact": "unit mode",
    "ask_extension": "unit ground",
    "grant_extension": "approver ground until",
    "refuse_extension": "reason",
    "urge": "office",
    "supervise": "committee",
    "lead_in_person": "leader",
    "satisfied": "attitude result",
    "convene": "mode",
    "judge": "what value",
    "publish": "openness",
}
#: Whom the move is by, as a role.
ROLE = {
    **dict.fromkeys("note draft edit".split(), "drafter"),
    "invite": "asker",
    **dict.fromkeys("consult write submit".split(), "mover"),
    **dict.fromkeys("open_consultation refuse_consultation".split(), "consultation_reviewer"),
    "uninvite": "inviter",
    **dict.fromkeys("confirm excuse".split(), "invited"),
    **dict.fromkeys("retract agree_withdrawal advise".split(), "confirmed_cosigner"),
    **dict.fromkeys("satisfied dissatisfied dispute judge".split(), "rater"),
    **dict.fromkeys("accept decline settle close_unrated".split(), "impartial_affairs"),
    "dispatch": "dispatcher",
    **dict.fromkeys("sign_for ask_return".split(), "unit_receiver"),
    **dict.fromkeys(
        "start contact reject_opinion ask_extension draft_reply progress report".split(),
        "unit_handler",
    ),
    **dict.fromkeys("grant_extension refuse_extension".split(), "extension_approver"),
    "send_back": "unit_reviewer",
    "send_back_redo": "redo_reviewer",
    "issue": "unit_head",
    "urge": "urger",
    "relay": "relayer",
    "co_opinion": "co_unit",
    "last_co_opinion": "last_co_unit",
    **dict.fromkeys(
        "come_from_bill part end_consultation run_out parts_done parts_fruitless parts_reopened "
        "no_response track fulfil carry_over".split(),
        "system",
    ),
}
#: Unit → what its people may do: receive, handle, review, sign.
PEOPLE = {
    "transport": {"receive": {"qian", "sun"}, "handle": {"sun"}, "review": {"li", "wu"}},
    "roads": {"receive": {"lu", "lu2"}, "handle": {"lu", "lu2"}, "review": {"lu", "lu2"}},
    "government": {
        "receive": {"gong", "gong2"},
        "handle": {"gong", "gong2"},
        "review": {"gong", "gong2"},
    },
    "bureau": {
        "receive": {"cheng", "cheng2"},
        "handle": {"cheng", "cheng2"},
        "review": {"cheng", "cheng2"},
    },
}
SIGNS = {"transport": {"wu"}}
SIGNS |= {unit: PEOPLE[unit]["handle"] for unit in ("roads", "government", "bureau")}
ALL_OF = {"transport": {"qian", "sun", "li", "wu"}, "finance": {"zheng"}} | {
    unit: SIGNS[unit] for unit in ("roads", "government", "bureau")
}


def role_of(verb, source):
    if verb == "withdraw":
        return "late_withdrawer" if source in UNIT.split() else "lead_deputy"
    if source == "returned_for_edit" and verb in ("submit", "decline"):
        return "lead_deputy" if verb == "submit" else "closer_after_term"
    if verb == "agree_withdrawal" and source in UNIT.split():
        return "late_cosigner"
    return ROLE.get(verb, "deputy_affairs")


def law_of(verb):
    if verb in OF_24:
        return "代表法 (2025) 24, 36"
    return "代表法 (2025) 51" if verb in OF_51 else "practice"


def told_to(verb, source):
    if verb in HOLDER or (verb, source) in HOLDER:
        return "holder"
    return "desk" if verb in DESK else "docket"


@dataclass
class Promise:
    text: str
    due_on: date
    outcome: str = "open"
    judged: bool = False


@dataclass(eq=False)
class Case:
    """One suggestion as it should stand. ``row`` is the real one."""

    row: object
    key: str
    state: str = ""
    holder: str = ""
    clocks: Clocks = None
    lead: str = ""
    office: str = ""
    left: set = field(default_factory=set)
    co: set = field(default_factory=set)
    opinions: set = field(default_factory=set)
    signer: str = ""
    agreed: bool = False
    handed_in: bool = False
    consulting: str = ""
    round: int = 0
    talked: bool = False
    drafter: str = ""
    asked_more: bool = False
    extended: bool = False
    urged_on: date | None = None
    relayed: bool = True
    promises: list = field(default_factory=list)
    drafted: list = field(default_factory=list)
    whole: object = None
    parts: list = field(default_factory=list)
    group: list = field(default_factory=list)
    facts: dict = field(default_factory=dict)
    moves: int = 0
    ended: bool = False
    fruitless: bool = False
    asked_return: bool = False
    issued_on: date | None = None

    def __post_init__(self):
        self.clocks = Clocks(self.key)

    def power(self, name):
        return name in POWERS.get(self.key, ())

    @property
    def owing(self):
        return self.co - self.opinions

    @property
    def open_promises(self):
        return [one for one in self.promises if one.outcome == "open"]

    def together(self):
        """This one and what is handled with it and stands where it stands; once one of them is
        answered, each goes its own way."""
        if any(one.round for one in self.group):
            return [self]
        return [self, *(o for o in self.group if o is not self and o.state == self.state)]

    def move(self, verb, day, facts):
        """Take the verb in the model."""
        source, self.state = self.state, WAYS[verb][self.state]
        self.clocks.take(verb, day, facts, self.state in FINAL)
        hands = HANDS.get(verb, self.holder)
        self.holder = hands if hands != "unit" else self.lead
        self.moves += 1
        self.fruitless = self.fruitless or self.state == "withdrawn"
        return source
