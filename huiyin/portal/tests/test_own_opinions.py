"""What somebody answered to a deputy who asked stands among their own matters and data."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate, now

from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.services import consulting, drafting
from tests.visitor import Visitor


@pytest.fixture
def consultation(at_home):
    """Open to everybody, and answered by Wang."""
    lin = at_home.lin.person.user
    facts = {"title": "关于夜班公交的建议", "problem": "", "advice": ""}
    case = drafting.draft(lead=at_home.lin, by=lin, at=now(), verb="note", **facts)
    ends = localdate() + timedelta(days=10)
    consulting.ask(
        case, text="末班车几点合适？", audience="everyone", ends_on=ends, by=lin, at=now()
    )
    found = consulting.open_consultation(case, by=at_home.zhao, at=now())
    consulting.answer(
        found, author=at_home.wang, body="希望到十一点半", public=False, key=uuid4(), at=now()
    )
    return found


def test_my_opinion_stands_among_my_matters_with_what_became_of_it(at_home, consultation):
    visitor, case = Visitor(at_home.wang), consultation.suggestion
    page = visitor.get("/mine/").content.decode()
    assert "希望到十一点半" in page and "代表还没有动笔" in page
    assert f'href="/consultations/{consultation.pk}/"' in page
    case = Suggestion.objects.shown().get(pk=case.pk)
    consulting.write(case, used=consultation.opinions.all(), by=at_home.lin.person.user, at=now())
    assert "已被采用" in visitor.get("/mine/").content.decode()
    assert "希望到十一点半" not in Visitor(at_home.feng).get("/mine/").content.decode()


def test_my_data_hold_my_words_and_my_opinions(at_home, consultation):
    at_home.voice(title="夜班公交")
    copy = Visitor(at_home.wang).get("/mine/data.json").json()
    assert [each["kind"] for each in copy["words"]] == ["voice", "suggestion.opinion"]
    (opinion,) = copy["opinions"]
    assert (opinion["consultation"], opinion["used"]) == ("关于夜班公交的建议", False)
    assert opinion["words"] == copy["words"][1]["id"]
    nobody = Visitor(at_home.feng).get("/mine/data.json").json()
    assert (nobody["words"], nobody["opinions"]) == ([], [])


def test_consultations_stand_in_the_navigation_and_in_the_site_map(at_home, consultation):
    assert 'href="/consultations/"' in Visitor().get("/find/").content.decode()
    listed = Visitor().get("/sitemap.xml").content.decode()
    assert f"/consultations/{consultation.pk}/</loc>" in listed
    assert "/consultations/</loc>" in listed
