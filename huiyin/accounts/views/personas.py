"""One click makes a visitor of the demonstration one of its invented people."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huiyin.accounts import queries
from huiyin.accounts.entry import PERSONA, enter


@never_cache
@require_http_methods(["GET", "POST"])
def choose(request):
    """Show the personas, or become the one whose button was pressed. Elsewhere: nothing here."""
    if not settings.DEMONSTRATION:
        raise Http404
    personas = queries.personas()
    if request.method == "GET":
        return render(request, "people/personas.html", {"personas": personas})
    chosen = request.POST.get("persona", "")
    persona = next((one for one in personas if str(one.pk) == chosen), None)
    if persona is None:
        raise Http404
    enter(request, persona.user)
    request.session[PERSONA] = True
    return redirect(persona.home)
