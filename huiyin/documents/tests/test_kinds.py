"""What each kind of document says of a whole case, and what it leaves out."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from huiyin.congresses.models import Organ, Seat, Session
from huiyin.congresses.services import organ
from huiyin.documents import naming
from huiyin.documents.kinds import KINDS
from huiyin.documents.tests import cases
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.services import assigning
from huiyin.suggestions.services.office import accept
from tests.cast import SPRING


def said(data):
    pages = PdfReader(BytesIO(data)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def paper(user, case, kind, **key):
    return said(cases.take(user, case, kind, **key)[0])


def test_the_suggestion_form_has_the_text_its_signers_and_its_units(at_home):
    text = paper(at_home.zhao, cases.rated(at_home), "suggestion_form")
    for words in (
        "云溪县第十八届人民代表大会代表建议、批评和意见",
        "领衔代表林晓禾",
        "联名代表周建平",
        "一、情况和问题夜班职工下班后没有公交。",
        "二、具体建议开行夜班线",
        "■全文公开□只公开标题□不公开",
        "■本件一事一议",
        "主办县交通运输局线路和班次",
    ):
        assert words in text


def test_an_assignment_letter_names_the_part_the_law_and_the_day_of_the_reply(at_home):
    case = cases.answered(at_home)
    text = paper(at_home.sun, case, "assignment_letter")
    for words in (
        "关于交办云溪县第十八届人民代表大会闭会期间第1号建议的函",
        "云溪县交通运输局：根据《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》第五十一条",
        "办理方式主办",
        "办理内容线路和班次",
        "其他单位县财政局（会办）",
        "2026年6月9日代表法",
        "附件：1.代表建议表2.征询意见表",
    ):
        assert words in text
    co = paper(at_home.zheng, case, "assignment_letter")
    assert "会办意见不直接送代表" in co
    assert "办理内容运营补贴" in co


def test_an_assignment_letter_stays_what_it_was_when_its_clock_is_met(at_home):
    case = cases.returned(at_home)
    before = paper(at_home.zhao, case, "assignment_letter")
    cases.finish(case, at_home)
    assert paper(at_home.zhao, case, "assignment_letter") == before


def test_a_return_request_has_reason_basis_and_room_for_the_decision(at_home):
    case = cases.returned(at_home)
    text = paper(at_home.sun, case, "return_request")
    assert "云溪县人大常委会代表工作委员会：" in text
    assert "退回理由夜班线由城市公交公司经营" in text
    assert "职责依据县交通运输局职能配置规定第三条" in text
    assert "不同意退回" not in text
    decided = paper(at_home.sun, cases.finish(case, at_home), "return_request")
    assert "交办机构意见不同意退回，请继续办理。线路审批由你局负责。" in decided


def test_a_co_handling_opinion_is_addressed_to_the_lead_unit(at_home):
    text = paper(at_home.sun, cases.answered(at_home), "co_opinion")
    assert "关于云溪县第十八届人民代表大会闭会期间第1号建议的会办意见" in text
    assert "云溪县交通运输局：" in text
    assert "补贴可以列入预算。" in text
    assert "抄送" not in text


def test_a_reply_letter_opens_and_closes_where_its_text_does_not(at_home):
    case = cases.answered(at_home, body="开行夜班线。")
    text = paper(at_home.sun, case, "reply_letter")
    assert (
        "您在云溪县第十八届人民代表大会闭会期间提出的《关于增设夜班公交线路的建议》"
        "（第1号建议）收悉。现答复如下：开行夜班线。"
    ) in text
    assert "感谢您对县交通运输局工作的关心和支持。" in text


def test_an_opinion_form_is_empty_until_it_was_filled_in(at_home):
    case = cases.answered(at_home)
    lin = at_home.lin.person.user
    assert "对办理结果□满意□基本满意□不满意" in paper(lin, case, "opinion_form")
    cases.judge(case, at_home)
    filled = paper(lin, case, "opinion_form")
    assert "对办理态度■满意□基本满意□不满意" in filled
    assert "对办理结果□满意■基本满意□不满意" in filled
    assert "■面商" in filled


def test_a_face_to_face_record_has_time_place_people_and_the_deputys_view(at_home):
    text = paper(at_home.sun, cases.answered(at_home), "face_to_face")
    for words in ("2026年3月9日", "县医院会议室", "林晓禾代表、孙承办", "希望末班再晚一些。"):
        assert words in text


def test_a_ledger_of_commitments_has_the_course_of_each(at_home):
    text = paper(at_home.zhao, cases.rated(at_home), "commitment_ledger")
    for words in ("开行夜班线", "2026年11月30日", "车辆已经招标。", "11月20日开行。", "已落实"):
        assert words in text


def test_no_document_carries_a_phone_or_name_of_a_citizen(at_home):
    case = cases.rated(at_home)
    for kind in KINDS:
        user = at_home.sun if kind == "co_opinion" else at_home.zhao
        text = paper(user, case, kind)
        for secret in ("13812346621", "13912340000", "王小明", "冯大爷"):
            assert secret not in text, kind


def test_a_suggestion_of_a_session_is_named_by_it(at_home):
    Session.objects.create(
        term=at_home.term, number=5, starts_on=SPRING.date(), ends_on=SPRING.date()
    )
    case = at_home.replied()
    suggestion = Suggestion.objects.shown().get(pk=case.pk)
    named = "云溪县第十八届人民代表大会第五次会议第1号建议"
    assert naming.of_item(suggestion) == named
    assert f"对{named}的答复" in paper(at_home.sun, case, "reply_letter")


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("县交通运输局", "云溪县交通运输局"),
        ("云溪县财政局", "云溪县财政局"),
        ("省电力公司", "省电力公司"),
        ("青石镇人民政府", "青石镇人民政府"),
    ],
)
def test_a_unit_signs_with_its_full_name(at_home, name, full):
    at_home.transport.name = name
    assert naming.full_name(at_home.transport, at_home.county) == full


def test_the_nations_congress_is_named_by_its_term_first(at_home):
    at_home.county.level = 1
    assert naming.congress_of_term(at_home.county, at_home.term) == "第十八届全国人民代表大会"


def test_a_unit_to_which_an_office_dispatched_it_has_its_letter_from_that_office(at_home):
    office = organ(at_home.county, Organ.Kind.GOVERNMENT_OFFICE, "县人民政府办公室")
    clerk = at_home._official("周转办", office, Seat.Role.CLERK)
    Organ.objects.filter(pk=at_home.transport.pk).update(parent=office)
    at_home.transport.refresh_from_db()
    case = cases.joint(at_home)
    accept(case, public=True, by=at_home.zhao, at=SPRING)
    assigning.assign(case, lead=office, lead_part="全部内容", by=at_home.zhao, at=SPRING)
    later = SPRING + timedelta(days=2)
    assigning.dispatch(case, unit=at_home.transport, by=clerk, at=later)
    text = paper(at_home.sun, case, "assignment_letter")
    assert text.startswith("云溪县人民政府办公室")
    assert "云溪县交通运输局：" in text
    assert "2026年6月9日代表法" in text
    assert "云溪县人民政府办公室2026年3月11日" in text
