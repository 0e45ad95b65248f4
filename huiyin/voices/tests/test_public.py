"""A citizen's way through the pages, as a browser without JavaScript walks it."""

import re
import unicodedata
from uuid import uuid4

import pytest

from huiyin.accounts.models import Consent, User
from huiyin.congresses.scope import within
from huiyin.contributions.models import Contribution, Ground
from huiyin.contributions.services import decide
from huiyin.deputies.services import advance
from huiyin.procedure.models import Party
from huiyin.voices import limits
from huiyin.voices.models import Voice
from tests.cast import SPRING
from tests.reading import words
from tests.texting import wrong

pytestmark = pytest.mark.django_db
PHONE = "13700001111"
BODY = "河东桥头的路灯坏了两个月，晚上看不见台阶。请修好。"


@pytest.fixture
def walk(cast, client, texts):
    return Walk(cast, client, texts)


class Walk:
    """One person with one browser."""

    def __init__(self, cast, client, texts):
        self.cast, self.client, self.texts = cast, client, texts
        self.key = str(uuid4())

    def fields(self, **changed):
        return {
            "key": self.key,
            "to": self.cast.lin.pk,
            "place": self.cast.place.pk,
            "body": BODY,
            "title": "",
            "publicity": "public",
            "name": "韩梅梅",
            "phone": PHONE,
            "consent": "on",
        } | changed

    def compose(self, **changed):
        return self.client.post("/voices/new/", self.fields(**changed))

    def verify(self, code=None):
        code = code or self.texts.code(PHONE)
        return self.client.post("/voices/verify/", {"key": self.key, "code": code})

    def send(self, **changed):
        self.compose(**changed)
        return self.verify()

    def voices(self):
        with within(self.cast.county):
            return list(Voice.objects.shown().order_by("pk"))


def test_the_form_says_who_receives_it_and_within_what_period(walk):
    page = walk.client.get(f"/voices/new/?to={walk.cast.lin.pk}&place={walk.cast.place.pk}")
    text = page.content.decode()

    assert page.status_code == 200
    assert "给林晓禾代表留言" in text
    assert "代表在收到后 5个工作日内首次回应" in text
    assert "桂花小区" in text


def test_a_sentence_a_code_and_the_receipt(walk):
    asked = walk.compose()
    assert asked.url == f"/voices/verify/?key={walk.key}"
    assert "137****1111" in walk.client.get(asked.url).content.decode()

    sent = walk.verify()
    [voice] = walk.voices()
    assert sent.url == f"/voices/receipt/{voice.docket.code}/"
    assert (voice.words.body, voice.docket.title) == (
        BODY,
        "河东桥头的路灯坏了两个月，晚上看不见台阶",
    )
    assert (voice.words.byline, voice.place, voice.mandate) == (
        "韩＊＊",
        walk.cast.place,
        walk.cast.lin,
    )
    receipt = walk.client.get(sent.url).content.decode()
    assert voice.docket.code in receipt
    assert f'content="voice-{walk.cast.lin.pk}"' in receipt
    assert re.search(r"存证序号 \d+", receipt)
    assert f"/matters/{voice.docket.code}/receipt.json" in receipt
    assert "<svg" in receipt


def test_sending_signs_in_under_a_new_session_and_keeps_the_consent(walk):
    walk.compose()
    before = walk.client.session.session_key
    walk.verify()

    user = User.objects.get(pk=walk.client.session["_auth_user_id"])
    assert walk.client.session.session_key != before
    assert (user.label, user.level) == ("韩＊＊", User.Level.PHONE)
    assert Consent.objects.get(user=user).purpose == "voice"
    assert "drafts" not in walk.client.session or walk.key not in walk.client.session["drafts"]


def test_an_english_reader_reads_of_an_unnamed_author_in_english(walk):
    walk.send(name="")
    [voice] = walk.voices()
    assert voice.words.byline == "群众"
    page = walk.client.get(f"/matters/{voice.docket.code}/", headers={"accept-language": "en"})
    assert "Member of the public" in words(page)


def test_what_is_typed_waits_in_the_session_only_encrypted(walk):
    walk.compose()
    kept = str(dict(walk.client.session))
    assert PHONE not in kept
    assert "路灯" not in kept


