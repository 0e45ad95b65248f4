"""当面答复记录: what was said when unit and deputy met. Law: 山东省 2017 art. 22."""

from django.utils.formats import date_format

from huiyin.documents import naming
from huiyin.documents.kinds.suggestion_form import pair
from huiyin.documents.models import Kind
from huiyin.documents.paper import Paper, Table
from huiyin.documents.pdf import chinese_day
from huiyin.documents.sort import Sort
from huiyin.suggestions.models import Contact

MEETINGS = (Contact.Mode.FACE, Contact.Mode.MEETING, Contact.Mode.VISIT)


def met(suggestion):
    return [(str(one.pk), one) for one in suggestion.contacts.all() if one.mode in MEETINGS]


def paper(suggestion, contact, _number):
    return Paper(
        title=f"{naming.of_item(suggestion)}当面沟通答复记录",
        day=contact.held_on,
        blocks=(Table((3, 4, 3, 4), _rows(suggestion, contact)),),
    )


def _rows(suggestion, contact):
    people = contact.people or f"{suggestion.lead.person.name}代表、{contact.by}"
    return (
        (*pair("标题", suggestion.docket.title, span=3),),
        (*pair("编号", suggestion.docket.number), *pair("单位", contact.organ.name)),
        (*pair("时间", chinese_day(contact.held_on)), *pair("方式", contact.get_mode_display())),
        (*pair("地点", contact.place or " ", span=3),),
        (*pair("参加人员", people, span=3),),
        (*pair("沟通内容", contact.note, span=3),),
        (*pair("代表意见", contact.view or "\n \n ", span=3),),
        (*pair("代表签名", " "), *pair("单位签名", " ")),
    )


FACE_TO_FACE = Sort(
    kind=Kind.FACE_TO_FACE,
    each=met,
    reads=lambda standing, contact: (
        standing.mover or standing.office or contact.organ_id in standing.organs
    ),
    about=lambda suggestion, contact: date_format(contact.held_on),
    paper=paper,
)
