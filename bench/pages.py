"""Every page and form of the product: queries, unchanged with ten times the data, and weight.

Walks the addresses as the resolver gives them, so a new page cannot be forgotten: one that
``ADDRESSES`` does not name is a miss. People of the demonstration open every page and send every
form on it, and what they did is undone. A query is a statement; the brackets of a transaction
are not counted. A page is asked for with nothing remembered ("cold"), and again once the process
remembers what it keeps for half a minute: host, congress, its neighbours. Budgets are for the
second; forms are sent right after their page.
"""

import os
import tempfile
from collections import defaultdict

from bench.postgres import postgres
from bench.visits import Counts, Visit
from bench.weights import Scales

CONGRESS = "/c/yunxi"
PUBLIC, OWN, LIST, CASE, APART = "public", "own", "list", "case", "apart"
#: Pages that answer everybody, and one's own pages, keep the public budget; lists of the desk
#: have their own. APART are pages of allauth, of the machine, and the gallery of components.
ADDRESSES = {
    "portal:home portal:find portal:deputies portal:deputy portal:stations": PUBLIC,
    "portal:suggestions portal:search portal:about portal:privacy portal:accessibility": PUBLIC,
    "portal:how portal:robots portal:sitemap": PUBLIC,
    "trace:track trace:matter trace:receipt trace:record trace:key trace:verifier": PUBLIC,
    "trace:support trace:follow trace:add trace:close trace:reopen": PUBLIC,
    "voices:new voices:similar voices:verify voices:receipt voices:supported": PUBLIC,
    "people:sign-in people:code people:personas": PUBLIC,
    "kit:view kit:language": PUBLIC,
    "mine:matters mine:notices people:looked people:consents people:data": OWN,
    "desk:home desk:review desk:commitments voice_desk:index suggestions:index": LIST,
    "desk:take_up desk:decide desk:reveal": CASE,
    "desk:bulk desk:bulk_done desk:import desk:table desk:assistants": CASE,
    "desk:save_filter desk:drop_filter desk:dismiss_assistant": CASE,
    "desk:export": LIST,
    "voice_desk:page voice_desk:answer voice_desk:transfer": CASE,
    "suggestions:new suggestions:page suggestions:step": CASE,
    "report_desk:index bills:index sites:index sites:coverage": LIST,
    "sites:open sites:page sites:columns sites:notices sites:drop_notice sites:step": CASE,
    "sites:capabilities sites:duties": CASE,
    "report_desk:page report_desk:act": CASE,
    "articles:index": LIST,
    "articles:new articles:page articles:step articles:edit": CASE,
    "articles:preview articles:certificate": CASE,
    "portal:columns portal:column portal:article portal:asset": PUBLIC,
    "portal:column_atom portal:column_json portal:article_released": PUBLIC,
    "bills:new bills:page bills:step suggestions:photo": CASE,
    "public_bills:index public_bills:page photos:photo report:page": PUBLIC,
    "public_documents:annual": PUBLIC,
    "consultations:index consultations:page consultations:verify": PUBLIC,
    "portal:statistics portal:reports portal:data portal:json portal:csv": PUBLIC,
    "portal:feed portal:rules portal:profile": PUBLIC,
    "laws:index laws:page laws:article laws:docx": PUBLIC,
    "documents:index documents:take documents:scanned": CASE,
    "documents:number documents:scan congress_documents:annual": CASE,
    "kit:gallery kit:front-gallery kit:profile-gallery kit:desk-gallery": APART,
    "-/health -/ready": APART,
    "account_login account_logout account_inactive account_reauthenticate": APART,
    "account_change_password mfa_index mfa_authenticate mfa_reauthenticate": APART,
    "mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes": APART,
    "mfa_generate_recovery_codes mfa_download_recovery_codes": APART,
}
KIND = {name: kind for names, kind in ADDRESSES.items() for name in names.split()}
#: Addresses with a form; each has to be taken at least once.
FORMS = (
    "voices:new voices:similar voices:verify people:sign-in people:code people:personas"
    " people:consents trace:support trace:follow trace:add trace:close trace:reopen"
    " desk:decide desk:take_up desk:reveal voice_desk:answer voice_desk:transfer suggestions:new"
    " suggestions:step kit:view kit:language"
).split()
#: Forms that are several acts in one, with a budget of their own: one proves the phone, makes
#: the account, signs in, takes the consent and sends; another makes a suggestion of messages,
#: the third acts on many suggestions, the fourth checks, releases and makes findable in one.
COMPOSITE = {"voices:verify", "consultations:verify", "desk:take_up", "desk:bulk", "articles:step"}
LIMITS = {
    "unlisted": ("==", 0),
    "not_opened": ("==", 0),
    "forms_not_taken": ("==", 0),
    "failures": ("==", 0),
    "public_queries": ("<=", 12),
    "list_queries": ("<=", 15),
    "form_queries": ("<=", 20),
    "composite_form_queries": ("<=", 40),
    "grown": ("==", 0),
    "css_kb": ("<=", 20),
    "js_kb": ("<=", 35),
    "html_kb": ("<=", 25),
    "requests": ("<=", 8),
    "foreign_hosts": ("==", 0),
}


