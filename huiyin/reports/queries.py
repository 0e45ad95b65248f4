"""What the figures of a congress are, without counting while somebody waits."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.cache import cache
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huiyin.congresses.models import Organ, Session
from huiyin.law.numerals import english_ordinal, ordinal_session, ordinal_term
from huiyin.reports.counting import added, count, days_taken
from huiyin.reports.figures import on_time, promises, ratings
from huiyin.reports.models import Edition, Report, Tally
from huiyin.suggestions.figures import items, more_than, series_of
from huiyin.suggestions.models import Suggestion

#: A congress with at most so many suggestions is counted when somebody asks, in one chunk.
SMALL = 1_000
#: Seconds a count is remembered.
REMEMBERED = 300


def counted(congress, at):
    """Count every series of ``congress`` now; returns unsaved ``Tally`` rows."""
    years = _session_years(congress)
    rows = []
    for key, bucket in count(items(congress), localdate(at)).items():
        series = bucket.series
        year = series and (series.year or years.get((series.term, series.session)))
        rows.append(
            Tally(congress=congress, series=key, year=year, counted_at=at, counts=bucket.counts())
        )
    return rows


def _session_years(congress):
    rows = Session.objects.filter(term__congress=congress)
    return {
        (term, number): day.year
        for term, number, day in rows.values_list("term__number", "number", "starts_on")
    }


def tallies(congress, at):
    """What ``newest`` returns, remembered for some minutes: for pages."""
    key = f"tallies:{congress.pk}"
    rows = cache.get(key)
    if rows is None:
        rows = newest(congress, at)
        cache.set(key, rows, REMEMBERED)
    return rows


def newest(congress, at):
    """The count of every series, the newest series first: made now in a small congress, last night
    in a large one (``manage.py count_suggestions``)."""
    if more_than(congress, SMALL):
        rows = list(Tally.objects.filter(congress=congress))
    else:
        rows = counted(congress, at)
    return sorted(rows, key=_age, reverse=True)


def waits(congress, rows):
    """Whether there are suggestions, and more than are counted while somebody waits, but no night
    has passed in which they were counted."""
    return not rows and more_than(congress, SMALL)


def _age(row):
    """Sessions stand at the beginning of their year, so what came between is newer."""
    return (row.year or 0, "I" in row.series, row.series)


@dataclass(frozen=True)
class Chosen:
    """What a reader chose: all, a year or one series, counted together."""

    counts: dict
    counted_at: datetime | None

    @property
    def whole(self):
        return self.counts["whole"]


def chosen(rows, *, series=None, year=None):
    """Add up the tallies ``rows`` of a series, of a year, or all of them."""
    if series is not None:
        rows = [row for row in rows if row.series == series]
    if year is not None:
        rows = [row for row in rows if row.year == year]
    at = min((row.counted_at for row in rows), default=None)
    return Chosen(added(row.counts for row in rows), at)


def series_words(key):
    """Name a series: 第十八届第五次会议, 第十八届闭会期间（2026 年）."""
    series = series_of(f"{key}-0")
    if series is None:
        return _("其他编号")
    english = (get_language() or "").startswith("en")
    term = f"{english_ordinal(series.term)} term" if english else ordinal_term(series.term)
    if series.session is None:
        return _("%(term)s闭会期间（%(year)s 年）") % {"term": term, "year": series.year}
    if english:
        return f"{term}, {english_ordinal(series.session)} session"
    return f"{term}{ordinal_session(series.session)}"


@dataclass(frozen=True)
class Line:
    """One line of a table of figures: a unit, a subject class or a session.

    ``total``  suggestions; of a unit also the parts of suggestions that it answers by itself
    """

    key: str
    label: str
    total: int
    replies: object
    days: float | None
    attitude: object
    result: object
    promises: object


def line(key, label, marks):
    attitude, result = ratings(marks)
    return Line(
        key,
        label,
        marks["total"],
        on_time(marks),
        days_taken(marks),
        attitude,
        result,
        promises(marks),
    )


def by_series(rows):
    return [
        line(row.series, series_words(row.series), Counter(row.counts["whole"])) for row in rows
    ]


def by_subject(counts):
    """Subject classes in the order in which they are listed."""
    found = counts["subjects"]
    return [
        line(value, label, found[value])
        for value, label in Suggestion.Subject.choices
        if value in found
    ]


def by_unit(counts):
    """Units by the number of suggestions they lead, the most first."""
    found = counts["units"]
    names = {str(unit.pk): str(unit) for unit in Organ.objects.filter(pk__in=list(found))}
    lines = [
        replace(line(key, names.get(key, ""), marks), total=marks["total"] + marks["part"])
        for key, marks in found.items()
    ]
    return sorted(lines, key=lambda one: (-one.total, int(one.key)))


def years(rows):
    return sorted({row.year for row in rows if row.year}, reverse=True)


def published(congress):
    """Every report with an edition, newest year first, each with its ``newest`` edition."""
    editions = Edition.objects.filter(report__congress=congress).select_related("report__docket")
    newest = {}
    for edition in editions.order_by("report__year", "number"):
        newest[edition.report.year] = edition
    return [newest[year] for year in sorted(newest, reverse=True)]


def editions(congress, year):
    """The editions of one year, newest first."""
    rows = Edition.objects.filter(report__congress=congress, report__year=year)
    return list(rows.select_related("report__docket", "words").order_by("-number"))


def report_of(congress, year):
    rows = Report.objects.select_related("docket", "edited_by", "congress__area")
    return rows.filter(congress=congress, year=year).first()


def report_behind(code):
    """The report whose case has that code, or None."""
    rows = Report.objects.select_related("docket", "congress")
    return rows.filter(docket__code=code).first()
