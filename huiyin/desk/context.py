"""What the shell of the desk needs: where one may go, who one is, what waits to be read."""

from django.urls import reverse
from django.utils.translation import gettext as _

from huiyin.desk.queries import saved_filters
from huiyin.desk.standing import standing
from huiyin.notices.queries import unread

DESK = "/desk/"
FILTERED = "suggestions:index"


def shell(request):
    """Nothing for public pages, so that they pay nothing."""
    user = getattr(request, "user", None)
    if not request.path_info.startswith(DESK) or not getattr(request, "congress", None):
        return {}
    if user is None or not user.is_authenticated:
        return {}
    here = standing(request)
    if not here:
        return {}
    links = _links(request, here)
    return {
        "desk_nav": [{"heading": _("办理")}, *links, *_own(user, here)],
        "tabs": [link for link in links if link.get("tab")],
        "account": {
            "label": str(user),
            "note": here.office,
            "sign_out_url": reverse("account_logout"),
        },
        "home_url": reverse("desk:home"),
        "search_url": reverse("desk:home"),
        "search_query": request.GET.get("q", ""),
        **_kept(request, here),
    }


def _kept(request, here):
    """The saved filters, on the one page that shows them."""
    match = request.resolver_match
    if match is None or match.view_name != FILTERED or not (here.seats or here.mandate):
        return {}
    return {"saved_filters": saved_filters(request.user, request.congress, here.seats)}


def _links(request, here):
    """The rooms of the desk this person has business in."""
    rooms = [("desk:home", _("待办"), "inbox", True)]
    if here.hears_voices:
        rooms.append(("voice_desk:index", _("群众留言"), "messages", True))
    rooms.append(("suggestions:index", _("代表建议"), "clipboard-check", True))
    rooms.append(("bills:index", _("代表议案"), "scale", False))
    rooms.append(("desk:commitments", _("承诺台账"), "bell", True))
    if here.moderates:
        rooms.append(("desk:review", _("内容审核"), "shield-check", False))
    if here.writes:
        rooms.append(("articles:index", _("信息发布"), "file", False))
    if here.moderates or here.administers:
        rooms.append(("sites:index", _("网站"), "building", False))
    if here.serves_deputies:
        rooms.append(("report_desk:index", _("年度报告"), "chart", False))
    now = max(
        (name for name, *_rest in rooms if request.path.startswith(reverse(name))),
        key=lambda name: len(reverse(name)),
        default="",
    )
    return [
        {"label": label, "url": reverse(name), "icon": icon, "current": name == now, "tab": tab}
        for name, label, icon, tab in rooms
    ]


def _own(user, here):
    """The person's own pages."""
    notices = {"label": _("通知"), "url": reverse("mine:notices"), "icon": "bell"}
    waiting = unread(user)
    rooms = [{"heading": _("我的")}, {**notices, "count": "9+" if waiting > 9 else waiting}]
    if here.mandate:
        rooms.append({"label": _("助理"), "url": reverse("desk:assistants"), "icon": "users"})
    return rooms
