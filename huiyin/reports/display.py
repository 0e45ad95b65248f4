"""A report as a page shows it: its figures from the counts that were kept, its sections."""

from huiyin.reports import figures
from huiyin.reports.counting import added
from huiyin.reports.outline import SECTIONS
from huiyin.reports.queries import by_unit, line, series_words


def of(counts, sections, language):
    """Return the context of a report: one question for the names of the units.

    ``counts``  as ``Report.counts``: the series of the year
    """
    whole = added(counts["series"])
    marks = whole["whole"]
    lines = [
        line(row["key"], series_words(row["key"]), added([row])["whole"])
        for row in counts["series"]
    ]
    return {
        "headline": figures.headline(marks),
        "canonical": figures.canonical(marks),
        "classes": figures.own_classes(marks, language or ""),
        "by_series": lines,
        "by_unit": by_unit(whole),
        "sections": [(name, label, sections.get(name, "")) for name, label in SECTIONS.items()],
    }
