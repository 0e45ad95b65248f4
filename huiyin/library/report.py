"""What became of a collection that was entered: counts, and every difference with its reason."""

from collections import Counter
from collections.abc import Iterator

from django_scopes import scopes_disabled

from huiyin.law.text.counting import REASONS
from huiyin.library.models import LawVersion, Provision


def report(source, results, refused, strayed, *, details) -> Iterator[str]:
    """Yield the lines of the report on all texts of ``source``, not only those of this run.

    ``results``  Counter of new, renewed and same; ``refused`` ``[(line, why)]``
    ``strayed``  titles of local regulations whose maker is not in the tree
    """
    yield ", ".join(f"{results[name]} {name}" for name in ("new", "renewed", "same"))
    for number, why in refused:
        yield f"line {number} refused: {why}"
    with scopes_disabled():
        rows = LawVersion.objects.filter(source=source).select_related("law").defer("text")
        rows = list(rows.order_by("pk"))
        yield from _totals(rows)
        if strayed:
            yield f"{len(strayed)} local regulations stand on a shelf above: no such maker here"
        if details:
            yield from _details(rows)


def _totals(rows):
    classes = Counter()
    for row in rows:
        classes.update(row.differs)
    articles = sum(row.articles for row in rows)
    plain = sum(row.lines_like_articles for row in rows)
    stored = Provision.objects.filter(version__in=[row.pk for row in rows], kind="article").count()
    copies = sum(row.copy_of_id is not None for row in rows)
    undated = sum(row.passed_on is None for row in rows)
    laws = len({row.law_id for row in rows})
    yield f"{len(rows)} texts of {laws} laws; {copies} copies of a version; {undated} undated"
    yield f"{articles} articles read, {stored} stored; {plain} lines that begin with 第…条"
    for why, number in sorted(classes.items()):
        yield f"  {number:+} {REASONS[why]}"
    unexplained = [row for row in rows if row.differs.get("unexplained")]
    yield f"{len(unexplained)} texts differ without a known reason"


def _details(rows):
    for row in rows:
        if row.differs:
            said = "; ".join(f"{number:+} {REASONS[why]}" for why, number in row.differs.items())
            yield f"{row.law}: {row.articles} articles, {row.lines_like_articles} lines: {said}"
        if row.missing:
            yield f"{row.law}: the source leaps over {', '.join(row.missing)}"
