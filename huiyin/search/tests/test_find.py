"""What a query finds, on either database."""

import pytest
from django_scopes import scopes_disabled
from django_scopes.exceptions import ScopeError

from huiyin.congresses.scope import within
from huiyin.search import queries, services
from huiyin.search.models import Entry


def titles(text, **options):
    return [hit.title for hit in queries.find(text, **options)]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("建议在桂花路增设公交站", "桂花路"),
        ("建议在桂花路增设公交站", "公交"),
        ("建议在桂花路增设公交站", "站"),
        ("建议在桂花路增设公交站", "建"),
        ("建议在桂花路增设公交站", "公交 桂花"),
        ("５Ｇ基站太近", "5g基站"),
        ("5G基站太近", "５Ｇ"),
        ("泉塘B座三楼", "泉塘b座"),
        ("泉塘B座三楼", "塘B"),
        ("阿不都·热合曼代表接待日", "阿不都热合曼"),
        ("阿不都热合曼代表接待日", "阿不都•热合曼"),
        ("阿不都·热合曼代表接待日", "热合曼"),
        ("𠮷田与𰻝面馆", "𰻝面"),
        ("𠮷田与𰻝面馆", "𠮷"),
        ("佐々木与二〇二六", "々木"),
        ("佐々木与二〇二六", "二〇二六"),
        ("བོད་ལྗོངས་ལས་ཁུངས", "ལྗོངས་ལས"),
        ("ئۇيغۇر تىلى دەرسى", "تىلى"),
        ("Road works near the Old Mill", "ROAD mill"),
        ("豈有此理", "豈有"),
        ("第2026-17号建议", "2026-17"),
    ],
)
def test_a_part_of_a_title_finds_it(shelf, title, query):
    shelf.put("别的事情", "与此无关")
    shelf.put(title)

    assert titles(query) == [title]


@pytest.mark.parametrize(
    "query", ["公交路", "站公", "桂花 地铁", "桂", "交站桂花", "增设桂花", "ublic", "12"]
)
def test_what_a_text_does_not_contain_does_not_find_it(shelf, query):
    shelf.put("公交站。花路增设", "public 123")

    assert titles(query) == []


def test_a_phrase_does_not_reach_across_a_full_stop(shelf):
    shelf.put("修路。灯亮了")

    assert (titles("路灯"), titles("灯亮")) == ([], ["修路。灯亮了"])


def test_the_body_is_found_but_only_the_title_is_scored(shelf):
    shelf.put("路灯不亮", "泉塘小区门口")

    assert [hit.score for hit in queries.find("路灯 泉塘")] == [0.5]
    assert [hit.score for hit in queries.find("路")] == [1.0]


@pytest.mark.parametrize(
    "number",
    [
        "13800001234",
        "138 0000 1234",
        "138-0000-1234",
        "138.0000.1234",
        "１３８００００１２３４",
        "0571-88886666",
        "88886666",
        "11010119900307123X",
        "6222 0000 1111 2222 333",
        "wang.wu@example.com",
        "wang.wu＠example.com",
    ],
)
def test_nobody_is_found_by_a_number_or_address_left_in_a_letter(shelf, number):
    shelf.put("路灯不亮", f"请联系{number}，谢谢")

    entry = Entry.objects.get()
    assert titles(number) == []
    assert not {"8888", "0000", "1234", "3071", "1111", "wang", "com"} & set(entry.words.split())
    assert max(map(len, entry.words.split())) <= 4
    assert titles("联系 谢谢") == ["路灯不亮"]


def test_dates_and_short_numbers_stay_findable(shelf):
    shelf.put("2026-03-02第2026-17号建议，第301路公交")

    assert titles("2026-03-02") == titles("2026-17") == titles("301路") != []


def test_results_come_newest_first_page_by_page(shelf):
    for number in range(5):
        shelf.put(f"路灯{number}")

    first = queries.find("路灯", limit=2)
    second = queries.find("路灯", limit=2, before=first[-1].key)
    third = queries.find("路灯", limit=2, before=second[-1].key)

    assert [[hit.title for hit in page] for page in (first, second, third)] == [
        ["路灯4", "路灯3"],
        ["路灯2", "路灯1"],
        ["路灯0"],
    ]


