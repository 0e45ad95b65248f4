"""承诺事项台账: every promise of every reply, and what became of it."""

from django.utils.timezone import localdate

from huiyin.documents import naming
from huiyin.documents.models import Kind
from huiyin.documents.paper import Cell, Look, Paper, Para, Table
from huiyin.documents.pdf import chinese_day
from huiyin.documents.sort import Sort
from huiyin.suggestions.models import Rating

COLUMNS = ("序号", "承诺事项", "单位", "完成时限", "落实经过", "结果", "代表评价")
WIDTHS = (2, 7, 5, 4, 8, 4, 4)


def promised(suggestion):
    some = any(reply.issued_at and reply.commitments.all() for reply in suggestion.replies.all())
    return [("1", suggestion)] if some else []


def paper(suggestion, _thing, _number):
    promises = [
        (reply, promise)
        for reply in suggestion.replies.all()
        if reply.issued_at
        for promise in reply.commitments.all()
    ]
    head = tuple(Cell(text, label=True) for text in COLUMNS)
    rows = tuple(_row(place, *both) for place, both in enumerate(promises, 1))
    day = max(_days(promises))
    return Paper(
        title=f"{naming.of_item(suggestion)}承诺事项台账",
        day=day,
        wide=True,
        blocks=(
            Para(f"《{suggestion.docket.title}》　截至{chinese_day(day)}", look=Look.LEAD),
            Table(WIDTHS, (head, *rows), headed=True),
        ),
    )


def _days(promises):
    """The days on which the ledger changed: it is dated by the last of them."""
    for reply, promise in promises:
        yield localdate(reply.issued_at)
        yield from (localdate(line.at) for line in promise.progress.all())
        for moment in (promise.reported_at, promise.judged_at, promise.rechecked_at):
            if moment:
                yield localdate(moment)


def _row(place, reply, promise):
    return (
        Cell(str(place)),
        Cell(promise.text),
        Cell(reply.organ.name),
        Cell(chinese_day(promise.due_on)),
        Cell(_course(promise)),
        Cell(str(promise.get_outcome_display())),
        Cell(_judged(promise)),
    )


def _course(promise):
    lines = [f"{chinese_day(localdate(one.at))}　{one.note}" for one in promise.progress.all()]
    if promise.reported_at:
        lines.append(f"{chinese_day(localdate(promise.reported_at))}　{promise.evidence}")
    if promise.rechecked_at:
        lines.append(f"{chinese_day(localdate(promise.rechecked_at))}　代表工作机构回头看")
    return "\n".join(lines) or "—"


def _judged(promise):
    if not promise.judged:
        return "—"
    said = str(Rating.Value(promise.judged).label)
    return f"{said}\n{promise.judged_reason}" if promise.judged_reason else said


COMMITMENT_LEDGER = Sort(
    kind=Kind.COMMITMENT_LEDGER,
    each=promised,
    reads=lambda standing, thing: standing.works,
    paper=paper,
)
