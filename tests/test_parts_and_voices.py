"""What people said stays with a suggestion that several units handle in parts."""

from huiyin.suggestions.services import assigning, drafting, handling
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import on, state_of
from huiyin.suggestions.tests.test_assigning import told
from huiyin.voices import services as voices
from tests.cast import SPRING


def test_the_whole_is_closed_when_every_part_is_and_its_voices_only_then(at_home):
    roads, user = scenes.unit(at_home, "县公路局")
    voice, draft = at_home.voice(), at_home.draft()
    voices.take_up(voice, into=draft.docket, by=at_home.lin.person.user, at=SPRING)
    whole = drafting.submit(draft, declared=True, by=at_home.lin.person.user, at=SPRING)
    scenes.office.accept(whole, public=True, by=at_home.zhao, at=SPRING)
    parts = [(at_home.transport, "公交线路"), (roads, "道路养护")]
    first, second = assigning.split(whole, parts=parts, by=at_home.zhao, at=SPRING)
    scenes.answered(scenes.begun(first, at_home), at_home, at=on(4, 1))
    scenes.rate(first, at_home, at=on(4, 2))
    assert [state_of(one) for one in (first, second, whole)] == ["closed", "assigned", "assigned"]
    assert state_of(voice) == "taken_up"
    handling.sign_for(second, by=user, at=on(4, 3))
    handling.start(second, by=user, at=on(4, 3))
    scenes.answered(second, at_home, at=on(4, 7), by=user)
    assert at_home.wang.label in told(second, "issue")
    scenes.rate(second, at_home, at=on(4, 8))
    assert [state_of(one) for one in (second, whole, voice)] == ["closed", "closed", "closed"]
    assert [part.replies.get().rating.result for part in (first, second)] == ["satisfied"] * 2
