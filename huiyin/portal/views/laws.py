"""Laws by article: the list, a law in one of its versions, one article, the file."""

from contextlib import contextmanager

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.congresses.scope import within
from huiyin.documents.making import TYPES
from huiyin.documents.models import Document
from huiyin.documents.word import write
from huiyin.library import queries, rules
from huiyin.library.models import Law
from huiyin.portal import lawpages
from huiyin.portal.keys import number
from huiyin.portal.lawpaper import paper

PAGE = 30
#: Seconds a file that was made is kept: it is the same every time.
KEPT = 24 * 60 * 60


@contextmanager
def shelves(request):
    """Read what stands on the shelves of this congress and those above it."""
    with within(request.congress.lineage()):
        yield


def _asked(request):
    given = {name: request.GET.get(name, "") for name in ("q", "kind", "region", "standing")}
    given["q"] = " ".join(given["q"].split())[: queries.LONGEST]
    known = {"kind": Law.Kind.values, "standing": rules.STANDINGS}
    for name, values in known.items():
        given[name] = given[name] if given[name] in values else ""
    given["region"] = given["region"][:40]
    return given


@require_safe
def index(request):
    """The laws that are read here, narrowed by kind, region and standing; words find articles."""
    today, asked = localdate(), _asked(request)
    place = max(number(request.GET.get("page")) or 1, 1)
    with shelves(request):
        kinds, regions = queries.facets()
        rows = queries.listed(
            kind=asked["kind"],
            region=asked["region"],
            standing=asked["standing"],
            day=today,
            text=asked["q"],
        )
        start = (min(place, 1000) - 1) * PAGE
        rows = list(rows[start : start + PAGE + 1])
        found = _found(asked) if asked["q"] and place == 1 else None
    context = {
        "asked": asked,
        "narrowed": asked["region"] or asked["standing"],
        "laws": [{"law": law, "tag": lawpages.tag_of(law.current, today)} for law in rows[:PAGE]],
        "found": found,
        "kinds": _tabs(asked, kinds),
        "regions": sorted(regions),
        "standings": [(name, words[0]) for name, words in rules.WORDS.items()],
        "newer": _turn(asked, place - 1) if place > 1 else "",
        "older": _turn(asked, place + 1) if len(rows) > PAGE else "",
        "empty": not rows and not (found and found["hits"]),
    }
    return render(request, "portal/laws.html", context)


def _found(asked):
    found = queries.search(asked["q"], kind=asked["kind"], region=asked["region"])
    return {"hits": [hit(row, asked["q"]) for row in found.hits], "more": found.more}


def hit(row, words):
    """An article as a result: where it stands, and the place where the words do."""
    law = row.version.law
    return {
        "law": str(law),
        "label": row.label,
        "url": reverse("laws:article", args=[law.code, row.key]),
        "excerpt": queries.excerpt(row.text.removeprefix(f"{row.label}{row.heading}"), words),
    }


def _turn(asked, page):
    kept = {name: value for name, value in asked.items() if value}
    question = urlencode({**kept, "page": page} if page > 1 else kept)
    return f"?{question}" if question else reverse("laws:index")


def _tabs(asked, kinds):
    tabs = [{"name": "", "label": _("全部"), "count": sum(kinds.values())}]
    for value, label in Law.Kind.choices:
        if kinds.get(value):
            tabs.append({"name": value, "label": label, "count": kinds[value]})
    for tab in tabs:
        tab["url"] = _turn({**asked, "kind": tab["name"]}, 1)
        tab["current"] = asked["kind"] == tab["name"]
    return tabs


def _law(request, code):
    """The law and the version asked for, the current one by default; 404 if there is none."""
    law = Law.objects.select_related("current__ended_by__law").filter(code=code).first()
    if law is None or law.current is None:
        raise Http404
    asked = request.GET.get("version", "")
    if not asked or asked == law.current.slug:
        return law, law.current
    rows = law.versions.filter(slug=asked, copy_of=None).select_related("ended_by__law")
    version = rows.first()
    if version is None:
        raise Http404
    return law, version


