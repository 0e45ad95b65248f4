"""What a deputy does with their text in a walk."""

from huiyin.procedure.services import advance
from huiyin.suggestions.services import drafting
from tests.walks.act import Act
from tests.walks.model import UNIT
from tests.walks.roles import (
    NOBODY,
    asked,
    asker,
    drafter,
    lead,
    of,
    sets,
    signer,
    submitter,
    system,
    waits,
    withdrawn,
)


def consult(w, c, by):
    move = advance(c.row, "consult", by=by, at=w.at)
    c.row.consultations.create(text="征询", audience="everyone", ends_on=w.day, asked_at=w.at)
    return move


def open_consultation(w, c, by):
    advance(c.row, "open_consultation", by=by, at=w.at, until=w.day.isoformat())
    c.row.consultations.filter(ended_at=None).update(opened_at=w.at)


def refuse_consultation(w, c, by):
    advance(c.row, "refuse_consultation", by=by, at=w.at, reason="不够清楚")
    c.row.consultations.filter(ended_at=None).update(refusal="不够清楚", ended_at=w.at)


def end_consultation(w, c, by):
    advance(c.row, "end_consultation", by=by, at=w.at, count=3)
    c.row.consultations.filter(ended_at=None).update(ended_at=w.at)


def write(w, c, by):
    advance(c.row, "write", by=by, at=w.at, count=3)
    c.row.consultations.filter(ended_at=None).update(ended_at=w.at)


def edit(w, c, by):
    facts = {"title": c.row.docket.title, "problem": f"问题{w.n}", "advice": f"办法{w.n}"}
    drafting.edit(c.row, by=by, at=w.at, **facts)


def edited(w, c):
    c.signer = "voided" if c.signer == "confirmed" else c.signer


def answer(yes):
    def do(w, c, by):
        seen = drafting.digest(c.row)
        drafting.answer_invitation(c.row, confirmed=yes, seen=seen, by=by, at=w.at)

    return do


def uninvite(w, c, by):
    cosign = c.row.cosigns.select_related("mandate__person").first()
    if cosign is None:
        raise drafting.Incomplete("nobody was asked")
    drafting.uninvite(c.row, cosign=cosign, by=by, at=w.at)


def may_withdraw(w, c):
    if any(part.state not in ("closed", "withdrawn", "archived") for part in c.parts):
        return False
    joint = c.handed_in and c.power("all_agree_to_withdraw")
    return not (joint and c.signer == "confirmed" and not c.agreed and w.active["zhou"])


def withdrawer(w, c):
    late = c.state in UNIT.split()
    return {"lin"} if w.may_answer and (c.power("late_withdrawal") or not late) else NOBODY


def agreer(w, c):
    late = c.state in UNIT.split()
    return signer(w, c) if c.power("late_withdrawal") or not late else NOBODY


def submitted(w, c):
    """Only who is in office stands under it."""
    c.handed_in, c.agreed = True, False
    if c.signer == "confirmed" and not w.active["zhou"]:
        c.signer = "voided"


TEXT = {
    "consult": Act(of("consult"), lead, consult, lambda w, c: not c.consulting,
                   sets(consulting="asked")),
    "open": Act(of("open_consultation"), lambda w, c: {"zhao"} if c.consulting == "asked" else
                NOBODY, open_consultation, then=sets(consulting="open")),
    "refuse": Act(of("refuse_consultation"), lambda w, c: {"zhao"} if c.consulting == "asked"
                  else NOBODY, refuse_consultation, then=sets(consulting="")),
    "end": Act(of("end_consultation"), system, end_consultation, then=sets(consulting="")),
    "write": Act(of("write"), lead, write, then=sets(consulting="")),
    "edit": Act(of("edit"), drafter, edit, then=edited),
    "invite": Act(of("invite"), asker, lambda w, c, by: drafting.invite(
        c.row, mandate=w.cast.zhou, by=by, at=w.at), lambda w, c: w.active["zhou"],
        lambda w, c: setattr(c, "signer", c.signer if c.signer in ("confirmed", "voided")
                             else "invited")),
    "uninvite": Act(of("uninvite"), lambda w, c: submitter(w, c) if waits(c) else NOBODY,
                    uninvite, then=sets(signer="")),
    "confirm": Act(of("confirm"), asked, answer(True),
                   then=sets(signer="confirmed", agreed=False)),
    "excuse": Act(of("excuse"), asked, answer(False), then=sets(signer="declined")),
    "retract": Act(of("retract"), signer, lambda w, c, by: drafting.retract(
        c.row, by=by, at=w.at), then=sets(signer="retracted")),
    "submit": Act(of("submit"), submitter, lambda w, c, by: drafting.submit(
        c.row, declared=True, by=by, at=w.at),
        lambda w, c: not (waits(c) and w.active["zhou"]), submitted),
    "hide": Act(of("submit"), submitter, lambda w, c, by: drafting.submit(
        c.row, declared=False, by=by, at=w.at), lambda w, c: False),
    "agree": Act(of("agree_withdrawal"), agreer, lambda w, c, by: drafting.agree_withdrawal(
        c.row, by=by, at=w.at), then=sets(agreed=True)),
    "withdraw": Act(of("withdraw"), withdrawer, lambda w, c, by: drafting.withdraw(
        c.row, by=by, at=w.at), may_withdraw, withdrawn),
    "run_out": Act(of("run_out"), system, lambda w, c, by: drafting.run_out(c.row, at=w.at),
                   lambda w, c: not c.handed_in),
}  # fmt: skip
