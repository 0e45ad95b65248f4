"""What the shell of every public page needs: one small query, remembered for a while."""

from django.core.cache import cache
from django.db.models import OuterRef, Q, Subquery
from django.urls import get_script_prefix, reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from huiyin.accounts.models import User
from huiyin.congresses.addresses import address, addresses
from huiyin.congresses.models import Congress, HostName
from huiyin.law.filing import ICP_REGISTER
from huiyin.sites.queries import face
from huiyin.sites.rules import Column

#: Seconds a congress's neighbours are remembered.
REMEMBERED = 300


#: The bar of a phone, by the keys of its columns; one's own matters are no column of the site.
MINE = Column("mine", "service", "我的", "Mine", "user", "mine/", None, nav=False)
TABS = ("home", "find", "track")
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
    site = face(congress)
    here = request.path_info.lstrip("/")
    current = _column(here, site.shown)
    tabs = [one for key in TABS for one in site.shown if one.key == key]
    return {
        "home_url": get_script_prefix(),
        "theme": site.theme,
        "lineage": _lineage(request, congress),
        "site_notices": _notices(site),
        "nav": [_item(column, current) for column in site.shown if column.nav],
        "tabs": [_item(column, current) for column in (*tabs, MINE)],
        "search_url": reverse("portal:search"),
        "search_query": request.GET.get("q", "")[:200] if here == "search/" else "",
        "sign_in_url": _path("sign-in/"),
        "account": _account(request),
        "contact_lines": _contact(congress),
        "footer_columns": _footer(),
        "footer_facts": _filing(site.filing),
        "site_meta": _meta(request, congress, current, site.filing),
    }


def _path(rest):
    return f"{get_script_prefix()}{rest}"


def _column(here, columns):
    """The column a path stands in: the one whose own path is the longest beginning of it."""
    first = f"{here.partition('/')[0]}/" if here else ""
    here = INSIDE.get(first, here)
    fitting = [one for one in (*columns, MINE) if one.path and here.startswith(one.path)]
    return max(fitting, key=lambda one: len(one.path), default=None if here else _home(columns))


def _home(columns):
    return next((one for one in columns if not one.path), None)


def _notices(site):
    """The bar above every page: words of this congress and of those above, and how it stands."""
    rows = [str(notice) for notice in site.notices_on(localdate())]
    if site.closes_on:
        rows.append(
            _("本站将于 %(day)s 关停，之后请访问上级人大网站。")
            % {"day": date_format(site.closes_on, "DATE_FORMAT")}
        )
    if site.ended:
        rows.append(_("本站已归档：内容不再更新，不再接收留言，原有页面仍可查阅。"))
    return rows


def _item(column, current):
    return {
        "label": column.label,
        "url": _path(column.path),
        "icon": column.icon,
        "current": column == current,
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


def _filing(given):
    """The numbers a public body's site shows; what nobody entered is shown as missing.

    The number of the ICP filing links to the register where anybody may check it.
    """
    absent = _("未提供")
    icp = _("ICP 备案：%(number)s") % {"number": given.get("icp") or absent}
    return [
        {"words": _("网站标识码：%(number)s") % {"number": given.get("site_code") or absent}},
        {"words": icp, "url": ICP_REGISTER if given.get("icp") else ""},
        {"words": _("公安备案：%(number)s") % {"number": given.get("police") or absent}},
    ]


def _meta(request, congress, current, filing):
    """The meta tags that site checks read."""
    column = current.label if current else _("首页")
    tags = {
        "SiteName": congress.title,
        "SiteDomain": request.get_host(),
        "SiteIDCode": filing.get("site_code", ""),
        "ColumnName": column,
        "ColumnType": column,
        "ColumnDescription": _("%(site)s的“%(column)s”栏目")
        % {"site": congress.title, "column": column},
        "ColumnKeywords": f"{congress.place},{column}",
    }
    return list(tags.items())
