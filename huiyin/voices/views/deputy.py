"""A message on the desk: the deputy answers, the office may ask another deputy."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.congresses.queries import seats_of
from huiyin.deputies.queries import active_deputies, mandate_of
from huiyin.procedure.queries import open_steps
from huiyin.procedure.table import PRACTICE
from huiyin.voices import queries, rules, services
from huiyin.voices.desk_forms import AnswerForm, TransferForm
from huiyin.voices.procedure import VOICE, State

#: Rows of one page of the list.
PAGE = 20
#: Similar messages shown beside one.
SIMILAR = 30
ROLES = {
    "author": gettext_lazy("留言人"),
    "deputy": gettext_lazy("代表"),
    "staff": gettext_lazy("代表工作机构"),
    "system": gettext_lazy("平台"),
}
TONES = {State.RECEIVED: "amber", State.ANSWERED: "green", State.TAKEN_UP: "blue"}


@require_GET
@never_cache
@login_required
def index(request):
    """Messages to this deputy, or all of them for the office, newest first."""
    user, congress = request.user, request.congress
    mandate = mandate_of(user, congress)
    if mandate is None and not seats_of(user, congress).exists():
        raise Http404
    state = request.GET.get("state", "")
    state = state if state in State.values else ""
    text = request.GET.get("q", "").strip()[:60]
    after = request.GET.get("after", "")
    known = after.isascii() and after.isdigit() and len(after) < 18
    rows = queries.worked_on(
        user, congress, text=text, state=state, after=int(after) if known else None, limit=PAGE
    )
    older = request.GET.copy()
    if len(rows) > PAGE:
        older["after"] = rows[PAGE - 1].pk
    context = {
        "rows": [{"it": row, "state": _state(row)} for row in rows[:PAGE]],
        "older": f"?{older.urlencode()}" if len(rows) > PAGE else "",
        "first": after,
        "states": State.choices,
        "chosen": state,
        "text": text,
        "today": localdate(),
    }
    return render(request, "voices/deputy/index.html", context)


@require_GET
@never_cache
@login_required
def page(request, code):
    return _show(request, queries.get_for_desk(request.user, code))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def answer(request, code):
    voice = queries.get_for_desk(request.user, code)
    if request.method == "GET":
        return _show(request, voice)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, voice, answer_form=form, status=422)
    services.write(voice, "answer", by=request.user, at=now(), **form.cleaned_data)
    messages.success(request, _("已回复，留言人会收到通知"))
    return redirect("voice_desk:page", code)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def transfer(request, code):
    voice = queries.get_for_desk(request.user, code)
    if request.method == "GET":
        return _show(request, voice)
    form = _transfer_form(voice, request.POST.get("find", ""), request.POST)
    if form.is_valid():
        try:
            services.transfer(voice, to=form.cleaned_data["mandate"], by=request.user, at=now())
        except services.Unavailable as error:
            form.add_error("mandate", str(error))
        else:
            messages.success(request, _("已转请另一位代表回应，期限继续计算"))
            return redirect("voice_desk:page", code)
    return _show(request, voice, transfer_form=form, status=422)


def _transfer_form(voice, find, data=None):
    others = active_deputies(voice.congress, find[:40])
    return TransferForm(data, mandates=[one for one in others if one.pk != voice.mandate_id])


def _show(request, voice, *, answer_form=None, transfer_form=None, status=200):
    user = request.user
    verbs = {step.verb for step in open_steps(voice, user)}
    find = (request.POST or request.GET).get("find", "")[:40]
    deadlines = [one for one in voice.docket.deadlines.all() if one.void_on is None]
    context = {
        "voice": voice,
        "docket": voice.docket,
        "state": _state(voice),
        "clocks": [{"deadline": one, "label": VOICE.clocks[one.name].label} for one in deadlines],
        "talk": queries.talk(voice, user),
        "joined": queries.supporters([voice.docket_id]).get(voice.docket_id, 0),
        "phone": queries.phone_for(user, voice),
        "office": rules.staff(user, voice),
        "similar": queries.similar_for_deputy(voice, SIMILAR) if "take_up" in verbs else [],
        "verbs": verbs,
        "answer_form": answer_form or ("answer" in verbs and AnswerForm()),
        "transfer_form": transfer_form or ("transfer" in verbs and _transfer_form(voice, find)),
        "find": find,
        "history": _history(voice),
        "failed": status != 200,
        "today": localdate(),
    }
    return render(request, "voices/deputy/page.html", context, status=status)


def _state(voice):
    docket = voice.docket
    return {"words": State(docket.state).label, "tone": TONES.get(docket.state, "plain")}


def _history(voice):
    """Every step, newest first."""
    moves = voice.docket.moves.select_related("by").order_by("-pk")
    return [
        {
            "at": move.at,
            "says": move.said("voice"),
            "by": move.by or "",
            "role": ROLES[move.role],
            "law": _("工作惯例") if move.law == PRACTICE else move.law,
        }
        for move in moves
    ]
