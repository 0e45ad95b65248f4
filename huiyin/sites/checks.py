"""The daily self-inspection as a table: what is looked at, on which ground, and how.

A check that could not run says so; a site with such a check is never green.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huiyin.law import inspection as law
from huiyin.law.columns import national
from huiyin.sites import pages, registry

RED, AMBER, GREEN, UNKNOWN = "red", "amber", "green", "unknown"
#: Meta tags that site checks read, and that may not be empty.
META = ("SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnType", "ColumnDescription")


@dataclass
class Seen:
    """What is known of one site on one day.

    ``newest``   column → when something last became public; None if nobody could tell
    ``waiting``  ``(came on, due on)`` of the oldest message without an answer, or None
    ``police``   day on which the filing with the police is due, or None
    ``links``    paths on the home page that lead nowhere, or answered with an error
    """

    congress: object
    site: object
    face: object
    today: date
    page: pages.Page | None = None
    newest: dict | None = field(default_factory=dict)
    waiting: tuple | None = None
    police: date | None = None
    links: list = field(default_factory=list)


@dataclass(frozen=True)
class Check:
    """``look(seen)`` returns ``(result, facts)``; ``says`` is what is told when it is not green."""

    key: str
    label: object
    source: str
    says: object
    look: Callable[[Seen], tuple[str, dict]]


def age(seen, moment: datetime | None):
    """Days since ``moment``; None if there is none."""
    return (seen.today - localdate(moment)).days if moment else None


def _young(seen, days):
    return seen.site.opened_on and seen.today - seen.site.opened_on <= timedelta(days=days)


def reachable(seen):
    status = seen.page.status if seen.page else 0
    return (GREEN if status == 200 else RED), {"status": status}


def response(seen):
    if seen.page is None:
        return UNKNOWN, {"seconds": 0}
    seconds = round(seen.page.seconds, 1)
    slow = RED if seconds > law.RESPONSE_FAIL else AMBER
    return (GREEN if seconds <= law.RESPONSE_WARN else slow), {"seconds": seconds}


def home_fresh(seen):
    limit = next(column.days for column in national().columns if column.key == "home")
    if seen.newest is None:
        return UNKNOWN, {"days": 0, "limit": limit}
    days = age(seen, max(seen.newest.values(), default=None))
    facts = {"days": days if days is not None else "—", "limit": limit}
    if days is not None and days <= limit:
        return GREEN, facts
    return (AMBER if _young(seen, limit) else RED), facts


def columns(seen):
    """Each column by its own limit; too many stale or empty ones fail the whole site."""
    kinds = registry.kinds()
    dated = [one for one in seen.face.shown if one.days is not None and one.path]
    if seen.newest is None or any(kinds[one.kind].newest is None for one in dated):
        return UNKNOWN, {"stale": 0, "empty": 0}
    ages = {one: age(seen, seen.newest.get(one.key)) for one in dated}
    empty = [one for one in dated if ages[one] is None]
    stale = [one for one in dated if ages[one] is not None and ages[one] > one.days]
    facts = {"stale": len(stale), "empty": len(empty)}
    limits = national()
    if len(stale) >= limits.stale_fail or len(empty) >= limits.empty_fail:
        return RED, facts
    return (AMBER if stale or empty else GREEN), facts


def messages(seen):
    if seen.waiting is None:
        return GREEN, {"since": ""}
    came_on, due_on = seen.waiting
    facts = {"since": came_on.isoformat()}
    if came_on <= law.unanswered_since(seen.today):
        return RED, facts
    return (AMBER if due_on < seen.today else GREEN), facts


def channel(seen):
    """Whether the home page leads to where people write to deputies."""
    if seen.page is None:
        return UNKNOWN, {}
    paths = [one.get("href", "") for one in seen.page.of("a")]
    return (GREEN if any(path.endswith("/deputies/") for path in paths) else RED), {}


def footer(seen):
    """Identity code, filing numbers and a telephone number, as they stand on the page."""
    if seen.page is None:
        return UNKNOWN, {"missing": ""}
    given = {name: seen.face.filing.get(name) for name in ("site_code", "icp", "police")}
    given["phone"] = seen.congress.phone
    missing = [name for name, words in given.items() if not words or words not in seen.page.text]
    facts = {"missing": ",".join(missing)}
    if {"site_code", "icp"} & set(missing):
        return RED, facts
    return (AMBER if missing else GREEN), facts


def police(seen):
    late = seen.police is not None and seen.police < seen.today
    return (RED if late else GREEN), {"due": seen.police.isoformat() if seen.police else ""}


def links(seen):
    if seen.page is None:
        return UNKNOWN, {"count": 0, "first": ""}
    return (RED if seen.links else GREEN), {
        "count": len(seen.links),
        "first": "".join(seen.links[:1]),
    }


def meta(seen):
    if seen.page is None:
        return UNKNOWN, {"missing": ""}
    given = {one.get("name"): one.get("content") for one in seen.page.of("meta")}
    missing = [name for name in META if not given.get(name)]
    return (AMBER if missing else GREEN), {"missing": ", ".join(missing)}


def accessibility(seen):
    if seen.page is None:
        return UNKNOWN, {"faults": ""}
    found = pages.faults(seen.page)
    return (AMBER if found else GREEN), {"faults": ", ".join(found)}


# One check a line is what makes this table readable.
# fmt: off
CHECKS = (
    Check("reachable", _("首页能够打开"), law.CHECKS_2019, _("首页打不开（状态码 %(status)s）"), reachable),
    Check("response", _("首页打开速度"), law.CHECKS_2019, _("首页用时 %(seconds)s 秒"), response),
    Check("home_fresh", _("首页更新"), law.CHECKS_2019, _("首页 %(days)s 天没有新内容，期限 %(limit)s 天"), home_fresh),
    Check("columns", _("栏目更新"), law.CHECKS_2019, _("超期未更新的栏目 %(stale)s 个，空白栏目 %(empty)s 个"), columns),
    Check("messages", _("留言回应"), law.CHECKS_2019, _("有留言自 %(since)s 起没有回应"), messages),
    Check("channel", _("留言渠道"), law.CHECKS_2019, _("首页没有给代表留言的入口"), channel),
    Check("footer", _("底部信息"), law.FILING_2005, _("底部缺少：%(missing)s"), footer),
    Check("police", _("公安备案"), law.NETWORK_2011, _("公安备案应于 %(due)s 前办理"), police),
    Check("links", _("站内链接"), law.CHECKS_2019, _("首页有 %(count)s 个链接打不开，例如 %(first)s"), links),
    Check("meta", _("网页标签"), law.GUIDE_2017, _("缺少网页标签：%(missing)s"), meta),
    Check("accessibility", _("无障碍抽查"), law.ACCESS_2023, _("首页无障碍问题：%(faults)s"), accessibility),
)
# fmt: on
BY_KEY = {check.key: check for check in CHECKS}
NOT_RUN = pgettext_lazy("inspection", "这一项没能检查")


def looked_at(seen):
    """Return ``(result, findings)`` of every check; one that breaks counts as not run."""
    findings = [_one(check, seen) for check in CHECKS]
    results = {finding["result"] for finding in findings}
    if RED in results:
        return RED, findings
    return (AMBER if results - {GREEN} else GREEN), findings


def _one(check, seen):
    try:
        result, facts = check.look(seen)
    except Exception as error:
        result, facts = UNKNOWN, {"error": type(error).__name__}
    return {"key": check.key, "result": result, "facts": facts}
