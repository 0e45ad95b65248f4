"""A table of suggestions on paper: send it, read what it says, register its rows."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huiyin.desk.models import Intake
from huiyin.desk.session import file_table, keep_table
from huiyin.desk.session_forms import TableForm
from huiyin.desk.views.bulk import office_only
from huiyin.kit.sheets import BadSheet
from huiyin.suggestions.services.bulk import Outcome
from huiyin.suggestions.services.importing import HEADINGS, NEEDED, read

#: Rows of a preview; the report of faults is whole.
SHOWN = 50


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def send(request):
    """Send a table in. Nothing is registered yet."""
    office_only(request)
    posted = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if posted else TableForm()
    if form.is_valid():
        sent, key = form.cleaned_data["table"], form.cleaned_data["key"]
        if Intake.objects.filter(congress=request.congress, by=request.user, key=key).exists():
            return redirect("desk:table", key)
        at = now()
        try:
            reading = read(sent.file, request.congress, today=localdate(at))
        except BadSheet as error:
            form.add_error("table", str(error))
        else:
            facts = {"key": key, "file_name": sent.name, "by": request.user, "at": at}
            keep_table(request.congress, reading, **facts)
            return redirect("desk:table", key)
    context = {"form": form, "columns": _columns()}
    return render(request, "desk/table_send.html", context, status=422 if posted else 200)


def _columns():
    """``[(name, other names, whether it must be there)]`` for who makes the table."""
    return [(names[0], names[1:-1], field in NEEDED) for field, names in HEADINGS.items()]


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def table(request, uid):
    """What the table says, row by row; then register the good rows, and what became of them."""
    office_only(request)
    intake = get_object_or_404(Intake, congress=request.congress, key=uid, by=request.user)
    if request.method == "POST":
        file_table(intake, by=request.user, at=now())
        return redirect("desk:table", uid)
    outcomes = [Outcome(**each) for each in intake.outcomes]
    context = {
        "intake": intake,
        "items": intake.reading["items"][:SHOWN],
        "total": len(intake.reading["items"]),
        "faults": intake.reading["faults"],
        "notes": intake.reading["notes"],
        "done": [each for each in outcomes if each.done],
        "refused": [each for each in outcomes if not each.done],
    }
    return render(request, "desk/table.html", context)
