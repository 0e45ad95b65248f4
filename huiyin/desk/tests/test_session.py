"""Work at the pace of a session, as it stands on the pages of the desk."""

import csv
import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from huiyin.accounts.models import AccessLog, User
from huiyin.congresses.scope import within
from huiyin.deputies.models import Assistant
from huiyin.desk.models import Batch, Intake, SavedFilter
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.services import office
from tests.cast import SPRING
from tests.visitor import Visitor, text_of

HEAD = ["标题", "情况和问题", "具体建议", "领衔代表"]
GOOD = ["关于路灯的建议", "路灯坏了", "修好路灯", "林晓禾"]


@pytest.fixture
def zhao(cast):
    return Visitor(cast.zhao)


@pytest.fixture
def lin(cast):
    return Visitor(cast.lin.person.user)


def bring(cast, count, *, accept=False, title="关于夜班公交的建议"):
    with within(cast.county):
        cases = [cast.submitted() for _n in range(count)]
        for case in cases if accept else ():
            office.accept(case, public=True, by=cast.zhao, at=SPRING)
    return [case.docket.code for case in cases]


def states(cast):
    with within(cast.county):
        return list(Suggestion.objects.order_by("pk").values_list("docket__state", flat=True))


def sent(*rows, name="建议.xlsx"):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile(name, file.getvalue())


# -- bulk --------------------------------------------------------------------------------


def test_chosen_items_are_accepted_and_the_page_says_what_became_of_each(cast, zhao):
    codes = bring(cast, 3)
    page = zhao.get("/desk/bulk/", do="accept", c=codes)
    assert [row["it"].docket.code for row in page.context["rows"]] == codes
    with within(cast.county):
        office.accept(Suggestion.objects.first(), public=True, by=cast.zhao, at=SPRING)
    right = {"do": "accept", "c": codes, "key": uuid4(), "public": "yes"}
    done = zhao.client.get(zhao.post("/desk/bulk/", **right)["Location"])
    assert [each.code for each in done.context["done"]] == codes[1:]
    assert [each.reason for each in done.context["refused"]] == ["现在是“待交办”，不能受理编号"]
    assert states(cast) == ["accepted"] * 3


def test_the_same_form_sent_again_does_nothing_and_shows_what_was_done(cast, zhao):
    codes, right = bring(cast, 2), {"do": "accept", "key": uuid4(), "public": "yes"}
    first = zhao.post("/desk/bulk/", c=codes, **right)
    again = zhao.post("/desk/bulk/", c=codes, **right)
    assert again["Location"] == first["Location"]
    assert len(zhao.client.get(again["Location"]).context["done"]) == 2
    with within(cast.county):
        assert Batch.objects.count() == 1


def test_a_selection_is_looked_at_again_by_the_server(cast, zhao):
    (code,) = bring(cast, 1)
    with within(cast.county):
        draft = cast.draft().docket.code
    right = {"do": "accept", "key": uuid4(), "public": "yes", "c": [code, draft, "XXXX", code]}
    page = zhao.client.get(zhao.post("/desk/bulk/", **right)["Location"])
    assert [each.code for each in page.context["done"]] == [code]
    assert len(page.context["refused"]) == 2
    assert "关于增设夜班公交线路的建议" not in [each.title for each in page.context["refused"]]


def test_items_are_classified_and_assigned_one_by_one_on_one_page(cast, zhao):
    one, two, left = bring(cast, 3, accept=True)
    own = {f"subject_{two}": "health"}
    right = {"do": "classify", "c": [one, two, left], "key": uuid4(), "subject": "transport"}
    zhao.post("/desk/bulk/", **right, **own)
    units = {f"unit_{one}": cast.transport.pk, f"unit_{two}": cast.finance.pk}
    right = {"do": "assign", "c": [one, two, left], "key": uuid4(), "part": "全部内容"}
    page = zhao.client.get(zhao.post("/desk/bulk/", **right, **units)["Location"])
    assert [each.reason for each in page.context["refused"]] == ["没有选定怎样办"]
    assert states(cast) == ["assigned", "assigned", "accepted"]
    with within(cast.county):
        subjects = list(Suggestion.objects.order_by("pk").values_list("subject", flat=True))
    assert subjects == ["transport", "health", "transport"]


def test_co_handling_units_are_given_for_all_of_them_with_their_part(cast, zhao):
    codes = bring(cast, 2, accept=True)
    right = {"do": "assign", "c": codes, "key": uuid4(), "part": "线路", "unit": cast.transport.pk}
    half = zhao.post("/desk/bulk/", **right, co=[cast.finance.pk])
    assert (half.status_code, "请写明会办单位负责哪一部分" in text_of(half)) == (422, True)
    zhao.post("/desk/bulk/", **right, co=[cast.finance.pk], co_part="补贴")
    with within(cast.county):
        for case in Suggestion.objects.all():
            co = case.assignments.get(role="co")
            assert (co.organ, co.part) == (cast.finance, "补贴")


