"""退办申请: a unit says that an item is not its business, and what the assigner decided.

Law: rule profiles, return; a unit never hands an item on by itself.
"""

from django.utils.timezone import localdate

from huiyin.documents import naming
from huiyin.documents.models import Kind
from huiyin.documents.paper import Cell, Paper, Table
from huiyin.documents.pdf import chinese_day
from huiyin.documents.sort import Sort


def paper(suggestion, asked, number):
    congress = suggestion.congress
    day = localdate(asked.asked_at)
    signer = naming.full_name(asked.organ, congress)
    office, _copied = naming.offices(suggestion)
    return Paper(
        title=f"关于退回{naming.of_item(suggestion)}的申请",
        day=day,
        issuer=signer,
        number=number or f"〔{day.year}〕  号",
        to=naming.full_name(office, congress),
        blocks=(Table((3, 9), _rows(suggestion, asked)),),
        signer=signer,
        dated=day,
    )


def _rows(suggestion, asked):
    received = [part for part in suggestion.assignments.all() if part.organ_id == asked.organ_id]
    pairs = [
        ("编号", suggestion.docket.number),
        ("标题", suggestion.docket.title),
        ("交办日期", chinese_day(localdate(received[-1].assigned_at)) if received else "—"),
        ("退回理由", asked.reason),
        ("职责依据", asked.basis),
        ("建议改由", asked.proposed_unit or "—"),
        ("主要负责人签字", "\n"),
        ("交办机构意见", _decision(asked)),
    ]
    return tuple((Cell(label, label=True), Cell(text)) for label, text in pairs)


def _decision(asked):
    if asked.accepted is None:
        return "\n"
    said = "同意退回，另行交办。" if asked.accepted else "不同意退回，请继续办理。"
    day = chinese_day(localdate(asked.decided_at))
    return "\n".join(part for part in (said, asked.answer, day) if part)


RETURN_REQUEST = Sort(
    kind=Kind.RETURN_REQUEST,
    each=lambda suggestion: [(str(asked.pk), asked) for asked in suggestion.returns.all()],
    reads=lambda standing, asked: standing.office or asked.organ_id in standing.organs,
    signs=lambda standing, asked: asked.organ_id in standing.organs,
    about=lambda suggestion, asked: str(asked.organ),
    paper=paper,
)
