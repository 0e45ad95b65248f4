"""Work at the pace of a session: bulk acts, tables sent in, saved filters, lists taken out."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from huiyin.accounts.models import AccessLog, Sealed
from huiyin.congresses.queries import serves_deputies
from huiyin.desk.models import Batch, Intake, SavedFilter
from huiyin.ledger.acts import recorded
from huiyin.suggestions.services import bulk, importing

#: Filters one person may keep in a congress.
FILTERS = 20


class TooMany(ValueError):
    """No further filter can be kept."""


@recorded()
def take_together(congress, *, key, act, codes, facts, by, at):
    """Take ``act`` in every suggestion of ``codes``, once for the form ``key``; return a ``Batch``.

    ``facts``  as in ``bulk.each``. Who sends the same form at the same moment waits for the
    first and is shown what that did. Raises ``PermissionDenied`` unless ``by`` serves deputies.
    """
    if not serves_deputies(by, congress):
        raise PermissionDenied("the office only")
    batch, made = Batch.objects.get_or_create(
        key=key, defaults={"congress": congress, "by": by, "act": act, "outcomes": [], "at": at}
    )
    if made:
        outcomes = bulk.each(codes, act, by=by, at=at, facts=facts)
        batch.outcomes = [outcome.as_json() for outcome in outcomes]
        batch.save(update_fields=["outcomes"])
    return batch


def keep_table(congress, reading, *, key: UUID, file_name, by, at):
    """Keep what a sent table says until it is filed; an earlier one not filed gives way."""
    Intake.objects.filter(congress=congress, by=by, filed_at=None).delete()
    return Intake.objects.create(
        congress=congress,
        key=key,
        by=by,
        file_name=file_name[-100:],
        reading=importing.as_json(reading),
        sent_at=at,
    )


@recorded()
def file_table(intake, *, by, at):
    """File every good row of a table, once; return the ``Intake`` with what became of each row."""
    rows = Intake.objects.select_for_update(of=("self",)).select_related("congress")
    intake = rows.get(pk=intake.pk)
    if intake.filed_at is None:
        outcomes = importing.file_each(
            intake.reading["items"], intake.congress, source=intake.key, by=by, at=at
        )
        intake.outcomes = [outcome.as_json() for outcome in outcomes]
        intake.reading = {**intake.reading, "items": []}
        intake.filed_at = at
        intake.save(update_fields=["outcomes", "reading", "filed_at"])
    return intake


def save_filter(congress, *, name, query, organ, owner, at):
    """Keep a filter under a name; the same name is written anew. Raises ``TooMany``."""
    own = SavedFilter.objects.filter(congress=congress, owner=owner)
    if not own.filter(name=name).exists() and own.count() >= FILTERS:
        raise TooMany(_("最多保存 %(most)s 个筛选，请先删去不用的") % {"most": FILTERS})
    facts = {"query": query, "organ": organ, "saved_at": at}
    return SavedFilter.objects.update_or_create(
        congress=congress, owner=owner, name=name, defaults=facts
    )[0]


def drop_filter(saved, *, by):
    """Forget a filter; only its owner may."""
    if saved.owner_id != by.pk:
        raise PermissionDenied("the owner only")
    saved.delete()


def note_taken_out(people, *, by, office, at, what):
    """Write down for each of ``people`` (ids) that a list with their masked name was taken out."""
    AccessLog.objects.bulk_create(
        AccessLog(
            subject_id=person,
            kind=Sealed.Kind.NAME,
            by=by,
            office=office[:100],
            purpose=AccessLog.Purpose.OWN if person == by.pk else AccessLog.Purpose.HANDLE,
            reason=what[:200],
            at=at,
        )
        for person in sorted(people)
    )
