"""A bill's whole way through its pages, by forms sent as a browser without scripts does."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from huiyin.bills.models import Sponsor
from huiyin.bills.procedure import State
from huiyin.bills.tests.chamber import TEXT, chamber_of
from huiyin.congresses.models import Session
from huiyin.congresses.scope import within
from huiyin.procedure.models import Docket
from tests.visitor import Visitor, text_of

#: Statements a step may cost, without those that only mark transactions.
POST = 20
KEY = "6f1c3a52-3b43-4a55-9b70-6d6c1f9f4c11"


class Desk:
    """Everybody of the chamber, each signed in, and the bill they work on."""

    def __init__(self, cast):
        self.chamber = chamber_of(cast)
        self.cast, self.code, self.people = cast, "", {}

    def visitor(self, name):
        if name not in self.people:
            user = getattr(self.chamber, name, None) or getattr(self.cast, name)
            self.people[name] = Visitor(user)
        return self.people[name]

    def do(self, name, verb, status=302, **data):
        answer = self.visitor(name).post(f"/desk/bills/{self.code}/{verb}/", **data)
        assert answer.status_code == status, (name, verb, text_of(answer)[:3000])
        return answer

    def page(self, name):
        return self.visitor(name).get(f"/desk/bills/{self.code}/")

    @property
    def state(self):
        with within(self.cast.county):
            return Docket.objects.get(code=self.code).state

    def at(self, make, **facts):
        """Let the desk work on what the chamber has made."""
        with within(self.cast.county):
            self.code = getattr(self.chamber, make)(**facts).docket.code
        return self

    def sit(self):
        """The congress sits today."""
        today = localdate()
        with within(self.cast.county):
            Session.objects.filter(pk=self.chamber.session.pk).update(
                starts_on=today, ends_on=today
            )
        return self


@pytest.fixture
def desk(cast):
    return Desk(cast)


def test_the_form_offers_only_what_is_within_the_powers_of_the_congress(desk):
    def kinds():
        form = desk.visitor("lin").get("/desk/bills/new/").context["form"]
        return [value for value, _label in form.fields["kind"].choices]

    county = desk.cast.county
    assert "legislation" not in kinds()
    county.level = county.Level.PREFECTURE
    county.save(update_fields=["level"])
    cache.clear()
    assert "legislation" in kinds()


def confirm_all(desk, count=9):
    for mandate in desk.chamber.others[:count]:
        visitor = Visitor(mandate.person.user)
        desk.do("lin", "invite", mandate=mandate.pk)
        page = visitor.get(f"/desk/bills/{desk.code}/")
        seen = page.context["main"]["form"]["seen"].value()
        visitor.post(f"/desk/bills/{desk.code}/confirm/", seen=seen)


def test_from_an_idea_to_the_agenda_and_a_vote(desk):
    desk.sit()
    answer = desk.visitor("lin").post("/desk/bills/new/", **TEXT, key=KEY)
    desk.code = answer.headers["Location"].split("/")[-2]
    confirm_all(desk, 8)
    refused = desk.do("lin", "file", 422, one_matter="on", declared="on")
    assert "还差 1 人" in text_of(refused)
    confirm_all_from = desk.chamber.others[8]
    desk.do("lin", "invite", mandate=confirm_all_from.pk)
    visitor = Visitor(confirm_all_from.person.user)
    page = visitor.get(f"/desk/bills/{desk.code}/")
    visitor.post(
        f"/desk/bills/{desk.code}/confirm/", seen=page.context["main"]["form"]["seen"].value()
    )
    assert "人数已经够了" in text_of(desk.page("lin"))
    desk.do("lin", "file", one_matter="on", declared="on")
    desk.do("zhao", "register", public="yes")
    committee = desk.chamber.finance_committee.pk
    desk.do("zhao", "screen", committee=committee)
    desk.do("cai", "give_opinion", proposal="agenda", body="建议列入。")
    desk.do("zhao", "propose", proposal="agenda", body="建议列入。")
    desk.do("zhao", "put_on_agenda")
    desk.do("zhao", "deliberate", body="普遍赞成。")
    votes = {"in_favour": 8, "against": 2, "abstained": 1, "whole": 12}
    desk.do("zhao", "vote", **votes, held_on=localdate())
    assert desk.state == State.PASSED
    page = desk.page("lin")
    assert page.context["answers"] == [
        ("作为议案", "是"),
        ("委员会", "财政经济委员会"),
        ("结果", "表决通过"),
    ]
    assert "不公布个人的表决" in text_of(page)


def test_the_deputy_reads_that_it_is_no_bill_why_and_what_it_became(desk):
    desk.at("before_presidium")
    desk.do("zhao", "convert", reason="属于县人民政府职权。")
    told = text_of(desk.page("lin"))
    assert "否，改作代表建议办理并答复" in told and "属于县人民政府职权。" in told
    assert "看改作的建议办得怎样" in told


def test_the_suggestion_it_became_says_which_bill_it_was(desk):
    desk.at("before_presidium")
    desk.do("zhao", "convert", reason="属于县人民政府职权。")
    with within(desk.cast.county):
        became = Docket.objects.get(kind="suggestion")
    page = desk.visitor("lin").get(f"/matters/{became.code}/")
    assert f'href="/bills/{desk.code}/"' in page.content.decode()
    assert "议案经主席团决定改作代表建议" in text_of(page)
    assert desk.visitor("zhao").get(f"/desk/suggestions/{became.code}/").status_code == 200


def test_after_the_session_committee_standing_committee_and_unit_do_their_part(desk):
    desk.at("at_committee")
    desk.do("cai", "consult", unit=desk.cast.transport.pk)
    desk.do("sun", "answer_consultation", body="可行。")
    desk.do("cai", "report", proposal="unit", body="建议交办。")
    desk.do("chang", "lay_before", meeting="常委会第三十次会议")
    desk.do("chang", "decide", 422, decision="unit", unit="", body="同意。")
    desk.do("chang", "decide", decision="unit", unit=desk.cast.transport.pk, body="同意。")
    desk.do("sun", "report_handling", body="正在办理。")
    desk.do("chang", "order_redo", reason="没有时间表")
    desk.do("sun", "report_handling", body="年内完成。")
    desk.do("chang", "accept_report")
    assert desk.state == State.CLOSED


def test_a_second_clerk_is_told_that_the_bill_has_moved_on(desk):
    desk.at("filed")
    desk.do("zhao", "register", public="yes")
    answer = desk.do("zhao", "register", 409, public="no")
    assert answer.status_code == 409


@pytest.mark.parametrize("who", ["wang", "chu", "sun", "zheng"])
def test_for_who_has_no_part_in_it_there_is_no_bill(desk, who):
    desk.at("registered")
    assert desk.page(who).status_code == 404
    assert desk.visitor(who).post(f"/desk/bills/{desk.code}/screen/").status_code == 404


def test_a_draft_is_not_the_offices_to_see(desk):
    desk.at("joined")
    assert [desk.page(who).status_code for who in ("lin", "zhao", "chang")] == [200, 404, 404]
    assert "夜间公共交通" not in text_of(desk.visitor("zhao").get("/desk/bills/"))


def test_a_bill_without_grounds_is_refused_beside_the_form_and_nothing_is_lost(desk):
    desk.at("joined", grounds="").sit()
    answer = desk.do("lin", "file", 422, one_matter="on", declared="on")
    assert "案由、案据和方案" in text_of(answer)
    assert desk.state == State.COSIGNING


def test_the_list_is_found_by_state_and_words_and_turned_page_by_page(desk):
    with within(desk.cast.county):
        for number in range(21):
            desk.chamber.draft(title=f"关于第{number}件事的议案")
    lin = desk.visitor("lin")
    first = lin.get("/desk/bills/")
    assert (len(first.context["rows"]), bool(first.context["older"])) == (20, True)
    second = lin.get(f"/desk/bills/{first.context['older']}")
    assert [row["it"].docket.title for row in second.context["rows"]] == ["关于第0件事的议案"]
    assert len(lin.get("/desk/bills/?q=第7件").context["rows"]) == 1
    assert lin.get("/desk/bills/?state=passed").context["rows"] == []
    assert lin.get("/desk/bills/?state=nothing&after=x").status_code == 200


def queries(ask):
    with CaptureQueriesContext(connection) as captured:
        assert ask().status_code in (200, 302)
    said = [one["sql"] for one in captured if "SAVEPOINT" not in one["sql"]]
    return len(said)


def asked(desk):
    """How many questions each page asks, on the second visit."""
    pages = {
        "list": lambda: desk.visitor("zhao").get("/desk/bills/"),
        "page": lambda: desk.page("chang"),
        "public": lambda: Visitor().get(f"/bills/{desk.code}/"),
        "public list": lambda: Visitor().get("/bills/"),
    }
    for ask in pages.values():
        ask()
    return {name: queries(ask) for name, ask in pages.items()}


def test_pages_ask_a_fixed_number_of_questions(desk):
    few = asked(desk.at("reported", count=9))
    with within(desk.cast.county):
        for _number in range(3):
            desk.chamber.registered()
    many = asked(desk.at("reported", count=11))
    assert many == few
    assert few["public"] <= 12 and few["public list"] <= 12 and few["list"] <= 15, few
    assert few["page"] <= 20, few


def test_steps_ask_no_more_than_they_may(desk):
    desk.at("registered")  # the series of numbers has begun
    desk.at("filed", count=11)
    desk.page("zhao")
    steps = {}
    for verb, data in (
        ("register", {"public": "yes"}),
        ("screen", {"committee": desk.chamber.finance_committee.pk}),
        ("propose", {"proposal": "convert", "body": "改作建议。"}),
    ):
        steps[verb] = queries(
            lambda verb=verb, data=data: desk.visitor("zhao").post(
                f"/desk/bills/{desk.code}/{verb}/", **data
            )
        )
    assert max(steps.values()) <= POST, steps


def test_anybody_reads_a_public_bill_with_its_periods_articles_and_history(desk):
    with within(desk.cast.county):
        desk.cast.county.profile_key = "shanghai-2015"
        desk.cast.county.save(update_fields=["profile_key"])
    desk.at("sent")
    told = text_of(Visitor().get(f"/bills/{desk.code}/"))
    for words in (
        "报告办理情况",
        "依据：上海市代表议案规定（2015）第二十条第一款",
        "交财政经济委员会在大会闭会后审议",
        "全国人大议事规则 (2021) 31",
        "审议结果的报告",
        TEXT["plan"],
    ):
        assert words in told, words
    assert "专门委员会的处理意见" not in told and "邀请联名" not in told


def test_a_bill_that_is_not_public_is_only_for_those_concerned(desk):
    desk.at("registered", public=False)
    address = f"/bills/{desk.code}/"
    assert Visitor().get(address).status_code == 404
    assert desk.visitor("wang").get(address).status_code == 404
    assert desk.visitor("lin").get(address).status_code == 200
    assert Visitor(desk.chamber.others[0].person.user).get(address).status_code == 200
    assert "夜间公共交通" not in text_of(Visitor().get("/bills/"))


def test_the_address_in_a_notice_leads_to_the_bill(desk):
    desk.at("registered")
    answer = Visitor().get(f"/matters/{desk.code}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/bills/{desk.code}/")
    assert desk.visitor("wang").post(f"/matters/{desk.code}/follow/").status_code == 302
    page = desk.visitor("wang").get(f"/bills/{desk.code}/")
    assert page.context["role"] == "follower"


def test_the_file_that_proves_a_bill_carries_its_words_only_for_those_inside(desk):
    desk.at("registered")
    address = f"/matters/{desk.code}/receipt.json"
    anybody, lin = Visitor().get(address).json(), desk.visitor("lin").get(address).json()
    assert (anybody["number"], "content" in anybody) == ("18-5-议001", False)
    assert TEXT["plan"] in lin["content"]


def test_a_number_typed_into_the_tracking_page_leads_to_the_bill(desk):
    desk.at("registered")
    answer = Visitor().get("/track/?number=18-5-议001")
    assert answer.headers["Location"] == f"/matters/{desk.code}/"


def test_an_edit_under_the_reader_is_told_to_who_confirms(desk):
    desk.at("draft")
    mandate = desk.chamber.others[0]
    desk.do("lin", "invite", mandate=mandate.pk)
    visitor = Visitor(mandate.person.user)
    page = visitor.get(f"/desk/bills/{desk.code}/")
    seen = page.context["main"]["form"]["seen"].value()
    desk.do("lin", "edit", **{**TEXT, "plan": "试行一年。"})
    stale = visitor.post(f"/desk/bills/{desk.code}/confirm/", seen=seen)
    assert (stale.status_code, "请读过最新文本再确认" in text_of(stale)) == (422, True)
    with within(desk.cast.county):
        assert Sponsor.objects.get().answer == "invited"
