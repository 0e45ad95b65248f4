"""The log of a congress, for anybody who wants to check it."""

from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import huiyin
from huiyin.ledger import notes
from huiyin.ledger.services import origin
from huiyin.trace.record import log_of

#: The offline verifier; it is given away, never imported here.
VERIFIER = Path(huiyin.__file__).with_name("verify.py")


@require_safe
def log(request):
    """How long the log is, and the newest signed checkpoints."""
    found, checkpoints = log_of(request.congress)
    context = {
        "log": found,
        "checkpoints": checkpoints,
        "key": notes.public_key(origin(request.congress)),
    }
    return render(request, "trace/record.html", context)


@require_safe
def key(request):
    """The public key alone, for tools."""
    text = notes.public_key(origin(request.congress))
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")


@require_safe
def verifier(request):
    """The one file with which anybody verifies a receipt on their own computer."""
    response = HttpResponse(VERIFIER.read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{VERIFIER.name}"'
    return response
