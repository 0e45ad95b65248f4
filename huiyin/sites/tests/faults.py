"""Sites with something wrong: planted one by one, each to be found by the inspection.

What is wrong with a page is planted by a middleware before all others, which spoils the answers
of the sites in ``SPOILT``. What is wrong with facts is written where the facts are.
"""

import re
import time
from datetime import date, timedelta

from huiyin.congresses.models import Congress, HostName
from huiyin.procedure.models import Deadline, Docket
from huiyin.sites.models import Site, SiteColumn
from huiyin.sites.queries import columns

#: Slug of a congress → what happens to the words of its home page.
SPOILT = {}
NUMBERS = {"icp": "云ICP备00000001号", "police": "云公网安备0001号", "site_code": "9901210001"}


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


def _filing(**changes):
    def plant(site):
        congress = site.congress
        congress.filing = NUMBERS | changes
        congress.save(update_fields=["filing"])

    return plant


def _phone(site):
    Congress.objects.filter(pk=site.congress_id).update(phone="")


def _clock(name, kind, started, due):
    def plant(site):
        docket = site.docket
        if kind == "voice":
            docket = Docket.objects.create(
                congress=site.congress,
                kind="voice",
                code=f"0000-{site.pk:09d}"[:14],
                title="留言",
                state="received",
                opened_at=site.docket.opened_at,
            )
        words = {"zh": "", "en": ""}
        Deadline.objects.create(
            docket=docket, name=name, started_on=started, due_on=due, words=words,
            source="", source_en="", profile="national",
        )  # fmt: skip

    return plant


def _aged(days):
    """The newest public matter is so many days old."""

    def plant(site):
        rows = Docket.objects.filter(congress=site.congress, public=True)
        for docket in rows:
            docket.opened_at -= timedelta(days=days)
            docket.save(update_fields=["opened_at"])

    return plant


def _nothing(site):
    Docket.objects.filter(congress=site.congress, public=True).update(public=False)


def _no_host(site):
    HostName.objects.filter(congress__in=site.congress.lineage_ids()).delete()


def _own_column(site):
    """A column of its own whose page no longer exists, in the navigation of every page."""
    SiteColumn.objects.create(congress=site.congress, key="gone", kind="dead", title="旧栏目")


TODAY = date(2026, 3, 9)
#: What is wrong with a site's facts, and the check that has to see it.
FACTS = {
    "old home": (_aged(15), "home_fresh"),
    "nothing at all": (_nothing, "home_fresh"),
    "old column": (_aged(184), "columns"),
    "no filing number": (_filing(icp=""), "footer"),
    "no identity code": (_filing(site_code=""), "footer"),
    "no police number": (_filing(police=""), "footer"),
    "no telephone": (_phone, "footer"),
    "late police filing": (
        _clock("police_filing", "site", TODAY - timedelta(60), TODAY - timedelta(30)),
        "police",
    ),
    "late answer": (
        _clock("first_response", "voice", TODAY - timedelta(20), TODAY - timedelta(13)),
        "messages",
    ),
    "no answer for months": (
        _clock("first_response", "voice", TODAY - timedelta(93), TODAY - timedelta(80)),
        "messages",
    ),
    "no host": (_no_host, "reachable"),
    "dead column": (_own_column, "links"),
}


def healthy(site, at):
    """Make ``site`` one with nothing wrong."""
    _filing()(site)
    Congress.objects.filter(pk=site.congress_id).update(phone="0000-0000001")
    site.congress.refresh_from_db()
    for column in columns(site.congress):
        if column.kind == "articles":  # written by editors, of whom this app knows nothing
            SiteColumn.objects.create(congress=site.congress, key=column.key, hidden=True)
    Site.objects.filter(pk=site.pk).update(opened_on=at.date() - timedelta(days=400))
    for kind in ("suggestion", "voice"):
        Docket.objects.create(
            congress=site.congress,
            kind=kind,
            code=f"{kind[:4]}-{site.pk:09d}"[:14],
            title="公开的一件事",
            state="closed",
            public=True,
            opened_at=at - timedelta(days=1),
            closed_at=at,
        )