@require_safe
def page(request, law):
    """A law in one version, ``?version=``; a long one part by part, ``?part=``."""
    today = localdate()
    with shelves(request):
        law, version = _law(request, law)
        every = queries.versions(law)
        rows = queries.provisions(version)
    parted = len(rows) > lawpages.LONGEST_PAGE and "whole" not in request.GET
    part = _part(rows, request.GET.get("part", "")) if parted else ""
    some = [row for row in rows if not part or row.key == part or part in row.within]
    context = {
        **_of(request, law, version, today),
        "contents": lawpages.contents(law, version, rows, parted=parted),
        "provisions": lawpages.shown(law, version, some),
        "parted": parted,
        "part_url": lawpages.address(law, version, part=part),
        "whole_url": lawpages.address(law, version, whole=1),
        "versions": _choices(law, version, every, today),
        "docx_url": lawpages.docx_address(law, version),
    }
    words = next((row.text for row in rows if row.text), "")
    context["meta"] = lawpages.meta(request, law, version, str(law), words)
    context["machine_facts"] = lawpages.machine_facts(request, law, version, today)
    return render(request, "portal/law.html", context)


def _part(rows, asked):
    """The heading whose part is shown: the one asked for, else the first with articles."""
    headings = [row.key for row in rows if row.kind in queries.HEADINGS]
    if asked in headings:
        return asked
    holders = (row for row in rows if row.kind in queries.HOLDERS and row.within)
    return next((row.within[-1] for row in holders), "")


def _of(request, law, version, today):
    current = law.current_id == version.pk
    return {
        "law": law,
        "version": version,
        "tag": lawpages.tag_of(version, today),
        "facts": lawpages.facts(law, version),
        "current": current,
        "current_url": reverse("laws:page", args=[law.code]),
        "law_url": lawpages.address(law, version),
        "ended_by": version.ended_by if version.ended_how == "repealed" else None,
    }


def _choices(law, version, every, today):
    return [
        {
            "version": one,
            "tag": lawpages.tag_of(one, today),
            "url": lawpages.address(law, one),
            "current": one.pk == version.pk,
        }
        for one in every
    ]


@require_safe
def article(request, law, article):
    """One article: its permanent address leads to the newest version that has it."""
    today = localdate()
    with shelves(request):
        law, version = _law(request, law)
        rows = [(one, row) for one, row in queries.in_versions(law, article) if row]
        rows = [(one, row) for one, row in rows if row.kind in queries.HOLDERS]
        mine = next((row for one, row in rows if one.pk == version.pk), None)
        if mine is None and rows and "version" not in request.GET:
            version, mine = rows[0]
        if mine is None:
            raise Http404
        before, after = queries.around(mine)
    neighbours = [
        row and {"label": row.label, "url": lawpages.article_address(law, version, row.key)}
        for row in (before, after)
    ]
    context = {
        **_of(request, law, version, today),
        "provision": mine,
        "place_url": lawpages.place(law, version, mine),
        "lines": lawpages.lines(mine),
        "before": neighbours[0],
        "after": neighbours[1],
        "permanent": request.build_absolute_uri(reverse("laws:article", args=[law.code, mine.key])),
        "versions": [_beside(law, one, row, mine, today) for one, row in rows],
        "meta": lawpages.meta(request, law, version, f"{law} {mine.label}", mine.text),
        "machine_facts": lawpages.machine_facts(request, law, version, today, mine),
    }
    return render(request, "portal/law_article.html", context)


def _beside(law, version, row, mine, today):
    return {
        "version": version,
        "tag": lawpages.tag_of(version, today),
        "url": lawpages.article_address(law, version, row.key),
        "current": row.pk == mine.pk,
        "same": row.text == mine.text,
    }


@require_safe
def docx(request, law):
    """The version as a file for an office program, the same bytes every time."""
    with shelves(request):
        law, version = _law(request, law)
        key = f"law-docx:{version.pk}:{version.sha256}"
        data = cache.get(key)
        if data is None:
            data = write(paper(law, version, queries.provisions(version)))
            cache.set(key, data, KEPT)
    answer = HttpResponse(data, content_type=TYPES[Document.Format.DOCX])
    name = f"{law}（{version.slug}）.docx"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer
