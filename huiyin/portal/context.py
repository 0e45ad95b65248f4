"""What the shell of every public page needs: one small query, remembered for a while."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import OuterRef, Q, Subquery
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from huiyin.accounts.models import User
from huiyin.congresses.addresses import address, addresses
from huiyin.congresses.models import Congress, HostName

#: Seconds a congress's neighbours are remembered.
REMEMBERED = 300


@dataclass(frozen=True)
class Column:
    """One column of the site: its path below the congress, its words and its picture."""

    path: str
    label: object
    icon: str


HOME = Column("", gettext_lazy("首页"), "home")
FIND = Column("find/", gettext_lazy("找代表"), "users")
TRACK = Column("track/", gettext_lazy("查进度"), "route")
MINE = Column("mine/", gettext_lazy("我的"), "user")
NAV = (
    HOME,
    FIND,
    Column("deputies/", gettext_lazy("代表名单"), "list"),
    Column("stations/", gettext_lazy("联络站"), "map-pin"),
    Column("suggestions/", gettext_lazy("办理公开"), "clipboard-check"),
    Column("consultations/", gettext_lazy("征询意见"), "messages"),
    TRACK,
    Column("record/", gettext_lazy("存证与查验"), "shield-check"),
    Column("about/", gettext_lazy("关于本站"), "info-circle"),
)
TABS = (HOME, FIND, TRACK, MINE)
#: Pages that stand in a column though their path does not begin with its own.
INSIDE = {
    "matters/": "track/",
    "bills/": "suggestions/",
    "privacy/": "about/",
    "accessibility/": "about/",
}
#: How the congresses directly below are named, by their level.
BELOW = {
    Congress.Level.PROVINCE: gettext_lazy("本级：%(place)s · %(count)s 个省级人大"),
    Congress.Level.PREFECTURE: gettext_lazy("本级：%(place)s · %(count)s 个市级人大"),
    Congress.Level.COUNTY: gettext_lazy("本级：%(place)s · %(count)s 个县级人大"),
    Congress.Level.TOWNSHIP: gettext_lazy("本级：%(place)s · %(count)s 个乡镇人大"),
}


def shell(request):
    """Context processor of the public pages; the workbench has its own."""
    congress = getattr(request, "congress", None)
    if congress is None or request.path_info.startswith("/desk/"):
        return {}
    here = request.path_info.lstrip("/")
    current = _column(here)
    return {
        "home_url": get_script_prefix(),
        "lineage": _lineage(request, congress),
        "nav": [_item(column, current) for column in NAV],
        "tabs": [_item(column, current) for column in TABS],
        "search_url": reverse("portal:search"),
        "search_query": request.GET.get("q", "")[:200] if here == "search/" else "",
        "sign_in_url": _path("sign-in/"),
        "account": _account(request),
        "contact_lines": _contact(congress),
        "footer_columns": _footer(),
        "footer_facts": _filing(congress),
        "site_meta": _meta(request, congress, current),
    }


def _path(rest):
    return f"{get_script_prefix()}{rest}"


def _column(here):
    first = f"{here.partition('/')[0]}/" if here else ""
    return INSIDE.get(first, first)


def _item(column, current):
    return {
        "label": column.label,
        "url": _path(column.path),
        "icon": column.icon,
        "current": column.path == current,
    }


def _neighbours(congress):
    """This congress, those above it and those directly below it, highest first."""
    key = f"neighbours:{congress.pk}"
    known = cache.get(key)
    if known is None:
        hosts = HostName.objects.filter(congress=OuterRef("pk")).order_by("pk")
        rows = Congress.objects.filter(Q(pk__in=congress.lineage_ids()) | Q(parent=congress))
        rows = rows.annotate(own_host=Subquery(hosts.values("host")[:1]))
        known = list(rows.select_related("area").order_by("level", "pk"))
        cache.set(key, known, REMEMBERED)
    return known


def above(request, congress):
    """The congresses above as ``{label, url}``, highest first; ``url`` "" if no host serves it."""
    lineage = [one for one in _neighbours(congress) if one.level < congress.level]
    serving = [(one.pk, one.own_host) for one in reversed(lineage) if one.own_host]
    found = addresses(lineage, request.get_host(), serving)
    return [{"label": short(one), "url": found[one.pk]} for one in lineage]


def below(request, congress):
    """The congresses directly below as ``{label, url}``, in the order they were founded."""
    host = request.get_host()
    return [{"label": short(one), "url": address(one, host)} for one in _under(congress)]


def _under(congress):
    return [one for one in _neighbours(congress) if one.parent_id == congress.pk]


def _lineage(request, congress):
    under = _under(congress)
    facts = {"place": congress.place, "count": len(under)}
    words = BELOW[under[0].level] if under else gettext_lazy("本级：%(place)s")
    own = {"label": words % facts, "url": _path("about/#below") if under else ""}
    return [*above(request, congress), own]


def short(congress):
    """A congress's name as people say it: 云溪县人大."""
    if (get_language() or "").startswith("en") and congress.name_en:
        return congress.name_en
    return _("%(place)s人大") % {"place": congress.place}


