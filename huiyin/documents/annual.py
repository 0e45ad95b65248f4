"""The yearly report as a paper: its words and figures as they were published, or as they stand."""

from django.utils.timezone import localdate

from huiyin.congresses.queries import deputy_affairs
from huiyin.documents import naming
from huiyin.documents.kinds.annual_report import Listing, Yearly
from huiyin.reports import display
from huiyin.reports.procedure import State

HEAD = ("件数", "法定期限内答复", "用时中位数", "对办理态度满意", "对办理结果满意", "承诺按期落实")
WIDTHS = (6, 3, 4, 3, 4, 4, 4)


def yearly(report, edition=None) -> Yearly:
    """Return what the report of a year says: ``edition``, or the newest one while no further one
    is written.

    Say it within ``making.draw``: the labels of its figures follow the reader's language.
    """
    if edition is None and report.docket.state == State.PUBLISHED:
        edition = report.editions.first()
    kept = edition or report
    shown = display.of(kept.counts, kept.sections, "zh-hans")
    congress = report.congress
    office = deputy_affairs(congress)
    listings = [("附表1　各次会议和闭会期间", "届次", shown["by_series"])]
    listings += [("附表2　各单位", "单位", shown["by_unit"])]
    return Yearly(
        title=edition.title if edition else f"{report.docket.title}（稿）",
        day=localdate(edition.published_at if edition else report.edited_at),
        to=addressee(congress),
        signer=naming.full_name(office, congress) if office else congress.name,
        sections=tuple((str(label), words) for _name, label, words in shown["sections"]),
        listings=tuple(_listing(*each) for each in listings if each[2]),
    )


def addressee(congress):
    """Who hears the report: the standing committee, in a township the congress itself."""
    if congress.has_standing_committee:
        return f"{congress.name}常务委员会"
    return congress.name


def _listing(caption, first, lines):
    rows = tuple(_row(line) for line in lines)
    return Listing(caption, (first, *HEAD), rows, WIDTHS)


def _row(line):
    days = "—" if line.days is None else f"{line.days:g} 天"
    shares = (line.attitude, line.result, line.promises)
    return (
        str(line.label), str(line.total), _share(line.replies), days,
        *(_share(figure) for figure in shares),
    )  # fmt: skip


def _share(figure):
    return f"{figure.part} / {figure.whole}" if figure.whole else "—"
