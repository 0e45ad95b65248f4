"""A county that publishes: Song writes in the press office, and the people who review and release.

Chu'shen reads first (reviewer), Gao leads the press, Qin heads the general office, Bian puts out.
In the township below, Tang alone writes; the county reviews and releases for it.
"""

from datetime import UTC, datetime

from huiyin.congresses.models import Organ, Seat
from huiyin.congresses.services import organ, seat
from huiyin.publishing.models import Article
from huiyin.publishing.queries import looked_into, whole
from huiyin.publishing.services import releasing, reviewing, writing
from tests.cast import SPRING

LATER = datetime(2026, 3, 10, 2, tzinfo=UTC)
TEXT = {
    "title": "县人大常委会召开第三十次会议",
    "summary": "会议听取了三个报告。",
    "source": "常委会办公室",
    "byline": "宋文",
    "keywords": "常委会,会议",
}
BODY = "<p>三月九日，县人大常委会召开第三十次会议。</p><p>会议听取了三个报告。</p>"
CLEAR = {"secrecy": "open", "basis": "保守国家秘密法第三十五条", "privacy": "none"}
Role = Seat.Role


class Newsroom:
    def __init__(self, cast):
        self.cast = cast
        county = cast.county
        self.press = organ(county, Organ.Kind.NEWS, "新闻宣传处")
        self.office = organ(county, Organ.Kind.GENERAL_OFFICE, "办公室")
        self.song = cast._official("宋文", self.press, Role.EDITOR)
        self.mate = cast._official("同事", self.press, Role.EDITOR)
        self.first = cast._official("初审", self.press, Role.REVIEWER)
        self.gao = cast._official("高复", self.press, Role.HEAD)
        self.qin = cast._official("秦终", self.office, Role.HEAD)
        self.bian = cast._official("边发", self.office, Role.CLERK)
        presidium = organ(cast.town, Organ.Kind.PRESIDIUM, "主席团")
        self.tang = cast._official("唐青", presidium, Role.CLERK)

    def also(self, user, in_organ, role):
        """Give somebody a further seat: authority alone must not let them judge themselves."""
        seat(user, in_organ, role)

    def draft(self, *, by=None, at=SPRING, congress=None, **changes):
        facts = {"kind": "news", "column": "news", "body": BODY, **TEXT, **changes}
        congress = congress or self.cast.county
        return writing.write(congress=congress, by=by or self.song, at=at, **facts)

    def submitted(self, **changes):
        article = self.draft(**changes)
        writing.submit(article, by=changes.get("by") or self.song, at=SPRING)
        return article

    def in_final(self, **changes):
        article = self.submitted(**changes)
        seen = self.seen(article)
        reviewing.pass_first(article, seen=seen, by=self.first, at=SPRING)
        reviewing.pass_second(article, seen=seen, by=self.gao, at=SPRING)
        return article

    def cleared(self, **changes):
        article = self.in_final(**changes)
        reviewing.pass_final(article, seen=self.seen(article), by=self.qin, at=SPRING, **CLEAR)
        return article

    def released(self, *, at=SPRING, **changes):
        article = self.cleared(**changes)
        releasing.release(article, by=self.bian, at=at)
        return article

    @staticmethod
    def seen(article):
        return article.revisions.order_by("number").last().number

    @staticmethod
    def again(article):
        return whole().get(pk=article.pk)

    @staticmethod
    def looked(article):
        return looked_into(whole().get(pk=article.pk))

    @staticmethod
    def bare(article):
        return Article.objects.select_related("docket", "congress", "organ").get(pk=article.pk)