def test_the_same_form_twice_leads_to_the_same_receipt(walk):
    first = walk.send()
    again = walk.verify("123456")
    # A second click carries the session id from before the first one signed in.
    stranger = walk.client.__class__()
    late = stranger.post("/voices/verify/", {"key": walk.key, "code": "123456"})

    assert first.url == again.url == late.url
    assert len(walk.voices()) == 1


def test_the_second_of_two_clicks_at_once_is_led_to_the_receipt_of_the_first(walk):
    walk.compose()
    waiting, code = walk.client.session["drafts"], walk.texts.code(PHONE)
    first = walk.verify(code)
    # The second had read the same session before the first one emptied it.
    second = walk.client.__class__()
    session = second.session
    session["drafts"] = waiting
    session.save()

    late = second.post("/voices/verify/", {"key": walk.key, "code": code})
    assert (late.status_code, late.url) == (302, first.url)
    assert len(walk.voices()) == 1


def test_switching_to_the_elder_view_keeps_what_was_refused(walk):
    refused = walk.compose(phone="12345")
    back = f"/voices/new/?key={walk.key}"
    assert refused.content.decode().count(f'name="next" value="{back}"') == 2

    site = {"origin": "http://testserver"}
    switched = walk.client.post("/view/", {"next": back, "view": "elder"}, headers=site)
    assert switched.url == back
    page = walk.client.get(switched.url).content.decode()
    assert BODY in page and "韩梅梅" in page and "12345" in page


def test_switching_the_language_after_a_wrong_code_leads_back_to_the_code(walk):
    walk.compose()
    refused = walk.verify(wrong(walk.texts.code(PHONE))).content.decode()
    assert f'name="next" value="/voices/verify/?key={walk.key}"' in refused


def test_no_session_is_filled_with_a_text_of_any_length(walk):
    assert walk.compose(body="长" * 20_001).status_code == 422
    assert "drafts" not in walk.client.session


def test_what_is_wrong_stands_above_everything_else_of_the_page(walk):
    page = walk.compose(phone="").content.decode()
    title = page[page.index("<title>") + 7 : page.index("</title>")]
    assert title.startswith("有错误：给林晓禾代表留言")
    assert page.index("还有 1 处需要修改") < page.index("<h1>")
    fresh = walk.client.get(f"/voices/new/?to={walk.cast.lin.pk}").content.decode()
    assert ('class="promise"' in page, 'class="promise"' in fresh) == (False, True)


def test_the_receipt_says_where_the_message_is_and_by_when_on_what_ground(walk):
    sent = walk.send()
    [voice] = walk.voices()
    page = words(walk.client.get(sent.url))
    assert "已送到林晓禾代表的待办。" in page
    assert "代表应在" in page and "（含当日）前首次回应你" in page
    assert "依据：工作惯例" in page
    assert f"http://testserver/matters/{voice.docket.code}/" in page
    assert "下一次存证签名" not in page


def test_a_known_citizen_who_clicks_twice_has_one_message(walk):
    walk.client.force_login(walk.cast.wang)
    assert walk.compose().url == walk.compose().url
    assert len(walk.voices()) == 1


def test_a_known_citizen_sends_without_a_code(walk):
    walk.client.force_login(walk.cast.wang)
    sent = walk.compose(consent="on")

    [voice] = walk.voices()
    assert sent.url == f"/voices/receipt/{voice.docket.code}/"
    assert voice.words.author == walk.cast.wang
    page = walk.client.get(f"/voices/new/?to={walk.cast.lin.pk}").content.decode()
    assert 'name="phone"' not in page
    assert 'name="consent"' not in page


@pytest.fixture
def public_voice(walk):
    with within(walk.cast.county):
        voice = walk.cast.voice(title="河东桥头路灯不亮", body=BODY, author=walk.cast.feng)
        decide(voice.words, "public", ground=Ground.FIT, by=walk.cast.zhao, at=SPRING)
        from huiyin.voices.services import put_in_index

        put_in_index(voice)
    return voice


