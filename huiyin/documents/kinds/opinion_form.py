"""征询意见表: the deputy's judgement of a reply, to fill in or as it was given.

Units see it only once it was given: nobody is to be pressed over a judgement.
Law: rule profiles, feedback.
"""

from django.utils.timezone import localdate

from huiyin.documents import naming
from huiyin.documents.kinds.reply_letter import about, issued
from huiyin.documents.kinds.suggestion_form import CHECKED, UNCHECKED, pair, seat_label
from huiyin.documents.models import Kind
from huiyin.documents.paper import Look, Paper, Para, Table
from huiyin.documents.pdf import chinese_day
from huiyin.documents.sort import Sort
from huiyin.suggestions.models import Contact, Rating

#: On paper the table has room for handwriting.
ROOM = "\n \n \n "


def rating_of(reply):
    return getattr(reply, "rating", None)


def paper(suggestion, reply, _number):
    rating = rating_of(reply)
    given = localdate(rating.at) if rating else None
    return Paper(
        title=f"{naming.of_item(suggestion)}办理情况征询意见表",
        day=given or localdate(reply.issued_at),
        blocks=(
            Table((3, 4, 3, 4), _rows(suggestion, reply, rating, given)),
            Para("本表一式两份，分送政府督查机构和人大代表工作机构。", look=Look.NOTE),
        ),
    )


def _rows(suggestion, reply, rating, given):
    lead = suggestion.lead
    answered = chinese_day(localdate(reply.issued_at))
    return (
        (*pair("标题", suggestion.docket.title, span=3),),
        (*pair("编号", suggestion.docket.number), *pair("主办单位", reply.organ.name)),
        (*pair("代表", lead.person.name), *pair(seat_label(lead), lead.seat)),
        (*pair("答复日期", answered), *pair("答复类别", reply.reply_class)),
        (*pair("联系方式", _modes(suggestion, reply), span=3),),
        (*pair("对办理态度", _boxes(rating and rating.attitude), span=3),),
        (*pair("对办理结果", _boxes(rating and rating.result), span=3),),
        (*pair("具体意见", (rating and rating.reason) or ROOM, span=3),),
        (*pair("代表签名", lead.person.name if rating else " "), *pair("日期", _day(given))),
    )


def _day(given):
    return chinese_day(given) if given else "　　年　　月　　日"


def _boxes(value):
    return "　".join(
        f"{CHECKED if code == value else UNCHECKED} {said}" for code, said in Rating.Value.choices
    )


def _modes(suggestion, reply):
    """How the unit was in touch before it signed, as its record of contacts has it."""
    before = localdate(reply.issued_at)
    used = {one.mode for one in suggestion.contacts.all() if one.held_on <= before}
    boxes = [
        f"{CHECKED if code in used else UNCHECKED} {said}" for code, said in Contact.Mode.choices
    ]
    return "　".join([*boxes, f"{UNCHECKED if used else CHECKED} 未联系"])


OPINION_FORM = Sort(
    kind=Kind.OPINION_FORM,
    each=issued,
    reads=lambda standing, reply: (
        standing.mover or standing.office or (standing.leads and rating_of(reply) is not None)
    ),
    about=about,
    paper=paper,
)
