"""Bills as anybody may read them."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.bills import queries, rules, story
from huiyin.bills.views.lists import listed


@require_safe
def index(request):
    """Public bills of the congress, newest first."""
    group = request.GET.get("state", "")
    group = group if group in story.GROUPS else ""
    context = listed(
        request,
        lambda **asked: queries.published(request.congress, **asked),
        states=story.GROUPS[group][1] if group else (),
    )
    context |= {"group": group, "groups": _tabs(group, context["text"])}
    return render(request, "bills/public/index.html", context)


def _tabs(chosen, text):
    """The groups a reader may choose, with what was searched for kept."""
    offered = [("", _("全部")), *((name, words) for name, (words, _states) in story.GROUPS.items())]
    return [
        {
            "label": words,
            "url": f"?{urlencode({'state': name, 'q': text})}",
            "current": name == chosen,
        }
        for name, words in offered
    ]


@require_safe
def page(request, code):
    """One bill from the day it was filed to what became of it."""
    bill = queries.get_for_reading(request.user, code)
    if bill is None:
        raise Http404
    context = {
        **story.public(bill),
        "bill": bill,
        "docket": bill.docket,
        "today": localdate(),
        "inside": rules.works_on(request.user, bill),
        "role": queries.part_of(request.user, bill),
    }
    response = render(request, "bills/public/page.html", context)
    if request.user.is_authenticated or not bill.docket.public:
        add_never_cache_headers(response)
    return response
