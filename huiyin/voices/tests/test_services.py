"""From a citizen's sentence to the moment they hear back."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.accounts.models import User
from huiyin.congresses.scope import within
from huiyin.contributions.models import Contribution, Ground
from huiyin.contributions.services import decide
from huiyin.law.errors import UnknownYear
from huiyin.ledger.models import Leaf
from huiyin.notices.services import deliver
from huiyin.procedure.models import Docket, Party
from huiyin.procedure.queries import concerned
from huiyin.procedure.services import advance
from huiyin.procedure.table import NotLawful
from huiyin.search.queries import find
from huiyin.voices import services
from huiyin.voices.models import Voice
from huiyin.voices.wording import title_of
from tests.cast import SPRING

pytestmark = pytest.mark.django_db
LATER = SPRING + timedelta(hours=1)


def noon(year, month, day):
    """Noon in Beijing."""
    return datetime(year, month, day, 4, tzinfo=UTC)


def publish(cast, voice):
    decide(voice.words, "public", ground=Ground.FIT, by=cast.zhao, at=SPRING)
    services.put_in_index(voice)
    return voice


# --- The clock ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (noon(2026, 3, 9), date(2026, 3, 16)),  # Monday to Monday
        (noon(2026, 3, 13), date(2026, 3, 20)),  # Friday: the weekend is left out
        (noon(2026, 2, 12), date(2026, 2, 26)),  # over Spring Festival, with its make-up days
        (noon(2026, 9, 24), date(2026, 10, 9)),  # over Mid-Autumn and National Day
        (noon(2026, 9, 30), date(2026, 10, 13)),  # over National Day and its make-up Saturday
    ],
)
def test_the_first_response_is_due_after_five_working_days(at_home, sent, due):
    voice = at_home.voice(at=sent)
    clock = voice.docket.deadlines.get()
    assert clock.due_on == due
    assert voice.docket.due_on == due
    assert clock.source == "工作惯例，法律未作规定"


def test_a_message_just_before_midnight_counts_from_that_day_in_beijing(at_home):
    late = datetime(2026, 3, 9, 15, 59, tzinfo=UTC)
    assert at_home.voice(at=late).docket.deadlines.get().started_on == date(2026, 3, 9)
    assert at_home.voice(at=late + timedelta(minutes=1)).docket.deadlines.get().started_on == date(
        2026, 3, 10
    )


def test_a_year_without_its_holiday_notice_is_refused_by_name_and_nothing_is_kept(at_home):
    with pytest.raises(UnknownYear, match="2040年部分节假日安排的通知"):
        at_home.voice(at=noon(2040, 3, 9))
    assert Contribution.objects.count() == 0


# --- Sending ------------------------------------------------------------------------------


def test_a_message_is_kept_recorded_and_laid_before_the_deputy(at_home):
    voice = at_home.voice()
    deputy = at_home.lin.person.user
    leaf = Leaf.objects.get(ref=voice.words.uid)

    assert voice.docket.holder_user == deputy
    assert set(concerned(voice.docket_id)) == {at_home.wang.pk, deputy.pk}
    assert voice.words.visibility == Contribution.Visibility.PENDING
    assert voice.words.byline == "王＊＊"
    assert leaf.kind == "contribution"
    assert [move.verb for move in voice.docket.moves.all()] == ["send"]


def test_the_record_commits_to_the_words_byte_for_byte(at_home):
    voice = at_home.voice(body="𠮷 — é\n第二行")
    leaf = Leaf.objects.get(ref=voice.words.uid)
    words = Contribution.objects.get(pk=voice.words.pk)
    salted = bytes(words.salt) + words.body.encode()
    assert bytes(leaf.content_hash) == hashlib.sha256(salted).digest()


def test_the_same_key_again_returns_the_first_message(at_home):
    key = uuid4()
    first = at_home.voice(key=key)
    again = at_home.voice(key=key, body="改过的内容也不算另一件。")

    assert again == first
    assert (Voice.objects.count(), Leaf.objects.filter(kind="contribution").count()) == (1, 1)
    assert Docket.objects.filter(kind="voice").count() == 1


def test_the_same_key_of_another_person_is_another_message(at_home):
    key = uuid4()
    at_home.voice(key=key)
    at_home.voice(key=key, author=at_home.feng)
    assert Voice.objects.count() == 2


def test_a_deputy_whose_mandate_rests_takes_no_message_and_nothing_is_kept(at_home):
    advance(at_home.lin, "suspend", by=at_home.zhao, at=SPRING)
    with pytest.raises(services.Unavailable):
        at_home.voice()
    assert Contribution.objects.count() == 0
    assert Docket.objects.filter(kind="voice").count() == 0


def test_both_are_told_and_nobody_else(at_home):
    voice = at_home.voice()
    deliver(at_home.county)
    told = voice.docket.congress.notice_set.get(kind="voice.send").deliveries
    assert set(told.values_list("user__label", flat=True)) == {"王＊＊", "林晓禾"}


def test_a_message_of_one_congress_does_not_exist_in_another(at_home):
    voice = at_home.voice()
    with within(at_home.next_county):
        assert not Voice.objects.filter(pk=voice.pk).exists()


# --- Talking ------------------------------------------------------------------------------


def test_the_deputy_answers_and_the_author_adds(at_home):
    voice = at_home.voice()
    deputy = at_home.lin.person.user
    services.write(voice, "answer", body="我去现场看过。", by=deputy, at=LATER, key=uuid4())
    services.write(voice, "add", body="谢谢，周末也没车。", by=at_home.wang, at=LATER, key=uuid4())

    said = voice.thread.contributions.order_by("pk").values_list("kind", "byline")
    assert list(said) == [("voice.answer", "林晓禾"), ("voice.add", "王＊＊")]
    assert voice.docket.state == "answered"


def test_the_same_answer_twice_is_one_answer_and_one_step(at_home):
    voice, key = at_home.voice(), uuid4()
    deputy = at_home.lin.person.user
    first = services.write(voice, "answer", body="在办。", by=deputy, at=LATER, key=key)
    again = services.write(voice, "answer", body="在办。", by=deputy, at=LATER, key=key)
    assert again == first
    assert [move.verb for move in voice.docket.moves.all()] == ["send", "answer"]


def test_nobody_but_the_deputy_answers(at_home):
    voice = at_home.voice()
    for other in (at_home.wang, at_home.zhao, at_home.zhou.person.user):
        with pytest.raises(PermissionDenied):
            services.write(voice, "answer", body="冒名答复", by=other, at=LATER, key=uuid4())
    assert voice.thread.contributions.count() == 0


def test_the_author_closes_and_can_open_again(at_home):
    voice = at_home.voice()
    deputy = at_home.lin.person.user
    with pytest.raises(NotLawful):
        services.close(voice, by=at_home.wang, at=LATER)
    services.write(voice, "answer", body="已解决。", by=deputy, at=LATER, key=uuid4())
    services.close(voice, by=at_home.wang, at=LATER)
    assert voice.docket.closed_at == LATER
    services.reopen(voice, by=at_home.wang, at=LATER)
    assert (voice.docket.state, voice.docket.closed_at) == ("answered", None)
    assert voice.docket.holder_user == deputy


# --- Supporting and transferring ----------------------------------------------------------


def test_a_supporter_is_told_of_every_later_step(at_home):
    voice = publish(at_home, at_home.voice())
    services.support(voice, user=at_home.feng, at=LATER)
    services.support(voice, user=at_home.feng, at=LATER)
    assert Party.objects.filter(docket=voice.docket, role="supporter").count() == 1
    assert at_home.feng.pk in concerned(voice.docket_id)


@pytest.mark.parametrize("public", [True, False])
def test_what_is_not_yet_or_never_public_cannot_be_supported(at_home, public):
    voice = at_home.voice(public=public)
    with pytest.raises(PermissionDenied):
        services.support(voice, user=at_home.feng, at=LATER)


def test_a_transfer_hands_over_the_message_and_the_clock_runs_on(at_home):
    voice = at_home.voice()
    due = voice.docket.due_on
    services.transfer(voice, to=at_home.zhou, by=at_home.zhao, at=LATER)

    zhou = at_home.zhou.person.user
    assert (voice.mandate, voice.docket.holder_user) == (at_home.zhou, zhou)
    assert voice.docket.due_on == due
    assert zhou.pk in concerned(voice.docket_id)
    with pytest.raises(PermissionDenied):
        services.write(voice, "answer", body="…", by=at_home.lin.person.user, at=LATER, key=uuid4())


def test_only_the_office_transfers_and_only_to_a_deputy_in_office(at_home):
    voice = at_home.voice()
    with pytest.raises(PermissionDenied):
        services.transfer(voice, to=at_home.zhou, by=at_home.lin.person.user, at=LATER)
    voice = Voice.objects.shown().get(pk=voice.pk)
    assert voice.mandate == at_home.lin
    advance(at_home.zhou, "suspend", by=at_home.zhao, at=SPRING)
    with pytest.raises(services.Unavailable):
        services.transfer(voice, to=at_home.zhou, by=at_home.zhao, at=LATER)


def test_a_deputy_of_another_congress_is_no_one_to_transfer_to(at_home):
    voice = at_home.voice()
    with pytest.raises(services.Unavailable):
        services.transfer(voice, to=at_home.city_deputy, by=at_home.zhao, at=LATER)


# --- Being found --------------------------------------------------------------------------


def test_the_public_finds_a_message_only_once_it_is_public(at_home):
    voice = at_home.voice(title="河东桥头路灯")
    assert find("桥头路灯") == []
    assert [hit.ref for hit in find("桥头路灯", public=None)] == [voice.words.uid]
    publish(at_home, voice)
    assert [hit.ref for hit in find("桥头路灯")] == [voice.words.uid]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("路灯坏了。请修。", "路灯坏了"),
        ("\n\n路灯坏了\n请修", "路灯坏了"),
        ("请打 13812346621 找我说路灯的事", "请打 … 找我说路灯的事"),
        ("长" * 60, "长" * 39 + "…"),
        ("？？？路灯坏了", "路灯坏了"),
    ],
)
def test_a_title_is_made_of_the_first_sentence(body, title):
    assert title_of(body) == title


def test_citizens_are_never_officials_by_sending(at_home):
    assert at_home.voice().words.author.kind == User.Kind.CITIZEN


def test_the_office_asks_another_deputy_about_a_message_whose_deputy_left(at_home):
    voice, lin = at_home.voice(), at_home.lin.person.user
    services.write(voice, "answer", body="我去看过了。", by=lin, at=SPRING, key=uuid4())
    Docket.objects.filter(pk=at_home.lin.docket_id).update(state="expired")
    services.transfer(voice, to=at_home.zhou, by=at_home.zhao, at=LATER)
    docket = Docket.objects.get(pk=voice.docket_id)
    assert (docket.state, docket.holder_user) == ("answered", at_home.zhou.person.user)
