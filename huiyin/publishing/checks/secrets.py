"""Marks and phrases of papers that must not be here. Law: 保守国家秘密法 (2024) arts. 22, 35."""

import re
import unicodedata
from html.parser import HTMLParser
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from huiyin.publishing.checks.check import Check
from huiyin.publishing.checks.files import assets
from huiyin.publishing.models import Asset

#: A level of secrecy with its mark or its period, as it stands on a paper's corner.
MARK = re.compile(
    r"(?:绝\s*密|机\s*密|秘\s*密)\s*(?:[★☆*＊]|(?:[0-9]{1,2}|[一二三四五六七八九十]+)\s*年|长\s*期)"
)
PHRASE = re.compile(
    r"内部(?:文件|资料|使用|参考)|注意保存|阅后(?:即焚|收回|销毁)|不得(?:公开|外传|对外|上网|翻印)"
    r"|未经批准不得|仅供内部|严禁(?:外传|复制|上网)|工作秘密|绝密|机密级?"
)
#: Speaking of the law on secrets is no secret.
ABOUT_THE_LAW = re.compile(r"(?:国家秘密|商业秘密|保密法|保守国家秘密法)")


#: Attributes of clean HTML that somebody wrote.
WRITTEN = ("href", "title", "alt")
#: Unicode categories of what stands in a text and is not seen: zero-width blanks, marks.
UNSEEN = {"Cf", "Mn"}


class _Attributes(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [unquote(value or "") for name, value in attrs if name in WRITTEN]


def whole(article, revision):
    """Everything that goes out with a revision, words of its files and captions among it: in one
    width, so that full-width marks are found as well, and without what nobody sees."""
    reader = _Attributes()
    reader.feed(revision.html)
    parts = [getattr(revision, name) for name in ("title", "summary", "text", "keywords")]
    parts += [revision.source, revision.byline, revision.note, *reader.found]
    parts += [str(value) for value in revision.facts.get("said", {}).values()]
    for one in assets(article, revision):
        parts += [one.name, one.words, one.approval, _captions(one)]
    text = unicodedata.normalize("NFKC", "\n".join(parts))
    return "".join(one for one in text if unicodedata.category(one) not in UNSEEN)


def _captions(asset):
    """The text of captions, "" for other files."""
    if asset.kind != Asset.Kind.CAPTIONS:
        return ""
    with asset.file.open("rb") as kept:
        return kept.read().decode(errors="replace")


def marks(article, revision):
    return [match[0].strip() for match in MARK.finditer(whole(article, revision))]


def phrases(article, revision):
    text = MARK.sub("", ABOUT_THE_LAW.sub("\n", whole(article, revision)))
    return [match[0] for match in PHRASE.finditer(text)]


CHECKS = (
    Check("secret_mark", _("有密级标志"), True, marks),
    Check("secret_phrase", _("有内部文件用语"), True, phrases),
)
