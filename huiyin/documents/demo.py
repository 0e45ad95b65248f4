"""The letters of the demonstration: numbered by their units, some with a sealed scan beside them."""

from django.core.files.base import ContentFile

from huiyin.congresses.models import Seat
from huiyin.documents import queries, services
from huiyin.documents.models import Kind
from huiyin.suggestions.models import Reply

#: 机关代字 of the invented units.
MARKS = {"县交通运输局": "云交函", "县住房和城乡建设局": "云住建函", "县水利局": "云水函"}
FIRST_SERIAL = 12


def build(congress, at):
    """Number every issued reply, and hand in the scan of the first of each unit.

    Call it within the congress's scope, once. The scan is the letter itself: no seal is invented.
    """
    issued = Reply.objects.filter(suggestion__congress=congress, issued_at__isnull=False)
    serials = dict.fromkeys(MARKS, FIRST_SERIAL)
    for reply in issued.select_related("organ", "suggestion__docket").order_by("issued_at"):
        name = reply.organ.name
        head = Seat.objects.filter(organ=reply.organ, role=Seat.Role.HEAD).first()
        if name not in MARKS or head is None:
            continue
        suggestion, part = queries.get_for_reader(head.user, reply.suggestion.docket.code)
        letter = {"kind": Kind.REPLY_LETTER.value, "key": str(reply.round), "by": head.user}
        services.give_number(
            suggestion, part, mark=MARKS[name], serial=serials[name], at=at, **letter
        )
        if serials[name] == FIRST_SERIAL:
            data, _name = services.take(suggestion, part, format="pdf", at=at, **letter)
            services.hand_in_scan(suggestion, part, file=ContentFile(data), at=at, **letter)
        serials[name] += 3
