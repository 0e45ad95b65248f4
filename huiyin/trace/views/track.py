import re
import unicodedata

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from huiyin.bills.queries import get_for_reading
from huiyin.procedure.codes import read_code
from huiyin.procedure.models import Docket
from huiyin.trace import suggestion
from huiyin.trace.forms import TrackForm

#: Kinds of case that have a public page.
TRACED = ("voice", "suggestion", "bill")
#: Strokes that people take for a hyphen.
DASHES = re.compile(r"[\u2010-\u2015\u2212\u30fc]")


@require_safe
def track(request):
    """Type a number, come to its page. What may not be seen is not found."""
    asked = "number" in request.GET
    form = TrackForm(request.GET if asked else None)
    if asked and form.is_valid():
        if code := _code(request.user, form.cleaned_data["number"]):
            return redirect("trace:matter", code)
        context = {"form": form, "missing": form.cleaned_data["number"]}
        return render(request, "trace/track.html", context)
    return render(request, "trace/track.html", {"form": form}, status=422 if asked else 200)


def _code(user, text):
    """The code of the case named by ``text``: a receipt number, or a public case's number."""
    known = Docket.objects.filter(kind__in=TRACED)
    text = _as_printed(text)
    if code := read_code(text):
        found = known.filter(code=code).first()
        return code if found and _exists_for(user, found) else None
    return known.filter(number=text, public=True).values_list("code", flat=True).first()


def _as_printed(text):
    """Return a number as it stands on a receipt, however it was typed or cut out of a sentence."""
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return "".join(plain.split()).upper().removeprefix("第").removesuffix("号")


def _exists_for(user, docket):
    """A message exists for whoever has its code, the others for whom their page does."""
    if docket.kind == "voice" or docket.public:
        return True
    if docket.kind == "bill":
        return get_for_reading(user, docket.code) is not None
    return suggestion.reader(user, suggestion.find(user, docket.code)) is not None
