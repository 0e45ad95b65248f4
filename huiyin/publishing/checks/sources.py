"""Where it comes from must be said."""

from django.utils.translation import gettext_lazy as _

from huiyin.publishing.checks.check import Check


def without_source(out):
    return [] if out.revision.source.strip() else [out.revision.title]


CHECKS = (Check("without_source", _("没有写来源"), True, without_source),)
