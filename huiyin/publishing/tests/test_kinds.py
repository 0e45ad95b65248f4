"""Each kind says its own facts: asked for, shown, hashed, told to machines."""

import pytest

from huiyin.procedure.table import Incomplete
from huiyin.publishing.kinds import KINDS
from huiyin.publishing.services import writing
from huiyin.publishing.tests.newsroom import BODY, LATER, TEXT
from tests.cast import SPRING
from tests.visitor import Visitor

MEETING = {
    "starts_on": "2026-03-09",
    "place": "会议厅",
    "agenda": "听取预算报告\n审议任免案",
    "absent": "高远",
}


def test_what_a_kind_needs_is_asked_for_before_it_is_handed_in(newsroom):
    article = newsroom.draft(kind="meeting", column="meetings")
    with pytest.raises(Incomplete) as refused:
        writing.submit(newsroom.bare(article), by=newsroom.song, at=SPRING)
    assert "开始日期" in str(refused.value)


def test_the_facts_of_a_kind_are_filled_in_shown_and_told_to_machines(newsroom):
    article = newsroom.draft(kind="meeting", column="meetings")
    path = f"/desk/articles/{article.docket.code}/edit/"
    sent = {f"fact_{name}": value for name, value in MEETING.items()}
    right = {**TEXT, "column": "meetings", "body": BODY, "seen": 1, **sent}
    assert 'name="fact_agenda"' in Visitor(newsroom.song).get(path).content.decode()
    assert Visitor(newsroom.song).post(path, **right).status_code == 302
    last = article.revisions.order_by("number").last()
    assert last.facts["said"] == MEETING
    assert last.sha256 != article.revisions.get(number=1).sha256
    shown = Visitor(newsroom.song).get(f"/desk/articles/{article.docket.code}/").content.decode()
    assert "审议任免案" in shown and "2026年3月9日" in shown
    released = newsroom.released(kind="meeting", column="meetings", facts={"said": MEETING})
    page = Visitor().get(f"/articles/{released.docket.code}/").content.decode()
    assert "<li>审议任免案</li>" in page
    assert '"@type": "Event"' in page and '"startDate": "2026-03-09"' in page


def test_a_notice_says_until_when_it_counts_and_expires_after_that_day(newsroom):
    from datetime import timedelta

    from huiyin.publishing.procedure import State
    from huiyin.publishing.services import releasing

    facts = {"said": {"until": "2026-03-12"}}
    article = newsroom.released(kind="notice", column="notices", facts=facts)
    county = newsroom.cast.county
    assert releasing.due(county, LATER + timedelta(hours=48)) == []
    [(found, act)] = releasing.due(county, LATER + timedelta(hours=72))
    act(found, at=LATER + timedelta(hours=72))
    assert newsroom.bare(article).docket.state == State.EXPIRED
    page = Visitor().get(f"/articles/{article.docket.code}/").content.decode()
    assert "已过有效期" in page


def test_every_kind_can_be_written_by_the_form(newsroom):
    for key in KINDS:
        article = newsroom.draft(kind=key)
        page = Visitor(newsroom.song).get(f"/desk/articles/{article.docket.code}/edit/")
        names = {one.name for one in KINDS[key].facts}
        assert all(f'name="fact_{name}"' in page.content.decode() for name in names)
