"""Open data: every public suggestion as CSV and JSON, and the newest as an Atom feed.

An answer depends on nothing but the data, so whoever asks again with its ETag or its time gets
304. Both follow from the bytes: whatever changes them, a step, a moderator who hides a text or a
promise that runs late, makes them new. Cells that a spreadsheet would run as a formula begin with
an apostrophe.
"""

import csv
import io
import json
from hashlib import sha256
from uuid import uuid5

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from huiyin.portal import atom, queries
from huiyin.portal.keys import number
from huiyin.suggestions import opendata
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.phases import phase

#: Beginnings of a cell that spreadsheets take for a formula (OWASP: CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
LICENCE = "可以免费使用、转载和加工；请注明来源和取得日期，不得歪曲原意。"
#: Seconds for which the time of an answer is remembered after it was last new.
REMEMBERED = 7 * 24 * 3600


@require_safe
def about(request):
    """What the data holds, where it is, and on what terms."""
    subjects = Suggestion.Subject.choices
    context = {"fields": opendata.FIELDS, "licence": LICENCE, "subjects": subjects}
    return render(request, "portal/data.html", context)


@require_safe
def as_json(request):
    """``?after=`` the id given as ``next`` by the page before."""
    rows, following = _page(request, "portal:json")
    body = {
        "source": request.congress.name,
        "licence": LICENCE,
        "documentation": request.build_absolute_uri(reverse("portal:data")),
        "fields": [
            {"name": f.name, "type": f.kind, "description": f.says} for f in opendata.FIELDS
        ],
        "next": following,
        "suggestions": rows,
    }
    text = json.dumps(body, ensure_ascii=False, indent=1)
    return _answer(request, text.encode(), "application/json", following)


@require_safe
def as_csv(request):
    """The same rows; lists are joined by semicolons. With a BOM, so that spreadsheets read it."""
    rows, following = _page(request, "portal:csv")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(opendata.NAMES)
    writer.writerows([_cell(row[name]) for name in opendata.NAMES] for row in rows)
    body = text.getvalue().encode("utf-8-sig")
    response = _answer(request, body, "text/csv; charset=utf-8", following)
    response["Content-Disposition"] = 'attachment; filename="suggestions.csv"'
    return response


def _page(request, name):
    """One page of rows, and the address of the next one or None."""
    after = number(request.GET.get("after")) or 0
    found = opendata.rows(request.congress, after=after, limit=opendata.PAGE + 1)
    shown = found[: opendata.PAGE]
    following = None
    if len(found) > len(shown):
        following = request.build_absolute_uri(f"{reverse(name)}?after={shown[-1][0]}")
    return [row for _pk, row in shown], following


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, list):
        value = "；".join(value)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _answer(request, body, kind, following):
    """Return the bytes with their ETag and their time, or 304."""
    return conditional(request, HttpResponse(body, content_type=kind), following)


def conditional(request, response, following=None):
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    newest = _since(request, etag)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(newest)
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return get_conditional_response(request, etag, newest, response)


def _since(request, etag):
    """Since when the answer to this question is known to be what it is, in seconds.

    No row tells when another one was taken out or hidden. What is forgotten is only sent again.
    """
    after, kind = number(request.GET.get("after")) or 0, request.resolver_match.url_name
    slot = f"data:{request.congress.pk}:{request.get_host()}:{kind}:{after}"
    known, since = cache.get(slot, ("", 0))
    if known != etag:
        since = max(int(now().timestamp()), since + 1)
        cache.set(slot, (etag, since), REMEMBERED)
    return since


@require_safe
def feed(request):
    """The public suggestions that moved last, as Atom (RFC 4287); ids never change."""
    body = atom.feed(
        request,
        name="suggestions",
        title="代表建议办理动态",
        page=reverse("portal:suggestions"),
        entries=lambda: [_entry(request, row) for row in queries.moved(request.congress)],
    )
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    return conditional(request, response)


def _entry(request, row):
    stage = phase(row.docket.state, row.rated or "", deadlines=row.docket.deadlines.all())
    unit = f"主办：{row.lead_unit}。" if row.lead_unit else ""
    return atom.Entry(
        id=uuid5(request.congress.uid, row.docket.code).urn,
        title=row.docket.title,
        published=row.docket.opened_at,
        updated=row.changed,
        url=request.build_absolute_uri(reverse("trace:matter", args=[row.docket.code])),
        author=row.lead.person.shown,
        parts=(
            ("category", None, {"term": row.docket.state, "label": str(stage.words)}),
            ("summary", f"{stage.words}。{unit}", None),
        ),
    )
