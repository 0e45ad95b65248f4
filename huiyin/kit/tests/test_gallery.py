import gzip
import re
from pathlib import Path

import pytest

import huiyin.kit
from huiyin.kit.templatetags.ui import register

KIT = Path(huiyin.kit.__file__).parent
GALLERY = "".join(path.read_text() for path in (KIT / "templates/kit/gallery").glob("*.html"))
PAGES = ["/ui/", "/ui/front/", "/ui/profile/", "/ui/desk/"]
KB = 1024


def weight(*paths):
    return len(gzip.compress(b"".join(path.read_bytes() for path in paths)))


@pytest.mark.parametrize("tag", sorted(register.tags))
def test_every_tag_has_its_template_and_an_example_in_the_gallery(tag):
    if tag.startswith("end"):
        return
    assert (KIT / f"templates/ui/{tag}.html").is_file()
    assert re.search(rf"{{% {tag}[ %]", GALLERY)


@pytest.mark.parametrize("filter_name", sorted(register.filters))
def test_every_filter_has_an_example_in_the_gallery(filter_name):
    assert f"|{filter_name}" in GALLERY


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_gallery_opens_in_each_language(browser, page, language):
    answer = browser.get(page, headers={"accept-language": language})

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_the_gallery_carries_no_inline_style_and_no_other_host(browser, page):
    body = browser.get(page).content.decode()

    assert re.findall(r"\sstyle=|\son\w+=|<style|<script>|https?://", body) == []


@pytest.mark.parametrize("page", PAGES)
def test_no_id_stands_twice_on_a_page(browser, page):
    ids = re.findall(r'\sid="([^"]+)"', browser.get(page).content.decode())

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("page", PAGES)
def test_every_reference_to_an_id_has_its_target(browser, page):
    body = browser.get(page).content.decode()
    ids = set(re.findall(r'\sid="([^"]+)"', body))
    wanted = re.findall(r'\s(?:for|aria-describedby)="([^"]+)"', body)

    assert {one for value in wanted for one in value.split()} - ids == set()


def test_the_elder_view_is_one_attribute(browser):
    browser.cookies["view"] = "elder"

    assert "data-elder>" in browser.get("/ui/").content.decode()


def test_a_page_stays_within_its_budget(browser):
    static = KIT / "static/kit"

    assert weight(*static.glob("*.css")) <= 20 * KB
    assert weight(*static.glob("*.js")) <= 6 * KB
    assert len(gzip.compress(browser.get("/ui/").content)) <= 25 * KB


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_for_at_most_eight_files(browser, page):
    body = browser.get(page).content.decode()

    assert len(re.findall(r'(?:<link[^>]+href|\ssrc)="', body)) + 1 <= 8


def test_what_people_wrote_is_escaped_and_keeps_its_lines(browser):
    body = browser.get("/ui/").content.decode()

    assert "十点半后没有公交。<br>打车一趟二十多块。</p>" in body
    assert "&lt;b&gt;！&lt;/b&gt;" in body


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    channels = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


PAIRS = [
    ("n-900", "n-25"),
    ("n-600", "n-25"),
    ("n-600", "n-50"),
    ("n-700", "n-50"),
    ("blue-700", "blue-50"),
    ("blue-700", "n-25"),
    ("green-700", "green-50"),
    ("amber-700", "amber-50"),
    ("red-800", "red-50"),
    ("danger-700", "n-0"),
    ("n-0", "orange-700"),
    ("n-0", "red-700"),
]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_pair_of_colours_can_be_read(ink, ground):
    css = (KIT / "static/kit/base.css").read_text()
    values = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", css.split("@media")[0]))
    dark, light = sorted([luminance(values[ink]), luminance(values[ground])])

    assert (light + 0.05) / (dark + 0.05) >= 4.5
