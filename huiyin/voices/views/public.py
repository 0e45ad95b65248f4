"""A citizen's way: say it, see what others said, prove the phone, take the receipt home.

Every step is a plain page. Between the steps what was typed waits in the session; whatever
goes wrong, it is shown again.
"""

from uuid import UUID, uuid4

import segno
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse
from django.utils.safestring import mark_safe
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
from huiyin.deputies.procedure import State as MandateState
from huiyin.kit.limits import client_address
from huiyin.law.errors import LawError
from huiyin.ledger.acts import recorded
from huiyin.voices import drafts, intake, limits, services
from huiyin.voices.drafts import Draft
from huiyin.voices.forms import PUBLIC, VoiceForm
from huiyin.voices.intake import Writer

CONSENT = "voice"


# --- 1. Saying it -------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def compose(request):
    """The form to one deputy; ``?to=`` names the mandate, ``?key=`` a draft to go on with."""
    if intake.writer(request.user, request.congress) == Writer.OFFICIAL:
        return render(request, "voices/public/official.html")
    if request.method == "POST":
        return _take_in(request)
    draft = drafts.find(request.session, intake.form_key(request.GET.get("key", "")))
    if draft is None:
        to = intake.row_id(request.GET.get("to"))
        if to is None:
            return redirect("portal:find")
        place = intake.row_id(request.GET.get("place"))
        draft = Draft(key=str(uuid4()), to=to, place=place)
    return _form_page(request, draft, _form(request, draft, bound=False))


def _take_in(request):
    """Check what was typed, then go on to the next step; between steps it is kept."""
    posted = request.POST
    draft = Draft(
        key=intake.form_key(posted.get("key", "")) or str(uuid4()),
        to=intake.row_id(posted.get("to")) or 0,
        place=intake.row_id(posted.get("place")),
        fields=posted.dict(),
    )
    mandate = intake.receiver(draft.to)
    if mandate is None:
        raise Http404
    form = _form(request, draft)
    if form.is_valid() and mandate.docket.state != MandateState.ACTIVE:
        form.add_error(None, services.UNAVAILABLE)
    if not form.is_valid():
        return _form_page(request, draft, form, status=422)
    if not limits.PER_ADDRESS.take(client_address(request)):
        return _too_many(request, draft, limits.PER_ADDRESS)
    draft.fields = form.typed
    if intake.alike(form.cleaned_data["title"], form.cleaned_data["body"]):
        drafts.keep(request.session, draft)
        return redirect(_step("similar", draft))
    return _go_on(request, draft, form.cleaned_data, mandate)


def _form(request, draft, *, bound=True):
    who = intake.writer(request.user, request.congress)
    consented = who == Writer.CITIZEN and has_consented(request.user, CONSENT)
    facts = {"writer": who, "consented": consented, "draft_key": f"voice-{draft.to}"}
    if bound:
        return VoiceForm(draft.fields, **facts)
    return VoiceForm(initial=draft.fields, **facts)


def _form_page(request, draft, form, *, status=200, **more):
    mandate = intake.addressee(draft.to)
    if mandate is None:
        raise Http404
    if form.is_bound:
        _hold(request, draft, form)
    context = {
        "form": form,
        "draft": draft,
        "mandate": mandate,
        "place": intake.place_in(request.congress, draft.place),
        "available": mandate.docket.state == MandateState.ACTIVE,
        "term": _in_words(intake.first_response(request.congress, localdate())),
        "version": VERSION,
        **more,
    }
    return render(request, "voices/public/compose.html", context, status=status)


def _hold(request, draft, form):
    """Keep what was typed, and let the shell's switches lead back to it."""
    draft.fields = form.typed
    if drafts.is_small(draft):
        drafts.keep(request.session, draft)
        request.way_back = _step("new", draft)


def _in_words(term):
    return term.words(get_language() or "zh-hans") if term else ""


def _again(request, draft, message, *, field=None):
    """Show the form again with everything typed and what stood in the way."""
    form = _form(request, draft)
    form.add_error(field if field in form.fields else None, message)
    return _form_page(request, draft, form, status=422)


def _too_many(request, draft, bucket):
    """Show the form again with everything typed, and say how long to wait."""
    wait = bucket.seconds // 60
    response = _form_page(request, draft, _form(request, draft), status=429, wait=wait)
    response["Retry-After"] = str(bucket.seconds)
    return response


def _step(name, draft):
    return f"{reverse(f'voices:{name}')}?key={draft.key}"


def _waiting(request):
    """Return the draft this step is about, or None if this session has none."""
    key = request.POST.get("key") or request.GET.get("key", "")
    return drafts.find(request.session, intake.form_key(key))


def _lost(request):
    """The session is over or the message is out: the receipt if it was sent, else start again."""
    key = intake.form_key(request.POST.get("key") or request.GET.get("key", ""))
    if not key:
        return redirect("portal:find")
    if voice := intake.sent_under(key):
        return redirect("voices:receipt", voice.docket.code)
    return render(request, "voices/public/lost.html", status=409)


# --- 2. What others said ------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def similar(request):
    """Public matters like this one: join one of them, or go on with one's own."""
    draft = _waiting(request)
    if draft is None:
        return _lost(request)
    form = _form(request, draft)
    if not form.is_valid():
        return _form_page(request, draft, form, status=422)
    if request.method == "POST":
        code = request.POST.get("support", "")
        if code and intake.open_to_support(code) is None:
            raise Http404
        draft.support = code
        return _go_on(request, draft, form.cleaned_data)
    found = intake.alike(form.cleaned_data["title"], form.cleaned_data["body"])
    context = {"draft": draft, "found": found, "body": form.cleaned_data["body"], "base": _base()}
    return render(request, "voices/public/similar.html", context)


