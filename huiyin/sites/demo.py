"""The sites of the invented province: open, one not yet opened, one about to close."""

from datetime import timedelta

from django.utils.timezone import localdate

from huiyin.accounts.models import User
from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.sites import services
from huiyin.sites.inspecting import inspect, roll_up, waiting
from huiyin.sites.models import HostingDuty

#: Slug, and how many days ago its site was opened. 白鹭乡 has none yet.
OPENED = [
    ("yunjiang", 900),
    ("yunzhou", 860),
    ("nanping", 850),
    ("yunxi", 800),
    ("yunhe", 640),
    ("donghu", 600),
    ("qingshi", 420),
    ("liuhe", 400),
    ("hufu", 380),
    ("shiqiao", 360),
]
#: Numbers of the province's host, which count for everybody below it.
NUMBERS = {"icp": "云ICP备00000000号", "police": "云公网安备00000000000000号"}

#: Who answers for what: the province for platform and safety, each congress for its content.
DUTIES = [
    ("yunjiang", "operation", "云江省人大常委会信息中心"),
    ("yunjiang", "security", "云江省人大常委会信息中心"),
    ("yunxi", "content", "云溪县人大常委会新闻宣传处"),
    ("yunxi", "leader", "云溪县人大常委会办公室"),
]


def build(at):
    """Open them all, and announce that one will move into the county's. Once."""
    for number, (slug, days) in enumerate(OPENED, start=1):
        congress = Congress.objects.select_related("area").get(slug=slug)
        congress.filing = {"site_code": f"99{number:08d}"} | (NUMBERS if number == 1 else {})
        congress.save(update_fields=["filing"])
        with within(congress):
            site = services.open_site(congress, by=None, at=at - timedelta(days=days))
            if slug == "liuhe":
                by, began = User.objects.get(username="ke"), at - timedelta(days=5)
                services.announce(site, reason="并入县级网站统一运维", by=by, at=began)
    for slug, kind, unit in DUTIES:
        congress = Congress.objects.get(slug=slug)
        with within(congress):
            HostingDuty.objects.create(congress=congress, kind=kind, unit=unit)
    for _results in inspect(waiting(), at=at):
        pass
    roll_up(localdate(at))
