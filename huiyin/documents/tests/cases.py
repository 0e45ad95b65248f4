"""Cases that have every document: signed by two, returned once, answered, rated, kept."""

from datetime import date, timedelta

from huiyin.congresses.models import Organ
from huiyin.documents import queries, services
from huiyin.suggestions.services import assigning, drafting, handling, office, rating
from tests.cast import REPLY, SPRING

MAY = SPRING + timedelta(days=70)
WINTER = SPRING + timedelta(days=280)
BODY = """林晓禾代表：您提出的建议收悉。经与县财政局研究，现答复如下：
一、办理情况
收到建议后，我局到县医院和河东片区走访，清点了夜班职工的人数和下班时间。
（一）线路和班次
夜班线由县医院开往河东片区，每30分钟一班，末班23:30。
二、下一步打算
先试行半年，再按乘坐人数调整班次。"""


def joint(cast):
    """Submitted by Lin together with Zhou."""
    case = cast.draft()
    drafting.invite(case, mandate=cast.zhou, by=cast.lin.person.user, at=SPRING)
    drafting.answer_invitation(
        case,
        confirmed=True,
        seen=drafting.digest(case),
        by=cast.zhou.person.user,
        at=SPRING,
    )
    return drafting.submit(case, declared=True, by=cast.lin.person.user, at=SPRING)


def returned(cast):
    """Asked back by the transport bureau, and not decided yet."""
    case = joint(cast)
    office.accept(case, public=True, by=cast.zhao, at=SPRING)
    _assign(case, cast)
    assigning.ask_return(
        case,
        reason="夜班线由城市公交公司经营，不属于本局职责。",
        basis="县交通运输局职能配置规定第三条",
        proposed_unit="县国资中心",
        by=cast.qian,
        at=SPRING,
    )
    return case


def _assign(case, cast):
    assigning.assign(
        case,
        lead=cast.transport,
        lead_part="线路和班次",
        co=[(cast.finance, "运营补贴")],
        by=cast.zhao,
        at=SPRING,
    )


def answered(cast, *, body=BODY):
    """Answered with a promise after a return was refused and the deputy was met."""
    Organ.objects.get_or_create(
        congress=cast.county, kind=Organ.Kind.GOVERNMENT_OFFICE, name="县人民政府办公室"
    )
    return finish(returned(cast), cast, body=body)


def finish(case, cast, *, body=BODY):
    """From a return that was asked for to the signed reply."""
    assigning.refuse_return(case, reason="线路审批由你局负责。", by=cast.zhao, at=SPRING)
    handling.start(case, by=cast.sun, at=SPRING)
    handling.log_contact(
        case,
        mode="face",
        note="介绍线路走向和班次安排。",
        place="县医院会议室",
        people="林晓禾代表、孙承办",
        view="希望末班再晚一些。",
        held_on=SPRING.date(),
        by=cast.sun,
        at=SPRING,
    )
    handling.give_co_opinion(case, body="补贴可以列入预算。", by=cast.zheng, at=SPRING)
    handling.draft_reply(
        case,
        commitments=[("开行夜班线", date(2026, 11, 30))],
        by=cast.sun,
        at=MAY,
        **REPLY | {"body": body},
    )
    handling.issue(case, secrecy_reviewed="办公室 何平", by=cast.wu, at=MAY)
    return case


def judge(case, cast):
    lin = cast.lin.person.user
    rating.rate(case, attitude="satisfied", result="basically", reason="", by=lin, at=MAY)
    return case


def rated(cast):
    """Rated by the lead deputy; the promise was reported on."""
    case = judge(answered(cast), cast)
    promise = rating.open_commitments(case).get()
    rating.progress(promise, note="车辆已经招标。", by=cast.sun, at=MAY)
    rating.report(promise, outcome="kept", evidence="11月20日开行。", by=cast.sun, at=WINTER)
    return case


def answer_again(case, cast):
    """Rated as not satisfied and answered once more."""
    lin = cast.lin.person.user
    rating.rate(
        case, attitude="satisfied", result="dissatisfied", reason="没有说明班次", by=lin, at=MAY
    )
    handling.log_contact(
        case, mode="face", note="再次当面说明。", held_on=MAY.date(), by=cast.sun, at=MAY
    )
    promise = [("增加一班", date(2026, 12, 30))]
    handling.draft_reply(case, commitments=promise, by=cast.sun, at=MAY, **REPLY)
    handling.issue(case, secrecy_reviewed="办公室 何平", by=cast.wu, at=MAY)
    return case


def reader(user, case):
    """``(suggestion, standing)`` as a request would have them."""
    return queries.get_for_reader(user, case.docket.code)


def readable(user, case):
    """The kinds of document ``user`` may take."""
    return [offer.sort.kind.value for offer in queries.offers(*reader(user, case))]


def take(user, case, kind, *, key="", format="pdf", at=WINTER):
    """Take the first document of ``kind``, or that with ``key``; returns ``(bytes, name)``."""
    suggestion, part = reader(user, case)
    if not key:
        offers = queries.offers(suggestion, part)
        key = next((offer.key for offer in offers if offer.sort.kind == kind), "1")
    return services.take(suggestion, part, kind=kind, key=key, format=format, by=user, at=at)
