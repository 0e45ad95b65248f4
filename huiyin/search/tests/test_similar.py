"""Similar matters already under way, and names that may be meant."""

from django.db import connection

from huiyin.congresses.scope import within
from huiyin.search import queries
from huiyin.search.closeness import Gist, did_you_mean, likeness

BUS = "泉塘小区到高铁站没有公交车\n我们泉塘小区有三千户，去高铁站只能打车，请求开通一路公交车。"
NOISE = "楼下烧烤店油烟和噪音扰民\n夜里十二点还在营业，油烟直冲窗户，请管一管。"


def titles(text, **options):
    return [hit.title for hit in queries.similar(text, **({"kinds": ["voice"]} | options))]


def filled(shelf):
    shelf.put("希望开通泉塘小区到高铁站的公交", "老人孩子出行不便，离高铁站三公里。")
    shelf.put("桂花小区楼下烧烤店油烟扰民", "每天油烟很大，噪音到半夜。")
    shelf.put("中心小学门口没有红绿灯", "放学时车多，学生过马路危险。")
    return shelf


def test_the_same_matter_in_other_words_is_shown_and_nothing_else(shelf):
    filled(shelf)

    assert titles(BUS) == ["希望开通泉塘小区到高铁站的公交"]
    assert titles(NOISE) == ["桂花小区楼下烧烤店油烟扰民"]


def test_everyday_words_alone_are_not_the_same_matter(shelf):
    filled(shelf)

    assert titles("尊敬的领导您好，希望解决我们小区的问题，感谢！") == []
    assert titles("") == titles("。。。") == titles("路") == []


def test_the_likest_comes_first_and_the_number_is_limited(shelf):
    filled(shelf)
    shelf.put("泉塘小区到高铁站没有公交车", "请求开通公交车。")

    assert titles(BUS) == ["泉塘小区到高铁站没有公交车", "希望开通泉塘小区到高铁站的公交"]
    assert titles(BUS, limit=1) == ["泉塘小区到高铁站没有公交车"]


def test_a_thing_is_not_similar_to_itself(shelf):
    entry = shelf.put("泉塘小区到高铁站没有公交车")

    assert titles(BUS) == ["泉塘小区到高铁站没有公交车"]
    assert titles(BUS, exclude_ref=entry.ref) == []


def test_kinds_publicity_and_congress_are_kept_apart(shelf, foreign_shelf):
    title = "泉塘小区到高铁站没有公交车"
    shelf.put(title, public=False)
    shelf.put(title, kind="suggestion")
    foreign_shelf.put(title)

    assert titles(BUS) == titles(BUS, kinds=[]) == []
    assert titles(BUS, kinds=["suggestion"]) == titles(BUS, public=None) == [title]
    assert titles(BUS, congresses=[foreign_shelf.congress]) == [title]
    with within(foreign_shelf.congress):
        assert titles(BUS, kinds=["voice", "suggestion"], public=None) == [title]


def test_a_matter_that_very_many_wrote_about_is_still_shown(shelf):
    for number in range(queries.TELLING + 10):
        shelf.put(f"泉塘小区到高铁站没有公交车{number}")

    assert len(titles(BUS)) == 5


def test_the_answer_takes_few_questions(shelf, django_assert_max_num_queries):
    filled(shelf)

    with django_assert_max_num_queries(2 if connection.vendor == "postgresql" else 50):
        titles(BUS)


def test_likeness_is_whole_for_the_same_text_and_nothing_for_another():
    gist = Gist.of(BUS)

    assert round(likeness(gist, gist), 6) == 1
    assert likeness(gist, Gist.of("路灯")) == likeness(gist, Gist.of("")) == 0


def test_a_slip_in_the_name_of_a_place_is_seen():
    places = ["桂花小区", "桂花路", "泉塘小区", "阿不都·热合曼村", "东风一村", "东风二村"]

    assert did_you_mean("桂华小区", places) == ["桂花小区"]
    assert did_you_mean("东风三村", places) == ["东风一村", "东风二村"]
    assert did_you_mean("阿卜都热合曼村", places) == ["阿不都·热合曼村"]
    assert did_you_mean("桂花小区", places) == did_you_mean("", places) == []
    assert did_you_mean("火车站", places) == []
