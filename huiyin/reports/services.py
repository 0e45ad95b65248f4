"""Counting once a day, and writing, reading and publishing the yearly report."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from huiyin.congresses.models import Congress
from huiyin.contributions.models import Contribution
from huiyin.contributions.services import say
from huiyin.ledger.acts import recorded
from huiyin.procedure.models import Docket
from huiyin.procedure.services import advance, open_docket
from huiyin.reports import prose
from huiyin.reports.models import Edition, Report, Tally
from huiyin.reports.outline import SECTIONS
from huiyin.reports.queries import chosen, counted, newest, series_words, waits


class Unfinished(ValueError):
    """Something of the report is still missing."""


class Overtaken(ValueError):
    """Somebody else wrote in the report since it was opened."""


@transaction.atomic
def count_suggestions(congress, *, at):
    """Count every series of ``congress`` and keep the counts; returns how many series there are."""
    rows = counted(congress, at)
    for row in rows:
        Tally.objects.update_or_create(
            congress=congress,
            series=row.series,
            defaults={"year": row.year, "counted_at": at, "counts": row.counts},
        )
    Tally.objects.filter(congress=congress).exclude(series__in=[r.series for r in rows]).delete()
    return len(rows)


@recorded()
def begin(*, congress, year, by, at):
    """Begin the report of ``year`` with a draft out of the figures and return it.

    Raises ``Unfinished`` if there already is one or nothing was counted in that year, and
    ``PermissionDenied`` for anybody who does not serve deputies.
    """
    Congress.objects.select_for_update().get(pk=congress.pk)  # two may begin it at once
    if Report.objects.filter(congress=congress, year=year).exists():
        raise Unfinished(_("%(year)s 年的报告已经有了") % {"year": year})
    counts, sections, counted_at = _drafted(congress, year, at)
    docket = open_docket(congress=congress, kind="report", title=prose.title(congress, year), at=at)
    report = Report.objects.create(
        congress=congress,
        docket=docket,
        year=year,
        counts=counts,
        counted_at=counted_at,
        sections=sections,
        edited_by=by,
        edited_at=at,
    )
    advance(report, "draft", by=by, at=at)
    return report


def _drafted(congress, year, at):
    """The year's count as it is kept, the words out of it, and when it was made."""
    rows = newest(congress, at)
    if waits(congress, rows):
        raise Unfinished(_("数字还没有统计出来；每天夜里统计一次，请明天再起草"))
    this = chosen(rows, year=year)
    if this.counted_at is None:
        raise Unfinished(_("%(year)s 年没有受理编号的建议") % {"year": year})
    with override("zh-hans"):
        parts = [
            (series_words(row.series), row.counts["whole"]["total"])
            for row in reversed(rows)
            if row.year == year
        ]
        sections = prose.drafted(this.counts, parts, chosen(rows, year=year - 1).counts)
    kept = {"series": [row.counts | {"key": row.series} for row in rows if row.year == year]}
    return kept, sections, this.counted_at


@recorded()
def edit(report, *, sections, seen, by, at):
    """Write the words anew; ``seen`` is the time, in ISO form, of the last writing they saw.

    Raises ``Overtaken`` if somebody else wrote in between.
    """
    advance(report, "edit", by=by, at=at)
    _as_it_is_now(report)
    if report.edited_at.isoformat() != seen:
        raise Overtaken(_("别人刚刚修改过这份报告。请重新打开，再改一次。"))
    report.sections = {name: sections[name].strip() for name in SECTIONS}
    _written(report, by, at)


@recorded()
def recount(report, *, by, at):
    """Take the newest figures, and their words where the office has no words of its own."""
    advance(report, "recount", by=by, at=at)
    _as_it_is_now(report)
    counts, sections, counted_at = _drafted(report.congress, report.year, at)
    report.counts, report.counted_at = counts, counted_at
    report.sections = {name: sections[name] or report.sections.get(name, "") for name in SECTIONS}
    _written(report, by, at)


def _as_it_is_now(report):
    """Read again what others may have written before the lock of its docket was taken."""
    report.refresh_from_db(fields=["counts", "counted_at", "sections", "edited_by", "edited_at"])


def _written(report, by, at):
    report.edited_by, report.edited_at = by, at
    report.save()


@recorded()
def submit(report, *, by, at):
    """Hand it to a second person. Raises ``Unfinished`` while a section is empty."""
    advance(report, "submit", by=by, at=at)
    _as_it_is_now(report)
    empty = [str(words) for name, words in SECTIONS.items() if not report.sections.get(name)]
    if empty:
        raise Unfinished(_("还有几节没有写：%(sections)s") % {"sections": _("、").join(empty)})


@recorded()
def send_back(report, *, reason, by, at):
    return advance(report, "send_back", by=by, at=at, reason=reason)


@recorded()
def publish(report, *, by, at):
    """Make it public as the next edition; ``by`` is not who wrote it. Returns the edition.

    Raises ``PermissionDenied`` for the last writer. Law: 代表法 (2025) art. 51.
    """
    last = report.editions.aggregate(last=Max("number"))["last"] or 0
    advance(report, "publish", by=by, at=at, edition=last + 1)
    _as_it_is_now(report)
    if report.edited_by_id == by.pk:
        raise PermissionDenied("second_reader only")
    Docket.objects.filter(pk=report.docket_id).update(public=True)
    words = say(
        congress=report.congress,
        author=by,
        byline=report.docket.title,
        kind="report.edition",
        body=text_of(report),
        at=at,
        visibility=Contribution.Visibility.PUBLIC,
    )
    return Edition.objects.create(
        report=report,
        number=last + 1,
        title=report.docket.title,
        counts=report.counts,
        counted_at=report.counted_at,
        sections=report.sections,
        edited_by=report.edited_by,
        reviewed_by=by,
        published_at=at,
        words=words,
    )


def text_of(report):
    """The whole report as one text, the way it goes on the record."""
    with override("zh-hans"):
        parts = [f"{label}\n{report.sections[name]}" for name, label in SECTIONS.items()]
    return "\n\n".join([report.docket.title, *parts])


@recorded()
def revise(report, *, by, at):
    """Begin a further edition; what was published stays as it was."""
    return advance(report, "revise", by=by, at=at)


#: What a button of the desk's page does: verb → (act, what is said afterwards).
ACTS = {
    "recount": (recount, gettext_lazy("数字已重新统计，有数字的几节按新的数字重写了")),
    "submit": (submit, gettext_lazy("已送复核，请另一位工作人员核对后公布")),
    "publish": (publish, gettext_lazy("已公布")),
    "revise": (revise, gettext_lazy("可以修订了，已公布的版本照常公开")),
}