def routes():
    """Return {name: route} of every address the resolver knows."""
    from django.urls import get_resolver

    def walk(patterns, prefix, space):
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                inner = f"{pattern.namespace}:" if pattern.namespace else ""
                yield from walk(pattern.url_patterns, route, space + inner)
            else:
                yield space + (pattern.name or route), route

    return dict(walk(get_resolver().url_patterns, "", ""))


BULK = ("accept", "classify", "assign", "urge")


class Samples:
    """Things of the demonstration to put into addresses: one of each kind and state."""

    def __init__(self):
        from huiyin.contributions.models import Contribution
        from huiyin.deputies.models import Mandate
        from huiyin.procedure.models import Docket
        from huiyin.reports.models import Report
        from huiyin.suggestions.models import Consultation, Photo

        self.codes = defaultdict(dict)
        dockets = Docket.objects.filter(kind__in=["voice", "suggestion", "bill"]).order_by(
            "-public", "pk"
        )
        for docket in dockets:
            self.codes[docket.kind].setdefault((docket.state, docket.public), docket.code)
        seen = Contribution.objects.filter(kind="voice", visibility="public").order_by("pk")
        self.public = list(seen.values_list("voice__docket__code", flat=True)[:3])
        waiting = Contribution.objects.filter(visibility="pending").order_by("pk")
        self.waiting = list(waiting.values_list("uid", flat=True)[:2])
        self.authors = [
            (docket.voice.words.author, docket.code)
            for docket in dockets.select_related("voice__words__author")
            if docket.code in self.codes["voice"].values()
        ]
        self.years = list(Report.objects.order_by("-year").values_list("year", flat=True)[:2])
        self.photos = list(Photo.objects.order_by("pk").values_list("uid", flat=True)[:2])
        self.asked = list(Consultation.objects.order_by("pk").values_list("pk", flat=True)[:4])
        self.mandates = [mandate.pk for mandate in Mandate.objects.order_by("pk")[:8]]

    def addresses(self, name, route):
        """Return the addresses to open for one route."""
        voices, cases = list(self.codes["voice"].values()), list(self.codes["suggestion"].values())
        asked = {
            "voices:new": [f"?to={self.mandates[0]}"],
            "portal:search": ["", "?q=公交"],
            "portal:find": ["", "?q=桂花小区"],
            "desk:reveal": [f"?voice={code}" for code in voices],
            "desk:take_up": [f"?voice={code}" for code in voices],
            "desk:bulk": [f"?do={act}&c={code}" for act in BULK for code in cases],
            "desk:export": [f"?list={name}" for name in ("inbox", "suggestions", "commitments")],
        }
        if name in asked:
            return [route + query for query in asked[name]]
        bills = list(self.codes["bill"].values())
        own = {"suggestions": cases, "trace": [*voices, *cases], "voice_desk": voices}
        own |= {"bills": bills, "public_bills": bills, "documents": cases}
        codes = own.get(name.partition(":")[0], voices) + self.public[:1]
        slots = {
            "<str:code>": codes if name.endswith((":page", ":matter")) else codes[:2],
            "<slug:name>": ["contact"],
            "<int:pk>": self.asked if name.startswith("consultations:") else self.mandates,
            "<int:year>": self.years,
            "<slug:key>": ["national", "chongqing-2018"],
            "<uuid:uid>": self.photos if name.endswith(":photo") else self.waiting,
        }
        found = [route]
        for slot, values in slots.items():
            if slot in route:
                found = [each.replace(slot, str(value)) for each in found for value in values]
        return list(dict.fromkeys(found))


def signed_in(user):
    """Return a browser in which ``user`` is signed in, an official by one click as a persona."""
    from django.test import Client

    from huiyin.accounts.entry import PERSONA

    client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
    if user is not None:
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[PERSONA] = True
        session.save()
    return client


def people():
    """Return {what to call them: user} of a stranger, a citizen and everybody in the offices."""
    from huiyin.accounts.models import Persona

    personas = Persona.objects.filter(home__startswith=CONGRESS).select_related("user")
    users = {each.user.username: each.user for each in personas}
    return {"stranger": None} | {
        "citizen" if name.startswith("c-") else name: user for name, user in users.items()
    }


def opens(who, kind):
    """Whether ``who`` opens pages of this kind."""
    if kind == APART:
        return who == "stranger"
    if kind in (LIST, CASE):
        return who not in ("stranger", "citizen")
    return who in ("stranger", "citizen", "lin")


