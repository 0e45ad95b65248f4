"""The forms by which a deputy asks the people before writing, and by which they answer."""

from datetime import timedelta
from uuid import uuid4

from django.utils.timezone import localdate, now

from huiyin.suggestions import forms as steps
from huiyin.suggestions.services import consulting, drafting
from tests.naughty.place import Place, step
from tests.visitor import Visitor


def _lin(cast):
    return cast.lin.person.user


def _idea(cast):
    text = {"title": "关于路灯的想法", "problem": "", "advice": ""}
    return drafting.draft(lead=cast.lin, verb="note", by=_lin(cast), at=now(), **text)


def _opened(cast):
    case, ends_on = _idea(cast), localdate() + timedelta(days=8)
    asked = {"text": "哪里的路灯坏了？", "audience": "district", "ends_on": ends_on}
    consulting.ask(case, by=_lin(cast), at=now(), **asked)
    consulting.open_consultation(case, by=cast.zhao, at=now())
    return case


def _answered(cast):
    case = _opened(cast)
    consulting.answer(
        consulting.running(case),
        author=cast.wang,
        body="桂花小区北门",
        place=cast.place,
        public=False,
        key=uuid4(),
        at=now(),
    )
    return case


def _answer(who):
    def ready(cast):
        pk = consulting.running(_opened(cast)).pk
        right = {"body": "北门的路灯坏了", "place": "桂花小区", "publicity": "public"}
        right |= {"key": uuid4(), "consent": "on", "phone": "13700001111", "name": "李小红"}
        return Visitor(getattr(cast, who) if who else None), f"/consultations/{pk}/", right

    return ready


CONSULTING = (
    Place(
        steps.ConsultForm,
        step(
            "consult",
            _lin,
            _idea,
            text="哪里的路灯坏了？",
            audience="district",
            ends_on=str(localdate() + timedelta(days=8)),
        ),
    ),
    Place(
        steps.WriteForm,
        step(
            "write",
            _lin,
            _answered,
            used=lambda c, case: case.consultations.get().opinions.get().pk,
            feedback="先修北门",
        ),
    ),
    Place(steps.AnswerOpinionForm, _answer("wang"), loose=("phone", "name", "place")),
    Place(steps.AnswerOpinionForm, _answer(None), loose=("body", "phone", "name", "place")),
)
