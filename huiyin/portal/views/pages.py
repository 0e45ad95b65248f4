"""Pages that say how the site works, and what machines ask for."""

from hashlib import sha256

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from huiyin.congresses.models import Organ
from huiyin.deputies.models import Mandate
from huiyin.ledger import notes
from huiyin.ledger.services import origin
from huiyin.library.models import Law
from huiyin.portal.context import below
from huiyin.procedure.models import Docket
from huiyin.publishing.columns import columns
from huiyin.reports.queries import published
from huiyin.sites.queries import face
from huiyin.sites.rollout import hosting
from huiyin.suggestions import consultations

#: Addresses of each kind in the site map; the newest suggestions come first.
MAPPED = 1000
#: Organs that the page about the site names.
NAMED = (
    Organ.Kind.STANDING_COMMITTEE,
    Organ.Kind.PRESIDIUM,
    Organ.Kind.GENERAL_OFFICE,
    Organ.Kind.DEPUTY_AFFAIRS,
    Organ.Kind.NEWS,
    Organ.Kind.PETITIONS,
    Organ.Kind.STREET_BODY,
    Organ.Kind.AREA_BODY,
)
#: Kinds of public case and their pages.
KINDS = (
    ("article", "portal:article"),
    ("suggestion", "trace:matter"),
    ("bill", "public_bills:page"),
)
PAGES = ("home", "find", "deputies", "stations", "suggestions", "about", "privacy")
PAGES += ("accessibility", "how", "statistics", "reports", "data", "rules")


@require_safe
def about(request):
    organs = Organ.objects.filter(congress=request.congress, kind__in=NAMED).order_by("pk")
    context = {"organs": list(organs[:50]), "below": below(request, request.congress)}
    context["hosting"] = hosting(request.congress)
    context["filing"] = face(request.congress).filing
    return render(request, "portal/about.html", context)


@require_safe
def privacy(request):
    return render(request, "portal/privacy.html")


@require_safe
def accessibility(request):
    return render(request, "portal/accessibility.html")


@require_safe
def how(request):
    """How anybody verifies a receipt without trusting this site."""
    key = notes.public_key(origin(request.congress))
    context = {"key": key, "fingerprint": sha256(notes.public_bytes()).hexdigest()}
    return render(request, "portal/how.html", context)


@require_safe
def robots(request):
    """What search engines should leave alone: pages of people who signed in."""
    closed = ("/desk/", "/mine/", "/accounts/", "/sign-in/", "/voices/", "/search/")
    here = reverse("portal:home").rstrip("/")
    lines = ["User-agent: *", *(f"Disallow: {here}{path}" for path in closed)]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """The public pages of this congress, for machines (sitemaps.org)."""
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for address in _addresses(request.congress):
        xml.startElement("url", {})
        xml.addQuickElement("loc", request.build_absolute_uri(address))
        xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return response


def _addresses(congress):
    yield from (reverse(f"portal:{name}") for name in PAGES)
    yield reverse("laws:index")
    laws = (
        Law.objects.filter(congress=congress).exclude(current=None).order_by("-current__passed_on")
    )
    for code in laws.values_list("code", flat=True)[:MAPPED]:
        yield reverse("laws:page", args=[code])
    deputies = Mandate.objects.active().filter(congress=congress).order_by("pk")
    for pk in deputies.values_list("pk", flat=True)[:MAPPED]:
        yield reverse("portal:deputy", args=[pk])
    yield reverse("consultations:index")
    for pk in consultations.published().order_by("-pk").values_list("pk", flat=True)[:MAPPED]:
        yield reverse("consultations:page", args=[pk])
    for edition in published(congress):
        yield reverse("report:page", args=[edition.report.year])
    yield reverse("portal:columns")
    yield from (reverse("portal:column", args=[key]) for key in columns(congress))
    for kind, page in KINDS:
        dockets = Docket.objects.filter(congress=congress, kind=kind, public=True)
        for code in dockets.order_by("-opened_at").values_list("code", flat=True)[:MAPPED]:
            yield reverse(page, args=[code])