def _account(request):
    user = request.user
    if not user.is_authenticated:
        return None
    official = user.kind == User.Kind.OFFICIAL
    return {
        "label": str(user),
        "url": _path("desk/" if official else "mine/"),
        "sign_out_url": reverse("account_logout"),
    }


def _contact(congress):
    absent = _("未提供")
    return [
        pgettext("site", "主办：%(unit)s")
        % {"unit": congress.filing.get("host_unit") or congress.title},
        _("地址：%(address)s") % {"address": congress.address or absent},
        _("值班电话：%(phone)s") % {"phone": congress.phone or absent},
    ]


def _footer():
    return [
        {
            "title": _("我要办"),
            "links": [
                {"label": _("找我的代表"), "url": _path("find/")},
                {"label": _("给代表留言"), "url": _path("deputies/")},
                {"label": _("查询办理进度"), "url": _path("track/")},
                {"label": _("代表征询意见"), "url": _path("consultations/")},
                {"label": _("附近的联络站"), "url": _path("stations/")},
            ],
        },
        {
            "title": _("公开承诺"),
            "links": [
                {"label": _("个人信息怎样被使用"), "url": _path("privacy/")},
                {"label": _("存证与查验方法"), "url": _path("record/how/")},
                {"label": _("无障碍与适老化声明"), "url": _path("accessibility/")},
            ],
        },
        {
            "title": _("网站"),
            "links": [
                {"label": _("站点地图"), "url": _path("sitemap.xml")},
                {"label": _("站内搜索"), "url": _path("search/")},
                {"label": _("关于本站"), "url": _path("about/")},
            ],
        },
    ]


def _filing(congress):
    """The numbers a public body's site shows; what nobody entered is shown as missing."""
    absent = _("未提供")
    given = congress.filing
    return [
        _("网站标识码：%(number)s") % {"number": given.get("site_code") or absent},
        _("ICP 备案：%(number)s") % {"number": given.get("icp") or absent},
        _("公安备案：%(number)s") % {"number": given.get("police") or absent},
    ]


def _meta(request, congress, current):
    """The meta tags that site checks read."""
    column = next((one for one in (*NAV, MINE) if one.path == current), HOME)
    tags = {
        "SiteName": congress.title,
        "SiteDomain": request.get_host(),
        "SiteIDCode": congress.filing.get("site_code", ""),
        "ColumnName": column.label,
        "ColumnType": column.label,
        "ColumnDescription": _("%(site)s的“%(column)s”栏目")
        % {"site": congress.title, "column": column.label},
        "ColumnKeywords": f"{congress.place},{column.label}",
    }
    return list(tags.items())