def test_things_of_the_same_moment_are_each_listed_once(shelf):
    moment = shelf.put("路灯甲").at
    shelf.put("路灯乙", at=moment)

    first = queries.find("路灯", limit=1)
    second = queries.find("路灯", limit=1, before=first[0].key)

    assert [first[0].title, second[0].title] == ["路灯乙", "路灯甲"]


def test_a_hit_says_where_to_go(shelf):
    entry = shelf.put("路灯不亮", kind="suggestion", href="suggestions/7/")

    (hit,) = queries.find("路灯")

    assert (hit.kind, hit.ref, hit.href, hit.at, hit.congress_id) == (
        "suggestion",
        entry.ref,
        "suggestions/7/",
        entry.at,
        shelf.congress.pk,
    )


def test_kinds_and_publicity_are_kept_apart(shelf):
    shelf.put("路灯公开")
    shelf.put("路灯内部", public=False)
    shelf.put("路灯建议", kind="suggestion")

    assert titles("路灯") == ["路灯建议", "路灯公开"]
    assert titles("路灯", public=False) == ["路灯内部"]
    assert titles("路灯", public=None) == ["路灯建议", "路灯内部", "路灯公开"]
    assert titles("路灯", kinds=["suggestion"]) == ["路灯建议"]
    assert titles("路灯", kinds=["voice"], public=None) == ["路灯内部", "路灯公开"]
    assert titles("路灯", kinds=[]) == titles("路灯", kinds=["x' | 'y", 'a" OR "b']) == []


def test_another_congress_is_never_found(shelf, foreign_shelf):
    shelf.put("本县路灯")
    foreign_shelf.put("邻县路灯")

    assert titles("路灯") == ["本县路灯"]
    with within(foreign_shelf.congress):
        assert titles("路灯") == ["邻县路灯"]


def test_congresses_are_opened_by_naming_them(shelf, foreign_shelf):
    shelf.put("本县路灯")
    foreign_shelf.put("邻县路灯")

    assert titles("路灯", congresses=[foreign_shelf.congress]) == ["邻县路灯"]
    assert set(titles("路灯", congresses=[shelf.congress, foreign_shelf.congress])) == {
        "本县路灯",
        "邻县路灯",
    }
    assert titles("路灯", congresses=[]) == []
    with scopes_disabled():
        assert len(titles("路灯")) == 2


def test_without_a_scope_searching_raises(db):
    with pytest.raises(ScopeError):
        queries.find("路灯")
    with pytest.raises(ScopeError):
        queries.find("")
    with pytest.raises(ScopeError):
        queries.similar("路灯不亮", kinds=["voice"])


def test_indexing_again_replaces_what_was_known(shelf, foreign_shelf):
    entry = shelf.put("路灯不亮", "泉塘")
    shelf.put("水管漏水", "桂花", ref=entry.ref, public=False)

    assert titles("路灯", public=None) == titles("泉塘", public=None) == titles("水管") == []
    assert titles("水管", public=None) == ["水管漏水"]
    assert Entry.objects.get().pk == entry.pk

    foreign_shelf.put("水管漏水", ref=entry.ref)
    assert titles("水管", public=None) == []


def test_a_removed_thing_is_found_no_more(shelf):
    entry = shelf.put("路灯不亮")

    assert services.remove("voice", entry.ref) is True
    assert services.remove("voice", entry.ref) is False
    assert (titles("路灯"), Entry.objects.count()) == ([], 0)
    shelf.put("路灯不亮", ref=entry.ref)
    assert titles("路灯") == ["路灯不亮"]


def test_the_index_can_be_filled_anew(shelf):
    shelf.put("路灯不亮")
    shelf.put("路灯内部", public=False)

    assert services.rebuild() == 2
    assert titles("路灯", public=None) == ["路灯内部", "路灯不亮"]


def test_a_very_long_text_is_found_to_its_end_and_across_its_cuts(shelf):
    numbers = " ".join(f"甲{n}乙" for n in range(6_000))
    shelf.put("长文", f"{numbers}最后一句")

    assert titles("最后一句") == ["长文"]
    for near_a_cut in range(2_900, 3_100):
        assert titles(f"甲{near_a_cut}乙") == ["长文"]


def test_a_kind_is_a_word(shelf):
    with pytest.raises(ValueError, match="lower-case"):
        shelf.put("路灯", kind="Voice'")
