import csv
import io
import json
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiyin.contributions.services import decide
from huiyin.portal.views.opendata import _cell
from huiyin.suggestions import opendata
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.services import office, publishing, rating
from tests.cast import SPRING
from tests.reading import words
from tests.visitor import Visitor

JSON, CSV = "/suggestions/data/suggestions.json", "/suggestions/data/suggestions.csv"
FEED = "/suggestions/feed.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def rows_of(page):
    return json.loads(page.content)["suggestions"]


def test_a_public_suggestion_is_one_row_with_its_public_facts(at_home):
    case = at_home.replied()
    rating.rate(
        case,
        attitude="satisfied",
        result="basically",
        reason="",
        by=at_home.lin.person.user,
        at=SPRING,
    )
    (row,) = rows_of(Visitor().get(JSON))
    assert tuple(row) == opendata.NAMES
    assert row["number"] == "18-I2026-0001"
    assert (row["lead"], row["lead_units"], row["co_units"]) == (
        "林晓禾",
        ["县交通运输局"],
        ["县财政局"],
    )
    assert (row["assigned_on"], row["replied_on"]) == ("2026-03-09", "2026-03-09")
    assert (row["reply_class"], row["reply_counted_as"]) == ("B", "committed")
    assert (row["attitude"], row["result"]) == ("satisfied", "basically")
    assert (row["promises"], row["promises_kept"], row["promises_overdue"]) == (1, 0, 0)
    assert "夜班职工下班后没有公交" in row["text"] and row["text_form"] == "full"


def test_what_is_not_public_is_not_in_the_data(at_home):
    private = at_home.submitted()
    office.accept(private, public=False, by=at_home.zhao, at=SPRING)
    at_home.draft()
    assert rows_of(Visitor().get(JSON)) == []
    assert Visitor().get(CSV).content.decode("utf-8-sig").count("\r\n") == 1
    assert b"<entry>" not in Visitor().get(FEED).content


def test_of_a_suggestion_whose_title_alone_is_public_no_words_are_given(at_home):
    case = at_home.submitted()
    Suggestion.objects.filter(pk=case.pk).update(openness="title")
    case.refresh_from_db()
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    (row,) = rows_of(Visitor().get(JSON))
    assert (row["text"], row["text_form"]) == (None, "none")
    assert "夜班职工" not in Visitor().get(CSV).content.decode()


def test_a_redacted_copy_is_given_instead_of_the_text(at_home):
    case = at_home.replied()
    publishing.publish(
        case,
        openness="redacted",
        reason="涉及个人信息",
        redacted="夜班（略）没有公交。",
        by=at_home.zhao,
        at=SPRING,
    )
    (row,) = rows_of(Visitor().get(JSON))
    assert (row["text"], row["text_form"]) == ("夜班（略）没有公交。", "redacted")
    assert "夜班职工" not in json.dumps(row, ensure_ascii=False)


def test_no_phone_and_no_persons_name_besides_deputies_is_in_the_data(at_home):
    at_home.replied()
    text = Visitor().get(JSON).content.decode()
    (row,) = json.loads(text)["suggestions"]
    assert "0000-0000000" not in text
    assert {key for key in row if "phone" in key or "contact" in key} == set()


def test_the_csv_has_a_bom_and_the_same_rows(at_home):
    at_home.replied()
    body = Visitor().get(CSV).content
    assert body.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert row["number"] == "18-I2026-0001"
    assert row["lead_units"] == "县交通运输局"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_of_the_csv_can_act_as_a_formula(text):
    assert _cell(text) == f"'{text}"
    assert _cell([text, "b"]) == f"'{text}；b"


def test_a_formula_in_a_title_stays_words(at_home):
    case = at_home.assigned()
    case.docket.title = '=HYPERLINK("x")'
    case.docket.save(update_fields=["title"])
    assert '"\'=HYPERLINK(""x"")"' in Visitor().get(CSV).content.decode()


