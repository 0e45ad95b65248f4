"""交办函: hands an item to one unit, with what is asked of it and by when.

Law: 代表法 (2025) art. 51; rule profiles.
"""

from django.utils.timezone import localdate

from huiyin.documents import naming
from huiyin.documents.kinds.reply_letter import cosigners
from huiyin.documents.models import Kind
from huiyin.documents.paper import Cell, Paper, Para, Table
from huiyin.documents.pdf import chinese_day
from huiyin.documents.sort import Sort
from huiyin.suggestions.models import Assignment
from huiyin.suggestions.procedure import SUGGESTION

Role = Assignment.Role
#: Clocks a unit must know of when an item reaches it, by what it has to do.
ASKED = {
    Role.LEAD: ("return", "reply"),
    Role.OFFICE: ("return", "reply"),
    Role.CO: ("return", "co_opinion"),
}


def issuer(suggestion, part):
    """Who handed it to the unit: the organ that serves deputies, or the office that dispatched
    what it had been assigned itself."""
    offices = [
        one
        for one in suggestion.assignments.all()
        if one.role == Role.OFFICE and one.assigned_at < part.assigned_at
    ]
    if part.role == Role.LEAD and offices:
        return max(offices, key=lambda one: one.assigned_at).organ
    return naming.offices(suggestion)[0]


def paper(suggestion, part, number):
    congress = suggestion.congress
    day = localdate(part.assigned_at)
    office = issuer(suggestion, part)
    signer = naming.full_name(office, congress)
    return Paper(
        title=f"关于交办{naming.of_item(suggestion)}的函",
        day=day,
        issuer=signer,
        number=number or f"〔{day.year}〕  号",
        to=naming.full_name(part.organ, congress),
        blocks=(
            Para(_opening(suggestion)),
            _item(suggestion, part),
            *_periods(suggestion, part),
            *_asked(part),
        ),
        annexes=("代表建议表", "征询意见表"),
        signer=signer,
        dated=day,
        notes=(_contact(office),) if office.phone else (),
    )


def _opening(suggestion):
    return (
        "根据《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》第五十一条的规定，"
        f"现将{naming.of_item(suggestion)}交你单位研究办理。"
    )


def _item(suggestion, part):
    names = "、".join([suggestion.lead.person.name, *cosigners(suggestion)])
    role = Role(part.role).label
    pairs = (
        ("编号", suggestion.docket.number or suggestion.docket.code),
        ("标题", suggestion.docket.title),
        ("提出代表", names),
        ("办理方式", str(role)),
        ("办理内容", part.part or "全部内容"),
        *(_others(suggestion, part)),
    )
    return Table((2, 8), tuple((Cell(label, label=True), Cell(text)) for label, text in pairs))


def _others(suggestion, part):
    """The other units of the same day's assignment, so that they can talk to each other."""
    others = [
        f"{one.organ.name}（{Role(one.role).label}）"
        for one in suggestion.assignments.all()
        if one.pk != part.pk and one.assigned_at == part.assigned_at
    ]
    return [("其他单位", "、".join(others))] if others else []


def _periods(suggestion, part):
    """The days by which something is due, with the law they come from; as first set, so that the
    letter stays what it was when a clock is met or moved."""
    day, first = localdate(part.assigned_at), {}
    clocks = [
        clock
        for clock in suggestion.docket.deadlines.all()
        if clock.name in ASKED.get(part.role, ()) and clock.started_on <= day
    ]
    # Of several the one of this assignment, and as it was before an extension.
    for clock in sorted(clocks, key=lambda clock: (-clock.started_on.toordinal(), clock.pk)):
        first.setdefault(clock.name, clock)
    if not first:
        return ()
    head = tuple(Cell(text, label=True) for text in ("事项", "期限", "依据"))
    rows = tuple(
        (
            Cell(str(SUGGESTION.clocks[name].label)),
            Cell(chinese_day(clock.due_on)),
            Cell(clock.source),
        )
        for name, clock in first.items()
    )
    return (Para("请在下列期限内办理："), Table((3, 3, 5), (head, *rows), headed=True))


def _asked(part):
    if part.role == Role.CO:
        return (
            Para("请将会办意见书面送主办单位，由主办单位统一答复代表；会办意见不直接送代表。"),
            Para("认为不属于本单位职责的，请在期限内书面说明理由申请退回，不得自行转办。"),
        )
    return (
        Para("办理中请与代表联系沟通，听取意见；答复前应当与代表沟通情况。"),
        Para(
            "答复应当逐条回应、注明答复类别和公开属性，由主要负责人签发，"
            "按照公文格式行文，送每一位提出建议的代表，并抄送交办机关。"
        ),
        Para("认为不属于本单位职责的，请在期限内书面说明理由申请退回，不得自行转办。"),
    )


def _contact(office):
    return f"联系电话：{office.phone}"


ASSIGNMENT_LETTER = Sort(
    kind=Kind.ASSIGNMENT_LETTER,
    each=lambda suggestion: [(str(part.pk), part) for part in suggestion.assignments.all()],
    reads=lambda standing, part: standing.office or part.organ_id in standing.organs,
    signs=lambda standing, part: standing.office,
    about=lambda suggestion, part: f"{part.organ}（{Role(part.role).label}）",
    paper=paper,
)
