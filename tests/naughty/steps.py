"""Every form of a suggestion's steps, on a case brought to where the step is open."""

from datetime import date, timedelta
from uuid import uuid4

from django.utils.timezone import localdate, now

from huiyin.congresses.models import Organ, Seat
from huiyin.congresses.services import organ
from huiyin.suggestions import forms as steps
from huiyin.suggestions.models import Cosign
from huiyin.suggestions.services import assigning, drafting, extending, handling, office, rating
from tests.cast import REPLY, SPRING
from tests.naughty.place import Place, step
from tests.visitor import Visitor

TEXT = {"title": "关于路灯的建议", "kind": "suggestion", "problem": "路灯坏了", "advice": "修好"}
TEXT |= {"formed_by": "voices", "openness": "full"}


def _new(cast):
    return Visitor(cast.lin.person.user), "/desk/suggestions/new/", TEXT | {"key": uuid4()}


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


def _zhao(cast):
    return cast.zhao


def _sun(cast):
    return cast.sun


def _disputed(cast):
    case = cast.replied()
    bad = {"attitude": "satisfied", "result": "dissatisfied", "reason": "没有日期"}
    rating.rate(case, by=_lin(cast), at=SPRING, **bad)
    handling.log_contact(
        case, mode="phone", note="再谈", held_on=SPRING.date(), by=cast.sun, at=SPRING
    )
    promise = (("开行夜班线", date(2026, 12, 31)),)
    handling.draft_reply(case, commitments=promise, by=cast.sun, at=SPRING, **REPLY)
    handling.issue(case, secrecy_reviewed="办公室 何平", by=cast.wu, at=SPRING)
    rating.rate(case, by=_lin(cast), at=SPRING, **bad)
    return case


def _dispatched_to(cast):
    """The unit below the government office that an item was assigned to."""
    return Organ.objects.get(name="县交通运输局")


def _with_the_government(cast):
    government = organ(cast.county, Organ.Kind.GOVERNMENT_OFFICE, "县政府办公室")
    cast.he = cast._official("何政办", government, Seat.Role.CLERK)
    Organ.objects.filter(pk=cast.transport.pk).update(parent=government)
    case = _accepted(cast)
    assigning.assign(case, lead=government, lead_part="全部", by=cast.zhao, at=SPRING)
    return case


def _with_an_opinion(cast):
    case = cast.handling()
    handling.give_co_opinion(case, body="同意", by=cast.zheng, at=SPRING)
    return case


def _asking_for_time(cast):
    case = cast.handling()
    extending.ask_extension(
        case, ground="hard", reason="难", planned_on=date(2026, 8, 1), by=cast.sun, at=SPRING
    )
    return case


def _joint(cast):
    case = cast.replied()
    Cosign.objects.create(
        suggestion=case, mandate=cast.zhou, invited_at=SPRING, answer=Cosign.Answer.CONFIRMED
    )
    return case


def _reported(cast):
    case = _tracking(cast)
    promise = rating.open_commitments(case).get()
    rating.report(promise, outcome="kept", evidence="已经开行", by=cast.sun, at=SPRING)
    return case


def _first_promise(cast, case):
    return case.replies.get().commitments.get().pk


def _two_accepted(cast):
    _accepted(cast)
    return _accepted(cast)


def _merged(cast):
    first, second = _accepted(cast), _accepted(cast)
    assigning.merge(second, into=first, by=cast.zhao, at=SPRING)
    return second


def _other_accepted(cast, case):
    others = type(case).objects.filter(docket__state="accepted").exclude(pk=case.pk)
    return others.latest("pk").pk