def test_a_similar_matter_can_be_supported_instead(walk, public_voice):
    shown = walk.compose()
    assert shown.url == f"/voices/similar/?key={walk.key}"
    page = walk.client.get(shown.url).content.decode()
    assert "河东桥头路灯不亮" in page
    assert "1 人反映或支持" in page

    asked = walk.client.post(
        "/voices/similar/", {"key": walk.key, "support": public_voice.docket.code}
    )
    assert asked.url == f"/voices/verify/?key={walk.key}"
    done = walk.verify()
    assert done.url == f"/voices/supported/{public_voice.docket.code}/"
    assert "河东桥头路灯不亮" in walk.client.get(done.url).content.decode()
    with within(walk.cast.county):
        roles = list(
            Party.objects.filter(docket=public_voice.docket).values_list("role", flat=True)
        )
    assert sorted(roles) == ["author", "deputy", "supporter"]
    assert len(walk.voices()) == 1


def test_a_different_matter_goes_on_from_the_similar_ones(walk, public_voice):
    walk.compose()
    asked = walk.client.post("/voices/similar/", {"key": walk.key})
    assert asked.url == f"/voices/verify/?key={walk.key}"
    walk.verify()
    assert len(walk.voices()) == 2


def test_what_is_not_public_cannot_be_supported(walk):
    with within(walk.cast.county):
        hidden = walk.cast.voice(public=False)
    walk.compose()
    tried = walk.client.post("/voices/similar/", {"key": walk.key, "support": hidden.docket.code})
    assert tried.status_code == 404


def test_a_wrong_code_is_refused_and_a_used_one_too(walk):
    walk.compose()
    code = walk.texts.code(PHONE)
    refused = walk.verify(wrong(code))
    assert refused.status_code == 422
    assert "验证码不对" in refused.content.decode()
    assert walk.voices() == []
    walk.verify(code)

    other = Walk(walk.cast, walk.client.__class__(), walk.texts)
    other.compose()
    assert other.verify(code if other.texts.code(PHONE) != code else wrong(code)).status_code == 422
    assert len(walk.voices()) == 1


def test_after_five_wrong_codes_even_the_right_one_is_refused(walk):
    walk.compose()
    code = walk.texts.code(PHONE)
    for _ in range(5):
        walk.verify(wrong(code))
    refused = walk.verify(code)
    assert refused.status_code == 422
    assert "输错次数过多" in refused.content.decode()


