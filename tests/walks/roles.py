"""Who may do what in a walk, as the model knows it; and what several acts note in it."""

from tests.walks.model import PEOPLE, SIGNS

NOBODY = frozenset()


def lead(w, c):
    return {"lin"} if w.active["lin"] else NOBODY


def drafter(w, c):
    if w.active["lin"]:
        return {"lin", "helper"}
    return submitter(w, c)


def submitter(w, c):
    """What came back from the office is written to its end after the term as well."""
    came_back = c.state == "returned_for_edit"
    return {"lin"} if (w.may_answer if came_back else w.active["lin"]) else NOBODY


def asker(w, c):
    return {"lin", "helper"} if w.active["lin"] else NOBODY


def signer(w, c):
    return {"zhou"} if c.signer == "confirmed" and w.active["zhou"] else NOBODY


def waits(c):
    return c.signer in ("invited", "voided")


def asked(w, c):
    return {"zhou"} if waits(c) and w.active["zhou"] else NOBODY


def clerk(w, c):
    return {"zhao"}


def system(w, c):
    return {None}


def unit(duty):
    def who(w, c):
        if not c.lead:
            return NOBODY
        return SIGNS[c.lead] if duty == "sign" else PEOPLE[c.lead][duty]

    return who


def of(name):
    return lambda w, c: name


def sets(**facts):
    def then(w, c):
        for name, value in facts.items():
            setattr(c, name, value)

    return then


def withdrawn(w, c):
    if c.lead:
        c.left = {c.lead, *c.co, *([c.office] if c.office else [])}
    c.lead, c.office, c.co = "", "", set()
