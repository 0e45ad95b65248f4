"""会办意见: from a co-handling unit to the lead unit, and to nobody else.

Law: rule profiles, co-opinion. Not to the deputy.
"""

from django.utils.timezone import localdate

from huiyin.documents import naming
from huiyin.documents.models import Kind
from huiyin.documents.paper import Paper, Para
from huiyin.documents.sort import Sort
from huiyin.documents.text import paragraphs
from huiyin.suggestions.models import Assignment

Role = Assignment.Role


def given(suggestion):
    return [
        (str(part.pk), part)
        for part in suggestion.assignments.all()
        if part.role == Role.CO and part.opinion_id
    ]


def paper(suggestion, part, number):
    congress = suggestion.congress
    day = localdate(part.opinion.written_at)
    signer = naming.full_name(part.organ, congress)
    return Paper(
        title=f"关于{naming.of_item(suggestion)}的会办意见",
        day=day,
        issuer=signer,
        number=number or f"〔{day.year}〕  号",
        to=naming.full_name(_lead_of(suggestion, part).organ, congress),
        blocks=(
            Para(f"《{suggestion.docket.title}》收悉。现就“{part.part}”提出会办意见如下："),
            *paragraphs(part.opinion.body),
            Para("以上意见供答复代表时参考。"),
        ),
        signer=signer,
        dated=day,
        notes=("此件送主办单位",),
    )


def _lead_of(suggestion, part):
    """The lead unit when the opinion was given: the last one made before it."""
    leads = [one for one in suggestion.assignments.all() if one.role == Role.LEAD]
    before = [one for one in leads if one.assigned_at <= part.opinion.written_at]
    return max(before or leads, key=lambda one: one.assigned_at)


CO_OPINION = Sort(
    kind=Kind.CO_OPINION,
    each=given,
    reads=lambda standing, part: standing.leads or part.organ_id in standing.organs,
    signs=lambda standing, part: part.organ_id in standing.organs,
    about=lambda suggestion, part: str(part.organ),
    paper=paper,
)