def test_the_sixth_code_in_an_hour_is_not_sent_and_the_text_is_kept(walk):
    for _ in range(5):
        walk.compose()
    refused = walk.compose()
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "过于频繁" in page
    assert BODY in page
    assert len(walk.texts.sent) == 5


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"body": ""}, "请写下你想说的事"),
        ({"body": "　\u200b\u200b\u200b\u200b\u200b"}, "请写下你想说的事"),
        ({"body": "路灯\u200b\u200b\u200b坏了"}, "请写得具体一些（至少 5 个字）"),
        ({"phone": "12345"}, "请填写 11 位手机号码"),
        ({"phone": ""}, "请填写手机号"),
        ({"consent": ""}, "请先阅读说明并勾选同意"),
        ({"publicity": "everyone"}, "everyone"),
        ({"body": "路灯坏了\x07不亮了"}, "无法显示的控制字符"),
        ({"body": "长" * 5001}, "最多 5000 字，现在 5001 字"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_the_rest_is_kept(walk, changed, message):
    page = walk.compose(name="保留的名字", **changed)
    assert page.status_code == 422
    assert message in page.content.decode()
    assert "保留的名字" in page.content.decode()
    assert walk.texts.sent == []


def test_nul_is_refused_before_anything_reads_it(walk):
    assert walk.compose(body="路灯\0坏了很久").status_code == 400


@pytest.mark.parametrize("to", ["", "0", "9" * 30, "-1", "x", "１２"])
def test_a_deputy_who_does_not_exist_is_not_found(walk, to):
    assert walk.compose(to=to).status_code == 404


def test_the_deputy_of_another_congress_is_not_found(walk):
    assert walk.client.get(f"/voices/new/?to={walk.cast.city_deputy.pk}").status_code == 404
    assert walk.compose(to=walk.cast.city_deputy.pk).status_code == 404


def test_without_a_deputy_one_is_led_to_find_one(walk):
    assert walk.client.get("/voices/new/").url == "/find/"


def test_a_deputy_out_of_office_takes_no_messages_and_the_text_is_kept(walk):
    with within(walk.cast.county):
        advance(walk.cast.lin, "suspend", by=walk.cast.zhao, at=SPRING)
    walk.client.force_login(walk.cast.wang)
    page = walk.compose()
    assert page.status_code == 422
    assert "目前不在任期内" in page.content.decode()
    assert BODY in page.content.decode()
    assert walk.voices() == []


def test_the_twenty_first_message_in_an_hour_waits_and_keeps_its_text(walk):
    walk.client.force_login(walk.cast.wang)
    for _ in range(limits.PER_PERSON.rate):
        limits.PER_PERSON.take(walk.cast.wang.pk)
    page = walk.compose()
    assert (page.status_code, page["Retry-After"]) == (429, "3600")
    assert BODY in page.content.decode()
    assert "最长等 60 分钟" in page.content.decode()


def test_a_flood_from_one_address_waits_and_keeps_its_text(walk):
    for _ in range(limits.PER_ADDRESS.rate):
        limits.PER_ADDRESS.take("127.0.0.1")
    page = walk.compose()
    assert page.status_code == 429
    assert BODY in page.content.decode()


def test_a_lost_session_says_that_nothing_was_sent(walk):
    page = walk.verify("123456")
    assert page.status_code == 409
    assert "还没有提交" in page.content.decode()
    assert walk.client.get("/voices/verify/").url == "/find/"


def test_the_draft_can_be_changed_on_the_way(walk):
    walk.compose()
    page = walk.client.get(f"/voices/new/?key={walk.key}").content.decode()
    assert BODY in page
    assert PHONE in page


def test_staff_write_for_somebody_who_came_to_the_station(walk):
    walk.client.force_login(walk.cast.zhao)
    with_second_factor(walk.cast.zhao)
    sent = walk.compose(channel="station")

    [voice] = walk.voices()
    assert sent.url == f"/voices/receipt/{voice.docket.code}/"
    author = voice.words.author
    assert (voice.channel, author.level, author.label) == ("station", User.Level.NONE, "韩＊＊")
    assert walk.client.session["_auth_user_id"] == str(walk.cast.zhao.pk)


def test_other_officials_are_told_to_leave_their_office_first(walk):
    walk.client.force_login(walk.cast.sun)
    with_second_factor(walk.cast.sun)
    page = walk.compose()
    assert "你正以工作身份登录" in page.content.decode()
    assert walk.voices() == []


def with_second_factor(user):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(user, generate_totp_secret())


NAUGHTY = [
    "'; DROP TABLE voices;-- 路灯坏了",
    "<script>alert(1)</script>路灯坏了",
    "{{ 7*7 }}{% debug %} 路灯坏了",
    "../../../etc/passwd 路灯坏了",
    "𠮷野家门口的路灯坏了😀👨‍👩‍👧",
    "e\u0301cole 门口的路灯坏了",
    "مرحبا \u202e倒过来的路灯坏了",
    "㍿％ｓ%s%n%d 路灯坏了",
    "\ufeff路灯坏了\u2028很久了",
    "=cmd|' /C calc'!A0 路灯坏了",
    "路灯坏了\r\n第二行\r第三行",
    "null undefined NaN 路灯坏了",
]


@pytest.mark.parametrize("text", NAUGHTY)
def test_any_words_are_kept_as_they_are_and_shown_as_words(walk, text):
    walk.client.force_login(walk.cast.wang)
    sent = walk.compose(body=text, title=text[:60])
    assert sent.status_code == 302

    [voice] = walk.voices()
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    assert voice.words.body == unicodedata.normalize("NFC", lines).strip()
    assert "<script>alert" not in walk.client.get(sent.url).content.decode()


@pytest.mark.parametrize(
    "field", ["title", "name", "phone", "publicity", "place", "key", "consent"]
)
@pytest.mark.parametrize("text", [*NAUGHTY, "9" * 400, "\x1b[31m", "%00", "\\"])
def test_no_field_breaks_the_page(walk, field, text):
    page = walk.compose(**{field: text})
    assert page.status_code in (302, 422, 400)


def test_a_page_costs_few_queries(walk, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        walk.client.get(f"/voices/new/?to={walk.cast.lin.pk}&place={walk.cast.place.pk}")
    receipt = walk.send().url
    with django_assert_max_num_queries(12):
        walk.client.get(receipt)


def test_nothing_private_stands_on_a_receipt(walk):
    sent = walk.send(publicity="private")
    page = walk.client.__class__().get(sent.url).content.decode()
    assert "路灯" not in page
    assert PHONE not in page
    assert "韩" not in page
    assert Contribution.Visibility.PARTIES == walk.voices()[0].words.visibility