def test_a_likely_unit_and_earlier_matters_are_shown_with_the_reason(cast, zhao):
    with within(cast.county):
        before = cast.handling()
    (code,) = bring(cast, 1, accept=True)
    page = zhao.get("/desk/bulk/", do="assign", c=[code])
    proposal = page.context["rows"][0]["proposal"]
    title = before.docket.title
    assert proposal.units == [(cast.transport, f"上次同类《{title}》由其主办")]
    assert [(each.it.pk, each.unit) for each in proposal.alike] == [(before.pk, cast.transport)]
    assert f"上次同类《{title}》由其主办" in text_of(page)
    form = page.context["form"]
    assert form.own(code).value() is None


def test_bulk_acts_are_for_the_office_and_for_a_selection(cast, zhao, lin):
    codes = bring(cast, 1)
    right = {"do": "accept", "c": codes, "key": uuid4(), "public": "yes"}
    for other in (lin, Visitor(cast.sun)):
        assert other.get("/desk/bulk/", do="accept", c=codes).status_code == 404
        assert other.post("/desk/bulk/", **right).status_code == 404
    assert zhao.get("/desk/bulk/", do="accept")["Location"] == "/desk/suggestions/"
    assert zhao.get("/desk/bulk/", do="withdraw", c=codes).status_code == 404
    assert zhao.post("/desk/bulk/", do="accept", c=codes, key="x").status_code == 422
    assert states(cast) == ["submitted"]


def test_the_list_offers_boxes_to_the_office_only(cast, zhao, lin):
    bring(cast, 2)
    assert text_of(zhao.get("/desk/suggestions/")).count('type="checkbox" name="c"') == 2
    assert 'name="c"' not in text_of(lin.get("/desk/suggestions/"))


# -- tables that are sent in -------------------------------------------------------------


def test_a_table_is_looked_at_first_and_registered_when_confirmed(cast, zhao):
    rows = (HEAD, GOOD, ["关于桥的建议", "桥坏了", "修好", "马五"])
    way = zhao.post("/desk/tables/", key=uuid4(), table=sent(*rows))["Location"]
    page = zhao.client.get(way)
    assert (page.context["total"], states(cast)) == (1, [])
    assert page.context["faults"] == [[3, "关于桥的建议", "本级人大没有叫“马五”的代表"]]
    for _time in range(2):
        assert zhao.client.post(way)["Location"] == way
    page = zhao.client.get(way)
    assert [each.title for each in page.context["done"]] == ["关于路灯的建议"]
    assert (states(cast), page.context["total"]) == (["submitted"], 0)
    with within(cast.county):
        assert Intake.objects.get().reading["items"] == []


def test_the_same_upload_twice_is_one_table_and_a_new_one_replaces_it(cast, zhao):
    key = uuid4()
    ways = {
        zhao.post("/desk/tables/", key=key, table=sent(HEAD, GOOD))["Location"] for _n in range(2)
    }
    assert len(ways) == 1
    zhao.post("/desk/tables/", key=uuid4(), table=sent(HEAD, GOOD))
    with within(cast.county):
        assert Intake.objects.count() == 1


@pytest.mark.parametrize("data", [b"", b"PK", b"a,b", b"\xd0\xcf\x11\xe0" + b"0" * 99])
def test_a_file_that_is_no_workbook_is_refused_beside_its_field(cast, zhao, data):
    answer = zhao.post("/desk/tables/", key=uuid4(), table=SimpleUploadedFile("a.xlsx", data))
    assert (answer.status_code, len(answer.context["form"].errors["table"])) == (422, 1)
    with within(cast.county):
        assert Intake.objects.count() == 0


def test_tables_are_for_the_office_and_for_who_sent_them(cast, zhao, lin):
    way = zhao.post("/desk/tables/", key=uuid4(), table=sent(HEAD, GOOD))["Location"]
    for other in (lin, Visitor(cast.sun), Visitor(cast.chu)):
        assert other.get("/desk/tables/").status_code == 404
        assert (other.client.get(way).status_code, other.client.post(way).status_code) == (404, 404)
    assert states(cast) == []


# -- lists taken out ---------------------------------------------------------------------


def taken(visitor, **query):
    answer = visitor.get("/desk/lists/", **query)
    data = b"".join(answer.streaming_content)
    return answer, data


