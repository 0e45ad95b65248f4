"""答复函: the official answer to the deputy.

Law: 代表法 (2025) art. 51; GB/T 9704-2012 art. 10.1.
"""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiyin.documents import naming
from huiyin.documents.models import Kind
from huiyin.documents.paper import Cell, Paper, Para, Table
from huiyin.documents.pdf import chinese_day
from huiyin.documents.sort import Sort
from huiyin.documents.text import paragraphs
from huiyin.suggestions.models import Assignment, Cosign, Reply

OPENINGS = ("收悉", "收到", "您提出")


def issued(suggestion):
    """Every signed reply by its round."""
    return [(str(reply.round), reply) for reply in suggestion.replies.all() if reply.issued_at]


def paper(suggestion, reply, number):
    congress = suggestion.congress
    day = localdate(reply.issued_at)
    signer = naming.full_name(reply.organ, congress)
    return Paper(
        title=f"对{naming.of_item(suggestion)}的答复",
        day=day,
        issuer=signer,
        number=number or f"〔{day.year}〕  号",
        corner=f"类别：{reply.reply_class}",
        to=salutation(suggestion),
        blocks=_blocks(suggestion, reply),
        annexes=("征询意见表",),
        signer=signer,
        dated=day,
        notes=(_openness(reply), _contact(reply)),
        copies=copies(suggestion),
    )


def salutation(suggestion):
    """Each deputy who signed: a joint suggestion is answered to every one of them."""
    names = [suggestion.lead.person.name, *cosigners(suggestion)]
    return "、".join(names) + "代表"


def cosigners(suggestion):
    confirmed = Cosign.Answer.CONFIRMED
    return [
        each.mandate.person.name for each in suggestion.cosigns.all() if each.answer == confirmed
    ]


def _blocks(suggestion, reply):
    words = _without_salutation(reply.body, suggestion)
    blocks = [] if _opens(words) else [Para(_opening(suggestion))]
    blocks += paragraphs(words)
    blocks += _co_units(suggestion, words)
    blocks += _plan(reply)
    if "感谢" not in words:
        blocks.append(Para(_closing(reply)))
    return tuple(blocks)


def _without_salutation(body, suggestion):
    """The letter has the salutation in its own place; a text that begins with it says it once."""
    for called in (salutation(suggestion), f"{suggestion.lead.person.name}代表"):
        for colon in "：:":
            if body.startswith(called + colon):
                return body[len(called) + 1 :]
    return body


def _opens(words):
    first = words.strip().split("\n", 1)[0]
    return any(word in first for word in OPENINGS)


def _opening(suggestion):
    when, number = naming.occasion(suggestion), naming.item(suggestion)
    return f"您在{when}提出的《{suggestion.docket.title}》（{number}）收悉。现答复如下："


def _co_units(suggestion, words):
    """Who was heard; what they said is in the lead unit's own words."""
    names = [
        naming.full_name(part.organ, suggestion.congress)
        for part in suggestion.assignments.all()
        if part.role == Assignment.Role.CO and part.opinion_id
    ]
    if not names or all(name in words for name in names):
        return []
    return [Para(f"本件由{'、'.join(names)}会办，以上答复已经吸收会办意见。")]


def _plan(reply):
    promises = list(reply.commitments.all())
    if not promises:
        return []
    head = tuple(Cell(text, label=True) for text in ("序号", "承诺事项", "完成时限"))
    rows = tuple(
        (Cell(str(place)), Cell(promise.text), Cell(chinese_day(promise.due_on)))
        for place, promise in enumerate(promises, 1)
    )
    return [Para("我们承诺按下列时限办理："), Table((1, 6, 3), (head, *rows), headed=True)]


def _closing(reply):
    return (
        f"感谢您对{reply.organ.name}工作的关心和支持。"
        "请您填写所附《征询意见表》，提出对本答复的意见。"
    )


def _openness(reply):
    if reply.openness == Reply.Openness.OPEN:
        return "此件公开"
    reason = f"：{reply.closed_reason}" if reply.closed_reason else ""
    return f"此件不予公开{reason}"


def _contact(reply):
    return f"联系人：{reply.contact_name}，联系电话：{reply.contact_phone}"


def copies(suggestion):
    """The organ that serves deputies, the government office, and who elected the deputy."""
    congress, lead = suggestion.congress, suggestion.lead
    serving, copied = naming.offices(suggestion)
    names = [naming.full_name(organ, congress) for organ in (serving, *copied) if organ]
    if lead.electoral_unit_id:
        names.append(f"{lead.electoral_unit.name}常务委员会")
    return tuple(names)


def about(_suggestion, reply):
    return _("第 %(round)s 次答复，%(unit)s") % {"round": reply.round, "unit": reply.organ}


REPLY_LETTER = Sort(
    kind=Kind.REPLY_LETTER,
    each=issued,
    reads=lambda standing, reply: standing.works,
    signs=lambda standing, reply: reply.organ_id in standing.organs,
    about=about,
    paper=paper,
)
