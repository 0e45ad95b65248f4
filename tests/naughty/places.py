"""Every form where it stands: who fills it in, what is otherwise right, and what is kept of it.

A form that is not in ``PLACES`` fails the suite, so a new one cannot be forgotten.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.utils.timezone import localdate

import huiyin
from huiyin.accounts.forms import CodeForm, PhoneForm
from huiyin.congresses.scope import within
from huiyin.desk.forms import RevealForm, ReviewForm, TakeUpForm
from huiyin.kit.forms import Readable
from huiyin.suggestions import forms as steps
from huiyin.suggestions.services import drafting, handling, office, rating
from huiyin.trace.forms import AddForm, TrackForm
from huiyin.voices.desk_forms import AnswerForm, TransferForm
from huiyin.voices.forms import VoiceForm
from tests.cast import REPLY, SPRING
from tests.visitor import Visitor

#: Never a form of their own on a page.
BASES = {steps.TextForm}
TEXT = {"title": "关于路灯的建议", "kind": "suggestion", "problem": "路灯坏了", "advice": "修好"}
TEXT |= {"formed_by": "voices", "openness": "full"}


@dataclass(frozen=True)
class Place:
    """``ready`` (cast) → ``(visitor, address, the other values)``, with a case brought so far.

    ``done``   statuses that mean the form was accepted
    ``loose``  fields that are read and not kept, or kept only as a digest or sealed
    """

    form: type
    ready: Callable
    done: tuple = (302,)
    loose: tuple = ()
    method: str = "post"


def _sign_in(cast):
    return Visitor(), "/sign-in/", {"phone": "13700001111"}


def _code(cast):
    visitor = Visitor()
    visitor.post("/sign-in/", phone="13700001111")
    return visitor, "/sign-in/code/", {"code": "123456"}


def _voice(who):
    def ready(cast):
        right = {"key": uuid4(), "to": cast.lin.pk, "body": "路灯坏了很久了", "publicity": "public"}
        right |= {"consent": "on", "channel": "letter", "phone": "13700001111", "name": "王小明"}
        return Visitor(getattr(cast, who) if who else None), "/voices/new/", right

    return ready


def _answer(cast):
    code = cast.voice().docket.code
    lin = Visitor(cast.lin.person.user)
    return lin, f"/desk/voices/{code}/answer/", {"body": "看过了", "key": uuid4()}


def _transfer(cast):
    code = cast.voice().docket.code
    return Visitor(cast.zhao), f"/desk/voices/{code}/transfer/", {"mandate": cast.zhou.pk}


def _add(cast):
    code = cast.voice().docket.code
    return Visitor(cast.wang), f"/matters/{code}/add/", {"body": "还没修", "key": uuid4()}


def _track(cast):
    return Visitor(), "/track/", {"number": "18-I2026-0137"}


def _new(cast):
    return Visitor(cast.lin.person.user), "/desk/suggestions/new/", TEXT | {"key": uuid4()}


def _take_up(cast):
    code = cast.voice().docket.code
    right = TEXT | {"key": uuid4(), "voices": [code], "offered": [code]}
    return Visitor(cast.lin.person.user), "/desk/take-up/", right


def _reveal(cast):
    right = {"voice": cast.voice().docket.code, "reason": "电话核实下车地点"}
    return Visitor(cast.zhao), "/desk/reveal/", right


def _review(cast):
    right = {"decision": "hide", "ground": "insult", "note": "有骂人的话"}
    return Visitor(cast.zhao), f"/desk/review/{cast.voice().words.uid}/", right


def _step(name, who, bring, **right):
    """The form of one step of a suggestion, on a case that ``bring`` makes."""

    def ready(cast):
        case = bring(cast)
        values = {
            key: value(cast, case) if callable(value) else value for key, value in right.items()
        }
        return Visitor(who(cast)), f"/desk/suggestions/{case.docket.code}/{name}/", values

    return ready


def _lin(cast):
    return cast.lin.person.user


def _invited(cast):
    case = cast.draft()
    drafting.invite(case, mandate=cast.zhou, by=_lin(cast), at=SPRING)
    return case


def _accepted(cast):
    case = cast.submitted()
    office.accept(case, public=True, by=cast.zhao, at=SPRING)
    return case


def _silent_review(cast):
    """A reply in review though nobody talked with the deputy and an opinion is owed."""
    case = cast.handling()
    promise = (("开行夜班线", date(2026, 12, 31)),)
    handling.draft_reply(case, commitments=promise, by=cast.sun, at=SPRING, **REPLY)
    return case


def _tracking(cast):
    case = cast.replied()
    good = {"attitude": "satisfied", "result": "satisfied", "reason": ""}
    rating.rate(case, by=_lin(cast), at=SPRING, **good)
    return case


def _promise(cast, case):
    return rating.open_commitments(case).get().pk


PLACES = (
    Place(PhoneForm, _sign_in, loose=("phone",)),
    Place(CodeForm, _code, loose=("code",)),
    Place(VoiceForm, _voice("zhao"), loose=("phone", "name")),
    Place(VoiceForm, _voice("wang"), loose=("phone", "name")),
    Place(VoiceForm, _voice(None), loose=("title", "body", "phone", "name")),
    Place(AnswerForm, _answer),
    Place(TransferForm, _transfer),
    Place(AddForm, _add),
    Place(TrackForm, _track, done=(200, 302), loose=("number",), method="get"),
    Place(steps.DraftForm, _new),
    Place(steps.EditForm, _step("edit", _lin, lambda c: c.draft(), **TEXT)),
    Place(
        steps.InviteForm,
        _step("invite", _lin, lambda c: c.draft(), mandate=lambda c, case: c.zhou.pk),
    ),
    Place(
        steps.UninviteForm,
        _step("uninvite", _lin, _invited, cosign=lambda c, case: case.cosigns.get().pk),
    ),
    Place(
        steps.ConfirmForm,
        _step("confirm", lambda c: c.zhou.person.user, _invited, seen="0" * 64),
        loose=("seen",),
    ),
    Place(steps.SubmitForm, _step("submit", _lin, lambda c: c.draft(), declared="on")),
    Place(steps.StepForm, _step("withdraw", _lin, lambda c: c.draft())),
    Place(
        steps.ReasonForm,
        _step("improve", lambda c: c.zhao, lambda c: c.submitted(), reason="请补充依据"),
    ),
    Place(
        steps.ReasonForm,
        _step("send_back", lambda c: c.li, lambda c: c.in_review(), reason="请写明日期"),
    ),
    Place(
        steps.AcceptForm, _step("accept", lambda c: c.zhao, lambda c: c.submitted(), public="yes")
    ),
    Place(
        steps.DeclineForm,
        _step("decline", lambda c: c.zhao, lambda c: c.submitted(), reason="no_content"),
    ),
    Place(
        steps.AssignForm,
        _step(
            "assign",
            lambda c: c.zhao,
            _accepted,
            lead=lambda c, case: c.transport.pk,
            lead_part="线路",
            co_1=lambda c, case: c.finance.pk,
            co_part_1="补贴",
        ),
    ),
    Place(
        steps.ContactForm,
        _step(
            "contact",
            lambda c: c.sun,
            lambda c: c.handling(),
            mode="meeting",
            held_on="2026-03-09",
            note="谈过线路",
        ),
    ),
    Place(
        steps.OpinionForm,
        _step("co_opinion", lambda c: c.zheng, lambda c: c.handling(), body="可以列入预算"),
    ),
    Place(
        steps.ReplyForm,
        _step(
            "draft_reply",
            lambda c: c.sun,
            lambda c: c.handling(),
            reply_class="B",
            body="年内开行。",
            openness="closed",
            closed_reason="涉及招标",
            contact_name="孙承办",
            contact_phone="0000-0000000",
            promise_1="开行夜班线",
            due_1=str(localdate() + timedelta(days=300)),
            promise_2="",
            due_2="",
        ),
    ),
    Place(
        steps.IssueForm,
        _step(
            "issue",
            lambda c: c.wu,
            _silent_review,
            secrecy_reviewed="办公室 何平",
            without_contact="代表出国",
            without_opinion="期限已到",
        ),
    ),
    Place(
        steps.RateForm,
        _step(
            "rate",
            _lin,
            lambda c: c.replied(),
            attitude="satisfied",
            result="dissatisfied",
            reason="没有日期",
        ),
    ),
    Place(
        steps.ReportForm,
        _step(
            "report",
            lambda c: c.sun,
            _tracking,
            commitment=_promise,
            outcome="kept",
            evidence="已经开行",
        ),
    ),
    Place(TakeUpForm, _take_up),
    Place(RevealForm, _reveal, done=(200,)),
    Place(ReviewForm, _review),
)


def forms_of_the_product():
    """Every form class of the product, found by importing all of it."""
    for module in pkgutil.walk_packages(huiyin.__path__, "huiyin."):
        if module.name.rpartition(".")[2].endswith("forms"):
            importlib.import_module(module.name)
    found, waiting = set(), [Readable]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found |= {one for one in below if not one.__module__.startswith("huiyin.kit.")}
    return {one for one in found if one.__module__.startswith("huiyin.")} - BASES


def bring(cast, place):
    with within(cast.county):
        return place.ready(cast)
