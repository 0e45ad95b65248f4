import gzip
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from huiyin.congresses.scope import within
from huiyin.law.tests.lawtexts import DECISION, MARKDOWN, PLAIN
from huiyin.library.models import Law, LawVersion, Provision
from huiyin.library.naming import Unreadable, read_row
from huiyin.library.queries import search
from huiyin.library.services import enter
from huiyin.library.shelves import Shelves
from tests.cast import SPRING

STREAMS = {
    "id": "streams-2023",
    "title": "云江省溪流保护条例",
    "family": "云江省溪流保护条例",
    "version_date": "2023-09-01",
    "category": "地方性法规",
    "region": "云江",
    "n_articles_regex": 8,
    "text": PLAIN,
}
LAMPS = {
    "id": "lamps",
    "title": "云州市路灯条例",
    "category": "地方性法规",
    "region": "云江",
    "text": MARKDOWN,
}
NATIONAL = {
    "id": "national",
    "title": "中华人民共和国道路法",
    "category": "法律",
    "version_date": "2018-05-01",
    "text": "中华人民共和国道路法\n"
    "（2018年5月1日第十三届全国人民代表大会常务委员会第二次会议通过）\n"
    "第一条　为了道路，制定本法。\n第二条　本法自2018年9月1日起施行。\n",
}


def bring(tmp_path, *rows, name="laws.jsonl", **options):
    path = tmp_path / name
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(lines) if name.endswith(".gz") else lines)
    said = StringIO()
    call_command("import_laws", str(path), stdout=said, **options)
    return said.getvalue().splitlines()


def current(cast, title):
    with within([cast.province, cast.city, cast.county]):
        return Law.objects.select_related("current").get(title=title).current


def test_a_law_stands_on_the_shelf_of_its_maker(cast, tmp_path):
    bring(tmp_path, STREAMS, LAMPS, NATIONAL)
    with within([cast.province, cast.city, cast.county]):
        shelves = dict(Law.objects.values_list("title", "congress"))
    assert shelves == {
        "云江省溪流保护条例": cast.province.pk,
        "云州市路灯条例": cast.city.pk,
        "中华人民共和国道路法": cast.province.pk,  # the root of this tree
    }


def test_a_regulation_whose_maker_is_not_here_stands_on_the_shelf_above(cast, tmp_path):
    said = bring(
        tmp_path, LAMPS | {"title": "远山市路灯条例", "text": "远山市路灯条例\n第一条 甲。"}
    )
    assert current(cast, "远山市路灯条例").law.congress == cast.province
    assert "1 local regulations stand on a shelf above: no such maker here" in said


def test_every_provision_is_kept_in_order(cast, tmp_path):
    bring(tmp_path, STREAMS, name="laws.jsonl.gz")
    with within(cast.province):
        rows = list(Provision.objects.order_by("order").values_list("key", "heading"))
    assert rows[:4] == [("chapter-1", "总　　则"), ("art-1", ""), ("art-2", ""), ("art-3", "")]
    assert ("art-5", "（监测）") in rows
    assert ("annex-1/art-1", "") in rows


def test_a_version_says_from_when_it_binds(cast, tmp_path):
    bring(tmp_path, LAMPS)
    version = current(cast, "云州市路灯条例")
    assert str(version.passed_on) == "2021-06-01"  # the last day its note names
    assert (str(version.in_force_on), version.in_force_how) == ("2021-06-01", "stated")


def test_entering_the_same_file_again_changes_nothing(cast, tmp_path):
    bring(tmp_path, STREAMS, LAMPS)
    with within([cast.province, cast.city]):
        before = list(Provision.objects.order_by("pk").values_list("pk", "uid"))
    assert bring(tmp_path, STREAMS, LAMPS)[0] == "0 new, 0 renewed, 2 same"
    with within([cast.province, cast.city]):
        assert list(Provision.objects.order_by("pk").values_list("pk", "uid")) == before


def test_a_corrected_text_takes_the_place_of_the_old_one(cast, tmp_path):
    bring(tmp_path, LAMPS)
    said = bring(tmp_path, LAMPS | {"text": MARKDOWN.replace("三日内修好", "两日内修好")})
    assert said[0] == "0 new, 1 renewed, 0 same"
    with within(cast.city):
        assert [hit.key for hit in search("两日内修好").hits] == ["art-4"]
        assert search("三日内修好").hits == []
        assert LawVersion.objects.count() == 1


def test_a_text_that_turns_out_to_be_of_another_law_leaves_no_empty_one(cast, tmp_path):
    bring(tmp_path, LAMPS)
    bring(tmp_path, LAMPS | {"title": "云州市街灯条例", "text": MARKDOWN + "\n"})
    with within(cast.city):
        assert [law.title for law in Law.objects.all()] == ["云州市街灯条例"]


