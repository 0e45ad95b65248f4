"""Changes of one word in the table or one number in the profiles, and who notices them.

The line is first compared with the second account of ``model``. What that does not say (clocks,
events, sentences) is run through recorded walks that take the line: the walk that goes wrong has
noticed it. What changes nothing that happens, such as a clock voided that never runs there, is
noticed by ``manage.py procedures --check``: the page is then not what the table says.
"""

import random
import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace

from bench.lawbook import NATIONAL, POWERS, PROFILES
from huiyin.law.profiles import all_profiles
from huiyin.notices import registry as sentences
from huiyin.procedure.management.commands.procedures import _page
from huiyin.procedure.registry import sentence_kind
from huiyin.suggestions.procedure import REPLY, SUGGESTION, State
from tests.walks.model import EVENTS_OF, HANDS, SAYS, WAYS, law_of, role_of, told_to
from tests.walks.walk import walk

STEPS, RECORDED, EACH = 25, 160, 3
#: Values a field of a line is changed to.
OTHERS = {
    "by": ("system", "deputy_affairs", "unit_handler"),
    "law": ("民法典 1",),
    "label": ("",),
    "holder": ("", "mover", "deputy_affairs", "lead_unit"),
    "tells": ("everyone", "holder", "desk"),
}
HOLDERS = {"": "", "lin": "mover", "affairs": "deputy_affairs", "unit": "lead_unit"}
AUDIENCE = {"docket": "everyone", "holder": "holder", "desk": "desk"}
#: The words of ``bench.lawbook`` in those of the profiles.
EVENTS = {
    "handed_in": {"received"},
    "accepted": {"accepted"},
    "given": {"assigned"},
    "had": {"received", "receipted"},
    "asked": {"return_requested"},
    "released": {"return_accepted"},
    "empty": {"co_opinion_rejected"},
    "answered": {"reply_received"},
    "again": {"redo_ordered"},
    "reported": {"commitment_reported"},
}
RULES = {
    "consent": ("extension_consent", True),
    "committee_orders_redo": ("redo_ordered_by", "standing_committee"),
    "all_agree_to_withdraw": ("withdraw_joint", "all_agree"),
    "late_withdrawal": ("withdraw_until", "closed"),
    "lead_relays": ("joint_reply", "lead_relays"),
}


# -- Profiles ------------------------------------------------------------------------------

#: Periods of the profiles that are a suggestion's; others are other proceedings'.
PERIODS = {clock.term for clock in SUGGESTION.clocks.values()} | {"return"}


def profile_faults():
    """What of the periods and powers of the profiles differs from ``bench.lawbook``."""
    wrong = []
    for key, versions in all_profiles().items():
        for version in versions:
            wrong += _faults(key, version)
    return wrong


def _faults(key, version):
    wrong, named = [], {**(NATIONAL if key == "national" else {}), **PROFILES[key]}
    mine = {name for name in version.own if name in PERIODS}
    extra = {"reply": (3, "m", "given"), "reply_max": (6, "m", "given"), **NATIONAL, **named}
    wrong += [f"{key}: {name} is missing" for name in set(named) - mine]
    for name in mine:
        n, unit, event = named.get(name, extra.get(name, (0, "", "again")))
        term = version.own[name]
        if (term.n, term.unit) != (n, "month" if unit == "m" else unit):
            wrong.append(f"{key}: {name} is {term.n} {term.unit}")
        if term.event not in EVENTS[event]:
            wrong.append(f"{key}: {name} runs from {term.event}")
    for power, (rule, value) in RULES.items():
        if (version.rules.get(rule) == value) != (power in POWERS.get(key, ())):
            wrong.append(f"{key}: {rule}")
    return wrong


def numbers():
    """Change every number, unit and event of a suggestion's periods, one by one.

    Returns how many changes there were and those that ``profile_faults`` did not notice.
    """
    count, unnoticed, known = 0, [], all_profiles()
    for key, versions in list(known.items()):
        for place, version in enumerate(versions):
            for name, term in version.own.items():
                if name not in PERIODS:
                    continue
                for changed in _changed_terms(term):
                    count += 1
                    own = {**version.own, name: changed}
                    mutated = [*versions]
                    mutated[place] = replace(version, own=own)
                    known[key] = tuple(mutated)
                    if not profile_faults():
                        unnoticed.append(f"{key} {name} {changed.n} {changed.unit}")
                    known[key] = versions
    return count, unnoticed


def _changed_terms(term):
    yield replace(term, n=term.n + 1)
    if term.n > 1:
        yield replace(term, n=term.n - 1)
    yield replace(term, unit="d" if term.unit != "d" else "wd")
    yield replace(term, event="published")


# -- The table -----------------------------------------------------------------------------