def test_the_list_of_suggestions_is_taken_out_as_the_page_shows_it(cast, zhao):
    bring(cast, 1)
    bring(cast, 2, accept=True)
    answer, data = taken(zhao, list="suggestions", state="accepted")
    rows = list(load_workbook(io.BytesIO(data)).active.values)
    assert [row[:4] for row in rows[1:]] == [
        (f"18-I2026-000{n}", "关于增设夜班公交线路的建议", "待交办", "林晓禾") for n in (2, 1)
    ]
    assert 'filename="yunxi-suggestions-' in answer["Content-Disposition"]
    text = taken(zhao, **{"list": "suggestions", "as": "csv"})[1].decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == 4


def test_what_is_taken_out_never_acts_as_a_formula(cast, lin):
    with within(cast.county):
        cast.draft(title='=HYPERLINK("x")')
    _answer, data = taken(lin, **{"list": "suggestions", "as": "csv"})
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[1][1] == '\'=HYPERLINK("x")'


def test_a_person_in_a_list_sees_that_it_was_taken_out(cast, lin):
    with within(cast.county):
        cast.voice()
    _answer, data = taken(lin, **{"list": "inbox", "as": "csv"})
    text = data.decode("utf-8-sig")
    assert "王＊＊" in text
    assert "王小明" not in text and "13812346621" not in text
    (looked,) = AccessLog.objects.all()
    assert (looked.subject, looked.by) == (cast.wang, cast.lin.person.user)
    assert looked.reason == "导出待办清单（姓名已遮盖）"


def test_the_ledger_of_promises_is_taken_out(cast, zhao):
    with within(cast.county):
        cast.replied()
    _answer, data = taken(zhao, **{"list": "commitments", "as": "csv"})
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["开行夜班线"]
    assert AccessLog.objects.count() == 0


@pytest.mark.parametrize("query", [{"list": "review"}, {"as": "ods"}, {"list": ""}])
def test_no_other_list_is_taken_out(zhao, query):
    assert zhao.get("/desk/lists/", **query).status_code == 404


# -- saved filters -----------------------------------------------------------------------


def test_a_filter_is_kept_for_oneself_or_for_the_office(cast, zhao):
    other = Visitor(cast._official("同事", cast.affairs, "clerk"))
    asked = "?state=accepted&lead=%E6%9E%97&junk=1"
    zhao.post("/desk/filters/", name="待交办", query=asked)
    zhao.post("/desk/filters/", name="大家的", query="?clock=over", shared="on")
    assert names(zhao) == ["大家的", "待交办"]
    assert names(other) == ["大家的"]
    assert names(Visitor(cast.sun)) == []
    with within(cast.county):
        saved = SavedFilter.objects.get(name="待交办")
    assert saved.query == "state=accepted&lead=%E6%9E%97"
    assert other.post(f"/desk/filters/{saved.pk}/drop/").status_code == 404
    zhao.post(f"/desk/filters/{saved.pk}/drop/")
    assert names(zhao) == ["大家的"]


def names(visitor):
    page = visitor.get("/desk/suggestions/")
    return [each.name for each in page.context.get("saved_filters", [])]


def test_the_same_name_is_written_anew_and_a_name_is_needed(cast, zhao):
    zhao.post("/desk/filters/", name="我的", query="?clock=over")
    zhao.post("/desk/filters/", name="我的", query="?clock=soon")
    assert zhao.post("/desk/filters/", name=" ", query="").status_code == 422
    with within(cast.county):
        assert SavedFilter.objects.get().query == "clock=soon"


# -- assistants --------------------------------------------------------------------------


def test_an_assistant_writes_drafts_and_the_deputy_hands_them_in(cast, lin):
    cui = User.objects.create_user("cui", label="崔助理", kind=User.Kind.OFFICIAL)
    helper = Visitor(cui)
    assert helper.get("/desk/").status_code == 404
    assert lin.post("/desk/assistants/", username="nobody").status_code == 422
    lin.post("/desk/assistants/", username="cui")
    assert helper.get("/desk/").status_code == 200
    assert helper.get("/desk/suggestions/new/").status_code == 200
    with within(cast.county):
        row = Assistant.objects.get()
    assert (
        Visitor(cast.zhou.person.user).post(f"/desk/assistants/{row.pk}/dismiss/").status_code
        == 404
    )
    lin.post(f"/desk/assistants/{row.pk}/dismiss/")
    assert helper.get("/desk/").status_code == 404


def test_only_a_deputy_has_assistants(cast, zhao):
    assert zhao.get("/desk/assistants/").status_code == 404


def test_pages_of_bulk_acts_cost_as_much_for_two_as_for_twenty(cast, zhao):
    def cost(codes):
        zhao.get("/desk/bulk/", do="accept", c=codes)
        with CaptureQueriesContext(connection) as asked:
            zhao.get("/desk/bulk/", do="accept", c=codes)
        return len(asked)

    codes = bring(cast, 20)
    assert cost(codes[:2]) == cost(codes) <= 15
