"""Taking a document, numbering a letter, handing in a sealed scan."""

from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from huiyin.documents import annual, making, record
from huiyin.documents.kinds import annual_report
from huiyin.documents.models import Document, Kind, Number, Scan
from huiyin.documents.queries import find, number_of
from huiyin.kit.inspection import inspect, looked_into
from huiyin.ledger import acts
from huiyin.ledger.leaves import new_salt
from huiyin.procedure.models import Docket

#: Scans of one paper: a mended one may be handed in beside the first, not without end.
SCANS_AT_MOST = 5


class Taken(ValueError):
    """Something of the kind is there already."""


def take(suggestion, part, *, kind, key, format, by, at):
    """Make the document anew from its case and return ``(bytes, file name)``.

    ``part``  the reader's ``Standing``

    The first time a content is taken its hash goes into the ledger; the same state of the case
    gives the same file, so taking it again records nothing. Raises ``Http404`` for what the
    reader may not take.
    """
    sort, thing = find(suggestion, part, kind, key)
    number = number_of(suggestion, kind, key)
    paper = making.draw(sort.paper, suggestion, thing, str(number) if number else "")
    data, digest = making.write(paper, format)
    facts = {"docket": suggestion.docket, "kind": kind, "key": key, "format": format}
    _record(suggestion.congress, facts=facts, digest=digest, size=len(data), by=by, at=at)
    return data, making.file_name(paper, format)


def take_report(report, *, format, by, at, edition=None):
    """The same for the yearly report of a congress, see ``annual.yearly``.

    ``by``  None for whoever takes a published ``edition`` from the public page
    """
    paper = making.draw(lambda: annual_report.paper(annual.yearly(report, edition)))
    data, digest = making.write(paper, format)
    facts = {
        "docket": report.docket,
        "kind": Kind.ANNUAL_REPORT.value,
        "key": str(report.year),
        "format": format,
    }
    _record(report.congress, facts=facts, digest=digest, size=len(data), by=by, at=at)
    return data, making.file_name(paper, format)


def _record(congress, *, facts, digest, size, by, at):
    if Document.objects.filter(congress=congress, sha256=digest, **facts).exists():
        return
    try:
        with acts.recorded():
            document = Document.objects.create(
                congress=congress,
                sha256=digest,
                size=size,
                edition=making.edition(),
                by=by,
                made_at=at,
                salt=new_salt(),
                **facts,
            )
            acts.record(
                congress,
                kind="document",
                ref=document.uid,
                at=at,
                content=record.document_facts(document, document.docket.code),
                salt=document.salt,
            )
    except IntegrityError:
        # Somebody took the same file at the same moment: it is on the record.
        if not Document.objects.filter(congress=congress, sha256=digest, **facts).exists():
            raise


@transaction.atomic
def give_number(suggestion, part, *, kind, key, mark, serial, by, at):
    """Keep the 发文字号 that the unit's register gave a letter; the unit may correct it.

    The year is that of the letter's own date.

    Raises ``Taken`` if another letter of the congress has it, ``PermissionDenied`` unless
    ``by`` sits in the unit that signs the letter.
    """
    sort, thing = signing(suggestion, part, kind, key)
    year = making.draw(sort.paper, suggestion, thing, "").day.year
    facts = {"mark": mark, "year": year, "serial": serial}
    used = Number.objects.filter(congress=suggestion.congress, **facts)
    if used.exclude(docket=suggestion.docket_id, kind=kind, key=key).exists():
        raise Taken(_("这个发文字号已经用在另一份公文上"))
    number, _made = Number.objects.update_or_create(
        docket=suggestion.docket,
        kind=kind,
        key=key,
        defaults={"congress": suggestion.congress, "by": by, "at": at, **facts},
    )
    return number


def signing(suggestion, part, kind, key):
    """Return ``(sort, thing)``. Raises ``PermissionDenied`` unless the reader's unit signs it."""
    sort, thing = find(suggestion, part, kind, key)
    if not sort.signs(part, thing):
        raise PermissionDenied("only the unit that signs the paper")
    return sort, thing


@acts.recorded()
def hand_in_scan(suggestion, part, *, kind, key, file, by, at):
    """Keep the sealed paper as its unit scanned it, beside the text, and put its hash on record.

    ``file``  a PDF, JPEG or PNG; what it is, is read from the content alone, and it is never held
              in memory whole if it is large

    Raises ``inspection.Refused`` for anything else and for what acts by itself, ``Taken`` when it
    was handed in before or there are too many, ``PermissionDenied`` as ``give_number``.
    """
    signing(suggestion, part, kind, key)
    with looked_into(file) as data:
        media, suffix = inspect(data)
        digest, size = sha256(data).hexdigest(), len(data)
    Docket.objects.select_for_update(of=("self",)).get(pk=suggestion.docket_id)
    before = Scan.objects.filter(docket=suggestion.docket_id, kind=kind, key=key)
    if before.filter(sha256=digest).exists():
        raise Taken(_("这份扫描件已经上传过了"))
    if before.count() >= SCANS_AT_MOST:
        raise Taken(_("同一份公文最多上传 5 份扫描件"))
    facts = {"kind": kind, "key": key, "media": media, "sha256": digest, "size": size}
    scan = Scan(
        congress=suggestion.congress,
        docket=suggestion.docket,
        by=by,
        at=at,
        salt=new_salt(),
        **facts,
    )
    name = f"scans/{suggestion.congress.uid}/{digest[:2]}/{digest}-{scan.uid}.{suffix}"
    scan.file.name = default_storage.save(name, file)
    scan.save(force_insert=True)
    acts.record(
        suggestion.congress,
        kind="document.scan",
        ref=scan.uid,
        at=at,
        content=record.scan_facts(scan, suggestion.docket.code, digest),
        salt=scan.salt,
    )
    return scan