def mutants(step):
    """Yield ``(what was changed, the changed step or None)`` of one line of the table."""
    yield "removed", None
    targets = [state for state in State.values if state != step.target]
    yield "target", replace(step, target=random.Random(step.verb).choice(targets))
    for field, values in OTHERS.items():
        for value in values:
            if value != getattr(step, field):
                yield f"{field} {value!r}", replace(step, **{field: value})
    yield "says: placeholder", replace(step, says=f"{step.says}%(nobody)s")
    yield "says: title", replace(step, says=str(step.says).replace("%(title)s", ""))
    for field in ("starts", "stops", "voids"):
        there = getattr(step, field)
        for clock in there:
            left = tuple(one for one in there if one is not clock)
            yield f"{field} without {clock.name}", replace(step, **{field: left})
        for clock in () if REPLY in there else (REPLY,):
            yield f"{field} {clock.name}", replace(step, **{field: (*there, clock)})
    for event in step.events:
        left = tuple(one for one in step.events if one != event)
        yield f"events without {event}", replace(step, events=left or ("published",))


def differences():
    """Lines of the table that say another thing than the second account in ``model``."""
    wrong = []
    for step in SUGGESTION.steps:
        verb, source = step.verb, str(step.source)
        expected = (WAYS.get(verb, {}).get(source), role_of(verb, source), law_of(verb))
        expected += (AUDIENCE[told_to(verb, source)], HOLDERS[HANDS.get(verb, "")])
        if (step.target, step.by, step.law, step.tells, step.holder) != expected:
            wrong.append((verb, source))
        named = set(re.findall(r"%\((\w+)\)s", str(step.says)))
        if named - {"number"} != {"title", *SAYS.get(verb, "").split()}:
            wrong.append((verb, source))
        if not str(step.label) or step.events != EVENTS_OF.get(verb, ()):
            wrong.append((verb, source))
    ours = {(verb, source) for verb, ways in WAYS.items() for source in ways}
    theirs = {(step.verb, str(step.source)) for step in SUGGESTION.steps}
    return wrong + sorted(ours ^ theirs)


@contextmanager
def changed(step, mutant):
    """Let the table have ``mutant`` in the place of ``step`` meanwhile."""
    before = SUGGESTION.steps
    after = [mutant if one is step else one for one in before]
    kind = sentence_kind("suggestion", step.verb, step.source)
    said = sentences._sentences[kind]
    object.__setattr__(SUGGESTION, "steps", tuple(one for one in after if one is not None))
    if mutant is not None:
        sentences._sentences[kind] = (mutant.says, said[1])
    try:
        yield
    finally:
        object.__setattr__(SUGGESTION, "steps", before)
        sentences._sentences[kind] = said


def record(stage, walks):
    """Return ``{(verb, source): [numbers of the walks that take it]}``."""
    found = defaultdict(list)
    for number in range(walks):
        for taken in dict.fromkeys(walk(stage, number, STEPS)):
            found[taken].append(number)
    return found


def noticed_in(stage, numbers_):
    """Whether one of the recorded walks goes wrong now."""
    for number in numbers_[:EACH]:
        try:
            walk(stage, number, STEPS)
        except Exception:
            return True
    return False


def survivors(stage, most):
    """Try mutants of the table, ``most`` of them or all; return those nobody noticed.

    A few are tried only in lines that a few walks take: the suite has little time.
    """
    every = [(step, what, one) for step in SUGGESTION.steps for what, one in mutants(step)]
    few = most < len(every)
    found, page = record(stage, 8 if few else RECORDED), _page(SUGGESTION)
    if few:
        every = [one for one in every if len(found[one[0].verb, str(one[0].source)]) > 1]
        clocks = [one for one in every if "without" in one[1]]
        every = random.Random(1).sample(clocks, most)
    random.Random(1).shuffle(every)  # so that a part of them is a sample of all
    ways = defaultdict(list)
    for number, (step, what, mutant) in enumerate(every):
        line = (step.verb, str(step.source))
        with changed(step, mutant):
            if differences():
                ways["second account"].append(what)
            elif noticed_in(stage, found[line]):
                ways["walk"].append(what)
            else:
                by_page = _page(SUGGESTION) != page
                ways["page" if by_page else "nobody"].append(f"{line}: {what}")
                if not by_page:
                    print("unnoticed:", line, what, flush=True)  # noqa: T201
        if number % 100 == 99:
            print(number + 1, len(every), {way: len(ways[way]) for way in ways}, flush=True)  # noqa: T201
    unwalked = [(step.verb, str(step.source)) for step in SUGGESTION.steps]
    unwalked = sorted({line for line in unwalked if not found[line]})
    print({way: len(those) for way, those in ways.items()}, "not walked:", unwalked)  # noqa: T201
    print("\n".join(["only by the page:", *ways["page"], "by nobody:", *ways["nobody"]]))  # noqa: T201
    return ways["nobody"]
