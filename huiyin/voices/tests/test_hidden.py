"""After words were hidden, those concerned go on talking and the review can be opened again."""

from datetime import timedelta
from uuid import uuid4

import pytest

from huiyin.contributions.models import Contribution, Ground
from huiyin.contributions.services import decide
from huiyin.voices import services
from huiyin.voices.models import Voice
from huiyin.voices.queries import talk
from tests.cast import SPRING
from tests.visitor import Visitor, text_of

LATER = SPRING + timedelta(hours=1)
Visibility = Contribution.Visibility


@pytest.fixture
def hidden(at_home):
    return hide(at_home, at_home.voice(), Ground.INSULT)


def hide(cast, voice, ground):
    decide(voice.words, Visibility.HIDDEN, ground=ground, by=cast.zhao, at=SPRING)
    return Voice.objects.shown().get(pk=voice.pk)


def said(cast, voice, verb, who, body):
    return services.write(voice, verb, body=body, by=who, at=LATER, key=uuid4())


def heard(voice, user):
    return [words.body for words in talk(voice, user)]


def test_the_author_reads_the_answer_to_hidden_words_and_nobody_else_does(at_home, hidden):
    lin = at_home.lin.person.user
    said(at_home, hidden, "answer", lin, "我去看过了。")
    assert (heard(hidden, at_home.wang), heard(hidden, lin)) == (["我去看过了。"],) * 2
    assert heard(hidden, at_home.feng) == []
    page = f"/matters/{hidden.docket.code}/"
    assert "我去看过了。" in text_of(Visitor(at_home.wang).get(page))
    assert "我去看过了。" not in text_of(Visitor().get(page))


def test_an_addition_to_hidden_words_reaches_the_deputy_and_opens_the_review_again(at_home, hidden):
    added = said(at_home, hidden, "add", at_home.wang, "名字我删去也行。")
    assert added.visibility == "pending"
    assert heard(hidden, at_home.lin.person.user) == ["名字我删去也行。"]
    waiting = Contribution.objects.filter(visibility="pending")
    assert set(waiting) == {added, hidden.words}
    assert "名字我删去也行。" in text_of(Visitor(at_home.zhao).get("/desk/review/"))


def test_a_hidden_addition_is_reviewed_again_when_more_is_said(at_home):
    voice = at_home.voice()
    first = said(at_home, voice, "add", at_home.wang, "第一次补充")
    decide(first, Visibility.HIDDEN, ground=Ground.PERSONAL_DATA, by=at_home.zhao, at=LATER)
    assert heard(voice, at_home.wang) == ["第一次补充"]
    assert heard(voice, at_home.lin.person.user) == []
    said(at_home, voice, "add", at_home.wang, "第二次补充")
    assert heard(voice, at_home.lin.person.user) == ["第一次补充", "第二次补充"]


def test_what_its_author_wanted_hidden_stays_hidden_among_those_concerned(at_home):
    voice = hide(at_home, at_home.voice(), Ground.AUTHOR)
    added = said(at_home, voice, "add", at_home.wang, "周末也没车。")
    assert (added.visibility, voice.words.visibility) == ("parties", "hidden")


def test_an_answer_by_the_deputy_opens_no_review_of_the_authors_words(at_home, hidden):
    said(at_home, hidden, "answer", at_home.lin.person.user, "我去看过了。")
    assert Contribution.objects.get(pk=hidden.words_id).visibility == "hidden"