def _base():
    return get_script_prefix().rstrip("/")


# --- 3. Who is it -------------------------------------------------------------------------


def _go_on(request, draft, cleaned, mandate=None):
    """Send at once for somebody known; otherwise keep the draft and prove the phone first."""
    who = intake.writer(request.user, request.congress)
    if who == Writer.CITIZEN:
        return _finish(request, draft, request.user, cleaned, mandate)
    try:
        if who == Writer.STAFF:
            author = phones.citizen_of(cleaned["phone"], name=cleaned["name"], verified=False)
            return _finish(request, draft, author, cleaned, mandate)
        _send_code(request, cleaned["phone"])
    except phones.PhoneError as error:
        return _again(request, draft, error.args[0], field="phone")
    drafts.keep(request.session, draft)
    return redirect(_step("verify", draft))


def _send_code(request, phone):
    phones.send_code(phone, address=client_address(request), language=get_language() or "zh-hans")


@never_cache
@require_http_methods(["GET", "POST"])
def verify(request):
    """Ask for the code; the right one signs in and sends what waits."""
    draft = _waiting(request)
    if draft is None:
        return _lost(request)
    fields = _form(request, draft)
    if not fields.is_valid():
        return _form_page(request, draft, fields, status=422)
    if "phone" not in fields.fields:  # signed in meanwhile, as by another window
        return redirect(_back(draft))
    if "resend" in request.POST:
        return _go_on(request, draft, fields.cleaned_data)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (done := _prove(request, draft, form, fields.cleaned_data)):
        return done
    return _code_page(request, draft, form, fields.cleaned_data["phone"])


def _prove(request, draft, form, cleaned):
    """Sign in and send as one act, so that a second click at once finds the message sent.

    Returns None, with the reason in ``form``, if the code did not prove the phone.
    """
    phone, code, name = cleaned["phone"], form.cleaned_data["code"], cleaned["name"]
    with transaction.atomic():
        try:
            author = enter_by_code(request, phone, code, name=name, at=now())
        except phones.PhoneError as error:  # the try itself stays counted
            form.add_error("code", error.args[0])
        else:
            return _finish(request, draft, author, cleaned)
    if voice := intake.sent_under(draft.key):
        drafts.drop(request.session, draft.key)
        return redirect("voices:receipt", voice.docket.code)
    return None


def _back(draft):
    return _step("new", draft)


def _code_page(request, draft, form, phone):
    context = {
        "form": form,
        "draft": draft,
        "hint": vault.mask(Sealed.Kind.PHONE, phone),
        "shown_code": phones.shown_code(phone),
        "back": _back(draft),
    }
    request.way_back = _step("verify", draft)
    status = 422 if request.method == "POST" else 200
    return render(request, "voices/public/verify.html", context, status=status)


# --- 4. Sending, and the receipt ----------------------------------------------------------


def _finish(request, draft, author, cleaned, mandate=None):
    """Send, or join what somebody else said; the draft goes only when that is done."""
    if not limits.PER_PERSON.take(author.pk):
        return _too_many(request, draft, limits.PER_PERSON)
    try:
        step, code = _act(request, draft, author, cleaned, mandate)
    except services.Unavailable as error:
        return _again(request, draft, error.args[0])
    except PermissionDenied:
        return _again(request, draft, _("这件事已不再公开，请提交你自己的留言"))
    except LawError as error:
        return _again(request, draft, error.words(get_language() or "zh-hans"))
    drafts.drop(request.session, draft.key)
    return redirect(f"voices:{step}", code)


@recorded()
def _act(request, draft, author, cleaned, mandate):
    at = now()
    if cleaned.get("consent"):
        give_consent(author, CONSENT, at=at)
    if draft.support:
        voice = intake.open_to_support(draft.support)
        if voice is None:
            raise PermissionDenied("no longer public")
        services.support(voice, user=author, at=at)
        return "supported", draft.support
    mandate = mandate or intake.receiver(draft.to)
    if mandate is None:
        raise Http404
    channel = {"channel": cleaned["channel"]} if "channel" in cleaned else {}
    voice = services.send(
        author=author,
        mandate=mandate,
        title=cleaned["title"],
        body=cleaned["body"],
        at=at,
        key=UUID(draft.key),
        place=intake.place_in(request.congress, draft.place),
        public=cleaned["publicity"] == PUBLIC,
        **channel,
    )
    return "receipt", voice.docket.code


@never_cache
@require_GET
def receipt(request, code):
    """The receipt of one message, for whoever has its number."""
    voice = intake.by_code(code)
    if voice is None:
        raise Http404
    trace = f"{_base()}/matters/{voice.docket.code}/"
    address = request.build_absolute_uri(trace)
    context = {
        "voice": voice,
        "address": address,
        "seq": intake.place_in_record(voice),
        "clock": intake.response_clock(voice),
        "trace": trace,
        "qr": _qr(address),
    }
    return render(request, "voices/public/receipt.html", context)


def _qr(address):
    svg = segno.make(address, error="m").svg_inline(scale=4, border=2, dark="#1d1a17")
    return mark_safe(svg)  # noqa: S308 — made by segno from squares alone


@never_cache
@require_GET
def supported(request, code):
    """Confirmation that one joined somebody else's matter."""
    voice = intake.open_to_support(code)
    if voice is None:
        raise Http404
    context = {"voice": voice, "trace": f"{_base()}/matters/{voice.docket.code}/"}
    return render(request, "voices/public/supported.html", context)
