"""Sites with something wrong: planted one by one, each to be found by the inspection.

What is wrong with facts is written where the facts are; pages: ``faults_of_pages``.
"""

from datetime import date, timedelta

from huiyin.congresses.models import Congress, HostName
from huiyin.procedure.models import Deadline, Docket
from huiyin.sites.models import Site, SiteColumn
from huiyin.sites.queries import columns

NUMBERS = {"icp": "云ICP备00000001号", "police": "云公网安备0001号", "site_code": "9901210001"}


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
