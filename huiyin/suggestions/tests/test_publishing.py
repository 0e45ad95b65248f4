"""What the public reads: the deputy's wish is the limit, a redacted copy is another text."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from huiyin.contributions.models import Contribution
from huiyin.procedure.table import NotLawful
from huiyin.search.queries import find
from huiyin.suggestions.models import PublicText
from huiyin.suggestions.services import drafting, handling, office, publishing
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests import scenes
from huiyin.suggestions.tests.scenes import fresh, on
from tests.cast import REPLY, SPRING

PUBLIC, PARTIES = Contribution.Visibility.PUBLIC, Contribution.Visibility.PARTIES


def publish(case, cast, openness, *, by=None, **facts):
    return publishing.publish(case, openness=openness, by=by or cast.zhao, at=on(4, 1), **facts)


def wished(cast, openness, *, reply=None):
    """Answered; the deputy had wished for ``openness`` of the text."""
    case = cast.draft()
    case.openness = openness
    case.save()
    drafting.submit(case, declared=True, by=cast.lin.person.user, at=SPRING)
    office.accept(case, public=True, by=cast.zhao, at=SPRING)
    scenes.begun(scenes.assign(case, cast), cast)
    scenes.answered(case, cast, at=SPRING, reply=reply)
    return fresh(case)


def visibility(words):
    return Contribution.objects.get(pk=words.pk).visibility


def test_a_redacted_copy_is_a_text_of_its_own_and_the_original_stays_as_it_was(at_home):
    case = wished(at_home, "full")
    before = case.words.body
    facts = {"reason": "涉及个人信息", "redacted": "某小区的夜班职工没有公交。"}
    publish(case, at_home, "redacted", **facts)
    (text,) = PublicText.objects.all()
    assert (text.openness, text.words.body, text.reason) == (
        "redacted",
        "某小区的夜班职工没有公交。",
        "涉及个人信息",
    )
    original = Contribution.objects.get(pk=case.words_id)
    assert (original.body, original.visibility, visibility(text.words)) == (before, PARTIES, PUBLIC)
    assert len(find("某小区", kinds=["suggestion"], public=True)) == 1
    assert len(find("先试行半年", kinds=["suggestion"], public=True)) == 0


def test_what_was_closed_may_be_opened_again_and_the_newest_review_counts(at_home):
    case = wished(at_home, "full")
    publish(case, at_home, "none", reason="正在核实")
    assert visibility(case.words) == PARTIES
    assert find("先试行半年", kinds=["suggestion"], public=True) == []
    publish(case, at_home, "full")
    assert visibility(case.words) == PUBLIC
    assert len(find("先试行半年", kinds=["suggestion"], public=True)) == 1
    assert list(case.public_texts.values_list("openness", flat=True)) == ["none", "full"]


@pytest.mark.parametrize("wish", ["title", "none"])
@pytest.mark.parametrize("openness", ["full", "redacted"])
def test_the_wish_of_the_deputy_is_the_limit_for_text_and_reply(at_home, wish, openness):
    case = wished(at_home, wish)
    reply = case.replies.get()
    for of in (None, reply):
        with pytest.raises(Incomplete):
            publish(case, at_home, openness, reason="x", redacted="y", reply=of)
    assert (visibility(case.words), visibility(reply.words)) == (PARTIES, PARTIES)
    assert not PublicText.objects.exists()
    publish(case, at_home, "none", reason="代表不同意公开")


def test_what_the_unit_keeps_closed_is_not_opened_by_the_office(at_home):
    closed = scenes.SOLVED | {"openness": "closed", "closed_reason": "涉及商业秘密"}
    case = wished(at_home, "full", reply=closed)
    reply = case.replies.get()
    with pytest.raises(Incomplete):
        publish(case, at_home, "full", reply=reply)
    assert (visibility(reply.words), visibility(case.words)) == (PARTIES, PUBLIC)


def test_a_reply_is_never_open_before_its_secrecy_review(at_home):
    case = at_home.in_review()
    with pytest.raises(NotLawful):
        publish(case, at_home, "full", reply=case.replies.get())
    with pytest.raises(Incomplete):
        handling.issue(case, secrecy_reviewed="", by=at_home.wu, at=SPRING)
    assert case.replies.get().words is None
    replied = at_home.replied()
    scenes.rate(replied, at_home, scenes.BAD, at=on(3, 10))
    draft = handling.draft_reply(
        replied, commitments=[("开线", on(12, 31).date())], by=at_home.sun, at=on(3, 11), **REPLY
    )
    assert (draft.round, draft.words) == (2, None)


def test_nobody_opens_the_reply_of_another_suggestion(at_home):
    case, other = wished(at_home, "full"), wished(at_home, "full")
    with pytest.raises(Incomplete):
        publish(case, at_home, "none", reason="x", reply=other.replies.get())
    assert visibility(other.replies.get().words) == PUBLIC


def test_what_is_left_out_has_a_reason_also_in_the_database(at_home):
    case = wished(at_home, "full")
    for facts in ({"openness": "none"}, {"openness": "redacted", "redacted": "x"}):
        with pytest.raises(Incomplete):
            publish(case, at_home, **facts)
    with pytest.raises(Incomplete):
        publish(case, at_home, "redacted", reason="x", redacted=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        case.public_texts.create(openness="none", reviewed_by=at_home.zhao, at=SPRING)


def test_only_the_office_decides_what_is_public_and_only_once_it_is_answered(at_home):
    case = wished(at_home, "full")
    for nobody in (at_home.wu, at_home.lin.person.user, at_home.chu):
        with pytest.raises(PermissionDenied):
            publish(case, at_home, "full", by=nobody)
    with pytest.raises(NotLawful):
        publish(scenes.accepted(at_home), at_home, "full")
