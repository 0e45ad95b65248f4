from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django_scopes import get_scope, scope

from huiyin.congresses.models import Congress
from huiyin.search.analyser import analyse, phrases
from huiyin.search.closeness import Gist, likeness
from huiyin.search.engines import OVERLAP, engine, is_kind, marker
from huiyin.search.models import Entry
from huiyin.search.rarity import weight

#: Characters of a query that are read: no phrase gets longer than rows of the index overlap.
LONGEST_QUERY = OVERLAP
#: Characters of a draft that are compared.
LONGEST_DRAFT = 5_000
#: Telling words asked for, entries a word may have and still tell, entries looked at closely.
ASKED, TELLING, COMPARED = 48, 400, 60
#: What remains of the weight of a word that more entries have.
COMMON = 0.25
#: Likeness from which two texts are shown as perhaps the same matter; see ``bench similar``.
ALIKE = 0.29


@dataclass(frozen=True)
class Hit:
    """One result; ``score`` is 0 to 1: the share of the query in the title, or the likeness.

    ``before`` of the next page is ``hit.key`` of the last hit of this one.
    """

    kind: str
    ref: UUID
    title: str
    href: str
    at: datetime
    congress_id: int
    score: float
    key: tuple[datetime, int]


def _opened(congresses: Iterable[Congress] | None):
    """Open the scope of the named congresses; without any, the scope in force stays."""
    return nullcontext() if congresses is None else scope(congress=list(congresses))


def _marks(kinds: Collection[str] | None, public: bool | None) -> list[str]:
    """Return the markers of everything that may be found; none if scopes are switched off."""
    in_force = get_scope()
    found = in_force.get("congress") if in_force.get("_enabled", True) else None
    if found is None:
        return []
    here = found if isinstance(found, list | tuple) else [found]
    return [
        marker(congress_id=congress.pk, kind=kind, public=public is True)
        for congress in here
        for kind in (filter(is_kind, kinds) if kinds is not None else [""])
    ]


def _visible(kinds: Collection[str] | None, public: bool | None):
    """The entries in scope; the markers say the same to the index, this says it to the table."""
    entries = Entry.objects.all()
    if kinds is not None:
        entries = entries.filter(kind__in=list(filter(is_kind, kinds)))
    return entries if public is None else entries.filter(public=public)


def _hit(entry: Entry, score: float) -> Hit:
    return Hit(
        kind=entry.kind,
        ref=entry.ref,
        title=entry.title,
        href=entry.href,
        at=entry.at,
        congress_id=entry.congress_id,
        score=round(score, 4),
        key=(entry.at, entry.pk),
    )


def find(
    text: str,
    *,
    congresses: Iterable[Congress] | None = None,
    kinds: Collection[str] | None = None,
    without: Collection[str] = (),
    public: bool | None = True,
    limit: int = 20,
    before: tuple[datetime, int] | None = None,
) -> list[Hit]:
    """Return the entries that contain every part of ``text``, the newest first.

    ``congresses``  where to look; by default the congress in scope. Naming them opens them.
    ``without``     kinds that are left out
    ``public``      True only public entries, False only the others, None both
    ``before``      ``key`` of the last hit of the page before

    A text without a letter or figure finds nothing. Raises ``ScopeError`` outside a scope.
    """
    wanted = phrases(text[:LONGEST_QUERY])
    with _opened(congresses):
        entries = _visible(kinds, public).exclude(kind__in=without)
        marks = _marks(kinds, public)
        if not wanted:
            return []
        entries = entries.filter(pk__in=engine().holding(wanted, marks))
        if before:
            at, pk = before
            entries = entries.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
        page = list(entries.order_by("-at", "-pk").defer("words")[:limit])
    return [_hit(entry, _share_in_title(wanted, entry.title)) for entry in page]


def matching(
    text: str,
    *,
    kinds: Collection[str],
    public: bool | None = True,
    limit: int = 1000,
):
    """Return, as a query to be used inside another, the refs of entries that contain ``text``.

    For lists that are ordered and narrowed by what they hold themselves. At most ``limit`` of
    them, in no order. Raises ``ScopeError`` outside a scope.
    """
    wanted = phrases(text[:LONGEST_QUERY])
    entries = _visible(kinds, public)
    if not wanted:
        return entries.none().values("ref")
    held = engine().holding(wanted, _marks(kinds, public))
    return entries.filter(pk__in=held).values("ref")[:limit]


def first_matching(
    text: str, *, kinds: Collection[str], public: bool | None = True, limit: int
) -> list[UUID]:
    """Return the refs of the first entries that contain ``text``, as they were made findable.

    For lists with an order of their own: a word that stands everywhere costs no more than
    ``limit`` looks. Raises ``ScopeError`` outside a scope.
    """
    wanted = phrases(text[:LONGEST_QUERY])
    entries = _visible(kinds, public)
    if not wanted:
        return []
    held = engine().first_holding(wanted, _marks(kinds, public), limit)
    return list(entries.filter(pk__in=held).values_list("ref", flat=True))


def _share_in_title(wanted, title: str) -> float:
    words = f" {analyse(title)} "
    ending = {False: " ", True: ""}
    inside = [f" {' '.join(each.tokens)}{ending[each.prefix]}" in words for each in wanted]
    return sum(inside) / len(inside)


def similar(
    text: str,
    *,
    congresses: Iterable[Congress] | None = None,
    kinds: Collection[str],
    public: bool | None = True,
    limit: int = 5,
    exclude_ref: UUID | None = None,
) -> list[Hit]:
    """Return entries that may be about the same matter as the draft ``text``, likest first.

    The first line of ``text`` is read as its title. Entries below ``ALIKE`` are not returned.
    Raises ``ScopeError`` outside a scope.
    """
    draft = Gist.of(text[:LONGEST_DRAFT])
    with _opened(congresses):
        entries = _visible(kinds, public)
        if exclude_ref:
            entries = entries.exclude(ref=exclude_ref)
        near = _near(draft, _marks(kinds, public))[: max(COMPARED, 2 * limit)]
        entries = list(entries.filter(pk__in=near))
    scored = [(likeness(draft, Gist.of_entry(each.title, each.words)), each) for each in entries]
    alike = [pair for pair in scored if pair[0] >= ALIKE]
    alike.sort(key=lambda pair: (-pair[0], pair[1].pk))
    return [_hit(entry, score) for score, entry in alike[:limit]]


def _near(draft: Gist, marks: list[str]) -> list[int]:
    """Return the ids of entries that share telling words with the draft, most first."""
    titled = {word: weight(word) * (2 if word in draft.title else 1) for word in draft.whole}
    asked = sorted(titled, key=lambda word: (-titled[word], word))[:ASKED]
    shared: dict[int, float] = defaultdict(float)
    for word, entry_ids in engine().postings(asked, marks, TELLING).items():
        tells = titled[word] if len(entry_ids) < TELLING else titled[word] * COMMON
        for entry_id in set(entry_ids):
            shared[entry_id] += tells
    return sorted(shared, key=lambda entry_id: (-shared[entry_id], entry_id))
