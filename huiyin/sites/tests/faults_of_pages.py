"""Pages with something wrong: a middleware that spoils the home pages of sites.

It stands before all others; nothing here needs the database, so that settings may name it.
"""

import re
import time

#: Slug of a congress → what happens to the words of its home page.
SPOILT = {}


class Spoiler:
    """Spoil the home pages of ``SPOILT``."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        spoil = SPOILT.get(getattr(request.congress, "slug", ""))
        if spoil and request.path_info == "/":
            response.content = spoil(response.content.decode())
            if "<!doctype" not in response.content.decode():
                response.status_code = 503
        return response


def _slow(text):
    time.sleep(3.2)
    return text


def _without(pattern):
    return lambda text: re.sub(pattern, "", text, count=1)


def _also(words):
    return lambda text: text.replace("</main>", f"{words}</main>")


#: What is spoilt in a page, and the check that has to see it.
PAGES = {
    "down": (lambda text: "", "reachable"),
    "slow": (_slow, "response"),
    "no language": (_without(r' lang="[^"]*"'), "accessibility"),
    "no title": (_without(r"<title>[^<]*"), "accessibility"),
    "two headings": (_also("<h1>二</h1>"), "accessibility"),
    "picture without words": (_also('<img src="/static/a.png">'), "accessibility"),
    "field without a label": (_also('<input name="a">'), "accessibility"),
    "no way past the menu": (
        lambda text: text.replace('href="#main"', 'href="#x"'),
        "accessibility",
    ),
    "no meta tag": (lambda text: text.replace('name="ColumnName"', 'name="x"'), "meta"),
    "dead link": (
        lambda text: text.replace("</main>", '<a href="{}nothing/here/">x</a></main>'),
        "links",
    ),
    "dead thing": (
        lambda text: re.sub(r'href="[^"]*\d[^"]*"', "", text).replace(
            "</main>", '<a href="{}deputies/999999999/">x</a></main>'
        ),
        "links",
    ),
    "no channel": (lambda text: re.sub(r'href="[^"]*/deputies/"', "", text), "channel"),
}


def spoil(chosen):
    """Spoil the home page of each congress of ``{slug: fault}``, at a host of its own."""
    for slug, fault in chosen.items():
        SPOILT[slug] = _at_home(PAGES[fault][0])


def _at_home(act):
    return lambda text: act(text).replace("{}", "/")