def test_a_newer_version_ends_the_older_one(cast, tmp_path):
    older = STREAMS | {"id": "streams-2019", "version_date": "2019-05-30"}
    bring(tmp_path, STREAMS, older | {"text": PLAIN.replace("每季度", "每年")})
    with within(cast.province):
        rows = LawVersion.objects.order_by("passed_on").values_list("slug", "ended_how")
        assert list(rows) == [("2019-05-30", "amended"), ("2023-09-01", "")]
        assert {hit.version.slug for hit in search("县级人民政府应当监测水质").hits} == {
            "2023-09-01"
        }


def test_the_same_version_of_two_sources_is_shown_once(cast, tmp_path):
    bring(tmp_path, STREAMS)
    said = bring(tmp_path, STREAMS | {"id": "other", "text": PLAIN + "\n"}, name="other.jsonl")
    assert said[1] == "1 texts of 1 laws; 1 copies of a version; 0 undated"
    assert current(cast, "云江省溪流保护条例").key == "streams-2023"
    with within(cast.province):
        assert len(search("溪流保护实行河长负责制").hits) == 1


def test_a_law_that_is_named_as_repealed_has_ended(cast, tmp_path):
    old = {
        "id": "old",
        "title": "云江省河道卫生办法",
        "category": "地方性法规",
        "version_date": "2001-02-03",
        "text": "云江省河道卫生办法\n第一条 甲。\n第二条 本办法自2001年3月1日起施行。",
    }
    bring(tmp_path, STREAMS, old)
    version = current(cast, "云江省河道卫生办法")
    assert (version.ended_how, str(version.ended_on)) == ("repealed", "2023-09-01")
    assert version.ended_by == current(cast, "云江省溪流保护条例")


def test_every_difference_of_the_counts_is_listed_with_its_reason(cast, tmp_path):
    decision = {"id": "d", "title": "关于早市的决定", "text": DECISION, "n_articles_regex": 1}
    assert bring(tmp_path, STREAMS, decision, report=True) == [
        "2 new, 0 renewed, 0 same",
        "2 texts of 2 laws; 0 copies of a version; 0 undated",
        "8 articles read, 8 stored; 9 lines that begin with 第…条",
        "  +1 an article of another text, quoted",
        "0 texts differ without a known reason",
        "关于早市的决定: 0 articles, 1 lines: +1 an article of another text, quoted",
    ]


def test_a_difference_nobody_can_explain_is_named(cast, tmp_path):
    said = bring(tmp_path, STREAMS | {"n_articles_regex": 11}, report=True)
    assert "1 texts differ without a known reason" in said
    assert said[-1] == "云江省溪流保护条例: 8 articles, 11 lines: +3 no reason known"


def test_an_import_that_was_broken_off_is_finished_by_the_next(cast, tmp_path):
    enter(read_row(LAMPS, "laws"), Shelves(), at=SPRING)
    assert current(cast, "云州市路灯条例") is None
    assert bring(tmp_path, LAMPS)[0] == "0 new, 0 renewed, 1 same"
    assert current(cast, "云州市路灯条例").slug == "2021-06-01"


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ({"text": ""}, "text is missing"),
        ({"title": 7}, "title is missing"),
        ({"id": None}, "id is missing"),
        ({"title": "长" * 301}, "title has more than 300 characters"),
        ({"version_date": "2020-02-30"}, "version_date is no date: '2020-02-30'"),
        ({"region": "云\x00江"}, "a NUL is no writing"),
    ],
)
def test_a_row_that_is_no_law_is_refused(fault, why):
    with pytest.raises(Unreadable, match=why):
        read_row(LAMPS | fault, "laws")


def test_a_file_with_bad_lines_says_which_and_keeps_the_others(cast, tmp_path):
    path = tmp_path / "laws.jsonl"
    path.write_bytes(b"{\n\xff\n[]\n" + json.dumps(LAMPS).encode() + b"\n")
    said = StringIO()
    with pytest.raises(CommandError, match="3 lines were refused"):
        call_command("import_laws", str(path), stdout=said)
    assert [line[:14] for line in said.getvalue().splitlines()[1:4]] == [
        "line 1 refused", "line 2 refused", "line 3 refused",
    ]  # fmt: skip
    assert current(cast, "云州市路灯条例").articles == 4


def test_a_file_that_is_not_there_is_said_so(cast):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_laws", "nowhere.jsonl")


@pytest.mark.django_db
def test_without_a_congress_there_is_no_shelf(tmp_path):
    with pytest.raises(CommandError, match="one congress at the root"):
        bring(tmp_path, LAMPS)
