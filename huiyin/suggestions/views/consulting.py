"""Consultations of deputies, for everybody: read what is asked, answer it, see what became of it.

Answering needs a proven phone, and no script. What was typed waits in the session meanwhile.
"""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.accounts import phone as phones
from huiyin.accounts import vault
from huiyin.accounts.entry import enter_by_code
from huiyin.accounts.forms import CodeForm
from huiyin.accounts.models import Sealed
from huiyin.accounts.queries import VERSION, has_consented
from huiyin.accounts.services import give_consent
from huiyin.kit.limits import Bucket, client_address
from huiyin.ledger.acts import recorded
from huiyin.suggestions import consultations, rules
from huiyin.suggestions.forms import AnswerOpinionForm
from huiyin.suggestions.forms.consulting import PUBLIC
from huiyin.suggestions.models import Consultation
from huiyin.suggestions.services import consulting
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.unsent import UNSENT

CONSENT = "opinion"
#: How often one may speak; wide enough for a whole office behind one address.
PER_PERSON = Bucket("opinion-person", 20, 3600)
PER_ADDRESS = Bucket("opinion-address", 300, 3600)


@require_GET
@never_cache
def index(request):
    """What deputies of this congress ask now, and what they asked before."""
    today = localdate()
    context = {
        "open": consultations.open_on(today),
        "ended": consultations.ended(today),
        "today": today,
    }
    return render(request, "suggestions/public/consultations.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def page(request, pk):
    """One consultation: its text, its form while it is open, the opinions after review."""
    consultation = consultations.get_published(pk)
    if request.method == "POST":
        return _take_in(request, consultation)
    typed = _before(request, consultation)
    return _show(request, consultation, _form(request, consultation, typed))


def _before(request, consultation):
    """What the form starts from: what waits in the session, or the opinion to be amended."""
    if typed := UNSENT.find(request.session, str(consultation.pk)):
        return typed
    mine = consultations.own(request.user, consultation)
    if mine is None:
        return None
    return {"body": mine.words.body, "place": mine.place.name if mine.place else ""}


def _form(request, consultation, typed, *, bound=False):
    known = rules.may_answer(request.user)
    facts = {
        "known": known,
        "consented": known and has_consented(request.user, CONSENT),
        "find": partial(consultations.places_named, consultation),
        "required": consultation.audience != Consultation.Audience.EVERYONE,
        "draft": f"opinion-{consultation.pk}",
    }
    return AnswerOpinionForm(typed, **facts) if bound else AnswerOpinionForm(initial=typed, **facts)


def _show(request, consultation, form, *, status=200, **more):
    today = localdate()
    after = request.GET.get("after", "")
    rows = consultations.readable(
        consultation,
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 18 else None,
    )
    context = {
        "consultation": consultation,
        "suggestion": consultation.suggestion,
        "lead": consultation.suggestion.lead,
        "refused": form if form.is_bound else None,
        "form": form if consulting.takes_answers(consultation, today) else None,
        "official": request.user.is_authenticated and not rules.may_answer(request.user),
        "mine": consultations.own(request.user, consultation),
        "opinions": rows[: consultations.OPINIONS],
        "older": rows[-2].pk if len(rows) > consultations.OPINIONS else None,
        "places": consultations.places_asked(consultation),
        "today": today,
        "version": VERSION,
        **more,
    }
    return render(request, "suggestions/public/consultation.html", context, status=status)


def _take_in(request, consultation):
    """Check what was typed; send it for who is known, else prove the phone first."""
    form = _form(request, consultation, request.POST, bound=True)
    if request.user.is_authenticated and not rules.may_answer(request.user):
        return _show(request, consultation, form, status=422)
    if not form.is_valid():
        return _show(request, consultation, form, status=422)
    if not PER_ADDRESS.take(client_address(request)):
        return _show(request, consultation, form, status=429, wait=PER_ADDRESS.seconds // 60)
    if rules.may_answer(request.user):
        return _send(request, consultation, form, request.user)
    UNSENT.keep(request.session, str(consultation.pk), form.typed)
    return _ask_code(request, consultation, form)


def _ask_code(request, consultation, form):
    """Send the code to the phone that was typed; what cannot be sent is said beside it."""
    address, language = client_address(request), get_language() or "zh-hans"
    try:
        phones.send_code(form.cleaned_data["phone"], address=address, language=language)
    except phones.PhoneError as error:
        form.add_error("phone", error.args[0])
        return _show(request, consultation, form, status=422)
    return redirect("consultations:verify", consultation.pk)


@never_cache
@require_http_methods(["GET", "POST"])
def verify(request, pk):
    """Ask for the code; the right one signs in and sends what waits."""
    consultation = consultations.get_published(pk)
    typed = UNSENT.find(request.session, str(pk))
    if typed is None or rules.may_answer(request.user):
        return redirect("consultations:page", pk)
    fields = _form(request, consultation, typed, bound=True)
    if not fields.is_valid():
        return _show(request, consultation, fields, status=422)
    if "resend" in request.POST:
        return _ask_code(request, consultation, fields)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (done := _prove(request, consultation, form, fields)):
        return done
    phone = fields.cleaned_data["phone"]
    context = {
        "form": form,
        "consultation": consultation,
        "hint": vault.mask(Sealed.Kind.PHONE, phone),
        "shown_code": phones.shown_code(phone),
    }
    request.way_back = reverse("consultations:verify", args=[pk])
    status = 422 if request.method == "POST" else 200
    return render(request, "suggestions/public/verify.html", context, status=status)


def _prove(request, consultation, form, fields):
    """Sign in and send as one act; None, with the reason in ``form``, for a wrong code."""
    cleaned = fields.cleaned_data
    with transaction.atomic():
        try:
            author = enter_by_code(
                request,
                cleaned["phone"],
                form.cleaned_data["code"],
                name=cleaned["name"],
                at=now(),
            )
        except phones.PhoneError as error:  # the try itself stays counted
            form.add_error("code", error.args[0])
            return None
        return _send(request, consultation, fields, author)


def _send(request, consultation, form, author):
    """Keep the opinion; what waits in the session goes only when that is done."""
    if not PER_PERSON.take(author.pk):
        return _show(request, consultation, form, status=429, wait=PER_PERSON.seconds // 60)
    try:
        _act(consultation, form.cleaned_data, author)
    except Incomplete as error:
        form.add_error(None, str(error))
        return _show(request, consultation, form, status=422)
    UNSENT.drop(request.session, str(consultation.pk))
    shown = form.cleaned_data["publicity"] == PUBLIC
    words = _("意见已收到，审核后公开显示") if shown else _("意见已收到，只有代表和工作人员能看到")
    messages.success(request, words)
    return redirect("consultations:page", consultation.pk)


@recorded()
def _act(consultation, cleaned, author):
    at = now()
    if cleaned.get("consent"):
        give_consent(author, CONSENT, at=at)
    return consulting.answer(
        consultation,
        author=author,
        body=cleaned["body"],
        place=cleaned["place"],
        public=cleaned["publicity"] == PUBLIC,
        key=cleaned["key"],
        at=at,
    )
