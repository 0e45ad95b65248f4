"""What people may do in a walk: the call of the service, and what the model says of it.

An ``Act`` is allowed when the case stands where its verb leaves from, the person is among
``who``, and ``ok`` holds. ``do`` calls the service, ``then`` notes in the model what it did.
"""

from datetime import timedelta

from huiyin.law.profiles import profile_for
from huiyin.suggestions.models import Commitment
from huiyin.suggestions.services import (
    assigning,
    drafting,
    extending,
    handling,
    office,
    publishing,
    rating,
)
from tests.cast import REPLY
from tests.walks.act import Act
from tests.walks.model import ALL_OF, SIGNS, WAYS, Promise
from tests.walks.roles import NOBODY, clerk, of, sets, signer, system, unit, withdrawn
from tests.walks.text import TEXT

GOOD = {"attitude": "satisfied", "result": "basically", "reason": ""}
BAD = {"attitude": "satisfied", "result": "dissatisfied", "reason": "没有解决"}
BOTH = ("transport", "roads")


# -- The office ----------------------------------------------------------------------------


def decline(w, c, by):
    reason = next(iter(profile_for("national", w.day).decline_reasons))
    office.decline(c.row, reason=reason, by=by, at=w.at)


def decliner(w, c):
    """What was sent back is declined only when its deputy's mandate is over."""
    return {"zhao"} if c.state == "submitted" or w.over else NOBODY


