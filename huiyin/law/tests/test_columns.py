import pytest

from huiyin.law import datafiles
from huiyin.law.columns import all_columns, columns_for, national
from huiyin.law.errors import BadData


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Write a profile of one's own."""
    monkeypatch.setenv(datafiles.EXTRA, str(tmp_path))
    (tmp_path / "columns").mkdir()

    def write(text, key="here"):
        (tmp_path / "columns" / "here.toml").write_text(
            f'key = "{key}"\nsource = "本级规定"\nsource_en = "own rules"\n{text}'
        )

    all_columns.cache_clear()
    yield write
    all_columns.cache_clear()


COLUMN = '[[column]]\nkey = "{}"\nkind = "{}"\nzh = "民声"\nen = "Voices"\nicon = "bell"\n'


def keys(level, *profiles):
    return [each.key for each in columns_for(profiles, level)]


def test_a_township_has_no_gazette_and_makes_no_regulations():
    assert set(keys("province")) - set(keys("township")) == {"gazette", "laws"}


def test_news_may_rest_two_weeks_and_announcements_half_a_year():
    days = {each.key: each.days for each in national().columns}
    assert (days["home"], days["news"], days["notices"], days["leaders"]) == (14, 14, 183, None)


def test_a_place_adds_a_column_and_renames_another(own):
    own(COLUMN.format("letters", "articles") + COLUMN.format("news", "articles"))
    found = {each.key: each for each in columns_for(["here"], "county")}
    assert (found["letters"].zh, found["news"].zh, found["news"].days) == ("民声", "民声", None)
    assert keys("county", "here").index("news") == keys("county").index("news")
    assert "letters" not in keys("county")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (COLUMN.format("a", "pictures"), "unknown kind: pictures"),
        (COLUMN.format("a", "articles") * 2, "two columns have one key"),
        (COLUMN.format("a", "articles") + 'levels = ["village"]', "unknown level: village"),
        (COLUMN.format("a", "articles") + "colour = 3", "unknown colour"),
        ('[[column]]\nkey = "a"', "missing or wrong: 'kind'"),
    ],
)
def test_a_profile_that_is_wrong_is_refused_by_name(own, text, words):
    own(text)
    with pytest.raises(BadData) as refused:
        all_columns()
    assert refused.value.words("en") == f"here.toml: {words}"


def test_a_profile_is_named_as_its_file(own):
    own(COLUMN.format("a", "articles"), key="there")
    with pytest.raises(BadData):
        all_columns()
