"""A law as readers see it: what it is, its contents, its provisions, and what machines are told."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from huiyin.kit.machines import json_ld
from huiyin.library import rules
from huiyin.library.models import Law
from huiyin.library.queries import HEADINGS, HOLDERS

#: Provisions of one page; a longer law is read part by part.
LONGEST_PAGE = 220
#: Lines of a provision by their kind → class of their paragraph.
DEPTHS = {"subparagraph": "law-i", "item": "law-n", "quote": "law-q", "row": "law-r"}
#: Blanks that spread the two signs of a heading: 总　　则.
SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
#: schema.org's words for whether a law binds.
FORCE = {
    rules.IN_FORCE: "InForce",
    rules.NOT_YET: "NotInForce",
    rules.AMENDED: "NotInForce",
    rules.REPEALED: "NotInForce",
}


@dataclass(frozen=True)
class Shown:
    """A provision on the page; ``level`` of its heading, ``url`` its permanent address."""

    row: object
    level: int
    url: str
    lines: list

    @property
    def title(self):
        """The words of a heading, as they are read: 第二章　保护."""
        return "　".join(
            part for part in (self.row.label, SPREAD.sub("", self.row.heading)) if part
        )

    @property
    def is_heading(self):
        return self.row.kind in HEADINGS

    @property
    def is_article(self):
        return self.row.kind in HOLDERS


def tag_of(version, day):
    """The standing of a version as ``{words, tone, icon}``."""
    words, tone, icon = rules.WORDS[rules.standing(version, day)]
    return {"words": words, "tone": tone, "icon": icon}


def address(law, version, **asked):
    """The page of a law, in its current version or another one."""
    return _address("page", law, version, **asked)


def article_address(law, version, key):
    """The permanent address of an article; of another version than the current one with its day."""
    return _address("article", law, version, key)


def docx_address(law, version):
    return _address("docx", law, version)


def _address(name, law, version, *rest, **asked):
    if law.current_id != version.pk:
        asked = {"version": version.slug, **asked}
    question = f"?{urlencode(asked)}" if asked else ""
    return f"{reverse(f'laws:{name}', args=[law.code, *rest])}{question}"


def place(law, version, row):
    """Where an article stands in the whole law; a long law is opened at its part."""
    asked = {"part": row.within[-1]} if row.within else {}
    return f"{address(law, version, **asked)}#{row.key}"


def shown(law, version, rows):
    """The provisions as ``Shown``, in order: headings below the title, articles below those."""
    return [
        Shown(
            row,
            min(6, 2 + len(row.within)),
            article_address(law, version, row.key) if row.kind in HOLDERS else "",
            lines(row),
        )
        for row in rows
    ]


def lines(row):
    """``(id, class, words)`` of each line of a provision."""
    return [(id_, DEPTHS.get(kind, ""), f"{label}{text}") for kind, id_, label, text in row.lines]


def contents(law, version, rows, *, parted):
    """The headings as ``{label, url, depth, count}``; with ``parted`` each leads to its part."""
    counts = {}
    for row in rows:
        if row.kind in HOLDERS:
            for key in row.within:
                counts[key] = counts.get(key, 0) + 1
    return [
        {
            "label": f"{row.label} {SPREAD.sub('', row.heading)}".strip(),
            "url": f"{address(law, version, part=row.key)}" if parted else f"#{row.key}",
            "depth": min(len(row.within), 2),
            "count": counts.get(row.key, 0),
        }
        for row in rows
        if row.kind in HEADINGS
    ]


def facts(law, version):
    """What stands under the title, as ``[(label, value)]``."""
    rows = []
    if law.maker:
        rows.append((_("制定机关"), law.maker))
    if version.passed_on:
        label = _("本版本日期") if version.in_force_how == "amended" else _("通过或公布")
        rows.append((label, _day(version.passed_on)))
    if version.in_force_on and version.in_force_how != "amended":
        rows.append((_("施行"), _day(version.in_force_on)))
    if version.ended_on:
        rows.append((_("终止"), _day(version.ended_on)))
    return rows


def _day(day):
    return date_format(day, _("Y 年 n 月 j 日"))


def meta(request, law, version, title, words):
    """The meta tags that site checks read on a page with a text."""
    return [
        ("ArticleTitle", title),
        ("PubDate", version.passed_on.isoformat() if version.passed_on else ""),
        ("ContentSource", law.maker),
        ("Keywords", f"{law.title},{law.get_kind_display()}"),
        ("Description", words[:120]),
        ("Url", request.build_absolute_uri(request.get_full_path())),
    ]


def machine_facts(request, law, version, day, provision=None):
    """The law, or one article of it, in the words of schema.org (Legislation)."""
    home = request.build_absolute_uri(reverse("laws:page", args=[law.code]))
    said = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": home,
        "name": str(law),
        "legislationIdentifier": law.code,
        "legislationType": str(Law.Kind(law.kind).label),
        "inLanguage": "zh-CN",
        "url": request.build_absolute_uri(address(law, version)),
    }
    if law.maker:
        said["legislationPassedBy"] = {"@type": "Organization", "name": law.maker}
    if law.region:
        said["legislationJurisdiction"] = law.region
    if version.passed_on:
        said["legislationDate"] = said["legislationDateVersion"] = version.passed_on.isoformat()
    if force := FORCE.get(rules.standing(version, day)):
        said["legislationLegalForce"] = f"https://schema.org/{force}"
    if provision is None:
        return json_ld(said)
    part = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": f"{law} {provision.label}",
        "legislationIdentifier": f"{law.code}/{provision.key}",
        "url": request.build_absolute_uri(article_address(law, version, provision.key)),
        "text": provision.text,
        "inLanguage": "zh-CN",
        "isPartOf": {name: value for name, value in said.items() if name != "@context"},
    }
    return json_ld(part)
