"""Consultations as everybody sees them, and as the deputy and the office work on them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from huiyin.accounts.models import Consent, User
from huiyin.congresses.scope import within
from huiyin.contributions.models import Contribution
from huiyin.contributions.services import decide
from huiyin.deputies.models import Place
from huiyin.suggestions.models import Opinion, Suggestion
from huiyin.suggestions.procedure import State
from huiyin.suggestions.services import consulting
from huiyin.suggestions.tests.test_consulting import asked, noted, opened, said
from tests.texting import Texts, wrong
from tests.visitor import Visitor, text_of


@pytest.fixture
def open_one(cast):
    with within(cast.county):
        cast.case, cast.consultation = opened(cast)
    cast.address = f"/consultations/{cast.consultation.pk}/"
    return cast


def opinion(**changes):
    right = {"body": "希望末班到十一点半", "place": "桂花小区", "publicity": "public"}
    return right | {"key": uuid4(), **changes}


def stranger(**changes):
    return opinion(phone="13700001111", name="李小红", consent="on", **changes)


def test_a_stranger_writes_proves_the_phone_and_is_heard(open_one, settings):
    settings.SMS_PROVIDER = "tests.texting.Texts"
    visitor = Visitor()
    assert "末班车几点合适？" in text_of(visitor.get(open_one.address))
    answer = visitor.post(open_one.address, **stranger())
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{open_one.address}verify/")
    page = text_of(visitor.get(f"{open_one.address}verify/"))
    assert "137****1111" in page
    code = Texts.code("13700001111")
    assert visitor.post(f"{open_one.address}verify/", code=wrong(code)).status_code == 422
    done = visitor.post(f"{open_one.address}verify/", code=code)
    assert (done.status_code, done.headers["Location"]) == (302, open_one.address)
    page = text_of(visitor.get(open_one.address))
    assert "意见已收到，审核后公开显示" in page and "你的意见" in page
    with within(open_one.county):
        kept = Opinion.objects.get()
        assert (kept.words.byline, kept.place, kept.author.level) == (
            "李＊＊",
            open_one.place,
            User.Level.PHONE,
        )
        assert Consent.objects.get(user=kept.author).purpose == "opinion"
    assert "希望末班到十一点半" not in text_of(Visitor().get(open_one.address))


def test_a_wrong_code_sends_nothing_and_keeps_what_was_typed(open_one):
    visitor = Visitor()
    visitor.post(open_one.address, **stranger())
    assert visitor.post(f"{open_one.address}verify/", code="000000").status_code == 422
    assert "希望末班到十一点半" in text_of(visitor.get(open_one.address))
    with within(open_one.county):
        assert Opinion.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"place": "火星基地"}, "征询范围里没有找到这个地方"),
        ({"place": ""}, "请填写“你住在哪里，或者在哪里工作”"),
        ({"body": "好"}, "请写得具体一些"),
        ({"consent": ""}, "请先阅读说明并勾选同意"),
        ({"phone": "12"}, "请填写 11 位手机号码"),
    ],
)
def test_what_is_missing_is_said_beside_the_form(open_one, changes, words):
    answer = Visitor().post(open_one.address, **stranger() | changes)
    assert (answer.status_code, words in text_of(answer)) == (422, True)


def test_several_places_of_that_name_are_named(open_one):
    with within(open_one.county):
        for name in ("桂花里东区", "桂花里西区"):
            place = Place.objects.create(area=open_one.street, name=name, kind="estate")
            open_one.district.places.add(place)
    answer = text_of(Visitor().post(open_one.address, **stranger(place="桂花里")))
    assert "桂花里东区" in answer and "桂花里西区" in answer and "请写完整" in answer


def test_a_citizen_known_already_amends_until_the_end(open_one):
    wang = Visitor(open_one.wang)
    first = wang.post(open_one.address, **opinion(consent="on"))
    assert first.status_code == 302
    page = wang.get(open_one.address)
    assert page.context["form"].initial["body"] == "希望末班到十一点半"
    assert wang.post(open_one.address, **opinion(body="想想还是十二点")).status_code == 302
    with within(open_one.county):
        assert [each.words.body for each in Opinion.objects.filter(replaced_at=None)] == [
            "想想还是十二点"
        ]
        type(open_one.consultation).objects.update(ends_on=localdate() - timedelta(days=1))
    late = wang.post(open_one.address, **opinion(body="再改一次看看"))
    assert (late.status_code, "这次征询已经结束" in text_of(late)) == (422, True)


def test_an_official_reads_and_is_told_that_the_form_is_not_theirs(open_one):
    sun = Visitor(open_one.sun)
    assert "这里是给群众提意见的" in text_of(sun.get(open_one.address))
    assert sun.post(open_one.address, **opinion()).status_code == 422


def test_the_review_queue_shows_the_opinion_and_the_page_shows_it_after(open_one):
    with within(open_one.county):
        kept = said(open_one, open_one.consultation)
    zhao = Visitor(open_one.zhao)
    queue = text_of(zhao.get("/desk/review/"))
    assert "希望末班到十一点半" in queue and open_one.case.docket.title in queue
    decision = {"decision": "publish", "ground": "", "note": "", "seen": "pending"}
    zhao.post(f"/desk/review/{kept.words.uid}/", **decision)
    page = text_of(Visitor().get(open_one.address))
    assert "希望末班到十一点半" in page and "桂花小区" not in page.split("大家的意见")[1]


def test_what_was_used_stands_on_the_page_for_everybody_and_for_its_author(open_one):
    with within(open_one.county):
        used, other = (
            said(open_one, open_one.consultation),
            said(open_one, open_one.consultation, who=open_one.feng, body="白天也要加一班"),
        )
        for each in (used, other):
            decide(
                each.words,
                Contribution.Visibility.PUBLIC,
                ground="fit",
                by=open_one.zhao,
                at=now(),
            )
        case = Suggestion.objects.shown().get(pk=open_one.case.pk)
        lin = open_one.lin.person.user
        consulting.write(case, used=[used], feedback="先定末班", by=lin, at=now())
        response = case.consultations.get().response
    assert "先定末班" not in text_of(Visitor().get(open_one.address))
    waiting = text_of(Visitor(open_one.zhao).get("/desk/review/"))
    assert "先定末班" in waiting and case.docket.title in waiting
    with within(open_one.county):
        decide(response, "public", ground="fit", by=open_one.zhao, at=now())
    page = text_of(Visitor().get(open_one.address))
    assert page.count("已被采用") == 1 and "先定末班" in page
    assert "这次没有采用" in text_of(Visitor(open_one.feng).get(open_one.address))
    assert text_of(Visitor(open_one.wang).get(open_one.address)).count("已被采用") == 2


def test_the_list_shows_what_is_open_and_what_is_over(open_one):
    page = text_of(Visitor().get("/consultations/"))
    assert open_one.case.docket.title in page and "现在没有正在进行的征询" not in page
    with within(open_one.county):
        asked(open_one)  # not reviewed yet: nobody else knows of it
        type(open_one.consultation).objects.exclude(opened_at=None).update(
            ends_on=localdate() - timedelta(days=1)
        )
    answer = Visitor().get("/consultations/")
    assert "现在没有正在进行的征询" in text_of(answer)
    assert len(answer.context["ended"]) == 1


def test_what_was_not_opened_does_not_exist_in_public(cast):
    with within(cast.county):
        case = asked(cast)
        pk = case.consultations.get().pk
    assert Visitor().get(f"/consultations/{pk}/").status_code == 404
    assert Visitor().get(f"/consultations/{pk}/verify/").status_code == 404


def test_the_pages_ask_the_database_a_fixed_number_of_times(open_one):
    visitor = Visitor()
    visitor.get(open_one.address)
    with within(open_one.county):
        for who in (open_one.wang, open_one.feng):
            kept = said(open_one, open_one.consultation, who=who)
            decide(kept.words, "public", ground="fit", by=open_one.zhao, at=now())
    with CaptureQueriesContext(
        connection,
    ) as page:
        visitor.get(open_one.address)
    with CaptureQueriesContext(connection) as listing:
        visitor.get("/consultations/")
    assert len(page) <= 12 and len(listing) <= 12


# --- On the desk --------------------------------------------------------------------------


def acts_of(answer):
    sections = [answer.context["main"], *answer.context["others"]]
    return {section["act"].name for section in sections if section}


def test_deputy_and_office_walk_from_the_idea_to_the_draft(cast):
    with within(cast.county):
        case = noted(cast)
    at = f"/desk/suggestions/{case.docket.code}/"
    lin, zhao = Visitor(cast.lin.person.user), Visitor(cast.zhao)
    assert acts_of(lin.get(at)) >= {"write", "consult", "edit"}
    ends = localdate() + timedelta(days=10)
    right = {"text": "末班几点？", "audience": "district", "ends_on": ends}
    assert lin.post(f"{at}consult/", **right).status_code == 302
    page = text_of(zhao.get(at))
    assert "末班几点？" in page and "只是我自己的笔记" not in page
    assert case.docket.title in text_of(zhao.get("/desk/"))
    assert zhao.post(f"{at}open_consultation/").status_code == 302
    assert zhao.get(at).status_code == 404
    with within(cast.county):
        consultation = case.consultations.get()
        kept = said(cast, consultation)
    page = lin.get(at)
    assert "希望末班到十一点半" in text_of(page)
    sent = {"used": [kept.pk], "feedback": "定在十一点半"}
    assert lin.post(f"{at}write/", **sent).status_code == 302
    with within(cast.county):
        case.docket.refresh_from_db()
        assert (case.docket.state, Opinion.objects.get().used) == (State.DRAFTING, True)


def test_the_office_sends_the_text_back(cast):
    with within(cast.county):
        case = asked(cast)
    at = f"/desk/suggestions/{case.docket.code}/"
    zhao = Visitor(cast.zhao)
    assert zhao.post(f"{at}refuse_consultation/", reason="").status_code == 422
    assert zhao.post(f"{at}refuse_consultation/", reason="写了姓名").status_code == 302
    assert "写了姓名" in text_of(Visitor(cast.lin.person.user).get(at))
