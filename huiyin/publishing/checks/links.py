"""Links within the site that lead nowhere."""

import re

from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from huiyin.publishing.checks.check import Check
from huiyin.publishing.models import Article

HREF = re.compile(r'<a [^>]*?href="([^"#?]*)')
PREFIX = re.compile(r"/c/[-\w]+(?=/)")
ARTICLE = re.compile(r"/articles/([0-9A-Z-]{14})/")


def dead(article, revision):
    """Paths of this site that no page answers, and articles that are not public."""
    paths = {PREFIX.sub("", path) for path in HREF.findall(revision.html) if path.startswith("/")}
    return [path for path in sorted(paths) if not _leads_somewhere(path)]


def _leads_somewhere(path):
    try:
        resolve(path)
    except Resolver404:
        return False
    match = ARTICLE.fullmatch(path)
    return match is None or Article.objects.shown().filter(docket__code=match[1]).exists()


CHECKS = (Check("dead_link", _("站内链接打不开"), True, dead),)