def choices(w, c):
    """Lead unit and co-handling units of this assignment, by the dice of the step."""
    led = ("transport", "roads", "government")[w.n % 3]
    others = ((), ("finance",), ("finance", "roads" if led != "roads" else "transport"))
    return led, others[w.n // 3 % 3]


def assign(w, c, by):
    led, co = choices(w, c)
    pairs = [(w.units[name], f"{name}部分") for name in co]
    facts = {"lead": w.units[led], "lead_part": "主要部分", "co": pairs}
    assigning.assign(c.row, by=by, at=w.at, **facts)


def assigned(w, c):
    c.lead, co = choices(w, c)
    c.co, c.opinions, c.office, c.left = set(co), set(), "", set()
    c.talked, c.asked_return = False, False


def can_split(w, c):
    return not c.group and not c.whole


def subject(w, c, by):
    """Another one than it has: parts have that of the whole."""
    office.classify(
        c.row, subject="health" if c.row.subject == "economy" else "economy", by=by, at=w.at
    )


def split(w, c, by):
    parts = [(w.units[name], f"{name}部分") for name in BOTH]
    w.new_parts = assigning.split(c.row, parts=parts, by=by, at=w.at)


def merge(w, c, by):
    other = w.other(c) or c  # with itself, which is refused, where there is no other
    assigning.merge(c.row, into=other.row, by=by, at=w.at)


def can_merge(w, c):
    other = w.other(c)
    free = other is not None and not (c.whole or other.whole)
    return free and other.state == "accepted" and other not in c.group


def merged(w, c):
    """All of both sides are told."""
    other = w.other(c)
    both = [*dict.fromkeys([*(c.group or [c]), *(other.group or [other])])]
    for one in both:
        one.group = both
        if one is not c and one.state == "accepted":
            w.predict(one, "merge", w.who, {})


def unmerge(w, c, by):
    assigning.unmerge(c.row, why="content", by=by, at=w.at)


def can_unmerge(w, c):
    return bool(c.group) and not any(one.round for one in c.group)


def unmerged(w, c):
    rest = [one for one in c.group if one is not c]
    c.group = []
    for one in rest:
        one.group = rest if len(rest) > 1 else []
        if one.state in WAYS["unmerge"]:
            w.predict(one, "unmerge", w.who, {})


def supervise(w, c, by):
    office.supervise(c.row, committee=w.committees[_other(c)], by=by, at=w.at)


def _other(c):
    return 1 - c.facts.get("committee", 1)


def told_parts(c, verb, fits=lambda part: True):
    """Parts in which the same act is open and was not done already."""
    return [part for part in c.parts if part.state in WAYS[verb] and fits(part)]


def fits(verb, w, c):
    if verb == "urge":
        return lambda part: part.urged_on != w.day
    if verb == "supervise":
        return lambda part: part.facts.get("committee") != _other(c)
    return lambda part: True


def reaches(verb):
    """Of one in parts, somebody has to be told."""
    return lambda w, c: not c.parts or bool(told_parts(c, verb, fits(verb, w, c)))


def passed_on(verb):
    def then(w, c):
        committee = _other(c)
        for one in (c, *told_parts(c, verb, fits(verb, w, c))):
            if one is not c:
                w.predict(one, verb, w.who, {})
            if verb == "urge":
                one.urged_on = w.day
            elif verb == "supervise":
                one.facts["committee"] = committee

    return then


def urgers(w, c):
    return {"zhao", *(SIGNS["government"] if c.office == "government" else ())}


def convene(w, c, by):
    facts = {"mode": "meeting", "held_on": w.day, "people": f"两方{w.n}", "content": "商定"}
    office.convene(c.row, by=by, at=w.at, **facts)


def tracked(w, c):
    if c.open_promises:
        w.follow(c, "track", {"count": len(c.open_promises)})


def publish(w, c, by):
    publishing.publish(
        c.row, openness="none", reason=f"原因{c.row.docket.moves.count()}", by=by, at=w.at
    )


OFFICE = {
    "improve": Act(of("improve"), clerk, lambda w, c, by: office.improve(
        c.row, reason="写清楚", by=by, at=w.at)),
    "decline": Act(of("decline"), decliner, decline),
    "accept": Act(of("accept"), clerk, lambda w, c, by: office.accept(
        c.row, public=True, by=by, at=w.at)),
    "classify": Act(of("classify"), clerk, subject),
    "merge": Act(of("merge"), clerk, merge, can_merge, merged),
    "unmerge": Act(of("unmerge"), clerk, unmerge, can_unmerge, unmerged),
    "assign": Act(of("assign"), clerk, assign, then=assigned,
                  facts=lambda w, c: {"co": [w.units[x].name for x in choices(w, c)[1]]},
                  together=True),
    "split": Act(of("split"), clerk, split, can_split, lambda w, c: w.add_parts(c)),
    "refuse_return": Act(of("refuse_return"), clerk, lambda w, c, by: assigning.refuse_return(
        c.row, reason="属于职责", by=by, at=w.at), together=True),
    "accept_return": Act(of("accept_return"), clerk, lambda w, c, by: assigning.accept_return(
        c.row, by=by, at=w.at), then=withdrawn, together=True),
    "urge": Act(of("urge"), urgers, lambda w, c, by: office.urge(c.row, by=by, at=w.at),
                lambda w, c: c.urged_on != w.day and reaches("urge")(w, c), passed_on("urge")),
    "supervise": Act(of("supervise"), clerk, supervise, reaches("supervise"),
                     passed_on("supervise")),
    "leader": Act(of("lead_in_person"), clerk, lambda w, c, by: office.lead_in_person(
        c.row, leader=f"副县长{w.count}", by=by, at=w.at), reaches("lead_in_person"),
        passed_on("lead_in_person")),
    "convene": Act(of("convene"), clerk, convene),
    "reorder": Act(of("reorder"), clerk, lambda w, c, by: office.reorder(c.row, by=by, at=w.at),
                   then=sets(talked=False)),
    "settle": Act(of("settle"), clerk, lambda w, c, by: office.settle(
        c.row, reason="达成一致", by=by, at=w.at), then=tracked),
    "publish": Act(of("publish"), clerk, publish),
    "carry_over": Act(of("carry_over"), system, lambda w, c, by: office.carry_over(
        c.row, at=w.at)),
    "archive": Act(of("archive"), clerk, lambda w, c, by: office.archive(c.row, by=by, at=w.at)),
}  # fmt: skip


# -- The units -----------------------------------------------------------------------------


def dispatchers(w, c):
    return SIGNS["government"] if c.lead == "government" else NOBODY


def dispatched(w, c):
    c.office, c.lead, c.asked_return = "government", "bureau", False


def in_time(w, c):
    if c.asked_return:
        return False
    until = c.clocks.return_until()
    return until is None or w.day <= until


def contact(w, c, by):
    facts = {"mode": "phone", "note": f"第{w.n}次", "held_on": w.day}
    handling.log_contact(c.row, by=by, at=w.at, **facts)


def owes(w, c):
    return set().union(*(ALL_OF[name] for name in c.owing))


def opinion_unit(w, c):
    return next(name for name in c.owing if w.who in ALL_OF[name])


def co_verb(w, c):
    return "last_co_opinion" if len(c.owing) == 1 else "co_opinion"


def opine(w, c, by):
    handling.give_co_opinion(c.row, body="有内容的意见。", by=by, at=w.at)


def opined(w, c):
    c.opinions = c.opinions | {opinion_unit(w, c)}


def reject(w, c, by):
    organ = w.units[sorted(c.co)[w.n % len(c.co)]] if c.co else w.units["finance"]
    handling.reject_opinion(c.row, organ=organ, reason="没有内容", by=by, at=w.at)


def can_reject(w, c):
    return bool(c.co) and sorted(c.co)[w.n % len(c.co)] in c.opinions


def rejected(w, c):
    c.opinions = c.opinions - {sorted(c.co)[w.n % len(c.co)]}


def planned(w, c):
    clock = c.clocks.running.get("reply")
    return clock.due + timedelta(1) if clock else w.day


def ask_more(w, c, by):
    facts = {"ground": "hard", "reason": "难度大", "planned_on": planned(w, c)}
    extending.ask_extension(c.row, by=by, at=w.at, **facts)


def reply_runs(w, c):
    clock = c.clocks.running.get("reply")
    return clock is not None and w.day <= clock.due


def approvers(w, c):
    if not c.asked_more:
        return NOBODY
    return urgers(w, c) if c.power("consent") else SIGNS[c.lead]


def granted(w, c):
    c.asked_more, c.extended = False, True


def promised(w, c):
    texts = [f"承诺{w.count}-{k}" for k in range(w.n % 3)]
    return [Promise(text, w.day + timedelta(200)) for text in texts]


def draft(w, c, by):
    made = [(one.text, one.due_on) for one in promised(w, c)]
    canonical = "committed" if made else "solved"
    reply = REPLY | {"canonical": canonical}
    handling.draft_reply(c.row, commitments=made, by=by, at=w.at, **reply)


def issue(w, c, by):
    reasons = {"without_contact": "出差", "without_opinion": "已电话"} if w.n % 2 else {}
    handling.issue(c.row, secrecy_reviewed="何平", by=by, at=w.at, **reasons)


def may_issue(w, c):
    """Signed by another than who drafted it; without a talk or an opinion it says why."""
    if w.who == c.drafter:
        return False
    return bool(w.n % 2) or (c.talked and not (c.owing and c.round == 0))


def drafted(w, c):
    c.drafted, c.drafter = promised(w, c), w.who


def issued(w, c):
    c.round, c.talked, c.asked_more, c.issued_on = c.round + 1, False, False, w.day
    c.promises = c.promises + c.drafted
    c.relayed = not (c.power("lead_relays") and c.signer == "confirmed")


def back_verb(w, c):
    return "send_back_redo" if c.round else "send_back"


UNITS = {
    "dispatch": Act(of("dispatch"), dispatchers, lambda w, c, by: assigning.dispatch(
        c.row, unit=w.units["bureau"], by=by, at=w.at), then=dispatched, together=True),
    "sign_for": Act(of("sign_for"), unit("receive"), lambda w, c, by: handling.sign_for(
        c.row, by=by, at=w.at), together=True),
    "ask_return": Act(of("ask_return"), unit("receive"), lambda w, c, by: assigning.ask_return(
        c.row, reason="不是职责", basis="三定", by=by, at=w.at), in_time, sets(asked_return=True),
        together=True),
    "start": Act(of("start"), unit("handle"), lambda w, c, by: handling.start(
        c.row, by=by, at=w.at), together=True),
    "contact": Act(of("contact"), unit("handle"), contact, then=sets(talked=True)),
    "opinion": Act(co_verb, owes, opine, then=opined, together=True,
                   facts=lambda w, c: {"unit": w.units[opinion_unit(w, c)].name}),
    "reject": Act(of("reject_opinion"), unit("handle"), reject, can_reject, rejected,
                  lambda w, c: {"unit": w.units[sorted(c.co)[w.n % len(c.co)]].name}, True),
    "ask_more": Act(of("ask_extension"), unit("handle"), ask_more, lambda w, c: reply_runs(w, c)
                    and not c.asked_more, sets(asked_more=True), together=True),
    "grant": Act(of("grant_extension"), approvers, lambda w, c, by: extending.grant_extension(
        c.row, by=by, at=w.at), reply_runs, granted, lambda w, c: {"until": str(planned(w, c))},
        True),
    "deny": Act(of("refuse_extension"), approvers, lambda w, c, by: extending.refuse_extension(
        c.row, reason="不难", by=by, at=w.at), then=sets(asked_more=False), together=True),
    "draft_reply": Act(of("draft_reply"), unit("handle"), draft,
                       then=drafted),
    "send_back": Act(back_verb, unit("review"), lambda w, c, by: handling.send_back(
        c.row, reason="再改", by=by, at=w.at)),
    "issue": Act(of("issue"), unit("sign"), issue, may_issue, issued),
}  # fmt: skip


# -- The deputy's judgement, and promises --------------------------------------------------


def answerer(w, c):
    return {"lin"} if w.may_answer else NOBODY


def bad_verb(w, c):
    return "dispute" if c.round > 1 or c.power("committee_orders_redo") else "dissatisfied"


def one(w, c, kind):
    """The promise of this step, by its dice, among those ``kind`` lets through; or any."""
    fit = [each for each in c.promises if kind(each)] or c.promises
    return fit[w.n % len(fit)] if fit else None


def is_open(promise):
    return promise.outcome == "open"


def is_unjudged(promise):
    return promise.outcome != "open" and not promise.judged


def is_reported(promise):
    return promise.outcome != "open"


def about(kind):
    return lambda w, c: (found := one(w, c, kind)) is not None and kind(found)


def stored(w, c, promise):
    rows = Commitment.objects.select_related("reply__suggestion__docket")
    return rows.get(reply__suggestion=c.row, text=promise.text)


def on_promise(kind, call):
    """Call ``call(commitment)`` for the promise of the step; without one there is nothing to do."""

    def do(w, c, by):
        promise = one(w, c, kind)
        if promise is None:
            raise drafting.Incomplete("nothing was promised")
        call(w, stored(w, c, promise), by)

    return do


def what(kind):
    return lambda w, c: {"what": c.promises.index(one(w, c, kind)) + 1}


def reported(w, c):
    one(w, c, is_open).outcome = "kept"
    fulfilled(w, c)


def judged(w, c):
    one(w, c, is_unjudged).judged = True
    if c.state == "tracking":
        fulfilled(w, c)


def may_fulfil(w, c):
    waits = c.clocks.running.get("commitment_feedback")
    return not c.open_promises and not (waits and waits.due >= w.day)


def fulfilled(w, c):
    if may_fulfil(w, c):
        w.follow(c, "fulfil", {})


def may_reopen(w, c):
    return about(is_reported)(w, c) and not (c.whole and c.whole.state == "archived")


def reopened(w, c):
    promise = one(w, c, is_reported)
    promise.outcome, promise.judged = "open", False
    if c.whole and c.whole.state == "closed":
        w.follow(c.whole, "parts_reopened", {})


def lapsed(w, c):
    clock = c.clocks.running.get("feedback")
    return clock is not None and clock.due < w.day and w.may_answer


def unrated(w, c):
    clock = c.clocks.running.get("feedback")
    until = clock.due if clock else c.issued_on + timedelta(90)
    return until < w.day and w.may_answer


def fulfil(w, c, by):
    if rating.fulfil_if_done(c.row, at=w.at) is False:
        raise drafting.Incomplete("not yet")


AFTER = {
    "relay": Act(of("relay"), lambda w, c: answerer(w, c) if not c.relayed else NOBODY,
                 lambda w, c, by: handling.relay(c.row, by=by, at=w.at), then=sets(relayed=True)),
    "advise": Act(of("advise"), signer, lambda w, c, by: handling.advise(
        c.row, view=f"看法{w.n}-{c.moves}", by=by, at=w.at)),
    "satisfied": Act(of("satisfied"), answerer, lambda w, c, by: rating.rate(
        c.row, by=by, at=w.at, **GOOD), lambda w, c: c.relayed, tracked),
    "dissatisfied": Act(bad_verb, answerer, lambda w, c, by: rating.rate(
        c.row, by=by, at=w.at, **BAD), lambda w, c: c.relayed, sets(talked=False)),
    "no_reason": Act(bad_verb, answerer, lambda w, c, by: rating.rate(
        c.row, by=by, at=w.at, **BAD | {"reason": " "}), lambda w, c: False),
    "lapse": Act(of("no_response"), system, lambda w, c, by: rating.lapse(c.row, at=w.at),
                 lapsed, tracked),
    "close_unrated": Act(of("close_unrated"), clerk, lambda w, c, by: office.close_unrated(
        c.row, reason="没有评价", by=by, at=w.at), unrated, tracked),
    "progress": Act(of("progress"), unit("handle"), on_promise(is_open, lambda w, p, by:
        rating.progress(p, note=f"进度{w.n}", by=by, at=w.at)), about(is_open)),
    "report": Act(of("report"), unit("handle"), on_promise(is_open, lambda w, p, by:
        rating.report(p, outcome="kept", evidence="已办", by=by, at=w.at)), about(is_open),
        reported, what(is_open)),
    "judge": Act(of("judge"), answerer, on_promise(is_unjudged, lambda w, p, by:
        rating.judge(p, value="basically", by=by, at=w.at)), about(is_unjudged), judged,
        what(is_unjudged)),
    "recheck": Act(of("recheck"), clerk, on_promise(is_reported, lambda w, p, by:
        rating.recheck(p, kept=True, note=f"看过{w.n}", by=by, at=w.at)), about(is_reported)),
    "reopen": Act(of("reopen_promise"), clerk, on_promise(is_reported, lambda w, p, by:
        rating.recheck(p, kept=False, note=f"没有{w.n}", by=by, at=w.at)), may_reopen,
        reopened, what(is_reported)),
    "fulfil": Act(of("fulfil"), system, fulfil, may_fulfil),
}  # fmt: skip

ACTS = TEXT | OFFICE | UNITS | AFTER
