"""代表建议表: the suggestion as it was handed in.

Phone and address of a deputy are left to be written by hand: they are in the vault, and a form
that goes to several units does not carry them further. Law: rule profiles, form of a suggestion.
"""

from django.utils.timezone import localdate

from huiyin.documents import naming
from huiyin.documents.kinds.reply_letter import cosigners
from huiyin.documents.models import Kind
from huiyin.documents.paper import Cell, Look, Paper, Para, Table
from huiyin.documents.pdf import chinese_day
from huiyin.documents.sort import Sort
from huiyin.documents.text import paragraphs
from huiyin.suggestions.models import Assignment, Cosign

HEADING_PROBLEM, HEADING_ADVICE = "一、情况和问题", "二、具体建议"
CHECKED, UNCHECKED = "■", "□"


def paper(suggestion, _thing, _number):
    day = localdate(suggestion.declared_at or suggestion.docket.opened_at)
    congress = naming.congress_of_term(suggestion.congress, suggestion.term)
    return Paper(
        title=f"{congress}代表建议、批评和意见",
        day=day,
        blocks=(
            Table((3, 4, 3, 4), _rows(suggestion, day)),
            *paragraphs(HEADING_PROBLEM),
            *paragraphs(suggestion.problem),
            *paragraphs(HEADING_ADVICE),
            *paragraphs(suggestion.advice),
            *_cosigners(suggestion),
            *_staff(suggestion),
        ),
    )


def pair(label, value, *, span=1):
    return (Cell(label, label=True), Cell(value or "—", span=span))


def _rows(suggestion, day):
    lead, docket = suggestion.lead, suggestion.docket
    occasion = naming.occasion(suggestion)
    number = naming.serial(docket.number)
    names = "、".join(cosigners(suggestion))
    return (
        (*pair("标题", docket.title, span=3),),
        (*pair("届次", occasion), *pair("编号", number or docket.code)),
        (*pair("类别", suggestion.get_kind_display()), *pair("提出日期", chinese_day(day))),
        (*pair("领衔代表", lead.person.name), *pair(seat_label(lead), lead.seat)),
        (*pair("代表证号", lead.card_number), *pair("联名代表", names)),
        (*pair("联系电话", " "), *pair("通信地址", " ")),
        (*pair("建议承办单位", suggestion.proposed_unit, span=3),),
        (*pair("怎样形成", _chosen(suggestion, "formed_by"), span=3),),
        (*pair("公开意愿", _chosen(suggestion, "openness"), span=3),),
        (*pair("代表承诺", _declared(suggestion), span=3),),
    )


def seat_label(mandate):
    return "选区" if mandate.district_id else "选举单位"


def _chosen(suggestion, field):
    """All choices as boxes, the one that was taken ticked."""
    given = getattr(suggestion, field)
    choices = suggestion._meta.get_field(field).choices
    return "　".join(f"{CHECKED if code == given else UNCHECKED} {said}" for code, said in choices)


def _declared(suggestion):
    mark = CHECKED if suggestion.declared_at else UNCHECKED
    return f"{mark} 本件一事一议，与本人及近亲属没有利益关系。"


def _cosigners(suggestion):
    """Who joined and when: a confirmation is given on the final text."""
    signed = [one for one in suggestion.cosigns.all() if one.answer == Cosign.Answer.CONFIRMED]
    if not signed:
        return ()
    head = tuple(Cell(text, label=True) for text in ("联名代表", "代表证号", "确认日期"))
    rows = tuple(
        (
            Cell(one.mandate.person.name),
            Cell(one.mandate.card_number or "—"),
            Cell(chinese_day(localdate(one.answered_at))),
        )
        for one in signed
    )
    return (Table((4, 4, 4), (head, *rows), headed=True),)


def _staff(suggestion):
    """What the office decided, once it has decided."""
    parts = [part for part in suggestion.assignments.all() if part.ended_at is None]
    if not parts:
        return ()
    rows = [
        (
            Cell(Assignment.Role(part.role).label, label=True),
            Cell(part.organ.name),
            Cell(part.part or "—"),
        )
        for part in parts
    ]
    head = tuple(Cell(text, label=True) for text in ("办理方式", "单位", "办理内容"))
    return (Para("三、审查和交办", Look.HEADING), Table((2, 4, 6), (head, *rows), headed=True))


SUGGESTION_FORM = Sort(
    kind=Kind.SUGGESTION_FORM,
    each=lambda suggestion: [("1", suggestion)],
    reads=lambda standing, thing: standing.works and standing.text,
    paper=paper,
)
