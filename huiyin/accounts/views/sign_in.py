"""Citizens come in by phone and code. Officials have their own door, with a second factor."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils.timezone import now
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huiyin.accounts import phone as phones
from huiyin.accounts import queries, vault
from huiyin.accounts.entry import enter_by_code, safe_way_back
from huiyin.accounts.forms import CodeForm, PhoneForm
from huiyin.accounts.models import Sealed
from huiyin.kit.limits import client_address

#: In the session: the phone on its way to being proved, enclosed, and where to go afterwards.
PHONE, NEXT = "signing-in", "signing-in-next"
#: Personas offered beside the form; a page of their own has all.
FIRST = 8


@never_cache
@require_http_methods(["GET", "POST"])
def ask_phone(request):
    """Ask for a phone and send it a code."""
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        phone = form.cleaned_data["phone"]
        try:
            phones.send_code(
                phone, address=client_address(request), language=get_language() or "zh-hans"
            )
        except phones.PhoneError as error:
            form.add_error("phone", error.args[0])
        else:
            request.session[PHONE] = vault.enclose(phone, place=PHONE)
            request.session[NEXT] = request.POST.get("next", "")
            return redirect("people:code")
    return _phone_page(request, form)


def _phone_page(request, form):
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "personas": queries.personas()[:FIRST] if settings.DEMONSTRATION else [],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "people/sign_in.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def ask_code(request):
    """Ask for the code and sign in; sending another one starts over with the same phone."""
    enclosed = request.session.get(PHONE)
    if not enclosed:
        return redirect("people:sign-in")
    phone = vault.disclose(enclosed, place=PHONE)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        # Read before: coming in as somebody else empties the session.
        way = request.session.get(NEXT, "")
        try:
            enter_by_code(request, phone, form.cleaned_data["code"], at=now())
        except phones.PhoneError as error:
            form.add_error("code", error.args[0])
        else:
            return redirect(_onward(request, way))
    context = {
        "form": form,
        "phone": phone,
        "hint": vault.mask(Sealed.Kind.PHONE, phone),
        "shown_code": phones.shown_code(phone),
        "next": request.session.get(NEXT, ""),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "people/code.html", context, status=status)


def _onward(request, way):
    for name in (PHONE, NEXT):
        request.session.pop(name, None)
    return safe_way_back(request, way, f"{get_script_prefix()}mine/")