@pytest.mark.parametrize("path", [JSON, CSV, FEED])
def test_who_asks_again_is_told_that_nothing_changed(at_home, path):
    at_home.assigned()
    first = Visitor().client.get(path)
    again = Visitor().client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = {"if-modified-since": first["Last-Modified"]}
    assert Visitor().client.get(path, headers=since).status_code == 304
    at_home.assigned()
    assert Visitor().client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", [JSON, CSV])
def test_a_text_that_moderators_hide_makes_the_data_new(at_home, path):
    case = at_home.assigned()
    first = Visitor().client.get(path)
    decide(case.words, "hidden", ground="secret", by=at_home.zhao, at=SPRING)
    asked = {"if-modified-since": first["Last-Modified"]}
    again = Visitor().client.get(path, headers=asked)
    assert (again.status_code, again["ETag"] != first["ETag"]) == (200, True)
    assert "夜班职工" not in again.content.decode()


@pytest.mark.parametrize("path", [JSON, CSV, FEED])
def test_what_is_no_longer_public_makes_the_data_new(at_home, path):
    at_home.assigned()
    case = at_home.assigned()
    first = Visitor().client.get(path)
    type(case.docket).objects.filter(pk=case.docket_id).update(public=False)
    asked = {"if-modified-since": first["Last-Modified"]}
    assert Visitor().client.get(path, headers=asked).status_code == 200


@pytest.mark.parametrize("path", [JSON, CSV, FEED])
def test_the_data_do_not_depend_on_the_readers_language(at_home, path):
    at_home.replied()
    chinese = Visitor().client.get(path)
    english = Visitor().client.get(path, headers={"accept-language": "en"})
    assert chinese.content == english.content


def test_the_data_come_in_pages(at_home, monkeypatch):
    monkeypatch.setattr(opendata, "PAGE", 1)
    first, second = at_home.assigned(), at_home.assigned()
    page = Visitor().get(JSON)
    assert [row["code"] for row in rows_of(page)] == [first.docket.code]
    following = json.loads(page.content)["next"]
    assert following.startswith("http://testserver/suggestions/data/")
    assert page["Link"] == f'<{following}>; rel="next"'
    rest = Visitor().client.get(following)
    assert [row["code"] for row in rows_of(rest)] == [second.docket.code]
    assert json.loads(rest.content)["next"] is None
    assert 'rel="next"' in Visitor().get(CSV)["Link"]


def test_the_data_cost_as_much_for_one_case_as_for_many(at_home):
    counts = []
    Visitor().get(JSON)  # the host is remembered
    for _round in range(2):
        at_home.replied()
        with CaptureQueriesContext(connection) as asked:
            Visitor().get(JSON)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_the_page_about_the_data_names_every_field_and_the_terms_of_use(at_home):
    page = words(Visitor().get("/suggestions/data/"))
    assert [name for name in opendata.NAMES if name not in page] == []
    assert "请注明来源" in page


def test_the_feed_is_atom_with_links_to_this_congress_and_lasting_ids(at_home):
    case = at_home.assigned()
    page = Visitor().get(FEED)
    assert page["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(page.content)
    (entry,) = feed.findall(f"{ATOM}entry")
    for one in (feed, entry):
        assert one.find(f"{ATOM}id").text.startswith("urn:uuid:")
        assert one.find(f"{ATOM}title").text
        assert one.find(f"{ATOM}updated").text.endswith("+08:00")
    assert entry.find(f"{ATOM}link").get("href") == (
        f"http://testserver/matters/{case.docket.code}/"
    )
    before = entry.find(f"{ATOM}id").text
    at_home.assigned()
    feed = ElementTree.fromstring(Visitor().get(FEED).content)
    assert before in [one.find(f"{ATOM}id").text for one in feed.findall(f"{ATOM}entry")]


def test_a_feed_without_entries_is_still_a_feed(at_home):
    feed = ElementTree.fromstring(Visitor().get(FEED).content)
    assert feed.find(f"{ATOM}updated").text
    assert feed.findall(f"{ATOM}entry") == []
