"""The forms of the desk that belong to no single step: bulk acts, tables, filters, assistants."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from huiyin.desk import session_forms as session
from huiyin.suggestions.services import office
from tests.cast import SPRING
from tests.naughty.place import Place
from tests.visitor import Visitor


def _accepted(cast):
    case = cast.submitted()
    office.accept(case, public=True, by=cast.zhao, at=SPRING)
    return case


def _bulk(act, bring, **right):
    """One act on one suggestion, in the way in which it is taken on many."""

    def ready(cast):
        case = bring(cast)
        values = {key: value(cast) if callable(value) else value for key, value in right.items()}
        own = {"do": act, "c": [case.docket.code], "key": uuid4()}
        return Visitor(cast.zhao), "/desk/bulk/", own | values

    return ready


def _table(cast):
    file = SimpleUploadedFile("建议.xlsx", b"PK")
    return Visitor(cast.zhao), "/desk/tables/", {"key": uuid4(), "table": file}


def _filter(cast):
    return Visitor(cast.zhao), "/desk/filters/", {"name": "待交办", "query": "?state=accepted"}


def _assistant(cast):
    right = {"username": cast.sun.username}
    return Visitor(cast.lin.person.user), "/desk/assistants/", right


DESK = (
    Place(session.AcceptAllForm, _bulk("accept", lambda c: c.submitted(), public="yes")),
    Place(session.ClassifyAllForm, _bulk("classify", _accepted, subject="transport")),
    Place(
        session.AssignAllForm,
        _bulk(
            "assign",
            _accepted,
            unit=lambda c: c.transport.pk,
            part="线路和班次",
            co=lambda c: c.finance.pk,
            co_part="运营补贴",
        ),
    ),
    Place(session.UrgeAllForm, _bulk("urge", lambda c: c.assigned())),
    Place(session.TableForm, _table),
    Place(session.SaveFilterForm, _filter, loose=("query",)),
    Place(session.AssistantForm, _assistant, loose=("username",)),
)
