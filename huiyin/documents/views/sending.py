"""Sending a file so that a browser saves it and never runs it in our name."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from huiyin.documents.making import TYPES
from huiyin.kit.inspection import SUFFIXES


def attachment(data, name, format):
    """Return ``data`` as a file to save, under a name that may be Chinese."""
    answer = HttpResponse(data, content_type=TYPES[format])
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def file_name(scan):
    """The name a scan is saved under: what it is of, never the name it came with."""
    return f"{scan.get_kind_display()}-{scan.sha256[:8]}.{SUFFIXES[scan.media]}"
