"""What the public reads: the deputy's wish is the limit, a redacted copy is another text."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from huiyin.contributions.models import Contribution
from huiyin.procedure.table import NotLawful
from huiyin.search.queries import find
from huiyin.suggestions import forms
from huiyin.suggestions.models import PublicText
from huiyin.suggestions.services import assigning, drafting, handling, office, publishing
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
    with pytest.raises(Incomplete):
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


def test_only_the_office_decides_what_is_public_and_only_of_what_it_accepted(at_home):
    case = wished(at_home, "full")
    for nobody in (at_home.wu, at_home.lin.person.user, at_home.chu):
        with pytest.raises(PermissionDenied):
            publish(case, at_home, "full", by=nobody)
    with pytest.raises(NotLawful):
        publish(at_home.submitted(), at_home, "full")


SAID = "先试行半年"


def found(words):
    return len(find(words, kinds=["suggestion"], public=True))


def test_a_text_that_gives_somebody_away_is_closed_before_there_is_a_reply(at_home):
    for case in (scenes.accepted(at_home), at_home.handling(), at_home.in_review()):
        before = scenes.state_of(case)
        publish(case, at_home, "none", reason="正文写了住址")
        assert (visibility(case.words), scenes.state_of(case)) == (PARTIES, before)
    assert found(SAID) == 0


def test_of_what_is_taken_back_only_the_title_stays_public_until_it_is_reviewed(at_home):
    case = scenes.accepted(at_home)
    publish(case, at_home, "redacted", reason="涉及个人信息", redacted="某小区没有公交。")
    (copy,) = case.public_texts.all()
    drafting.withdraw(case, by=at_home.lin.person.user, at=on(4, 2))
    assert (visibility(case.words), visibility(copy.words)) == (PARTIES, PARTIES)
    assert (found(SAID), found("某小区"), found("夜班公交线路")) == (0, 0, 1)
    publish(case, at_home, "full")
    assert (visibility(case.words), scenes.state_of(case)) == (PUBLIC, "withdrawn")
    office.archive(case, by=at_home.zhao, at=on(4, 3))
    publish(case, at_home, "none", reason="正文写了住址")
    assert (visibility(case.words), scenes.state_of(case)) == (PARTIES, "archived")


def test_a_reply_taken_back_with_its_suggestion_is_closed_too(at_home):
    case = scenes.under(at_home, "chongqing-2018").replied()
    scenes.rate(case, at_home, scenes.BAD, at=on(3, 10))
    handling.draft_reply(case, by=at_home.sun, at=on(3, 11), **scenes.SOLVED)
    drafting.withdraw(case, by=at_home.lin.person.user, at=on(3, 12))
    first = case.replies.exclude(issued_at=None).get()
    assert (visibility(case.words), visibility(first.words)) == (PARTIES, PARTIES)


@pytest.mark.parametrize("of", ["text", "reply"])
def test_after_something_was_left_out_the_next_reply_waits_for_its_review(at_home, of):
    case = at_home.replied()
    scenes.rate(case, at_home, scenes.BAD, at=on(3, 10))
    reply = case.replies.get() if of == "reply" else None
    publish(case, at_home, "redacted", reason="涉及个人信息", redacted="某人（略）", reply=reply)
    scenes.answered(case, at_home, at=on(4, 2))
    second = case.replies.get(round=2)
    assert visibility(second.words) == PARTIES
    publish(case, at_home, "full", reply=second)
    assert visibility(second.words) == PUBLIC


def test_a_part_is_not_answered_in_public_once_the_text_of_the_whole_was_closed(at_home):
    whole = scenes.accepted(at_home)
    parts = [(at_home.transport, "线路"), (at_home.finance, "补贴")]
    part, _other = assigning.split(whole, parts=parts, by=at_home.zhao, at=SPRING)
    publish(whole, at_home, "none", reason="正文写了住址")
    scenes.answered(scenes.begun(part, at_home), at_home, at=on(4, 2))
    assert visibility(part.replies.get().words) == PARTIES


def test_an_earlier_redacted_copy_is_read_no_more_after_a_stricter_review(at_home):
    case = at_home.replied()
    publish(case, at_home, "redacted", reason="一", redacted="甲小区王某某没有公交。")
    publish(case, at_home, "redacted", reason="二", redacted="某小区没有公交。")
    copies = [visibility(each.words) for each in case.public_texts.all()]
    assert copies == [PARTIES, PUBLIC]
    publish(case, at_home, "none", reason="三")
    words = [each.words for each in case.public_texts.all() if each.words]
    assert [visibility(each) for each in words] == [PARTIES, PARTIES]


def test_a_draft_of_a_reply_is_not_reviewed_for_the_public(at_home):
    case = at_home.in_review()
    with pytest.raises(Incomplete):
        publish(case, at_home, "none", reason="x", reply=case.replies.get())


def test_who_writes_what_is_shown_in_public_is_told_so():
    shown = (
        (forms.ReasonForm, "reason"), (forms.RateForm, "reason"), (forms.ReturnForm, "reason"),
        (forms.ConveneForm, "content"),
    )  # fmt: skip
    assert all("公开" in str(form.base_fields[name].help_text) for form, name in shown)
