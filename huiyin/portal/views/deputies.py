from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from huiyin.deputies.models import Mandate, Station
from huiyin.deputies.procedure import State
from huiyin.deputies.queries import active_deputies
from huiyin.portal import duty
from huiyin.portal.cards import suggestion_card
from huiyin.portal.keys import newest, number, older

#: Cards of a page of the list of deputies.
PAGE = 30
#: Mandates with a public page: those in office, and those that were.
KNOWN = (State.ACTIVE, State.SUSPENDED, State.TERMINATED, State.EXPIRED)
FORMER = (State.TERMINATED, State.EXPIRED)


@require_safe
def index(request):
    """All deputies in office, found by name or seat."""
    text = " ".join(request.GET.get("q", "").split())[:60]
    after = number(request.GET.get("after"))
    rows = active_deputies(request.congress, text, limit=PAGE + 1, after=after)
    context = {
        "text": text,
        "rows": rows[:PAGE],
        "older": older(request, after=rows[PAGE - 1].pk) if len(rows) > PAGE else "",
        "newer": newest(request, "after"),
    }
    return render(request, "portal/deputies.html", context)


@require_safe
def detail(request, pk):
    """One deputy: whom they speak for, how to reach them, what they have done."""
    mandates = Mandate.objects.shown().select_related("term").prefetch_related("groups")
    mandate = mandates.filter(pk=pk, congress=request.congress, docket__state__in=KNOWN).first()
    if mandate is None:
        raise Http404
    today = localdate()
    context = {
        "mandate": mandate,
        "today": today,
        "active": mandate.docket.state == State.ACTIVE,
        "former": mandate.docket.state in FORMER,
        "duty": duty.duty(mandate, today),
        "suggestions": [suggestion_card(one) for one in duty.led(mandate)],
        "answers": duty.answers(mandate),
    }
    return render(request, "portal/deputy.html", context)


@require_safe
def stations(request):
    """Where deputies receive people."""
    after = number(request.GET.get("after"))
    rows = Station.objects.filter(congress=request.congress).select_related("area")
    if after:
        rows = rows.filter(pk__gt=after)
    rows = list(rows.order_by("pk")[: PAGE + 1])
    shown = rows[:PAGE]
    receiving = Mandate.objects.active().filter(station__in=shown).select_related("person")
    for station in shown:
        station.receiving = []
    by_id = {station.pk: station for station in shown}
    for mandate in receiving.order_by("pk"):
        by_id[mandate.station_id].receiving.append(mandate)
    context = {
        "stations": shown,
        "older": older(request, after=shown[-1].pk) if len(rows) > PAGE else "",
        "newer": newest(request, "after"),
    }
    return render(request, "portal/stations.html", context)
