"""Links within the site that lead nowhere."""

import re

from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from huiyin.congresses.addresses import host_of
from huiyin.congresses.scope import locate, within
from huiyin.publishing.checks.check import Check
from huiyin.publishing.models import Article

HREF = re.compile(r'<a [^>]*?href="([^"#?]*)')
ARTICLE = re.compile(r"/articles/([0-9A-Z-]{14})/")


def dead(out):
    """Paths of this site that no page answers, and articles that are not public."""
    paths = {path for path in HREF.findall(out.revision.html) if path.startswith("/")}
    host = host_of(out.article.congress) if paths else ""
    return [path for path in sorted(paths) if not _leads_somewhere(host, path)]


def _leads_somewhere(host, path):
    """Whether a page of ``host`` answers: of whichever congress the path names there."""
    try:
        congress, _prefix, rest = locate(host, path)
        resolve(rest)
    except (Http404, Resolver404):
        return False
    match = ARTICLE.fullmatch(rest)
    if match is None:
        return True
    with within(congress):
        return Article.objects.shown().filter(docket__code=match[1]).exists()


CHECKS = (Check("dead_link", _("站内链接打不开"), True, dead),)