STEPS = (
    Place(steps.NewForm, _new),
    Place(steps.EditForm, step("edit", _lin, lambda c: c.draft(), **TEXT)),
    Place(
        steps.InviteForm,
        step("invite", _lin, lambda c: c.draft(), mandate=lambda c, case: c.zhou.pk),
    ),
    Place(
        steps.UninviteForm,
        step("uninvite", _lin, _invited, cosign=lambda c, case: case.cosigns.get().pk),
    ),
    Place(
        steps.ConfirmForm,
        step("confirm", lambda c: c.zhou.person.user, _invited, seen="0" * 64),
        loose=("seen",),
    ),
    Place(steps.SubmitForm, step("submit", _lin, lambda c: c.draft(), declared="on")),
    Place(steps.StepForm, step("withdraw", _lin, lambda c: c.draft())),
    Place(
        steps.ReasonForm,
        step("improve", lambda c: c.zhao, lambda c: c.submitted(), reason="请补充依据"),
    ),
    Place(
        steps.ReasonForm,
        step("send_back", lambda c: c.li, lambda c: c.in_review(), reason="请写明日期"),
    ),
    Place(
        steps.AcceptForm, step("accept", lambda c: c.zhao, lambda c: c.submitted(), public="yes")
    ),
    Place(
        steps.DeclineForm,
        step("decline", lambda c: c.zhao, lambda c: c.submitted(), reason="no_content"),
    ),
    Place(
        steps.AssignForm,
        step(
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
        step(
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
        step("co_opinion", lambda c: c.zheng, lambda c: c.handling(), body="可以列入预算"),
    ),
    Place(
        steps.ReplyForm,
        step(
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
        step(
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
        step(
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
        step(
            "report",
            lambda c: c.sun,
            _tracking,
            commitment=_promise,
            outcome="kept",
            evidence="已经开行",
        ),
    ),
    Place(steps.ClassifyForm, step("classify", _zhao, _accepted, subject="transport")),
    Place(steps.MergeForm, step("merge", _zhao, _two_accepted, into=_other_accepted)),
    Place(steps.UnmergeForm, step("unmerge", _zhao, _merged, why="content")),
    Place(
        steps.SplitForm,
        step(
            "split",
            _zhao,
            _accepted,
            unit_1=lambda c, case: c.transport.pk,
            part_1="线路",
            unit_2=lambda c, case: c.finance.pk,
            part_2="补贴",
            part_3="",
            part_4="",
        ),
        loose=("part_3", "part_4"),
    ),
    Place(
        steps.SuperviseForm,
        step("supervise", _zhao, _accepted, committee=lambda c, case: c.affairs.pk),
    ),
    Place(
        steps.LeaderForm,
        step("lead_in_person", _zhao, lambda c: c.handling(), leader="副县长 何平"),
    ),
    Place(
        steps.ConveneForm,
        step(
            "convene",
            _zhao,
            _disputed,
            mode="meeting",
            held_on="2026-03-09",
            people="双方",
            content="当面谈过",
        ),
    ),
    Place(
        steps.PublishForm,
        step(
            "publish",
            _zhao,
            lambda c: c.replied(),
            of="text",
            openness="redacted",
            reason="个人隐私",
            redacted="删减后的文本",
        ),
    ),
    Place(
        steps.DispatchForm,
        step(
            "dispatch",
            lambda c: c.he,
            _with_the_government,
            unit=lambda c, case: _dispatched_to(c).pk,
        ),
    ),
    Place(
        steps.ReturnForm,
        step(
            "ask_return",
            lambda c: c.qian,
            lambda c: c.assigned(),
            reason="不是本单位职责",
            basis="机构职能规定",
            proposed_unit="县住建局",
        ),
    ),
    Place(
        steps.RejectOpinionForm,
        step(
            "reject_opinion",
            _sun,
            _with_an_opinion,
            organ=lambda c, case: c.finance.pk,
            reason="没有内容",
        ),
    ),
    Place(
        steps.ExtensionForm,
        step(
            "ask_extension",
            _sun,
            lambda c: c.handling(at=now()),
            ground="hard",
            reason="涉及三个部门",
            planned_on=lambda c, case: str(extending.longest(case).due_on),
        ),
    ),
    Place(
        steps.ProgressForm,
        step("progress", _sun, _tracking, commitment=_promise, note="已经招标"),
    ),
    Place(
        steps.AdviseForm,
        step("advise", lambda c: c.zhou.person.user, _joint, view="答复没有说末班车"),
    ),
    Place(
        steps.JudgeForm,
        step(
            "judge",
            _lin,
            _reported,
            commitment=_first_promise,
            value="dissatisfied",
            reason="还没有开",
        ),
    ),
    Place(
        steps.RecheckForm,
        step(
            "recheck",
            _zhao,
            _reported,
            commitment=_first_promise,
            found="kept",
            note="到现场看过",
        ),
    ),
)