def walk(samples, scales):
    """Open everything as everybody and return the ``Counts``."""
    counts = Counts()
    for who, user in people().items():
        visit = Visit(who, signed_in(user), CONGRESS, counts, scales)
        for name, route in routes().items():
            if opens(who, KIND.get(name, PUBLIC)):
                prefix = "" if route.startswith("-/") else CONGRESS
                for address in samples.addresses(name, route):
                    visit.page(f"{prefix}/{address}")
    for number, (author, code) in enumerate(samples.authors):
        visit = Visit(f"author {number}", signed_in(author), CONGRESS, counts, scales)
        for path in (f"/matters/{code}/", "/mine/consents/"):
            visit.page(CONGRESS + path)
    return counts


def most(counted, kinds):
    """Return the most queries among the pages of these kinds, and where."""
    found = [
        (queries, f"{name} {what}")
        for name, pages in counted.items()
        for what, queries in pages.items()
        if KIND.get(name) in kinds
    ]
    return max(found, default=(0, ""))


def grown(before, after):
    """Return the addresses whose dearest page or form asked more when there was more to ask."""
    found = []
    for name, pages in before.items():
        most_before, most_after = max(pages.values()), max(after.get(name, {"": 0}).values())
        if most_after > most_before:
            found.append(f"{name}: {most_before} → {most_after}")
    return found


def judge(before, after):
    """Return the figures of two walks, before and after the data was multiplied."""
    known = set(KIND)
    missing = {
        "unlisted": sorted(set(routes()) ^ known),
        "not_opened": sorted(name for name in known if name not in after.cold),
        "forms_not_taken": sorted(set(FORMS) - (before.accepted | after.accepted)),
        "failures": sorted({*before.failed, *after.failed}),
        "grown": grown(before.get, after.get) + grown(before.post, after.post),
    }
    figures = {
        "pages": sum(map(len, after.cold.values())),
        "forms": sum(map(len, after.post.values())),
    }
    for what, found in missing.items():
        figures |= {what: len(found), f"{what}_which": found[:12]}
    single = {name: found for name, found in after.post.items() if name not in COMPOSITE}
    whole = {name: found for name, found in after.post.items() if name in COMPOSITE}
    for what, counted, kinds in (
        ("public", after.get, {PUBLIC, OWN}),
        ("public_cold", after.cold, {PUBLIC, OWN}),
        ("list", after.get, {LIST}),
        ("list_cold", after.cold, {LIST}),
        ("case", after.get, {CASE}),
        ("form", single, {PUBLIC, OWN, LIST, CASE}),
        ("composite_form", whole, {PUBLIC, CASE}),
        ("form_shown_again", after.again, {PUBLIC, OWN, LIST, CASE}),
    ):
        figures[f"{what}_queries"], figures[f"{what}_queries_at"] = most(counted, kinds)
    return figures | heaviest([*before.weights.values(), *after.weights.values()])


def heaviest(weights):
    """Return the weight of the heaviest page in every respect."""
    figures = {
        f"{what}_kb": round(max(getattr(each, what) for each in weights) / 1024, 1)
        for what in ("html", "css", "js")
    }
    foreign = set().union(*(each.foreign for each in weights))
    return figures | {
        "requests": max(each.requests for each in weights),
        "foreign_hosts": len(foreign),
        "foreign_which": sorted(foreign),
    }


def measure(times):
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from bench.multiplied import multiply
    from huiyin.congresses.models import Congress, HostName
    from huiyin.congresses.scope import within
    from huiyin.notices.services import deliver, waiting_congresses

    settings.NOTICE_INLINE = False  # as in production, where a worker tells
    for command in ("migrate", "collectstatic"):
        call_command(command, verbosity=0, interactive=False)
    call_command("build_demo", stdout=open(os.devnull, "w"))
    scales = Scales(settings.STATIC_ROOT, HostName.objects.values_list("host", flat=True))
    with within(Congress.objects.get(slug="yunxi")):
        samples = Samples()
        agree(samples)
    before = walk(samples, scales)
    multiply(times)
    for congress in waiting_congresses():
        deliver(congress)
    return judge(before, walk(samples, scales))


def agree(samples):
    """Let a citizen have agreed to the use of their data, so that they can take it back."""
    from django.utils.timezone import now

    from huiyin.accounts.services import give_consent

    for author, _ in samples.authors[:1]:
        give_consent(author, "voice", at=now())


def run(*, quick=False):
    with postgres(fast=True) as cluster, tempfile.TemporaryDirectory(prefix="huiyin-var-") as var:
        os.environ |= {
            "HUIYIN_DATABASE_URL": cluster.url,
            "HUIYIN_VAR": var,
            "DJANGO_SETTINGS_MODULE": "huiyin.config.settings.demo",
            "HUIYIN_LOG_LEVEL": "CRITICAL",
        }
        figures = measure(3 if quick else 10)
        from django.db import connection

        connection.close()
    return figures
