"""Every form where it stands: who fills it in, what is otherwise right, and what is kept of it.

A form that is not in ``PLACES`` fails the suite, so a new one cannot be forgotten.
"""

import importlib
import pkgutil
from io import BytesIO
from uuid import uuid4

import huiyin
from huiyin.accounts.forms import CodeForm, PhoneForm
from huiyin.congresses.scope import within
from huiyin.desk import session_forms as session
from huiyin.desk.forms import RevealForm, ReviewForm, TakeUpForm
from huiyin.documents.forms import NumberForm, ScanForm
from huiyin.documents.tests.test_scans import png
from huiyin.kit.forms import Readable
from huiyin.reports import services as reports
from huiyin.reports.forms import ReasonForm, ReportForm, YearForm
from huiyin.reports.models import Report
from huiyin.reports.outline import SECTIONS
from huiyin.suggestions import forms as steps
from huiyin.suggestions.forms.base import PickForm
from huiyin.trace.forms import AddForm, TrackForm
from huiyin.voices.desk_forms import AnswerForm, TransferForm
from huiyin.voices.forms import VoiceForm
from tests.cast import SPRING
from tests.naughty.articles import ARTICLES
from tests.naughty.articles import BASES as BASES_OF_ARTICLES
from tests.naughty.bills import BASES as BASES_OF_BILLS
from tests.naughty.bills import BILLS
from tests.naughty.consulting import CONSULTING
from tests.naughty.desk import DESK
from tests.naughty.place import Place
from tests.naughty.sites import SITES
from tests.naughty.steps import STEPS, TEXT
from tests.visitor import Visitor

#: Never a form of their own on a page.
BASES = (
    BASES_OF_ARTICLES
    | BASES_OF_BILLS
    | {
        steps.TextForm,
        steps.DraftForm,
        PickForm,
        session.BulkForm,
        session.OneForEach,
    }
)


def _sign_in(cast):
    return Visitor(), "/sign-in/", {"phone": "13700001111"}


def _code(cast):
    visitor = Visitor()
    visitor.post("/sign-in/", phone="13700001111")
    return visitor, "/sign-in/code/", {"code": "123456"}


def _voice(who):
    def ready(cast):
        right = {"key": uuid4(), "to": cast.lin.pk, "body": "路灯坏了很久了", "publicity": "public"}
        right |= {"consent": "on", "channel": "letter", "phone": "13700001111", "name": "王小明"}
        return Visitor(getattr(cast, who) if who else None), "/voices/new/", right

    return ready


def _answer(cast):
    code = cast.voice().docket.code
    lin = Visitor(cast.lin.person.user)
    return lin, f"/desk/voices/{code}/answer/", {"body": "看过了", "key": uuid4()}


def _transfer(cast):
    code = cast.voice().docket.code
    return Visitor(cast.zhao), f"/desk/voices/{code}/transfer/", {"mandate": cast.zhou.pk}


def _add(cast):
    code = cast.voice().docket.code
    return Visitor(cast.wang), f"/matters/{code}/add/", {"body": "还没修", "key": uuid4()}


def _track(cast):
    return Visitor(), "/track/", {"number": "18-I2026-0137"}


def _take_up(cast):
    code = cast.voice().docket.code
    right = TEXT | {"key": uuid4(), "voices": [code], "offered": [code]}
    return Visitor(cast.lin.person.user), "/desk/take-up/", right


def _reveal(cast):
    right = {"voice": cast.voice().docket.code, "reason": "电话核实下车地点"}
    return Visitor(cast.zhao), "/desk/reveal/", right


def _review(cast):
    right = {"decision": "hide", "ground": "insult", "note": "有骂人的话"}
    return Visitor(cast.zhao), f"/desk/review/{cast.voice().words.uid}/", right


def _year(cast):
    cast.replied()
    return Visitor(cast.zhao), "/desk/reports/", {"year": "2026"}


def _written_report(cast):
    cast.replied()
    known = Report.objects.filter(congress=cast.county, year=2026).first()
    return known or reports.begin(congress=cast.county, year=2026, by=cast.zhao, at=SPRING)


def _report(cast):
    right = dict.fromkeys(SECTIONS, "已经写好")
    right["seen"] = _written_report(cast).edited_at.isoformat()
    return Visitor(cast.zhao), "/desk/reports/2026/", right


def _send_back_report(cast):
    report = _written_report(cast)
    words, seen = dict.fromkeys(SECTIONS, "已经写好"), report.edited_at.isoformat()
    reports.edit(report, sections=words, seen=seen, by=cast.zhao, at=SPRING)
    reports.submit(report, by=cast.zhao, at=SPRING)
    return Visitor(cast.zhao), "/desk/reports/2026/send-back/", {"reason": "再核一遍数字"}


class _Scan(BytesIO):
    """A file that is sent whole every time."""

    name = "scan.png"

    def read(self, *size):
        self.seek(0)
        return super().read()


def _letter(*path):
    def ready(cast):
        code = cast.replied().docket.code
        address = f"/desk/suggestions/{code}/documents/reply_letter/1/{'/'.join(path)}/"
        right = {"number": {"mark": "云交函", "serial": "3"}, "scan": {"scan": _Scan(png())}}
        return Visitor(cast.sun), address, right[path[-1]]

    return ready


PLACES = (
    Place(NumberForm, _letter("number")),
    Place(ScanForm, _letter("scan")),
    Place(PhoneForm, _sign_in, loose=("phone",)),
    Place(CodeForm, _code, loose=("code",)),
    Place(VoiceForm, _voice("zhao"), loose=("phone", "name")),
    Place(VoiceForm, _voice("wang"), loose=("phone", "name")),
    Place(VoiceForm, _voice(None), loose=("title", "body", "phone", "name")),
    Place(AnswerForm, _answer),
    Place(TransferForm, _transfer),
    Place(AddForm, _add),
    Place(TrackForm, _track, done=(200, 302), loose=("number",), method="get"),
    *STEPS,
    *CONSULTING,
    *BILLS,
    *ARTICLES,
    *DESK,
    *SITES,
    Place(TakeUpForm, _take_up),
    Place(RevealForm, _reveal, done=(200,)),
    Place(ReviewForm, _review),
    Place(YearForm, _year),
    Place(ReportForm, _report, loose=("seen",)),
    Place(ReasonForm, _send_back_report),
)


def forms_of_the_product():
    """Every form class of the product, found by importing all of it."""
    for module in pkgutil.walk_packages(huiyin.__path__, "huiyin."):
        if module.name.rpartition(".")[2].endswith("forms"):
            importlib.import_module(module.name)
    found, waiting = set(), [Readable]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found |= {one for one in below if not one.__module__.startswith("huiyin.kit.")}
    return {one for one in found if one.__module__.startswith("huiyin.")} - BASES


def bring(cast, place):
    with within(cast.county):
        return place.ready(cast)
