"""Everybody tries every address of every congress with every method.

The people and congresses of the cast, a second province that has nothing to do with them, and
a private message, suggestion and bill that carry words nobody else may ever read.
"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver
from django.utils.timezone import localdate, now

from huiyin.accounts.models import User
from huiyin.bills.models import Bill
from huiyin.bills.services import drafting as bills
from huiyin.congresses.models import Congress, Organ, Seat
from huiyin.congresses.scope import within
from huiyin.congresses.services import give_host, lay_out, organ
from huiyin.library.naming import Source
from huiyin.library.services import enter, settle
from huiyin.library.shelves import Shelves
from huiyin.procedure.models import Docket
from huiyin.publishing.services import writing as articles
from huiyin.suggestions.services import consulting, drafting
from tests.cast import SINCE, SPRING, Cast

#: Words of the private message and of the private suggestion.
CANARIES = (
    "金丝雀留言其言不可外传",
    "金丝雀建议其文不可外传",
    "金丝雀议案其文不可外传",
    "金丝雀文章其文不可外传",
)
ROLES = (
    "anonymous",
    "author",
    "other citizen",
    "deputy",
    "other deputy",
    "clerk",
    "handler",
    "foreign clerk",
    "auditor",
)
TENANTS = {
    "own": ("yunjiang.test", "/c/yunxi"),
    "sibling": ("yunjiang.test", "/c/yunhe"),
    "parent": ("yunjiang.test", "/c/yunzhou"),
    "child": ("yunjiang.test", "/c/qingshi"),
    "foreign": ("far.test", ""),
}
METHODS = ("GET", "POST", "PUT", "DELETE")
#: Letters of the table: in, sent to sign in, not found, method not allowed.
IN, LOGIN, NONE, METHOD = "ilnm"


class World(Cast):
    """The cast, with a far province and the three private cases."""

    def __init__(self):
        super().__init__()
        area = lay_out("88", "远山省", kind="province", parent=None, valid_from=SINCE)
        self.far = self._congress(area, "yuanshan", Congress.Level.PROVINCE, direct=False)
        give_host(self.far, "far.test")
        room = organ(self.county, Organ.Kind.IT, "信息中心")
        self.auditor = self._official("审计员", room, Seat.Role.AUDIT_ADMIN)
        with within(self.county):
            self.private = self.voice(title="不公开的留言", body=CANARIES[0], public=False)
            self.case = self.handling(at=SPRING)
            self.case.docket.public = False
            self.case.docket.save(update_fields=["public"])
            self.case.words.body = CANARIES[1]
            self.case.words.visibility = "parties"
            self.case.words.save()
            self.bill = self._private_bill()
            self.asked = self._asked()
            self.article = self._unreleased_article()
        self.law = self._law()
        self.actors = {
            "author": self.wang,
            "other citizen": self.feng,
            "deputy": self.lin.person.user,
            "other deputy": self.city_deputy.person.user,
            "clerk": self.zhao,
            "handler": self.sun,
            "foreign clerk": self.chu,
            "auditor": self.auditor,
        }
        for user in self.actors.values():
            if user.kind == User.Kind.OFFICIAL:
                Authenticator.objects.create(
                    user=user, type=Authenticator.Type.TOTP, data={"secret": "made-up"}
                )

    def _law(self):
        """A text on the shelf of the county: read there and below, nowhere else."""
        text = "桥梁规定\n第一条　桥应当牢固。"
        source = Source("world", "bridges", "桥梁规定", "", "", "", None, text)
        version, _result = enter(source, Shelves(self.county), at=SPRING)
        settle()
        return version.law

    def _asked(self):
        """A consultation that everybody may answer."""
        lin, at, everyone = self.lin.person.user, now(), "everyone"
        title = {"title": "征询一件事", "problem": "", "advice": ""}
        idea = drafting.draft(lead=self.lin, verb="note", by=lin, at=at, **title)
        ends_on = localdate(at) + timedelta(days=8)
        consulting.ask(idea, text="想问问", audience=everyone, ends_on=ends_on, by=lin, at=at)
        return consulting.open_consultation(idea, by=self.zhao, at=at)

    def _private_bill(self):
        """A bill that was filed and is not public."""
        lin, words = self.lin.person.user, {"title": "关于一件事的议案", "grounds": CANARIES[2]}
        bill = bills.draft(lead=self.lin, by=lin, at=SPRING, **words)
        Bill.objects.filter(pk=bill.pk).update(filed_at=SPRING)
        Docket.objects.filter(pk=bill.docket_id).update(state="registered")
        return bill

    def _unreleased_article(self):
        """An article under review: nobody but those who review it may read it."""
        said = {"title": "未发布的文章", "summary": "", "source": "", "byline": "", "keywords": ""}
        facts = {"congress": self.county, "kind": "news", "column": "news", "body": CANARIES[3]}
        return articles.write(by=self.zhao, at=SPRING, **facts, **said)

    def client(self, role):
        client = Client(raise_request_exception=False)
        if role != "anonymous":
            client.force_login(self.actors[role])
        return client

    def fill(self, name, route):
        """Return the address ``route`` with the things of 云溪 in it."""
        code = self.private.docket.code
        if name.startswith(("suggestions:", "documents:")):
            code = self.case.docket.code
        elif name.startswith("articles:") or name == "portal:article":
            code = self.article.docket.code
        elif name.startswith(("bills:", "public_bills:")):
            code = self.bill.docket.code
        pk = self.asked.pk if name.startswith("consultations:") else self.lin.pk
        for slot, value in {
            "<str:code>": code,
            "<slug:slug>": self.county.slug,
            "<slug:name>": "contact",
            "<slug:kind>": "suggestion_form",
            "<slug:which>": "1",
            "<slug:format>": "pdf",
            "<int:pk>": str(pk),
            "<uuid:uid>": str(self.private.words.uid),
            "<slug:key>": "news" if name.startswith("portal:column") else "national",
            "<slug:law>": self.law.code,
            "<path:article>": "art-1",
            "<int:year>": "2026",
        }.items():
            route = route.replace(slot, value)
        return route


def addresses():
    """Return ``{name: route}`` for every address of the product."""
    return dict(_walk(get_resolver().url_patterns))


def _walk(patterns, prefix="", space=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _walk(pattern.url_patterns, route, space + inner)
        else:
            yield space + (pattern.name or route), route


def verdict(response):
    """Return the letter for what an answer means to the person who asked."""
    if response.status_code in (301, 302, 303):
        away = response.headers["Location"]
        return LOGIN if "/sign-in/" in away or "/accounts/login/" in away else IN
    return {404: NONE, 405: METHOD}.get(response.status_code, IN)


def has_object(route):
    """A rule profile is law for whoever reads it, and no congress's own."""
    return "<" in route.replace("<slug:key>", "")
