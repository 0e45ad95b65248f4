"""Bills as anybody may read them."""

from django.http import Http404
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from huiyin.bills import queries, rules, story
from huiyin.bills.views.lists import listed


@require_safe
def index(request):
    """Public bills of the congress, newest first."""
    context = listed(request, lambda **asked: queries.published(request.congress, **asked))
    return render(request, "bills/public/index.html", context)


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
