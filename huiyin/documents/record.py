"""What the ledger's verifier compares its leaves of documents and scans with."""

from hashlib import file_digest

from huiyin.documents.models import Document, Scan
from huiyin.ledger.leaves import canonical


def document_facts(document, code):
    """The bytes a leaf commits to. ``code``  receipt number of the case."""
    return canonical(
        {
            "case": code,
            "edition": document.edition,
            "format": document.format,
            "key": document.key,
            "kind": document.kind,
            "sha256": document.sha256,
            "size": document.size,
        }
    )


def scan_facts(scan, code, digest):
    """The same of a scan. ``digest``  SHA-256, in hex, of the file itself."""
    return canonical(
        {
            "case": code,
            "key": scan.key,
            "kind": scan.kind,
            "media": scan.media,
            "sha256": digest,
            "size": scan.size,
        }
    )


def documents_content(refs):
    rows = Document.objects.filter(uid__in=refs).select_related("docket")
    return {row.uid: (document_facts(row, row.docket.code), bytes(row.salt)) for row in rows}


def documents_living():
    return Document.objects.values_list("uid", flat=True).iterator()


def scans_content(refs):
    """Read from the files, so that one that was changed or lost is found."""
    rows = Scan.objects.filter(uid__in=refs).select_related("docket")
    return {
        row.uid: (scan_facts(row, row.docket.code, _digest(row.file)), bytes(row.salt))
        for row in rows
    }


def _digest(file):
    try:
        with file.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


def scans_living():
    return Scan.objects.values_list("uid", flat=True).iterator()
