"""How suggestions are handled, in figures: each with its parts, how it was counted, its list."""

from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.portal.keys import number
from huiyin.reports import figures, queries


@require_safe
def statistics(request):
    """``?series=`` one session or time between sessions, ``?year=`` one year; otherwise all."""
    rows = queries.tallies(request.congress, now())
    known = [row.series for row in rows]
    series = request.GET.get("series", "")
    series = series if series in known else None
    year = None if series else number(request.GET.get("year"))
    year = year if year in queries.years(rows) else None
    chosen = queries.chosen(rows, series=series, year=year)
    context = {
        "rows": rows,
        "waits": queries.waits(request.congress, rows),
        "chosen": chosen,
        "periods": _periods(rows, series, year),
        "narrowed": urlencode({"series": series}) if series else "",
        **_shown(rows, chosen),
    }
    return render(request, "portal/statistics.html", context)


def _periods(rows, series, year):
    """All, each year, each series: as links."""
    found = [{"label": _("全部"), "url": "?", "current": series is None and year is None}]
    for each in queries.years(rows):
        words = _("%(year)s 年") % {"year": each}
        found.append({"label": words, "url": f"?year={each}", "current": year == each})
    for row in rows:
        label = queries.series_words(row.series)
        url = f"?{urlencode({'series': row.series})}"
        found.append({"label": label, "url": url, "current": series == row.series})
    return found


def _named(marks, name):
    return [one for one in figures.headline(marks) if one.name == name]


def _shown(rows, chosen):
    marks = chosen.whole
    return {
        "headline": figures.headline(marks),
        "general": [*_named(marks, "total"), *figures.ended(marks), *_named(marks, "days")],
        "timeliness": figures.timeliness(marks),
        "canonical": [*figures.canonical(marks), figures.solved(marks)],
        "classes": figures.own_classes(marks, get_language() or ""),
        "judged": [*figures.ratings(marks), figures.first_round(marks)],
        "ratings": [
            (_("办理态度"), "", figures.rated(marks, "attitude")),
            (_("办理结果"), "rated", figures.rated(marks, "result")),
        ],
        "kept": figures.all_promises(marks),
        "open": [figures.publicity(marks), *figures.followed(marks)],
        "by_unit": queries.by_unit(chosen.counts),
        "by_subject": queries.by_subject(chosen.counts),
        "by_series": queries.by_series(rows),
    }
