"""Every form of an article's steps, on an article brought to where the step is open."""

from io import BytesIO

from huiyin.publishing import forms
from huiyin.publishing.services import writing
from huiyin.publishing.tests.newsroom import BODY, CLEAR, LATER, TEXT, Newsroom
from huiyin.publishing.tests.test_files import attach, picture
from tests.naughty.place import Place
from tests.visitor import Visitor

#: Never a form of their own on a page.
BASES = {forms.StepForm, forms.SeenForm, forms.TextForm}


def _step(name, who, bring, **right):
    """The form of one step, on an article that ``bring`` (newsroom) makes; ``who`` acts."""

    def ready(cast):
        newsroom = Newsroom(cast)
        article = bring(newsroom)
        address = f"/desk/articles/{article.docket.code}/{name}/"
        values = {
            key: value(newsroom, article) if callable(value) else value
            for key, value in right.items()
        }
        return Visitor(getattr(newsroom, who)), address, values

    return ready


def _new(cast):
    return Visitor(Newsroom(cast).song), "/desk/articles/new/", _written() | {"kind": "news"}


def _written():
    return {**TEXT, "column": "news", "body": BODY}


def _correcting(newsroom):
    article = newsroom.released()
    writing.correct(newsroom.bare(article), by=newsroom.song, at=LATER)
    body = f"{BODY}<p>又一段。</p>"
    writing.edit(newsroom.bare(article), seen=1, body=body, by=newsroom.song, at=LATER, **TEXT)
    return article


def _with_phone(newsroom):
    return newsroom.submitted(body="<p>值班手机 13812346621。</p>")


def _finding(newsroom, article):
    return newsroom.looked(article).findings[0][0].key


def _picture(newsroom, article):
    return _Sent(picture())


class _Sent(BytesIO):
    """A file that is sent whole every time."""

    name = "a.jpg"

    def read(self, *size):
        self.seek(0)
        return super().read()


def _with_picture(newsroom):
    article = newsroom.draft()
    attach(newsroom, article, picture())
    return article


def _asset(newsroom, article):
    return article.assets.get().pk


ARTICLES = (
    Place(forms.NewForm, _new, loose=("body",)),
    Place(
        forms.EditForm,
        _step("edit", "song", Newsroom.draft, **_written(), seen=1, note="改字"),
        loose=("body", "seen"),
    ),
    Place(forms.PassForm, _step("pass_first", "first", Newsroom.submitted, seen=1, words="同意")),
    Place(
        forms.FinalForm, _step("pass_final", "qin", Newsroom.in_final, seen=1, words="", **CLEAR)
    ),
    Place(
        forms.ReturnForm,
        _step("return_to_author", "gao", Newsroom.submitted, seen=1, reason="facts", words="日期"),
    ),
    Place(
        forms.WithholdForm,
        _step(
            "withhold", "qin", Newsroom.in_final, seen=1, secrecy="closed", basis="内部", words=""
        ),
    ),
    Place(forms.ScheduleForm, _step("schedule", "bian", Newsroom.cleared, when="2126-03-09T10:00")),
    Place(
        forms.AnswerForm,
        _step("answer", "first", _with_phone, key=_finding, reason="公开的值班手机"),
    ),
    Place(
        forms.AttachForm,
        _step(
            "attach",
            "song",
            Newsroom.draft,
            file=_picture,
            words="会场",
            shows="neither",
            approval="",
        ),
        loose=("file",),
    ),
    Place(forms.DetachForm, _step("detach", "song", _with_picture, asset=_asset)),
    Place(forms.RecallForm, _step("recall", "bian", Newsroom.released, reason="数字有误")),
    Place(forms.NoteForm, _step("submit_correction", "song", _correcting, note="更正日期")),
)
