"""The forms by which a deputy asks the people before writing and they answer, and photographs."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

from django.utils.timezone import localdate, now

from huiyin.suggestions import forms as steps
from huiyin.suggestions.services import consulting, drafting
from huiyin.suggestions.services.photographing import add_photo
from huiyin.suggestions.tests.test_photos import picture
from tests.cast import SPRING
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


class _Photo(BytesIO):
    """A photograph that may be sent several times."""

    name = "photo.jpg"

    def read(self, *args):
        self.seek(0)
        return super().read(*args)


def _photographed(cast):
    case = cast.draft()
    add_photo(case, photo=picture(), caption="站牌", by=_lin(cast), at=SPRING)
    return case


CONSULTING = (
    Place(
        steps.PhotoForm,
        step(
            "add_photo",
            _lin,
            lambda c: c.draft(),
            photo=lambda c, case: _Photo(picture()),
            caption="站牌",
        ),
    ),
    Place(
        steps.DropPhotoForm,
        step("drop_photo", _lin, _photographed, photo=lambda c, case: case.photos.get().pk),
    ),
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
